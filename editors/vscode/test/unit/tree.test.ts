import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TreeItem } from 'vscode';
import { ResourceIndex } from '../../src/repository/resourceIndex';
import { ResourceTree } from '../../src/views/resourceTree';
import { treeOf, type Node } from '../../src/views/nodes';
import { treeItemOf } from '../../src/views/treeItems';
import { FakeConnection } from '../fakes/connection';
import { resource, resources } from '../fakes/resources';
import { trees } from '../fakes/vscode';

function lines(nodes: readonly Node[], depth = 0): string[] {
  return nodes.flatMap((node) => {
    const item = treeItemOf(node) as TreeItem & { iconPath: { id: string } };
    const line = [item.label, `(${item.iconPath.id})`, item.description].filter((part) => part).join(' ');
    return ['  '.repeat(depth) + line, ...(node.kind === 'resource' ? [] : lines(node.children, depth + 1))];
  });
}

describe('the tree of resources', () => {
  it('shows prefixes, connectors, folders and resources in order', () => {
    assert.deepEqual(lines(treeOf(resources.prefixes)), [
      'main (root-folder) 1 drifted',
      '  grafana (plug) running · 44 MB',
      '    grafana/dashboards (folder) 2 · 1 drifted',
      '      errors.json (diff-added) not created',
      '      latency.json (diff-modified) drifted',
      '    grafana/folders (folder) 1',
      '      ops.json (pass)',
      '  dns (error) error',
      '    zone.ron (circle-outline)',
      'empty (root-folder)',
    ]);
  });

  it('tells menus the state of a resource, and the message of a connector', () => {
    const [main] = treeOf(resources.prefixes);
    const [grafana, dns] = main!.children;
    const dashboards = grafana!.children[0] as Extract<Node, { kind: 'folder' }>;
    assert.equal(treeItemOf(dashboards.children[1]!).contextValue, 'resource.drifted');
    assert.equal(treeItemOf(dns!).contextValue, 'connector');
    assert.equal(treeItemOf(dns!).tooltip, 'connection refused');
  });

  it('gives no two lines one id', () => {
    const twice = { name: 'main', connectors: [{ name: 'a', status: 'Running', resources: [resource('main/x.ron')] }] };
    const ids: string[] = [];
    const walk = (nodes: readonly Node[]): void =>
      nodes.forEach((node) => {
        ids.push(node.id);
        walk(node.kind === 'resource' ? [] : node.children);
      });
    walk(treeOf([...resources.prefixes, twice, twice]));
    assert.equal(new Set(ids).size, ids.length);
  });

  it('has a badge with what drifted', () => {
    const index = new ResourceIndex(new FakeConnection({}));
    const tree = new ResourceTree(index);
    index.take(resources);
    assert.deepEqual(trees.at(-1)?.badge, { value: 1, tooltip: '1 drifted' });
    assert.equal(tree.getChildren().length, 2);
    index.clear();
    assert.equal(trees.at(-1)?.badge, undefined);
    assert.deepEqual(tree.getChildren(), []);
    tree.dispose();
  });

  it('is made of ten thousand resources in no time', () => {
    const many = Array.from({ length: 10_000 }, (_, at) => resource(`main/things/${at % 50}/${at}.ron`));
    const began = performance.now();
    const [main] = treeOf([{ name: 'main', connectors: [{ name: 'a', status: 'Running', resources: many }] }]);
    assert.equal(main!.children[0]!.children.length, 50);
    assert.ok(performance.now() - began < 1000);
  });
});
