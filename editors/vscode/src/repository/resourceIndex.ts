import * as vscode from 'vscode';
import type { Connection } from '../server/connection';
import type { Prefix, Resource, Resources } from '../server/protocol';

/** What is known of all resources: the server's last answer, asked for again when something changed. */
export class ResourceIndex implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private known: readonly Prefix[] = [];
  private byFile = new Map<string, Resource>();
  private underway: Promise<void> | undefined;
  private again = false;

  readonly onDidChange = this.changed.event;

  constructor(private readonly connection: Connection) {}

  get prefixes(): readonly Prefix[] {
    return this.known;
  }

  get drifted(): number {
    return [...this.byFile.values()].filter((resource) => resource.state === 'drifted').length;
  }

  find(uri: vscode.Uri): Resource | undefined {
    return uri.scheme === 'file' ? this.byFile.get(uri.fsPath) : undefined;
  }

  /** The address of the resource in a file: its path below its prefix. */
  addressOf(uri: vscode.Uri): string | undefined {
    const path = this.find(uri)?.path;
    const prefix = this.known.map(({ name }) => `${name}/`).find((start) => start === '//' || path?.startsWith(start));
    return prefix === undefined || prefix === '//' ? path : path?.slice(prefix.length);
  }

  /** Asks the server for what it knows. However often this is called, one request is on its way, and at most one waits. */
  update(): Promise<void> {
    if (this.underway !== undefined) {
      this.again = true;
      return this.underway;
    }

    this.underway = this.ask().finally(() => (this.underway = undefined));
    return this.underway;
  }

  take(answer: Resources): void {
    this.known = answer.prefixes;
    this.byFile = new Map();
    for (const resource of this.known.flatMap((prefix) => prefix.connectors).flatMap((connector) => connector.resources)) {
      this.byFile.set(vscode.Uri.parse(resource.uri).fsPath, resource);
    }

    // An object, since membership in it is looked up and not searched for.
    const paths = Object.fromEntries([...this.byFile.keys()].map((file) => [file, true]));
    void vscode.commands.executeCommand('setContext', 'autoschematic.resources', paths);
    this.changed.fire();
  }

  clear(): void {
    this.take({ prefixes: [] });
  }

  dispose(): void {
    this.changed.dispose();
  }

  private async ask(): Promise<void> {
    do {
      this.again = false;
      this.take(await this.connection.request('autoschematic/resources', {}));
    } while (this.again);
  }
}
