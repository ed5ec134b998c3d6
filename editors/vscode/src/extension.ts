import * as vscode from 'vscode';
import { registerCommands } from './commands/register';
import { RemoteDocuments } from './documents/remoteDocuments';
import { Reports } from './documents/reports';
import { ResourceIndex } from './repository/resourceIndex';
import { Roots } from './repository/roots';
import { messageOf } from './server/errors';
import { askToInstall } from './server/missing';
import { Server } from './server/server';
import { Decorations } from './views/decorations';
import { ResourceTree } from './views/resourceTree';
import { StatusBar } from './views/statusBar';

let server: Server | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const log = vscode.window.createOutputChannel('Autoschematic', { log: true });
  const roots = new Roots();
  await roots.look();
  const running = (server = new Server(roots, log));
  const index = new ResourceIndex(running);
  const reports = new Reports();
  const remotes = new RemoteDocuments(running);
  context.subscriptions.push(
    log,
    roots,
    running,
    index,
    reports,
    remotes,
    new ResourceTree(index),
    new Decorations(index),
    new StatusBar(running, index, roots),
    registerCommands({ server: running, index, roots, reports, log }),
  );

  const update = (): void => {
    index.update().catch((error: unknown) => log.warn(`Resources are not known: ${messageOf(error)}`));
    remotes.refresh();
  };
  context.subscriptions.push(
    running.onDidChangeState(update),
    running.onDidChangeStatus(({ state, message }) => {
      if (running.isRunning) {
        update();
      } else if (state === 'missing') {
        index.clear();
        void askToInstall(message, roots.all.length > 0);
      }
    }),
    roots.onDidChange(() => running.restart()),
    vscode.workspace.onDidGrantWorkspaceTrust(() => running.trust()),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('autoschematic.path') || change.affectsConfiguration('autoschematic.debounce')) {
        void running.restart();
      }
    }),
  );

  // Not waited for: the editor need not wait for a process to start.
  void running.restart();
}

export function deactivate(): Promise<void> | undefined {
  return server?.stop();
}
