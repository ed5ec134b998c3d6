import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Uri } from 'vscode';
import { OwnRenames } from '../../src/server/ownRenames';

const pair = (oldPath: string, newPath: string): { oldUri: Uri; newUri: Uri } => ({ oldUri: Uri.file(oldPath), newUri: Uri.file(newPath) });

describe('OwnRenames', () => {
  it('are those of the last edit, however their addresses are escaped', () => {
    const own = new OwnRenames();
    const [body, other] = [pair('/i/[a]/x.ron', '/i/[a]/y.ron'), pair('/i/z.ron', '/i/w.ron')];
    own.note({ documentChanges: [{ kind: 'rename', oldUri: 'file:///i/[a]/x.ron', newUri: 'file:///i/%5Ba%5D/y.ron' }] });
    assert.deepEqual(own.without([body, other]), [other]);
    own.note({ changes: {} });
    assert.deepEqual(own.without([body, other]), [body, other]);
  });

  it('are forgotten after a minute', (context) => {
    context.mock.timers.enable({ apis: ['Date'], now: 0 });
    const own = new OwnRenames();
    const body = pair('/i/x.ron', '/i/y.ron');
    own.note({ documentChanges: [{ kind: 'rename', oldUri: 'file:///i/x.ron', newUri: 'file:///i/y.ron' }] });
    context.mock.timers.tick(60_000);
    assert.deepEqual(own.without([body]), []);
    context.mock.timers.tick(1);
    assert.deepEqual(own.without([body]), [body]);
  });
});
