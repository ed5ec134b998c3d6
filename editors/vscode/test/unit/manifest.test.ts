import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { registerCommands, type Parts } from '../../src/commands/register';
import { commands, forget } from '../fakes/vscode';

const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(join('src', name), 'utf8'))
  .join('\n');

function stringsIn(value: unknown): string[] {
  return typeof value === 'string' ? [value] : typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}

describe('package.json', () => {
  const declared: string[] = manifest.contributes.commands.map(({ command }: { command: string }) => command).sort();

  it('declares the commands that there are', () => {
    forget();
    registerCommands({} as Parts);
    assert.deepEqual(declared, commands.registered());
  });

  it('has only commands in menus, keybindings and welcomes that it declares', () => {
    const { menus, keybindings, viewsWelcome } = manifest.contributes;
    const used = [...Object.values(menus).flat(), ...keybindings]
      .map((entry) => (entry as { command?: string }).command)
      .concat(stringsIn(viewsWelcome).flatMap((text) => [...text.matchAll(/command:(autoschematic\.\w+)/g)].map((match) => match[1])))
      .filter((command): command is string => command !== undefined);
    assert.deepEqual(used.filter((command) => !declared.includes(command)), []);
  });

  it('asks only for context keys that are set', () => {
    const conditions = stringsIn(manifest.contributes).flatMap((text) => text.match(/autoschematic\.(?:state|running|hasRepository|resources)\b/g) ?? []);
    for (const key of new Set(conditions)) {
      assert.ok(sources.includes(`'setContext', '${key}'`), key);
    }
  });

  it('has the settings that are read, and no others', () => {
    const read = [...readFileSync('src/server/settings.ts', 'utf8').matchAll(/read\('(\w+)'/g)].map((match) => `autoschematic.${match[1]}`);
    // The library of the language client reads this one.
    assert.deepEqual([...read, 'autoschematic.trace.server'].sort(), Object.keys(manifest.contributes.configuration.properties).sort());
  });

  it('describes its settings and commands in the README', () => {
    const readme = readFileSync('README.md', 'utf8');
    for (const name of Object.keys(manifest.contributes.configuration.properties)) {
      assert.ok(readme.includes(`\`${name}\``), name);
    }

    for (const { title } of manifest.contributes.commands) {
      assert.ok(readme.includes(title), title);
    }
  });

  it('names files that exist', () => {
    const files = stringsIn({ ...manifest.contributes, icon: manifest.icon }).filter((text) => /^(\.\/)?(images|syntaxes)\//.test(text) || text.startsWith('./'));
    assert.ok(files.length > 5);
    assert.deepEqual(files.filter((file) => !existsSync(file)), []);
  });
});
