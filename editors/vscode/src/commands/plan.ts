import { basename } from 'node:path';
import type * as vscode from 'vscode';
import { planText } from '../documents/reportTexts';
import type { Reports } from '../documents/reports';
import type { Connection } from '../server/connection';

/** Shows what an apply of the file would do. */
export async function plan(connection: Connection, reports: Reports, file: vscode.Uri): Promise<void> {
  await reports.show(`Plan of ${basename(file.fsPath)}`, planText(await connection.execute('plan', [file.toString()])));
}
