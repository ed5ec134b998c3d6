import * as vscode from 'vscode';
import { appearanceOf } from '../repository/states';
import type { Connector } from '../server/protocol';
import { resourcesBelow, type ConnectorNode, type FolderNode, type Node, type PrefixNode, type ResourceNode } from './nodes';
import { memoryOf } from './words';

const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;

export function treeItemOf(node: Node): vscode.TreeItem {
  const item = itemOf(node);
  item.id = node.id;
  item.contextValue = node.kind === 'resource' ? `resource.${node.resource.state}` : node.kind;
  return item;
}

function itemOf(node: Node): vscode.TreeItem {
  switch (node.kind) {
    case 'prefix':
      return prefixItem(node);
    case 'connector':
      return connectorItem(node);
    case 'folder':
      return folderItem(node);
    case 'resource':
      return resourceItem(node);
  }
}

function prefixItem(node: PrefixNode): vscode.TreeItem {
  const item = new vscode.TreeItem(node.prefix.name, Expanded);
  item.iconPath = new vscode.ThemeIcon('root-folder');
  item.description = marks(node);
  return item;
}

// Open from the beginning, since the editor remembers how a line was when it had nothing below it.
function connectorItem({ connector }: ConnectorNode): vscode.TreeItem {
  const item = new vscode.TreeItem(connector.name, Expanded);
  item.iconPath = connectorIcon(connector);
  item.description = [connector.status.toLowerCase(), connector.memory ? memoryOf(connector.memory) : '']
    .filter((part) => part !== '')
    .join(' · ');
  item.tooltip = connector.message ?? undefined;
  return item;
}

function folderItem(node: FolderNode): vscode.TreeItem {
  const item = new vscode.TreeItem(node.path, Collapsed);
  item.iconPath = vscode.ThemeIcon.Folder;
  item.description = [`${node.children.length}`, marks(node)].filter((part) => part !== '').join(' · ');
  return item;
}

function resourceItem({ name, resource }: ResourceNode): vscode.TreeItem {
  const { word, icon, color } = appearanceOf(resource.state);
  const item = new vscode.TreeItem(name, None);
  item.resourceUri = vscode.Uri.parse(resource.uri);
  item.iconPath = new vscode.ThemeIcon(icon, color === undefined ? undefined : new vscode.ThemeColor(color));
  item.description = resource.state === 'in_sync' || resource.state === 'unknown' ? undefined : word;
  item.tooltip = `${resource.path}: ${word}`;
  item.command = resource.state === 'gone' ? undefined : { command: 'vscode.open', title: 'Open', arguments: [item.resourceUri] };
  return item;
}

function connectorIcon(connector: Connector): vscode.ThemeIcon {
  switch (connector.status.toLowerCase()) {
    case 'running':
      return new vscode.ThemeIcon('plug', new vscode.ThemeColor('testing.iconPassed'));
    case 'spawning':
    case 'initializing':
      return new vscode.ThemeIcon('loading~spin');
    case 'error':
    case 'dead':
      return new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground'));
    default:
      return new vscode.ThemeIcon('debug-disconnect');
  }
}

// How many drifted below, for a line that may be closed.
function marks(node: Node): string {
  const drifted = resourcesBelow(node).filter((resource) => resource.state === 'drifted').length;
  return drifted === 0 ? '' : `${drifted} drifted`;
}
