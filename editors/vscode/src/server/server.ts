import * as vscode from 'vscode';
import {
  CloseAction,
  ErrorAction,
  LanguageClient,
  RevealOutputChannelOn,
  State,
  WorkDoneProgress,
  type LanguageClientOptions,
} from 'vscode-languageclient/node';
import type { Roots } from '../repository/roots';
import { findExecutable, placesOf } from './executable';
import type { Connection, ProgressStep } from './connection';
import { messageOf } from './errors';
import { middleware } from './middleware';
import { StateChanged, StatusChanged, Trust, type Commands, type Requests, type ServerStatus } from './protocol';
import { documentSelector } from './selector';
import { settings } from './settings';

export type Status = ServerStatus | { state: 'missing' | 'stopped'; message: string };

const RestartsAllowed = 3;

/** The language server: one process for the whole workspace, started, watched and started again. */
export class Server implements Connection, vscode.Disposable {
  private readonly statusChanged = new vscode.EventEmitter<Status>();
  private readonly stateChanged = new vscode.EventEmitter<void>();
  private client: LanguageClient | undefined;
  private current: Status = { state: 'stopped', message: 'Not started' };
  private crashes = 0;
  private turn: Promise<void> = Promise.resolve();

  readonly onDidChangeStatus = this.statusChanged.event;
  readonly onDidChangeState = this.stateChanged.event;

  constructor(
    private readonly roots: Roots,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  get isRunning(): boolean {
    return this.client?.state === State.Running;
  }

  get status(): Status {
    return this.current;
  }

  /** Starts it, or starts it anew. Several calls at once take their turns. */
  restart(): Promise<void> {
    this.turn = this.turn.then(async () => {
      await this.stop();
      await this.start();
    });
    return this.turn;
  }

  async request<M extends keyof Requests>(
    method: M,
    params: Requests[M][0],
    cancellation?: vscode.CancellationToken,
  ): Promise<Requests[M][1]> {
    return this.send<Requests[M][1]>(method, params, cancellation);
  }

  async execute<C extends keyof Commands>(
    command: C,
    args: Commands[C][0],
    cancellation?: vscode.CancellationToken,
  ): Promise<Commands[C][1]> {
    return this.send<Commands[C][1]>('workspace/executeCommand', { command, arguments: args }, cancellation);
  }

  onProgress(token: string, handler: (step: ProgressStep) => void): vscode.Disposable {
    return this.running().onProgress(WorkDoneProgress.type, token, handler);
  }

  async trust(): Promise<void> {
    await this.client?.sendNotification(Trust, {});
  }

  async stop(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    if (client === undefined) {
      return;
    }

    try {
      await client.dispose(5000);
    } catch (error) {
      // A server that never got up cannot be stopped either.
      this.log.debug(`While stopping the language server: ${String(error)}`);
    }
  }

  dispose(): void {
    this.statusChanged.dispose();
    this.stateChanged.dispose();
  }

  private async start(): Promise<void> {
    const search = await findExecutable(placesOf(settings.path, vscode.workspace.workspaceFolders?.[0]?.uri.fsPath));
    if ('missing' in search) {
      this.say({ state: 'missing', message: search.missing });
      return;
    }

    this.log.info(`Starting ${search.found} lsp`);
    this.say({ state: 'starting', message: 'Starting the language server' });
    this.crashes = 0;
    const client = new LanguageClient('autoschematic', 'Autoschematic', { command: search.found, args: ['lsp'] }, this.options());
    this.client = client;
    client.onNotification(StatusChanged, (status: ServerStatus) => this.say(status));
    client.onNotification(StateChanged, () => this.stateChanged.fire());
    client.onDidChangeState(({ newState }) => {
      void vscode.commands.executeCommand('setContext', 'autoschematic.running', newState === State.Running);
      if (newState === State.Running) {
        this.say(vscode.workspace.isTrusted ? { state: 'ready', message: 'Ready' } : { state: 'untrusted', message: 'Not trusted' });
      }
    });
    try {
      await client.start();
    } catch (error) {
      this.say({ state: 'error', message: `The language server did not start: ${messageOf(error)}` });
    }
  }

  private options(): LanguageClientOptions {
    return {
      documentSelector: documentSelector(this.roots.all),
      outputChannel: this.log,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      initializationOptions: { trusted: vscode.workspace.isTrusted, debounceMs: settings.debounce, codeLens: true },
      // What connectors say is text of others: neither commands nor HTML of theirs are to run.
      markdown: { isTrusted: false, supportHtml: false },
      initializationFailedHandler: () => false,
      middleware: middleware(),
      errorHandler: {
        error: () => ({ action: ErrorAction.Continue, handled: true }),
        closed: () => this.afterCrash(),
      },
    };
  }

  private afterCrash(): { action: CloseAction; handled: boolean } {
    this.crashes++;
    if (this.crashes > RestartsAllowed) {
      this.say({ state: 'error', message: `The language server ended ${this.crashes} times and is not started again` });
      return { action: CloseAction.DoNotRestart, handled: true };
    }

    this.log.warn('The language server ended by itself and is started again');
    this.say({ state: 'starting', message: 'Starting the language server again' });
    return { action: CloseAction.Restart, handled: true };
  }

  // A token that is undefined would be taken for a second parameter.
  private send<R>(method: string, params: object, cancellation?: vscode.CancellationToken): Promise<R> {
    const client = this.running();
    return cancellation === undefined ? client.sendRequest<R>(method, params) : client.sendRequest<R>(method, params, cancellation);
  }

  private running(): LanguageClient {
    if (this.client?.state !== State.Running) {
      throw new Error(`The language server is not running: ${this.current.message}`);
    }

    return this.client;
  }

  private say(status: Status): void {
    this.current = status;
    if (status.state === 'error' || status.state === 'missing') {
      this.log.error(status.message);
    }

    void vscode.commands.executeCommand('setContext', 'autoschematic.state', status.state);
    this.statusChanged.fire(status);
  }
}
