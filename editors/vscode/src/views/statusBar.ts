import * as vscode from 'vscode';
import type { ResourceIndex } from '../repository/resourceIndex';
import type { Roots } from '../repository/roots';
import type { Server, Status } from '../server/server';

/** What is shown, and what a click does. */
export interface StatusLine {
  text: string;
  command: string;
  severity?: 'warning' | 'error';
}

export function statusLine(status: Status, drifted: number): StatusLine {
  const view = 'autoschematic.resources.focus';
  switch (status.state) {
    case 'starting':
      return { text: '$(sync~spin) Autoschematic', command: 'autoschematic.showLog' };
    case 'ready':
      return drifted === 0
        ? { text: '$(check) Autoschematic', command: view }
        : { text: `$(diff-modified) Autoschematic: ${drifted} drifted`, command: view };
    case 'untrusted':
      return { text: '$(lock) Autoschematic: not trusted', command: 'workbench.trust.manage', severity: 'warning' };
    case 'missing':
      return { text: '$(error) Autoschematic: not found', command: view, severity: 'error' };
    case 'error':
      return { text: '$(error) Autoschematic', command: 'autoschematic.showLog', severity: 'error' };
    case 'stopped':
      return { text: '$(circle-slash) Autoschematic', command: 'autoschematic.restart' };
  }
}

/** The state of the server and the number of drifted files, in the status bar. */
export class StatusBar implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem('autoschematic.status', vscode.StatusBarAlignment.Left, 10);
  private readonly subscriptions: vscode.Disposable;

  constructor(
    private readonly server: Server,
    private readonly index: ResourceIndex,
    private readonly roots: Roots,
  ) {
    this.item.name = 'Autoschematic';
    const show = (): void => this.show();
    this.subscriptions = vscode.Disposable.from(
      this.item,
      server.onDidChangeStatus(show),
      index.onDidChange(show),
      roots.onDidChange(show),
      vscode.window.onDidChangeActiveTextEditor(show),
    );
    this.show();
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  // Without a repository it would only be in the way, unless a RON file is edited.
  private show(): void {
    if (this.roots.all.length === 0 && vscode.window.activeTextEditor?.document.languageId !== 'ron') {
      this.item.hide();
      return;
    }

    const { text, command, severity } = statusLine(this.server.status, this.index.drifted);
    this.item.text = text;
    this.item.command = command;
    this.item.tooltip = this.server.status.message;
    this.item.backgroundColor = severity === undefined ? undefined : new vscode.ThemeColor(`statusBarItem.${severity}Background`);
    this.item.show();
  }
}
