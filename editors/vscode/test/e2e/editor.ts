import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type Diagnostic,
  type InitializeResult,
  type Position,
  type ProtocolConnection,
  type WorkspaceEdit,
} from 'vscode-languageserver-protocol/node';
import { URI } from 'vscode-uri';
import { capabilities } from './capabilities';
import { program } from './program';
import { languageOf, positionAt } from './text';
import { applyWorkspaceEdit, type Open } from './workspaceEdits';

/** The server writes messages as plain text. */
export type Problem = Diagnostic & { message: string };

export interface Options {
  trusted?: boolean;
  /** Whether it has the commands that code lenses run. */
  codeLens?: boolean;
  env?: Record<string, string>;
}

/**
 * An editor without a screen: it starts the real program, holds open documents, applies what the server asks it to
 * change, and remembers what the server said.
 */
export class Editor {
  readonly open = new Map<string, Open>();
  readonly diagnostics = new Map<string, { version?: number; diagnostics: Problem[] }>();
  readonly notifications: { method: string; params?: unknown }[] = [];
  readonly edits: WorkspaceEdit[] = [];
  stderr = '';
  private readonly waiting = new Set<() => void>();

  private constructor(
    readonly root: string,
    readonly process: ChildProcessWithoutNullStreams,
    readonly connection: ProtocolConnection,
  ) {}

  /** The answer to `initialize`. */
  initialized!: InitializeResult;

  static async start(root: string, { trusted = true, codeLens = true, env = {} }: Options = {}): Promise<Editor> {
    const child = spawn(program(), ['lsp'], { cwd: dirname(root), env: { ...process.env, ...env } });
    const connection = createProtocolConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
    const editor = new Editor(root, child, connection);
    // Nobody is to wait for an answer of a program that has ended.
    child.once('exit', () => connection.dispose());
    child.stderr.setEncoding('utf8').on('data', (text: string) => (editor.stderr += text));
    editor.listen();
    connection.listen();
    const answer = connection.sendRequest<InitializeResult>('initialize', {
      processId: process.pid,
      clientInfo: { name: 'end-to-end tests' },
      rootUri: URI.file(root).toString(),
      workspaceFolders: [{ uri: URI.file(root).toString(), name: 'repository' }],
      initializationOptions: { trusted, debounceMs: 20, codeLens },
      capabilities,
    });
    editor.initialized = await answer.catch((error: unknown) => {
      throw new Error(`${program()} lsp did not answer \`initialize\`: ${editor.stderr}`, { cause: error });
    });
    await connection.sendNotification('initialized', {});
    return editor;
  }

  uri(path: string): string {
    return URI.file(join(this.root, path)).toString();
  }

  text(path: string): string {
    return this.open.get(this.uri(path))?.text ?? readFileSync(join(this.root, path), 'utf8');
  }

  /** Opens a file, with a text that need not be the one on disk. */
  async openFile(path: string, text = readFileSync(join(this.root, path), 'utf8')): Promise<void> {
    this.open.set(this.uri(path), { text, version: 1 });
    await this.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri: this.uri(path), languageId: languageOf(path), version: 1, text },
    });
  }

  /** Replaces the first occurrence of a text by another, as typing would: incrementally. */
  async replace(path: string, old: string, by: string): Promise<void> {
    const document = this.open.get(this.uri(path))!;
    const at = document.text.indexOf(old);
    if (at < 0) {
      throw new Error(`\`${old}\` is not in ${path}`);
    }

    const range = { start: positionAt(document.text, at), end: positionAt(document.text, at + old.length) };
    document.text = document.text.slice(0, at) + by + document.text.slice(at + old.length);
    document.version++;
    await this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: this.uri(path), version: document.version },
      contentChanges: [{ range, text: by }],
    });
  }

  async save(path: string): Promise<void> {
    writeFileSync(join(this.root, path), this.text(path));
    await this.connection.sendNotification('textDocument/didSave', { textDocument: { uri: this.uri(path) } });
  }

  async close(path: string): Promise<void> {
    this.open.delete(this.uri(path));
    await this.connection.sendNotification('textDocument/didClose', { textDocument: { uri: this.uri(path) } });
  }

  /** Asks about the place after a text in an open file. */
  at<T>(method: string, path: string, after: string, more: object = {}): Promise<T> {
    return this.connection.sendRequest<T>(method, {
      textDocument: { uri: this.uri(path) },
      position: this.after(path, after),
      ...more,
    });
  }

  after(path: string, text: string): Position {
    const at = this.text(path).indexOf(text);
    if (at < 0) {
      throw new Error(`\`${text}\` is not in ${path}`);
    }

    return positionAt(this.text(path), at + text.length);
  }

  ask<T>(method: string, path: string, more: object = {}): Promise<T> {
    return this.connection.sendRequest<T>(method, { textDocument: { uri: this.uri(path) }, ...more });
  }

  execute<T>(command: string, ...args: string[]): Promise<T> {
    return this.connection.sendRequest<T>('workspace/executeCommand', { command, arguments: args });
  }

  /** The diagnostics of the text as it is now. */
  async problems(path: string, until: (diagnostics: Problem[]) => boolean = () => true): Promise<Problem[]> {
    const uri = this.uri(path);
    const version = this.open.get(uri)?.version;
    return this.until(`problems of ${path}`, () => {
      const published = this.diagnostics.get(uri);
      return published !== undefined && published.version === version && until(published.diagnostics) ? published.diagnostics : undefined;
    });
  }

  /** Waits until the server says that its connectors run. */
  async ready(): Promise<void> {
    await this.until('the connectors', () => this.status === 'ready' || undefined, 60);
  }

  get status(): string | undefined {
    const said = this.notifications.filter(({ method }) => method === 'autoschematic/status').at(-1);
    return (said?.params as { state: string } | undefined)?.state;
  }

  /** Waits until something holds that the server's messages bring about. */
  async until<T>(what: string, holds: () => T | undefined, seconds = 10): Promise<T> {
    const deadline = Date.now() + seconds * 1000;
    for (;;) {
      const found = holds();
      if (found !== undefined) {
        return found;
      }

      if (Date.now() > deadline || this.process.exitCode !== null) {
        throw new Error(`Waited in vain for ${what}; the server said: ${JSON.stringify([...this.diagnostics.values()].slice(-3))} ${this.stderr}`);
      }

      await this.nextMessage(Math.min(100, deadline - Date.now()));
    }
  }

  /** `shutdown` and `exit`; gives the exit code. */
  async stop(): Promise<number | null> {
    if (this.process.exitCode !== null) {
      return this.process.exitCode;
    }

    const ended = once(this.process, 'exit') as Promise<[number | null]>;
    await this.connection.sendRequest('shutdown');
    await this.connection.sendNotification('exit');
    const [code] = await ended;
    return code;
  }

  kill(): void {
    this.process.kill('SIGKILL');
  }

  private listen(): void {
    this.connection.onNotification('textDocument/publishDiagnostics', (params: { uri: string; version?: number; diagnostics: Problem[] }) => {
      this.diagnostics.set(URI.parse(params.uri).toString(), params);
      this.wake();
    });
    this.connection.onUnhandledNotification((message) => {
      this.notifications.push(message);
      this.wake();
    });
    this.connection.onRequest('workspace/applyEdit', ({ edit }: { edit: WorkspaceEdit }) => {
      this.edits.push(edit);
      this.changed(applyWorkspaceEdit(edit, this.open));
      this.wake();
      return { applied: true };
    });
    for (const method of ['client/registerCapability', 'client/unregisterCapability', 'window/workDoneProgress/create',
      'workspace/codeLens/refresh', 'workspace/inlayHint/refresh', 'workspace/diagnostic/refresh', 'workspace/semanticTokens/refresh']) {
      this.connection.onRequest(method, () => null);
    }
  }

  private nextMessage(milliseconds: number): Promise<void> {
    return new Promise((done) => {
      const timer = setTimeout(finish, milliseconds);
      const waiting = this.waiting;
      waiting.add(finish);
      function finish(): void {
        clearTimeout(timer);
        waiting.delete(finish);
        done();
      }
    });
  }

  private wake(): void {
    [...this.waiting].forEach((finish) => finish());
  }

  private changed(uris: readonly string[]): void {
    for (const uri of uris) {
      const { text, version } = this.open.get(uri)!;
      void this.connection.sendNotification('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [{ text }] });
    }
  }
}
