import { posix } from 'node:path';
import type { Connector, Prefix, Resource } from '../server/protocol';

export interface PrefixNode {
  kind: 'prefix';
  id: string;
  prefix: Prefix;
  children: ConnectorNode[];
}

export interface ConnectorNode {
  kind: 'connector';
  id: string;
  connector: Connector;
  parent: PrefixNode;
  children: (FolderNode | ResourceNode)[];
}

/** Resources of one folder, where a connector has several. */
export interface FolderNode {
  kind: 'folder';
  id: string;
  /** Below the prefix. */
  path: string;
  parent: ConnectorNode;
  children: ResourceNode[];
}

export interface ResourceNode {
  kind: 'resource';
  id: string;
  name: string;
  resource: Resource;
  parent: ConnectorNode | FolderNode;
}

export type Node = PrefixNode | ConnectorNode | FolderNode | ResourceNode;

/** The tree: prefixes, their connectors, and their resources by folder. */
export function treeOf(prefixes: readonly Prefix[]): PrefixNode[] {
  return prefixes.map((prefix, index) => {
    const node: PrefixNode = { kind: 'prefix', id: `${index}:${prefix.name}`, prefix, children: [] };
    node.children = prefix.connectors.map((connector) => connectorNode(connector, node));
    return node;
  });
}

export function resourcesBelow(node: Node): Resource[] {
  return node.kind === 'resource' ? [node.resource] : node.children.flatMap((child) => resourcesBelow(child));
}

function connectorNode(connector: Connector, parent: PrefixNode): ConnectorNode {
  const node: ConnectorNode = { kind: 'connector', id: `${parent.id}/${connector.name}`, connector, parent, children: [] };
  const folders = new Map<string, Resource[]>();
  for (const resource of connector.resources) {
    const path = folderOf(resource, parent.prefix);
    const folder = folders.get(path);
    if (folder === undefined) {
      folders.set(path, [resource]);
    } else {
      folder.push(resource);
    }
  }

  node.children = [...folders]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([path, resources]): (FolderNode | ResourceNode)[] =>
      folders.size === 1 ? resourceNodes(resources, node) : [folderNode(path, resources, node)],
    );
  return node;
}

function folderNode(path: string, resources: Resource[], parent: ConnectorNode): FolderNode {
  const node: FolderNode = { kind: 'folder', id: `${parent.id}/${path}`, path, parent, children: [] };
  node.children = resourceNodes(resources, node);
  return node;
}

function resourceNodes(resources: Resource[], parent: ConnectorNode | FolderNode): ResourceNode[] {
  return resources
    .map((resource): ResourceNode => ({ kind: 'resource', id: `${parent.id}:${resource.path}`, name: posix.basename(resource.path), resource, parent }))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

function folderOf(resource: Resource, prefix: Prefix): string {
  const folder = posix.dirname(resource.path);
  return folder === prefix.name ? '.' : folder.startsWith(`${prefix.name}/`) ? folder.slice(prefix.name.length + 1) : folder;
}
