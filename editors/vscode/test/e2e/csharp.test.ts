import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, it } from 'node:test';
import type { CompletionItem, CompletionList, Hover, Location, LocationLink, TextEdit, WorkspaceEdit } from 'vscode-languageserver-protocol';
import type { Outputs, Renamed } from '../../src/server/protocol';
import { Editor } from './editor';
import { easyConnector, endToEnd, inCheckout, program } from './program';
import { Repository } from './repository';
import { applyEdits, textAt } from './text';
import { hoverText, labels } from './words';

const role = 'main/db/roles/ana.ron';
const network = 'main/networks/core.ron';

const config = (store: string): string => `AutoschematicConfig(
    prefixes: {
        "main": Prefix(
            connectors: [
                Connector(
                    shortname: "easy",
                    spec: Binary(path: "${inCheckout(easyConnector)}", protocol: Grpc),
                    env: {"EASY_STORE": "${store}", "DOTNET_*": "env://DOTNET_*"},
                ),
            ],
        ),
    },
)
`;

endToEnd('a repository with a connector in C#', [easyConnector], () => {
  let repository: Repository;
  let editor: Editor;

  before(async () => {
    repository = new Repository({ 'main/db/config.ron': 'Settings(label: "main store")\n' });
    const store = join(repository.work, 'store');
    mkdirSync(join(store, 'networks'), { recursive: true });
    writeFileSync(join(store, 'networks/net-1'), 'Network(cidr: "10.0.0.0/16", name: "core")');
    repository.write('autoschematic.ron', config(store));
    execFileSync(program(), ['import', '-q'], { cwd: repository.root });
    repository.write(role, `Role(\n    power: Reader,\n    labels: {\n        "net": "out://networks/core.ron[network_id]",\n    },\n)\n`);
    repository.write('main/db/roles/bo.ron', 'Role(login: false, power: Writer, connection_limit: 3)\n');
    repository.commit();
    editor = await Editor.start(repository.root);
    await editor.ready();
    await editor.openFile(role);
  });
  after(() => {
    editor?.kill();
    repository?.remove();
  });

  it('completes fields by the skeleton of the connector and by other roles, while one is half typed', async () => {
    await editor.replace(role, '    labels:', '    log\n    labels:');
    const items = labels(await editor.at<CompletionList | CompletionItem[]>('textDocument/completion', role, '    log'));
    assert.ok(items.includes('login') && items.includes('connection_limit'), items.join());
    assert.ok(!items.includes('cidr'), 'a field of another kind is offered');
    await editor.replace(role, '    log\n', '    login: true,\n    connection_limit: -1,\n');
  });

  it('places what the connector finds where it is', async () => {
    const problems = await editor.problems(role, (all) => all.some(({ message }) => message.includes('negative')));
    const found = problems.find(({ message }) => message.includes('negative'))!;
    assert.match(textAt(editor.text(role), found.range), /-1/);
    await editor.replace(role, '    connection_limit: -1,\n', '');
    assert.deepEqual(await editor.problems(role, (all) => all.length === 0), []);
  });

  it('offers and explains the variants of an enum', async () => {
    await editor.replace(role, 'power: Reader', 'power: Wri');
    const items = labels(await editor.at<CompletionList | CompletionItem[]>('textDocument/completion', role, 'power: Wri'));
    assert.ok(items.includes('Reader') && items.includes('Writer'), items.join());
    await editor.replace(role, 'power: Wri', 'power: Writer');
    assert.match(hoverText(await editor.at<Hover>('textDocument/hover', role, 'power: Wri')), /Change what is there/);
    assert.match(hoverText(await editor.at<Hover>('textDocument/hover', role, '    pow')), /How much the role may do/);
  });

  it('follows a reference, shows its value and completes its address', async () => {
    assert.match(hoverText(await editor.at<Hover>('textDocument/hover', role, 'out://netw')), /net-1/);
    const definition = await editor.at<Location | Location[] | LocationLink[]>('textDocument/definition', role, 'out://netw');
    const [first] = Array.isArray(definition) ? definition : [definition];
    assert.equal('targetUri' in first! ? first.targetUri : first!.uri, editor.uri(network));
    await editor.replace(role, 'core.ron[network_id]', '');
    const items = labels(await editor.at<CompletionList | CompletionItem[]>('textDocument/completion', role, 'out://networks/'));
    assert.ok(items.some((label) => label.includes('core.ron')), items.join());
    await editor.replace(role, 'out://networks/', 'out://networks/core.ron[network_id]');
  });

  it('knows the outputs', async () => {
    const outputs = await editor.connection.sendRequest<Outputs>('autoschematic/outputs', { uri: editor.uri(network) });
    assert.deepEqual(outputs.values, { network_id: 'net-1' });
    assert.equal(outputs.uri, editor.uri('.autoschematic/main/networks/core.ron.out.json'));
  });

  it('formats', async () => {
    await editor.replace(role, 'login: true,', 'login:true , // may log in');
    const edits = await editor.ask<TextEdit[]>('textDocument/formatting', role, { options: { tabSize: 4, insertSpaces: true } });
    assert.match(applyEdits(editor.text(role), edits), /^ {4}login: true, +\/\/ may log in$/m);
  });

  it('renames from within a reference, in one edit', async () => {
    const edit = await editor.at<WorkspaceEdit>('textDocument/rename', role, 'out://netw', { newName: 'networks/spine.ron' });
    const text = JSON.stringify(edit);
    assert.match(text, /networks\/spine\.ron/);
    assert.ok(edit.documentChanges?.some((change) => 'kind' in change && change.kind === 'rename' && change.newUri === editor.uri('main/networks/spine.ron')), text);
  });

  it('renames by command, with references in open text, outputs and pointers', async () => {
    const before = editor.edits.length;
    const renamed = await editor.execute<Renamed>('rename', network, 'main/networks/spine.ron');
    assert.ok(renamed.moved.some(({ from, to }) => from === network && to === 'main/networks/spine.ron'), JSON.stringify(renamed));
    await editor.until('the reference', () => (editor.text(role).includes('out://networks/spine.ron[network_id]') ? true : undefined));
    assert.equal(editor.edits.length, before + 1, 'more than one edit to undo');
    assert.ok(!existsSync(join(repository.root, network)));
    assert.match(readFileSync(join(repository.root, '.autoschematic/main/networks/spine.ron.out.json'), 'utf8'), /net-1/);
  });

  it('ends with exit code 0', async () => {
    assert.equal(await editor.stop(), 0);
  });
});
