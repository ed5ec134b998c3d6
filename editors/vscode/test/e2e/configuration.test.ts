import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import type { CodeAction, CompletionItem, CompletionList, DocumentSymbol, Hover, TextEdit } from 'vscode-languageserver-protocol';
import { Editor } from './editor';
import { endToEnd } from './program';
import { Repository } from './repository';
import { applyEdits, textAt } from './text';
import { hoverText, labels } from './words';

const config = `// What is managed here.
AutoschematicConfig(
    prefixes: {
        "main": Prefix(
            connectors: [
                Connector(shortname: "things", spec: PythonLocal(path: "things.py")),
            ],
        ),
    },
)
`;

endToEnd('autoschematic.ron', [], () => {
  const repository = new Repository({ 'autoschematic.ron': config, 'things.py': '' });
  let editor: Editor;

  before(async () => {
    // Nothing here needs a connector, so none is started.
    editor = await Editor.start(repository.root, { trusted: false });
    await editor.openFile('autoschematic.ron');
  });
  after(() => repository.remove());

  it('is served with what the server says it can do', () => {
    const { capabilities, serverInfo } = editor.initialized;
    assert.equal(serverInfo?.name, 'autoschematic');
    assert.deepEqual(
      ['relaunch', 'rename', 'get', 'get_untemplate', 'filter', 'top', 'plan', 'pull', 'drift'].filter(
        (command) => !capabilities.executeCommandProvider?.commands.includes(command),
      ),
      [],
    );
    for (const name of ['hoverProvider', 'completionProvider', 'documentFormattingProvider', 'documentRangeFormattingProvider', 'definitionProvider',
      'referencesProvider', 'documentSymbolProvider', 'workspaceSymbolProvider', 'foldingRangeProvider', 'selectionRangeProvider', 'codeActionProvider',
      'renameProvider', 'semanticTokensProvider', 'documentLinkProvider', 'codeLensProvider'] as const) {
      assert.ok(capabilities[name], name);
    }
  });

  it('has no problems', async () => {
    assert.deepEqual(await editor.problems('autoschematic.ron'), []);
  });

  it('completes the fields that are missing while one is being typed', async () => {
    await editor.replace('autoschematic.ron', '"things.py")', '"things.py"), conc');
    const items = labels(await editor.at<CompletionList | CompletionItem[]>('textDocument/completion', 'autoschematic.ron', ', conc'));
    assert.ok(items.includes('concurrency') && items.includes('env_file'), items.join());
    assert.ok(items.indexOf('concurrency') < (items.includes('shortname') ? items.indexOf('shortname') : Infinity));
    assert.ok(!items.includes('resource_group'), 'a field of another struct is offered');
  });

  it('says what is wrong with a field, and how it is repaired', async () => {
    await editor.replace('autoschematic.ron', 'conc', 'concurency: 2');
    const problems = await editor.problems('autoschematic.ron', (all) => all.length > 0);
    assert.equal(textAt(editor.text('autoschematic.ron'), problems[0]!.range), 'concurency');
    assert.match(problems[0]!.message, /concurency/);
    const actions = await editor.ask<CodeAction[]>('textDocument/codeAction', 'autoschematic.ron', {
      range: problems[0]!.range,
      context: { diagnostics: problems },
    });
    const uri = editor.uri('autoschematic.ron');
    const edits = actions.map(({ edit }) => edit?.changes?.[uri] ?? documentEdits(edit, uri)).find((all) => all?.some(({ newText }) => newText === 'concurrency'));
    assert.ok(edits, JSON.stringify(actions));
    assert.match(applyEdits(editor.text('autoschematic.ron'), edits), /, concurrency: 2\),$/m);
    await editor.replace('autoschematic.ron', 'concurency', 'concurrency');
    assert.deepEqual(await editor.problems('autoschematic.ron', (all) => all.length === 0), []);
  });

  it('explains a field of the text that is not saved', async () => {
    const hover = await editor.at<Hover>('textDocument/hover', 'autoschematic.ron', ', concur');
    assert.match(hoverText(hover), /concurrency/);
    assert.equal(hover.range && textAt(editor.text('autoschematic.ron'), hover.range), 'concurrency');
  });

  it('offers the variants of an enum', async () => {
    await editor.replace('autoschematic.ron', 'PythonLocal(path: "things.py")', 'Py');
    const items = labels(await editor.at<CompletionList | CompletionItem[]>('textDocument/completion', 'autoschematic.ron', 'spec: Py'));
    assert.ok(items.includes('PythonLocal') && items.includes('Binary'), items.join());
    await editor.replace('autoschematic.ron', 'spec: Py', 'spec: PythonLocal(path: "things.py")');
  });

  it('is formatted without losing a comment', async () => {
    await editor.replace('autoschematic.ron', 'prefixes: {', 'prefixes:{ // here');
    const edits = await editor.ask<TextEdit[]>('textDocument/formatting', 'autoschematic.ron', { options: { tabSize: 4, insertSpaces: true } });
    const formatted = applyEdits(editor.text('autoschematic.ron'), edits);
    assert.match(formatted, /^ {4}prefixes: \{ +\/\/ here$/m);
    assert.match(formatted, /^\/\/ What is managed here\.$/m);
  });

  it('has an outline', async () => {
    const symbols = await editor.ask<DocumentSymbol[]>('textDocument/documentSymbol', 'autoschematic.ron');
    assert.match(JSON.stringify(symbols), /"main"|main/);
  });

  it('starts nothing while it is not trusted', async () => {
    const top = await editor.execute<Record<string, unknown>>('top');
    assert.ok(!JSON.stringify(top).includes('Alive'), JSON.stringify(top));
  });

  it('ends with exit code 0', async () => {
    assert.equal(await editor.stop(), 0);
  });
});

function documentEdits(edit: CodeAction['edit'], uri: string): TextEdit[] | undefined {
  return edit?.documentChanges?.flatMap((change) => ('edits' in change && change.textDocument.uri === uri ? (change.edits as TextEdit[]) : []));
}
