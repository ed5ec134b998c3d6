import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { after, describe, it } from 'node:test';
import { findExecutable, type Places } from '../../src/server/executable';

const root = mkdtempSync(join(tmpdir(), 'autoschematic-places-'));
after(() => rmSync(root, { recursive: true }));

const nowhere: Places = { configured: '', path: '', home: join(root, 'nobody'), workspaceFolder: undefined, windows: false };

function program(folder: string, mode = 0o755): string {
  const file = join(root, folder, 'autoschematic');
  mkdirSync(join(root, folder), { recursive: true });
  writeFileSync(file, '#!/bin/sh\n', { mode });
  return file;
}

describe('findExecutable', () => {
  it('takes the first on PATH that may be run', async () => {
    const first = program('first', 0o644);
    const second = program('second');
    program('third');
    const path = [first, second, join(root, 'third', 'autoschematic')].map((file) => join(file, '..')).join(delimiter);
    assert.deepEqual(await findExecutable({ ...nowhere, path }), { found: second });
  });

  it('looks where .NET keeps tools, after PATH', async () => {
    const tool = program('home/.dotnet/tools');
    const onPath = program('bin');
    const home = join(root, 'home');
    assert.deepEqual(await findExecutable({ ...nowhere, home }), { found: tool });
    assert.deepEqual(await findExecutable({ ...nowhere, home, path: join(root, 'bin') }), { found: onPath });
  });

  it('takes what the setting names, and nothing else', async () => {
    const own = program('own');
    const path = join(root, 'own');
    assert.deepEqual(await findExecutable({ ...nowhere, configured: own }), { found: own });
    assert.deepEqual(await findExecutable({ ...nowhere, configured: '~/own/autoschematic', home: root }), { found: own });
    assert.deepEqual(await findExecutable({ ...nowhere, configured: '${workspaceFolder}/own/autoschematic', workspaceFolder: root }), { found: own });
    assert.deepEqual(await findExecutable({ ...nowhere, configured: 'own/autoschematic', workspaceFolder: root }), { found: own });
    assert.deepEqual(await findExecutable({ ...nowhere, configured: '/no/such', path }), {
      missing: 'The setting `autoschematic.path` names `/no/such`, which is not a program',
    });
  });

  it('takes no program from a relative folder on PATH', async () => {
    program('relative');
    const before = process.cwd();
    process.chdir(root);
    try {
      assert.deepEqual(await findExecutable({ ...nowhere, path: ['relative', '.', ''].join(delimiter) }), {
        missing: 'The program `autoschematic` is neither on PATH nor in ~/.dotnet/tools',
      });
    } finally {
      process.chdir(before);
    }
  });
});
