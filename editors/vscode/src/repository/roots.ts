import { dirname, isAbsolute, relative, sep } from 'node:path';
import * as vscode from 'vscode';

const Name = 'autoschematic.ron';

/** The folders of the workspace that hold an `autoschematic.ron`. */
export class Roots implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly watcher = vscode.workspace.createFileSystemWatcher(`**/${Name}`, false, true, false);
  private readonly subscriptions: vscode.Disposable[];
  private folders: readonly string[] = [];

  readonly onDidChange = this.changed.event;

  constructor() {
    const look = (): void => void this.look();
    this.subscriptions = [
      this.changed,
      this.watcher,
      this.watcher.onDidCreate(look),
      this.watcher.onDidDelete(look),
      vscode.workspace.onDidChangeWorkspaceFolders(look),
    ];
  }

  get all(): readonly string[] {
    return this.folders;
  }

  /** The innermost of them that holds the file. */
  of(uri: vscode.Uri): string | undefined {
    return this.folders.filter((folder) => isBelow(folder, uri.fsPath)).sort((one, other) => other.length - one.length)[0];
  }

  async look(): Promise<void> {
    const found = await vscode.workspace.findFiles(`**/${Name}`, '**/{node_modules,.git}/**', 100);
    const folders = found.map((file) => dirname(file.fsPath)).sort();
    await vscode.commands.executeCommand('setContext', 'autoschematic.hasRepository', folders.length > 0);
    if (folders.join('\n') !== this.folders.join('\n')) {
      this.folders = folders;
      this.changed.fire();
    }
  }

  dispose(): void {
    vscode.Disposable.from(...this.subscriptions).dispose();
  }
}

function isBelow(folder: string, file: string): boolean {
  const path = relative(folder, file);
  return path !== '..' && !path.startsWith(`..${sep}`) && !isAbsolute(path);
}
