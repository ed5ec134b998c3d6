import { basename } from 'node:path';
import * as vscode from 'vscode';
import { planText } from '../documents/reportTexts';
import type { Reports } from '../documents/reports';
import type { Connection } from '../server/connection';

/** Shows what an apply of the file would do. */
export async function plan(connection: Connection, reports: Reports, file: vscode.Uri): Promise<void> {
  const planned = await connection.execute('plan', [file.toString()]);
  const isSaved = !vscode.workspace.textDocuments.some((document) => document.uri.toString() === file.toString() && document.isDirty);
  await reports.show(`Plan of ${basename(file.fsPath)}`, planText(planned, isSaved));
}
