import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { ResourceIndex } from '../repository/resourceIndex';
import type { Connection } from '../server/connection';

/** Asks the remote side for the state of every resource. */
export async function refresh(connection: Connection, index: ResourceIndex): Promise<void> {
  await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: 'Asking the remote side', cancellable: true },
    async (progress, cancellation) => {
      const workDoneToken = randomUUID();
      let reported = 0;
      const listener = connection.onProgress(workDoneToken, ({ message, percentage }) => {
        const increment = percentage === undefined ? undefined : percentage - reported;
        reported = percentage ?? reported;
        progress.report({ message, increment });
      });
      try {
        index.take(await connection.request('autoschematic/resources', { refresh: true, workDoneToken }, cancellation));
      } finally {
        listener.dispose();
      }
    },
  );
}
