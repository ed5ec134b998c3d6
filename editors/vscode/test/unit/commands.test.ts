import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { Uri } from 'vscode';
import { compareWithRemote } from '../../src/commands/compareWithRemote';
import { outputItems } from '../../src/commands/outputs';
import { plan } from '../../src/commands/plan';
import { pull } from '../../src/commands/pull';
import { refresh } from '../../src/commands/refresh';
import { problemOf, rename } from '../../src/commands/rename';
import { targetOf } from '../../src/commands/target';
import { Reports } from '../../src/documents/reports';
import { ResourceIndex } from '../../src/repository/resourceIndex';
import { treeOf, type Node } from '../../src/views/nodes';
import { FakeConnection } from '../fakes/connection';
import { resources } from '../fakes/resources';
import { answers, asked, forget, window, workspace } from '../fakes/vscode';

const file = Uri.file('/infra/main/grafana/dashboards/latency.json');

beforeEach(forget);

describe('compare with remote', () => {
  it('shows the remote body beside the file', async () => {
    const connection = new FakeConnection({ 'autoschematic/remoteDocument': () => ({ text: '{}' }) });
    await compareWithRemote(connection, file);
    const [[command, remote, local, title]] = asked as [[string, Uri, Uri, string]];
    assert.deepEqual(
      [command, remote.toString(), local.toString(), title],
      [
        'vscode.diff',
        'autoschematic-remote:/infra/main/grafana/dashboards/latency.json',
        'file:///infra/main/grafana/dashboards/latency.json',
        'latency.json (remote ↔ file)',
      ],
    );
  });

  it('says when there is nothing to compare with', async () => {
    await compareWithRemote(new FakeConnection({ 'autoschematic/remoteDocument': () => null }), file);
    assert.deepEqual(asked, [['information', '`latency.json` is not there remotely: there is nothing to compare it with.']]);
  });
});

describe('pull', () => {
  const answer = { path: 'main/x.json', changed: false, conflicts: 0, lines: ['~ refresh: "1m" → "10s"'] };

  it('says in passing that nothing is to be done', async () => {
    const connection = new FakeConnection({ pull: () => answer });
    await pull(connection, new Reports(), file);
    assert.deepEqual(connection.asked, [['pull', ['file:///infra/main/grafana/dashboards/latency.json']]]);
    assert.deepEqual(asked, [['status', '$(check) latency.json: nothing to pull']]);
  });

  it('shows what it took, when asked', async () => {
    const reports = new Reports();
    answers.push('Details');
    await pull(new FakeConnection({ pull: () => ({ ...answer, changed: true }) }), reports, file);
    assert.deepEqual(asked, [
      ['information', '`latency.json` has the remote state now.', 'Details'],
      ['show', 'autoschematic-report:/autoschematic-report/Pull of latency.json'],
    ]);
    assert.equal(
      reports.provideTextDocumentContent(Uri.from({ scheme: 'autoschematic-report', path: '/autoschematic-report/Pull of latency.json' })),
      'pull  main/x.json\n  ~ refresh: "1m" → "10s"\n',
    );
  });

  it('compares where there are conflicts', async () => {
    answers.push('Compare');
    const connection = new FakeConnection({
      pull: () => ({ ...answer, conflicts: 2 }),
      'autoschematic/remoteDocument': () => ({ text: '' }),
    });
    await pull(connection, new Reports(), file);
    assert.deepEqual(asked[0], ['warning', '2 conflicts in `latency.json`: the file was left as it was.', 'Compare', 'Details']);
    assert.equal(asked[1]?.[0], 'vscode.diff');
  });
});

describe('plan', () => {
  it('is shown as a document', async () => {
    const reports = new Reports();
    const planned = {
      path: 'main/x.json',
      action: 'update',
      lines: ['~ title: "a" → "b"'],
      ops: [{ message: 'Change the title', destroys: false }, { message: 'Drop the rest', destroys: true }],
      problems: ['APL001: what it needs is not there'],
    };
    await plan(new FakeConnection({ plan: () => planned }), reports, file);
    assert.deepEqual(asked, [['show', 'autoschematic-report:/autoschematic-report/Plan of latency.json']]);
    assert.equal(
      reports.provideTextDocumentContent(Uri.from({ scheme: 'autoschematic-report', path: '/autoschematic-report/Plan of latency.json' })),
      [
        'update  main/x.json',
        '  ~ title: "a" → "b"',
        '',
        'operations',
        '  1. Change the title',
        '  2. Drop the rest  [destroys]',
        '',
        'problems',
        '  ! APL001: what it needs is not there',
        '',
      ].join('\n'),
    );
  });

  it('has no empty parts, and says that it is of what is saved', async () => {
    const reports = new Reports();
    workspace.textDocuments.push({ uri: file as never, isDirty: true });
    await plan(new FakeConnection({ plan: () => ({ path: 'x', action: 'unchanged', lines: [], ops: [], problems: [] }) }), reports, file);
    assert.equal(
      reports.provideTextDocumentContent(Uri.from({ scheme: 'autoschematic-report', path: '/autoschematic-report/Plan of latency.json' })),
      'unchanged  x\n  ? The file has changes that are not saved: this is the plan of what is saved\n',
    );
    workspace.textDocuments.pop();
  });
});

describe('rename', () => {
  const connection = (): FakeConnection =>
    new FakeConnection({ rename: () => ({ moved: [{ from: 'a', to: 'b' }, { from: 'c', to: 'd' }], edited: ['e'] }) });

  it('offers the old path with its name selected, and sends both', async () => {
    const server = connection();
    answers.push('main/grafana/dashboards/p99.json');
    await rename(server, '/infra', file);
    const { value, valueSelection } = asked[0]?.[1] as { value: string; valueSelection: [number, number] };
    assert.equal(value, 'main/grafana/dashboards/latency.json');
    assert.equal(value.slice(...valueSelection), 'latency');
    assert.deepEqual(server.asked, [['rename', ['file:///infra/main/grafana/dashboards/latency.json', 'file:///infra/main/grafana/dashboards/p99.json']]]);
    assert.deepEqual(asked[1], ['status', '$(check) Moved 2 files, changed 1 file']);
  });

  it('does nothing when left or unchanged', async () => {
    const server = connection();
    answers.push(undefined);
    await rename(server, '/infra', file);
    answers.push('main/grafana/dashboards/latency.json');
    await rename(server, '/infra', file);
    assert.deepEqual(server.asked, []);
  });

  it('refuses what cannot be a path', () => {
    assert.equal(problemOf('main/b.json', 'main/a.json'), undefined);
    for (const path of ['', ' ', '/main/b.json', 'main//b.json', 'main/']) {
      assert.equal(problemOf(path, 'main/a.json'), 'A path has a name between any two slashes', path);
    }

    assert.equal(problemOf('../b.json', 'main/a.json'), 'The path is relative to the repository, without `.` and `..`');
    assert.equal(problemOf('main/b.ron', 'main/a.json'), 'The file should go on ending with `.json`');
  });
});

describe('outputs', () => {
  it('are listed with their references, and sealed ones without their values', () => {
    const items = outputItems({ path: 'main/net.ron', uri: 'file:///o', values: { id: 'net-1', token: null } }, 'net.ron');
    assert.deepEqual(
      items.map(({ label, description, value, reference, buttons }) => [label, description, value, reference, buttons?.length]),
      [
        ['id', 'net-1', 'net-1', 'out://net.ron[id]', 2],
        ['token', '$(lock) sealed', null, 'out://net.ron[token]', 1],
      ],
    );
  });
});

describe('refresh', () => {
  it('asks for everything and shows how far it is', async () => {
    const connection = new FakeConnection({ 'autoschematic/resources': () => resources });
    connection.steps = [{ percentage: 10 }, { message: 'grafana', percentage: 60 }, { message: 'dns' }];
    const index = new ResourceIndex(connection);
    await refresh(connection, index);
    const [[, params]] = connection.asked as [[string, { refresh: boolean; workDoneToken: string }]];
    assert.equal(params.refresh, true);
    assert.match(params.workDoneToken, /^[0-9a-f-]{36}$/);
    assert.equal(index.drifted, 1);
    assert.deepEqual(
      asked.filter(([what]) => what === 'step').map(([, step]) => step),
      [
        { message: undefined, increment: 10 },
        { message: 'grafana', increment: 50 },
        { message: 'dns', increment: undefined },
      ],
    );
  });
});

describe('the file of a command', () => {
  it('is what it was called with, else what is edited', () => {
    const [main] = treeOf(resources.prefixes);
    const folder = main!.children[0]!.children[0] as Extract<Node, { kind: 'folder' }>;
    assert.equal(targetOf(file)?.path, file.path);
    assert.equal(targetOf('file:///a%20b.ron')?.fsPath, '/a b.ron');
    assert.equal(targetOf(folder.children[1])?.path, file.path);
    assert.equal(targetOf(main), undefined);
    assert.equal(targetOf(undefined), undefined);
    window.activeTextEditor = { document: { uri: Uri.parse('autoschematic-remote:///infra/x.ron') as never, languageId: 'ron' } };
    assert.equal(targetOf(undefined)?.toString(), 'file:///infra/x.ron');
    window.activeTextEditor = undefined;
  });
});
