import * as vscode from 'vscode';
import type { Connection } from '../server/connection';

export const RemoteScheme = 'autoschematic-remote';

/** The remote body of the resource in a file, as a document that cannot be edited. */
export function remoteOf(file: vscode.Uri): vscode.Uri {
  return file.with({ scheme: RemoteScheme });
}

export function fileOf(uri: vscode.Uri): vscode.Uri {
  return uri.scheme === RemoteScheme ? uri.with({ scheme: 'file' }) : uri;
}

/** Gives remote bodies to the editor, and gives those that are open anew when something changed. */
export class RemoteDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  private readonly registration = vscode.workspace.registerTextDocumentContentProvider(RemoteScheme, this);

  readonly onDidChange = this.changed.event;

  constructor(private readonly connection: Connection) {}

  async provideTextDocumentContent(uri: vscode.Uri, cancellation: vscode.CancellationToken): Promise<string> {
    return (await this.connection.request('autoschematic/remoteDocument', { uri: uri.toString() }, cancellation))?.text ?? '';
  }

  refresh(): void {
    for (const document of vscode.workspace.textDocuments) {
      if (document.uri.scheme === RemoteScheme) {
        this.changed.fire(document.uri);
      }
    }
  }

  dispose(): void {
    vscode.Disposable.from(this.registration, this.changed).dispose();
  }
}
