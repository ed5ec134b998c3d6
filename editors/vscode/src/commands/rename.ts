import { posix } from 'node:path';
import * as vscode from 'vscode';
import type { Connection } from '../server/connection';
import { counted } from '../views/words';

/** Moves a resource, its outputs, and every reference to it. */
export async function rename(connection: Connection, root: string, file: vscode.Uri): Promise<void> {
  const old = posix.relative(vscode.Uri.file(root).path, file.path);
  const extension = posix.extname(old);
  const path = await vscode.window.showInputBox({
    title: 'Rename Resource',
    prompt: 'The new path, below the repository; references and outputs move along',
    value: old,
    valueSelection: [old.length - posix.basename(old).length, old.length - extension.length],
    validateInput: (text) => problemOf(text, old),
  });
  if (path === undefined || path === old) {
    return;
  }

  // Whole addresses, since another open repository may have a file of that path as well.
  const { moved, edited } = await connection.execute('rename', [file.toString(), vscode.Uri.file(posix.join(vscode.Uri.file(root).path, path)).toString()]);
  vscode.window.setStatusBarMessage(`$(check) Moved ${counted(moved.length, 'file')}, changed ${counted(edited.length, 'file')}`, 5000);
}

/** What is wrong with a new path, before the server is asked. */
export function problemOf(path: string, old: string): string | undefined {
  const parts = path.split('/');
  if (path.trim() === '' || parts.includes('')) {
    return 'A path has a name between any two slashes';
  }

  if (parts.includes('.') || parts.includes('..')) {
    return 'The path is relative to the repository, without `.` and `..`';
  }

  if (posix.extname(path) !== posix.extname(old)) {
    return `The file should go on ending with \`${posix.extname(old)}\``;
  }

  return undefined;
}
