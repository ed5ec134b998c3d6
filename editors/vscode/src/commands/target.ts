import * as vscode from 'vscode';
import { fileOf } from '../documents/remoteDocuments';
import type { Node } from '../views/nodes';

/**
 * The file that a command is about: a URI of the explorer or an editor, the text of one in a code lens, a resource of
 * the tree, else the file that is edited.
 */
export function targetOf(argument: unknown): vscode.Uri | undefined {
  if (argument instanceof vscode.Uri) {
    return fileOf(argument);
  }

  if (typeof argument === 'string') {
    return fileOf(vscode.Uri.parse(argument));
  }

  if (isNode(argument)) {
    return argument.kind === 'resource' ? vscode.Uri.parse(argument.resource.uri) : undefined;
  }

  const edited = vscode.window.activeTextEditor?.document.uri;
  return edited === undefined ? undefined : fileOf(edited);
}

function isNode(argument: unknown): argument is Node {
  return typeof argument === 'object' && argument !== null && 'kind' in argument;
}
