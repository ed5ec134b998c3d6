import * as vscode from 'vscode';
import type { ResourceIndex } from '../repository/resourceIndex';
import { treeItemOf } from './treeItems';
import { treeOf, type Node, type PrefixNode } from './nodes';

/** The view of prefixes, connectors and resources. */
export class ResourceTree implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly view: vscode.TreeView<Node>;
  private readonly subscription: vscode.Disposable;
  private prefixes: PrefixNode[] = [];

  readonly onDidChangeTreeData = this.changed.event;

  constructor(private readonly index: ResourceIndex) {
    this.view = vscode.window.createTreeView('autoschematic.resources', { treeDataProvider: this, showCollapseAll: true });
    this.subscription = index.onDidChange(() => this.show());
  }

  getTreeItem(node: Node): vscode.TreeItem {
    return treeItemOf(node);
  }

  getChildren(node?: Node): Node[] {
    return node === undefined ? this.prefixes : node.kind === 'resource' ? [] : node.children;
  }

  getParent(node: Node): Node | undefined {
    return node.kind === 'prefix' ? undefined : node.parent;
  }

  dispose(): void {
    vscode.Disposable.from(this.subscription, this.view, this.changed).dispose();
  }

  private show(): void {
    this.prefixes = treeOf(this.index.prefixes);
    const drifted = this.index.drifted;
    this.view.badge = drifted === 0 ? undefined : { value: drifted, tooltip: `${drifted} drifted` };
    this.changed.fire();
  }
}
