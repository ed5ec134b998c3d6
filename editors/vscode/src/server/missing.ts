import * as vscode from 'vscode';

/** Says that the program is missing and what to do next; where nobody asked for it, only the status bar says so. */
export async function askToInstall(message: string, wanted: boolean): Promise<void> {
  if (!wanted) {
    return;
  }

  const answer = await vscode.window.showErrorMessage(
    `${message}. Install it, or set where it is.`,
    'Set Path',
    'How to Install',
    'Look Again',
  );
  switch (answer) {
    case 'Set Path':
      await vscode.commands.executeCommand('workbench.action.openSettings', 'autoschematic.path');
      break;
    case 'How to Install':
      await vscode.commands.executeCommand('extension.open', 'autoschematic.autoschematic');
      break;
    case 'Look Again':
      await vscode.commands.executeCommand('autoschematic.restart');
      break;
  }
}
