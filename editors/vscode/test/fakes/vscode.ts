// The part of the editor's API that the extension uses, as far as tests need it: it remembers what was asked of it.
import { URI } from 'vscode-uri';

export { URI as Uri };

type Listener = (event: unknown) => unknown;

export class Disposable {
  static from(...all: { dispose(): unknown }[]): Disposable {
    return new Disposable(() => all.forEach((each) => each.dispose()));
  }

  constructor(private readonly release: () => unknown) {}

  dispose(): void {
    this.release();
  }
}

export class EventEmitter {
  private readonly listeners = new Set<Listener>();

  readonly event = (listener: Listener): Disposable => {
    this.listeners.add(listener);
    return new Disposable(() => this.listeners.delete(listener));
  };

  fire(event: unknown): void {
    this.listeners.forEach((listener) => listener(event));
  }

  dispose(): void {
    this.listeners.clear();
  }
}

export class CancellationError extends Error {}

export class ThemeColor {
  constructor(readonly id: string) {}
}

export class ThemeIcon {
  static readonly Folder = new ThemeIcon('folder');

  constructor(
    readonly id: string,
    readonly color?: ThemeColor,
  ) {}
}

export class FileDecoration {
  constructor(
    readonly badge?: string,
    readonly tooltip?: string,
    readonly color?: ThemeColor,
  ) {}
}

export class TreeItem {
  constructor(
    readonly label: string,
    readonly collapsibleState: number,
  ) {}
}

export const TreeItemCollapsibleState = { None: 0, Collapsed: 1, Expanded: 2 };
export const ViewColumn = { Beside: -2 };
export const ProgressLocation = { Notification: 15, Window: 10 };
export const StatusBarAlignment = { Left: 1, Right: 2 };

/** What was asked of the editor, in order; tests empty it. */
export const asked: unknown[][] = [];

/** Answers to messages and questions, taken in order. */
export const answers: unknown[] = [];

function ask(...what: unknown[]): Promise<unknown> {
  asked.push(what);
  return Promise.resolve(answers.shift());
}

export function forget(): void {
  asked.length = 0;
  answers.length = 0;
  registered.clear();
}

const registered = new Map<string, (...args: unknown[]) => unknown>();

export const commands = {
  registerCommand(name: string, run: (...args: unknown[]) => unknown): Disposable {
    registered.set(name, run);
    return new Disposable(() => registered.delete(name));
  },
  executeCommand(name: string, ...args: unknown[]): Promise<unknown> {
    const run = registered.get(name);
    return run === undefined ? ask(name, ...args) : Promise.resolve(run(...args));
  },
  registered: (): string[] => [...registered.keys()].sort(),
};

export const window = {
  activeTextEditor: undefined as { document: { uri: URI; languageId: string } } | undefined,
  showInformationMessage: (...what: unknown[]) => ask('information', ...what),
  showWarningMessage: (...what: unknown[]) => ask('warning', ...what),
  showErrorMessage: (...what: unknown[]) => ask('error', ...what),
  showInputBox: (options: unknown) => ask('input', options),
  setStatusBarMessage: (text: string) => void asked.push(['status', text]),
  showTextDocument: (document: { uri: URI }) => ask('show', document.uri.toString(true)),
  registerFileDecorationProvider: () => new Disposable(() => undefined),
  withProgress: (options: { title: string }, task: (progress: unknown, cancellation: unknown) => unknown) => {
    asked.push(['progress', options.title]);
    return task({ report: (step: unknown) => asked.push(['step', step]) }, undefined);
  },
  createTreeView: (id: string) => {
    const view = { id, badge: undefined as unknown, dispose: () => undefined };
    trees.push(view);
    return view;
  },
};

/** Views that were made. */
export const trees: { id: string; badge: unknown }[] = [];

export const workspace = {
  textDocuments: [] as { uri: URI; isDirty: boolean }[],
  registerTextDocumentContentProvider: () => new Disposable(() => undefined),
  onDidCloseTextDocument: () => new Disposable(() => undefined),
  openTextDocument: (uri: URI) => Promise.resolve({ uri }),
  getConfiguration: () => ({ get: () => undefined }),
};

export const env = {
  clipboard: { writeText: (text: string) => ask('copied', text) },
};
