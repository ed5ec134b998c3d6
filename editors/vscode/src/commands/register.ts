import * as vscode from 'vscode';
import type { Reports } from '../documents/reports';
import type { ResourceIndex } from '../repository/resourceIndex';
import type { Roots } from '../repository/roots';
import { messageOf } from '../server/errors';
import type { Server } from '../server/server';
import { compareWithRemote } from './compareWithRemote';
import { init } from './init';
import { outputs } from './outputs';
import { plan } from './plan';
import { pull } from './pull';
import { refresh } from './refresh';
import { relaunch } from './relaunch';
import { rename } from './rename';
import { targetOf } from './target';

/** What commands work with. */
export interface Parts {
  server: Server;
  index: ResourceIndex;
  roots: Roots;
  reports: Reports;
  log: vscode.LogOutputChannel;
}

export function registerCommands({ server, index, roots, reports, log }: Parts): vscode.Disposable {
  return vscode.Disposable.from(
    onFile('compareWithRemote', log, (file) => compareWithRemote(server, file)),
    onFile('pull', log, (file) => pull(server, reports, file)),
    onFile('plan', log, (file) => plan(server, reports, file)),
    onFile('outputs', log, (file) => outputs(server, index, file)),
    onFile('rename', log, (file) => {
      const root = roots.of(file);
      if (root === undefined) {
        throw new Error('The file is in no folder with an `autoschematic.ron`');
      }

      return rename(server, root, file);
    }),
    command('refresh', log, () => refresh(server, index)),
    command('relaunch', log, () => relaunch(server)),
    command('restart', log, () => server.restart()),
    command('init', log, () => init()),
    command('showLog', log, () => log.show()),
  );
}

function onFile(name: string, log: vscode.LogOutputChannel, run: (file: vscode.Uri) => Promise<void>): vscode.Disposable {
  return command(name, log, async (argument) => {
    const file = targetOf(argument);
    if (file?.scheme !== 'file') {
      throw new Error('Open the file of a resource first');
    }

    await run(file);
  });
}

// An error is shown once, and the log tells more.
function command(name: string, log: vscode.LogOutputChannel, run: (argument: unknown) => unknown): vscode.Disposable {
  return vscode.commands.registerCommand(`autoschematic.${name}`, async (argument: unknown) => {
    try {
      await run(argument);
    } catch (error) {
      if (error instanceof vscode.CancellationError) {
        return;
      }

      log.error(error instanceof Error ? error : messageOf(error));
      if ((await vscode.window.showErrorMessage(messageOf(error), 'Show Log')) !== undefined) {
        log.show();
      }
    }
  });
}
