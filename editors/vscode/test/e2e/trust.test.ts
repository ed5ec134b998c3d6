import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, it } from 'node:test';
import type { CompletionItem, CompletionList } from 'vscode-languageserver-protocol';
import { Editor } from './editor';
import { endToEnd, inCheckout, python } from './program';
import { Repository } from './repository';
import { labels } from './words';

// A connector that says by a file that it was started.
const connector = `import pathlib, sys, time
pathlib.Path(__file__).with_name("started").touch()
time.sleep(3600)
`;

const config = `AutoschematicConfig(
    prefixes: {
        "main": Prefix(connectors: [Connector(shortname: "trap", spec: PythonLocal(path: "trap.py"), env: {"A": "env://HOME"})]),
    },
)
`;

endToEnd('a workspace that is not trusted', [python], () => {
  const repository = new Repository({ 'autoschematic.ron': config, 'trap.py': connector, 'main/x.ron': 'Thing(a: 1)\n' });
  const started = join(repository.root, 'started');
  let editor: Editor;

  before(async () => {
    editor = await Editor.start(repository.root, { trusted: false, env: { AUTOSCHEMATIC_PYTHON: inCheckout(python) } });
  });
  after(() => {
    editor.kill();
    repository.remove();
  });

  it('has syntax features and starts nothing', async () => {
    await editor.openFile('autoschematic.ron');
    await editor.openFile('main/x.ron');
    assert.deepEqual(await editor.problems('autoschematic.ron'), []);
    const items = labels(await editor.at<CompletionList | CompletionItem[]>('textDocument/completion', 'autoschematic.ron', '"trap", '));
    assert.ok(items.length > 0);
    await editor.execute('top');
    await editor.execute('get', 'main/x.ron').catch(() => undefined);
    await editor.execute('relaunch').catch(() => undefined);
    assert.equal(editor.status, 'untrusted');
    assert.ok(!existsSync(started), 'a connector was started');
  });

  it('starts connectors once it is, and a hanging one delays nothing', async () => {
    await editor.connection.sendNotification('autoschematic/trust', {});
    await editor.until('the connector', () => existsSync(started) || undefined, 30);
    const began = performance.now();
    const items = labels(await editor.at<CompletionList | CompletionItem[]>('textDocument/completion', 'autoschematic.ron', '"trap", '));
    assert.ok(items.length > 0);
    assert.ok(performance.now() - began < 1000);
    assert.equal(await editor.stop(), 0);
  });
});
