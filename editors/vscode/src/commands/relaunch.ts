import * as vscode from 'vscode';
import type { Connection } from '../server/connection';

/** Ends all connectors and starts them again. */
export async function relaunch(connection: Connection): Promise<void> {
  await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: 'Relaunching connectors', cancellable: true },
    (_, cancellation) => connection.execute('relaunch', [], cancellation),
  );
}
