import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Uri } from 'vscode';
import { ResourceIndex } from '../../src/repository/resourceIndex';
import { Decorations } from '../../src/views/decorations';
import { FakeConnection } from '../fakes/connection';
import { resource, resources } from '../fakes/resources';
import { asked, forget } from '../fakes/vscode';

describe('ResourceIndex', () => {
  it('asks once more, however often something changes while it asks', async () => {
    const waiting: ((answer: unknown) => void)[] = [];
    const connection = new FakeConnection({ 'autoschematic/resources': () => new Promise((done) => waiting.push(done)) });
    const index = new ResourceIndex(connection);
    const updates = Array.from({ length: 20 }, () => index.update());
    assert.equal(connection.asked.length, 1);
    waiting.shift()!({ prefixes: [] });
    await new Promise(setImmediate);
    assert.equal(connection.asked.length, 2);
    waiting.shift()!(resources);
    await Promise.all(updates);
    assert.equal(connection.asked.length, 2);
    assert.equal(index.drifted, 1);
  });

  it('can be asked again after a failure', async () => {
    let answers = 0;
    const index = new ResourceIndex(
      new FakeConnection({
        'autoschematic/resources': () => {
          if (answers++ === 0) {
            throw new Error('not yet');
          }

          return resources;
        },
      }),
    );
    await assert.rejects(index.update(), /not yet/);
    await index.update();
    assert.equal(index.prefixes.length, 2);
  });

  it('finds resources by file, whatever signs a path has', () => {
    const index = new ResourceIndex(new FakeConnection({}));
    const odd = { ...resource('main/[region]/a b.ron'), uri: 'file:///infra/main/%5Bregion%5D/a%20b.ron' };
    index.take({ prefixes: [{ name: 'main', connectors: [{ name: 'a', status: 'Running', resources: [odd] }] }] });
    assert.equal(index.find(Uri.file('/infra/main/[region]/a b.ron')), odd);
    assert.equal(index.find(Uri.parse('autoschematic-remote:/infra/main/%5Bregion%5D/a%20b.ron')), undefined);
    assert.equal(index.addressOf(Uri.file('/infra/main/[region]/a b.ron')), '[region]/a b.ron');
  });

  it('knows addresses at the root of a repository too', () => {
    const index = new ResourceIndex(new FakeConnection({}));
    index.take({ prefixes: [{ name: '/', connectors: [{ name: 'a', status: 'Running', resources: [resource('x/y.ron')] }] }] });
    assert.equal(index.addressOf(Uri.file('/infra/x/y.ron')), 'x/y.ron');
    assert.equal(index.addressOf(Uri.file('/infra/other.ron')), undefined);
  });

  it('tells menus which files are resources', () => {
    forget();
    new ResourceIndex(new FakeConnection({})).take(resources);
    assert.deepEqual(asked, [
      [
        'setContext',
        'autoschematic.resources',
        {
          '/infra/main/grafana/folders/ops.json': true,
          '/infra/main/grafana/dashboards/latency.json': true,
          '/infra/main/grafana/dashboards/errors.json': true,
          '/infra/main/zone.ron': true,
        },
      ],
    ]);
  });
});

describe('Decorations', () => {
  it('mark what is not in sync', () => {
    const index = new ResourceIndex(new FakeConnection({}));
    const decorations = new Decorations(index);
    index.take(resources);
    const badge = (path: string): string | undefined => decorations.provideFileDecoration(Uri.file(`/infra/main/${path}`))?.badge;
    assert.deepEqual(
      ['grafana/folders/ops.json', 'grafana/dashboards/latency.json', 'grafana/dashboards/errors.json', 'zone.ron', 'other.ron'].map(badge),
      [undefined, '~', '+', undefined, undefined],
    );
    decorations.dispose();
  });
});
