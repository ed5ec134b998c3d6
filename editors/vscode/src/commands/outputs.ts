import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { ResourceIndex } from '../repository/resourceIndex';
import type { Connection } from '../server/connection';
import type { Outputs } from '../server/protocol';

interface OutputItem extends vscode.QuickPickItem {
  /** None when it is sealed. */
  value: string | null;
  reference: string | null;
}

const Copy: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon('copy'), tooltip: 'Copy the Value' };
const CopyReference: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon('link'), tooltip: 'Copy a Reference to It' };
const Open: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon('go-to-file'), tooltip: 'Open the File of Outputs' };

/** Lists the outputs of a resource: a choice copies its value, a button opens their file. */
export async function outputs(connection: Connection, index: ResourceIndex, file: vscode.Uri): Promise<void> {
  const found = await connection.request('autoschematic/outputs', { uri: file.toString() });
  if (found === null) {
    void vscode.window.showInformationMessage(`\`${basename(file.fsPath)}\` has no outputs. An apply, an import or a pull stores them.`);
    return;
  }

  const pick = vscode.window.createQuickPick<OutputItem>();
  const address = index.addressOf(file);
  pick.title = `Outputs of ${address ?? basename(file.fsPath)}`;
  pick.placeholder = 'Choose an output to copy its value';
  pick.matchOnDescription = true;
  pick.buttons = [Open];
  pick.items = outputItems(found, address);
  pick.onDidTriggerButton(() => {
    pick.hide();
    void vscode.window.showTextDocument(vscode.Uri.parse(found.uri));
  });
  pick.onDidTriggerItemButton(({ item, button }) =>
    copy(button === CopyReference ? item.reference : item.value, pick),
  );
  pick.onDidAccept(() => copy(pick.selectedItems[0]?.value ?? null, pick));
  pick.onDidHide(() => pick.dispose());
  pick.show();
}

export function outputItems({ values }: Outputs, address: string | undefined): OutputItem[] {
  return Object.entries(values).map(([label, value]) => {
    const reference = address === undefined ? null : `out://${address}[${label}]`;
    return {
      label,
      value,
      reference,
      description: value ?? '$(lock) sealed',
      buttons: [...(value === null ? [] : [Copy]), ...(reference === null ? [] : [CopyReference])],
    };
  });
}

async function copy(text: string | null, pick: vscode.QuickPick<OutputItem>): Promise<void> {
  if (text === null) {
    return;
  }

  await vscode.env.clipboard.writeText(text);
  pick.hide();
  vscode.window.setStatusBarMessage('$(check) Copied', 3000);
}
