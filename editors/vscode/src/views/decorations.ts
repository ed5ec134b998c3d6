import * as vscode from 'vscode';
import type { ResourceIndex } from '../repository/resourceIndex';
import { appearanceOf } from '../repository/states';

/** Signs of drift beside file names, wherever the editor shows them. */
export class Decorations implements vscode.FileDecorationProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<undefined>();
  private readonly subscriptions: vscode.Disposable;

  readonly onDidChangeFileDecorations = this.changed.event;

  constructor(private readonly index: ResourceIndex) {
    this.subscriptions = vscode.Disposable.from(
      this.changed,
      index.onDidChange(() => this.changed.fire(undefined)),
      vscode.window.registerFileDecorationProvider(this),
    );
  }

  provideFileDecoration(uri: vscode.Uri): vscode.FileDecoration | undefined {
    const resource = this.index.find(uri);
    if (resource === undefined) {
      return undefined;
    }

    const { badge, word, color } = appearanceOf(resource.state);
    return badge === undefined
      ? undefined
      : new vscode.FileDecoration(badge, `Autoschematic: ${word}`, color === undefined ? undefined : new vscode.ThemeColor(color));
  }

  dispose(): void {
    this.subscriptions.dispose();
  }
}
