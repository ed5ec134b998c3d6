import * as vscode from 'vscode';
import { findExecutable, placesOf } from '../server/executable';
import { settings } from '../server/settings';

/** Runs `autoschematic init` where it can be seen. */
export async function init(): Promise<void> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const folder = folders.length > 1 ? await vscode.window.showWorkspaceFolderPick() : folders[0];
  if (folder === undefined) {
    return;
  }

  const search = await findExecutable(placesOf(settings.path, folder.uri.fsPath));
  if ('missing' in search) {
    throw new Error(search.missing);
  }

  vscode.window
    .createTerminal({ name: 'autoschematic init', shellPath: search.found, shellArgs: ['init'], cwd: folder.uri })
    .show();
}
