import * as vscode from 'vscode';

/** The settings of the extension, read when they are needed. */
export const settings = {
  get path(): string {
    return read('path', '');
  },
  get debounce(): number {
    return read('debounce', 150);
  },
  get refreshOnSave(): boolean {
    return read('refreshOnSave', true);
  },
};

function read<T>(name: string, otherwise: T): T {
  return vscode.workspace.getConfiguration('autoschematic').get<T>(name) ?? otherwise;
}
