import { basename } from 'node:path';
import * as vscode from 'vscode';
import { remoteOf } from '../documents/remoteDocuments';
import type { Connection } from '../server/connection';

/** Opens a diff of the remote body and the file. */
export async function compareWithRemote(connection: Connection, file: vscode.Uri): Promise<void> {
  const remote = remoteOf(file);
  const name = basename(file.fsPath);
  if ((await connection.request('autoschematic/remoteDocument', { uri: remote.toString() })) === null) {
    void vscode.window.showInformationMessage(`\`${name}\` is not there remotely: there is nothing to compare it with.`);
    return;
  }

  await vscode.commands.executeCommand('vscode.diff', remote, file, `${name} (remote ↔ file)`);
}
