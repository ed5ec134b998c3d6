import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, it } from 'node:test';
import type { CompletionItem, CompletionList, Hover, TextEdit } from 'vscode-languageserver-protocol';
import { URI } from 'vscode-uri';
import type { Drift, Planned, Pulled, Renamed, Resources } from '../../src/server/protocol';
import { Editor } from './editor';
import { Grafana } from './grafana';
import { endToEnd, inCheckout, program, python } from './program';
import { Repository } from './repository';
import { applyEdits } from './text';
import { hoverText, labels } from './words';

const dashboard = 'main/grafana/dashboards/latency.json';
const folder = 'main/grafana/folders/ops.json';

endToEnd('a repository with a connector in Python', [python], () => {
  let repository: Repository;
  let grafana: Grafana;
  let editor: Editor;

  before(async () => {
    repository = new Repository({
      'autoschematic.ron': readFileSync(inCheckout('samples/quickstart/repository/autoschematic.ron'), 'utf8'),
      'connectors/grafana/grafana.py': readFileSync(inCheckout('connectors/grafana/grafana.py'), 'utf8'),
    });
    grafana = await Grafana.start(repository.work);
    execFileSync(program(), ['import', '-q'], { cwd: repository.root, env: { ...process.env, ...grafana.env } });
    repository.commit();
    editor = await Editor.start(repository.root, { env: grafana.env });
    await editor.openFile(dashboard);
  });
  after(async () => {
    editor?.kill();
    await grafana?.stop();
    repository?.remove();
  });

  it('starts the connector and says so', async () => {
    await editor.ready();
    const top = await editor.execute<Record<string, Record<string, { handle_status: { Alive?: { memory: number } }; init_status: string }>>>('top');
    assert.equal(top.main?.grafana?.init_status, 'Running');
    assert.ok((top.main.grafana.handle_status.Alive?.memory ?? 0) > 1_000_000, JSON.stringify(top));
  });

  it('completes fields of an unsaved, half typed body', async () => {
    await editor.replace(dashboard, '{', '{\n  "ta"');
    const items = labels(await editor.at<CompletionList | CompletionItem[]>('textDocument/completion', dashboard, '{\n  "ta'));
    assert.ok(items.some((label) => label.includes('tags')), items.join());
    assert.ok(!items.some((label) => label.includes('parentUid')), 'a field of another kind is offered');
    await editor.replace(dashboard, '"ta"', '"tags": ["ops"],');
  });

  it('explains a field in the words of the connector', async () => {
    assert.match(hoverText(await editor.at<Hover>('textDocument/hover', dashboard, '"ta')), /Words to find it by/);
  });

  it('says what the connector says of a body', async () => {
    await editor.replace(dashboard, '"title": "Latency"', '"title": ""');
    await editor.problems(dashboard, (all) => all.some(({ message }) => /title|empty/.test(message)));
    await editor.replace(dashboard, '"title": ""', '"title": "Latency"');
    assert.deepEqual(await editor.problems(dashboard, (all) => all.length === 0), []);
  });

  it('knows the address of each thing, and what it is', async () => {
    assert.deepEqual(await editor.execute<string[]>('filter', dashboard), ['Resource']);
    assert.equal(JSON.parse(await editor.execute<string>('get', dashboard)).refresh, '1m');
    const known = await editor.connection.sendRequest<Resources>('autoschematic/resources', { refresh: true });
    const [connector] = known.prefixes.find(({ name }) => name === 'main')!.connectors;
    assert.deepEqual(connector!.resources.map(({ path }) => path).sort(), [dashboard, folder]);
    assert.equal(connector!.resources.find(({ path }) => path === folder)!.state, 'in_sync');
  });

  it('plans what was saved', async () => {
    assert.equal((await editor.execute<Planned>('plan', dashboard)).action, 'unchanged');
    await editor.save(dashboard);
    const planned = await editor.execute<Planned>('plan', dashboard);
    assert.equal(planned.path, dashboard);
    assert.equal(planned.action, 'update');
    assert.match(planned.lines.join('\n'), /tags/);
    assert.deepEqual(planned.problems, []);
    assert.ok(planned.ops.length > 0 && planned.ops.every(({ destroys }) => !destroys));
    assert.equal((await grafana.dashboard('latency')).tags, undefined, 'a plan changed something');
  });

  it('sees drift, shows the remote body and pulls it as one edit', async () => {
    await grafana.save({ ...(await grafana.dashboard('latency')), refresh: '10s' });
    const drift = await editor.execute<Drift>('drift', dashboard);
    assert.equal(drift.state, 'drifted');
    assert.match(drift.lines.join('\n'), /refresh/);
    const remote = await editor.connection.sendRequest<{ text: string }>('autoschematic/remoteDocument', {
      uri: URI.parse(editor.uri(dashboard)).with({ scheme: 'autoschematic-remote' }).toString(),
    });
    assert.equal(JSON.parse(remote.text).refresh, '10s');

    const before = editor.edits.length;
    const onDisk = readFileSync(join(repository.root, dashboard), 'utf8');
    const pulled = await editor.execute<Pulled>('pull', dashboard);
    assert.deepEqual([pulled.changed, pulled.conflicts, editor.edits.length - before], [true, 0, 1]);
    assert.match(editor.text(dashboard), /"refresh": "10s"/);
    assert.match(editor.text(dashboard), /"tags": \["ops"\]/, 'a change of ours was lost');
    assert.equal(readFileSync(join(repository.root, dashboard), 'utf8'), onDisk, 'it was written behind the back of the editor');
  });

  it('formats', async () => {
    const edits = await editor.ask<TextEdit[]>('textDocument/formatting', dashboard, { options: { tabSize: 2, insertSpaces: true } });
    const formatted = applyEdits(editor.text(dashboard), edits);
    assert.deepEqual(JSON.parse(formatted), JSON.parse(editor.text(dashboard)));
  });

  it('renames a resource with what refers to it and its outputs', async () => {
    await editor.replace(dashboard, '"Latency"', '"Latency of out://grafana/folders/ops.json[uid]"');
    await editor.save(dashboard);
    const renamed = await editor.execute<Renamed>('rename', folder, 'main/grafana/folders/operations.json');
    assert.deepEqual(renamed.moved.map(({ from }) => from).filter((path) => path === folder), [folder]);
    await editor.until('the reference', () => (editor.text(dashboard).includes('out://grafana/folders/operations.json[uid]') ? true : undefined));
    assert.ok(existsSync(join(repository.root, 'main/grafana/folders/operations.json')));
    assert.ok(!existsSync(join(repository.root, folder)));
    assert.ok(existsSync(join(repository.root, '.autoschematic/main/grafana/folders/operations.json.out.json')));
  });

  it('comes back when the connector is killed', async () => {
    const before = connectorProcesses(repository.root);
    assert.equal(before.length, 1);
    process.kill(before[0]!, 'SIGKILL');
    await editor.until('the connector', () => (connectorProcesses(repository.root).some((id) => id !== before[0]) ? true : undefined), 60);
    await editor.ready();
    assert.deepEqual(await editor.execute<string[]>('filter', dashboard), ['Resource']);
  });

  it('leaves no process behind', async () => {
    const [connector] = connectorProcesses(repository.root);
    assert.equal(await editor.stop(), 0);
    assert.notEqual(connector, undefined);
    assert.deepEqual(connectorProcesses(repository.root), []);
  });
});

// Those of this repository: connectors are started in its root.
function connectorProcesses(root: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((id) => {
      try {
        return readlinkSync(`/proc/${id}/cwd`) === root && readFileSync(`/proc/${id}/cmdline`, 'utf8').includes('grafana.py');
      } catch {
        // It ended in the meantime.
        return false;
      }
    })
    .map(Number);
}
