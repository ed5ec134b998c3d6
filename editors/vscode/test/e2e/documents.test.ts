import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import type { CompletionItem, CompletionList, Hover } from 'vscode-languageserver-protocol';
import { Editor } from './editor';
import { endToEnd } from './program';
import { Repository } from './repository';
import { textAt } from './text';
import { hoverText, labels } from './words';

// Emoji are two UTF-16 units each, and lines end as on Windows.
const config = [
  '// 🐘🐘 what is managed 🐘',
  'AutoschematicConfig(',
  '    prefixes: {',
  '        "🐘": Prefix(description: "🐘🐘", conectors: []),',
  '    },',
  ')',
  '',
].join('\r\n');

endToEnd('documents', [], () => {
  const repository = new Repository({ 'autoschematic.ron': config, 'main/[region]/a b.ron': 'Thing(\n    a: "x\n' });
  let editor: Editor;

  before(async () => {
    editor = await Editor.start(repository.root, { trusted: false });
  });
  after(() => {
    editor.kill();
    repository.remove();
  });

  it('count positions in UTF-16 units, with emoji and CR LF', async () => {
    await editor.openFile('autoschematic.ron');
    const [problem] = await editor.problems('autoschematic.ron', (all) => all.length > 0);
    assert.equal(textAt(editor.text('autoschematic.ron'), problem!.range), 'conectors');
    const hover = await editor.at<Hover>('textDocument/hover', 'autoschematic.ron', '🐘": Pre');
    assert.match(hoverText(hover), /Prefix/);
    assert.equal(hover.range && textAt(editor.text('autoschematic.ron'), hover.range), 'Prefix');
    await editor.replace('autoschematic.ron', '"🐘🐘", conectors', '"🐘🐘🐘", conn');
    const items = labels(await editor.at<CompletionList | CompletionItem[]>('textDocument/completion', 'autoschematic.ron', '🐘🐘🐘", conn'));
    assert.ok(items.includes('connectors'), items.join());
  });

  it('have percent-encoded paths', async () => {
    const path = 'main/[region]/a b.ron';
    await editor.openFile(path);
    assert.match(editor.uri(path), /%5Bregion%5D\/a%20b\.ron$/);
    assert.ok((await editor.problems(path, (all) => all.length > 0)).length > 0);
    await editor.replace(path, '"x\n', '"x",\n)\n');
    assert.deepEqual(await editor.problems(path, (all) => all.every(({ message }) => !/unclosed|expected/i.test(message))).then((all) => all.filter(({ severity }) => severity === 1)), []);
  });

  it('have no problems any more once they are closed', async () => {
    await editor.replace('autoschematic.ron', 'Prefix(', 'Prefix((');
    await editor.problems('autoschematic.ron', (all) => all.length > 0);
    await editor.close('autoschematic.ron');
    await editor.until('no problems', () => editor.diagnostics.get(editor.uri('autoschematic.ron'))?.diagnostics.length === 0 || undefined);
  });

  it('outlive what clients should not send', async () => {
    await assert.rejects(editor.connection.sendRequest('no/such/method', {}));
    await editor.connection.sendNotification('no/such/notification', {});
    await editor.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: editor.uri('never/opened.ron'), version: 7 },
      contentChanges: [{ range: { start: { line: 9, character: 9 }, end: { line: 3, character: 1 } }, text: 'x' }],
    });
    await assert.rejects(editor.execute('get', '../../outside.ron'));
    await editor.openFile('autoschematic.ron', config);
    assert.match(hoverText(await editor.at<Hover>('textDocument/hover', 'autoschematic.ron', '🐘": Pre')), /Prefix/);
  });

  it('end with exit code 0, and with 1 without a shutdown', async () => {
    assert.equal(await editor.stop(), 0);
    const other = await Editor.start(repository.root, { trusted: false, codeLens: false });
    const { inlayHintProvider, codeLensProvider } = other.initialized.capabilities;
    assert.ok(inlayHintProvider && !codeLensProvider, 'states are hints for editors without the commands of code lenses');
    await other.connection.sendNotification('exit');
    await other.until('the end', () => other.process.exitCode ?? undefined).catch(() => undefined);
    assert.equal(other.process.exitCode, 1);
    other.kill();
  });
});
