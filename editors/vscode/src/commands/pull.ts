import { basename } from 'node:path';
import * as vscode from 'vscode';
import { pullText } from '../documents/reportTexts';
import type { Reports } from '../documents/reports';
import type { Connection } from '../server/connection';
import { counted } from '../views/words';
import { compareWithRemote } from './compareWithRemote';

/** Takes the remote state into the file, as one edit that can be undone. */
export async function pull(connection: Connection, reports: Reports, file: vscode.Uri): Promise<void> {
  const pulled = await connection.execute('pull', [file.toString()]);
  const name = basename(file.fsPath);
  if (pulled.conflicts > 0) {
    const answer = await vscode.window.showWarningMessage(
      `${counted(pulled.conflicts, 'conflict')} in \`${name}\`: the file was left as it was.`,
      'Compare',
      'Details',
    );
    if (answer === 'Compare') {
      await compareWithRemote(connection, file);
    } else if (answer === 'Details') {
      await reports.show(`Pull of ${name}`, pullText(pulled));
    }
  } else if (pulled.changed) {
    const answer = await vscode.window.showInformationMessage(`\`${name}\` has the remote state now.`, 'Details');
    if (answer === 'Details') {
      await reports.show(`Pull of ${name}`, pullText(pulled));
    }
  } else {
    vscode.window.setStatusBarMessage(`$(check) ${name}: nothing to pull`, 5000);
  }
}
