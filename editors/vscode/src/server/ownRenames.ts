import * as vscode from 'vscode';
import type { WorkspaceEdit } from 'vscode-languageserver-protocol';

const Seconds = 60;

/**
 * Renames that the server itself asked for. The editor announces them as it does those of the user, and the server would
 * answer with the same edits a second time.
 */
export class OwnRenames {
  private pairs = new Set<string>();
  private until = 0;

  /** Remembers the files that an edit renames; a preview of it may be looked at for a while. */
  note(edit: WorkspaceEdit | null | undefined): void {
    this.pairs = new Set(
      (edit?.documentChanges ?? []).flatMap((change) =>
        'kind' in change && change.kind === 'rename' ? [pairOf(vscode.Uri.parse(change.oldUri), vscode.Uri.parse(change.newUri))] : [],
      ),
    );
    this.until = Date.now() + Seconds * 1000;
  }

  /** Those that the user asked for. */
  without<T extends { oldUri: vscode.Uri; newUri: vscode.Uri }>(files: readonly T[]): T[] {
    return Date.now() > this.until ? [...files] : files.filter(({ oldUri, newUri }) => !this.pairs.has(pairOf(oldUri, newUri)));
  }
}

function pairOf(from: vscode.Uri, to: vscode.Uri): string {
  return `${from.toString()}\n${to.toString()}`;
}
