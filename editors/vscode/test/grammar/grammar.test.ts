import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, it } from 'node:test';
import { tokenize } from './tokenizer';

const folder = 'test/grammar/snapshots';
const accept = process.env.AUTOSCHEMATIC_ACCEPT === '1';

/** Documents that are tokenized whole: those of the corpus that the RON library is tested with, and the grammar's own. */
const documents = [
  ...readdirSync('test/grammar/documents').map((name) => join('test/grammar/documents', name)),
  ...readdirSync('../../tests/corpus/ron/valid').map((name) => join('../../tests/corpus/ron/valid', name, 'input.ron')),
];

async function scopeOf(text: string, token: string, scope = 'source.ron'): Promise<string | undefined> {
  return (await tokenize(scope, text)).find((line) => line.startsWith(`${token}  `))?.slice(token.length + 2);
}

describe('the grammar of RON', () => {
  for (const file of documents) {
    const name = basename(file) === 'input.ron' ? basename(join(file, '..')) : basename(file, '.ron');
    it(`gives the tokens of ${name}`, async () => {
      const found = (await tokenize('source.ron', readFileSync(file, 'utf8'))).join('\n') + '\n';
      const snapshot = join(folder, `${name}.txt`);
      if (accept) {
        mkdirSync(folder, { recursive: true });
        writeFileSync(snapshot, found);
      }

      assert.ok(existsSync(snapshot), `${snapshot} is missing: AUTOSCHEMATIC_ACCEPT=1 writes it`);
      assert.equal(found, readFileSync(snapshot, 'utf8'));
    });
  }

  it('ends raw strings at as many signs as they began with', async () => {
    const tokens = await tokenize('source.ron', 'A(a: r##"x"# // no"##, b: 1)');
    assert.ok(tokens.includes('x"# // no  string.quoted.other.raw.ron'));
    assert.ok(tokens.includes('b  variable.other.property.ron'));
  });

  it('nests comments', async () => {
    const tokens = await tokenize('source.ron', '/* a /* b */ c */ true');
    assert.equal(tokens.at(-1), 'true  constant.language.boolean.ron');
  });

  it('knows fields across comments, and variants from structs', async () => {
    const text = 'Prefix(name /* so */ : Grpc, other: Binary(path: None))';
    assert.equal(await scopeOf(text, 'Prefix'), 'entity.name.type.ron');
    assert.equal(await scopeOf(text, 'name'), 'variable.other.property.ron');
    assert.equal(await scopeOf(text, 'Grpc'), 'variable.other.enummember.ron');
    assert.equal(await scopeOf(text, 'Binary'), 'entity.name.type.ron');
    assert.equal(await scopeOf(text, 'None'), 'constant.language.none.ron');
  });

  it('leaves names that only begin like a keyword alone', async () => {
    for (const name of ['Somex', 'infx', 'NoneSuch', 'trueish', 'rx', 'bx', 'über']) {
      assert.equal(await scopeOf(name, name), 'variable.other.enummember.ron', name);
    }
  });

  it('takes a quote for a quote', async () => {
    assert.deepEqual(await tokenize('source.ron', `[''', '\\'', b'a', '"']`).then((tokens) => tokens.filter((token) => token.includes('quoted.double'))), []);
  });

  it('shows which escapes there are not', async () => {
    assert.equal(await scopeOf('"a\\q"', '\\q'), 'string.quoted.double.ron invalid.illegal.escape.ron');
    assert.equal(await scopeOf('"a\\u{1F600}"', '\\u{1F600}'), 'string.quoted.double.ron constant.character.escape.ron');
  });
});

describe('references', () => {
  it('are seen in strings of RON and of JSON', async () => {
    for (const scope of ['source.ron', 'source.json']) {
      assert.match((await scopeOf('["out://nets/[a b].ron[id]"]', 'out', scope)) ?? '', /meta\.reference\.ron keyword\.other\.reference\.ron$/);
      assert.match((await scopeOf('["x out://net.ron[id] y"]', 'id', scope)) ?? '', /variable\.other\.output\.ron$/);
      assert.match((await scopeOf('["env://NAME"]', 'NAME', scope)) ?? '', /markup\.underline\.link\.ron$/);
    }
  });
});

describe('the grammar of reports', () => {
  it('marks what is added, taken away and destroyed', async () => {
    assert.deepEqual(await tokenize('text.autoschematic-report', 'update  main/x.ron\n  ~ a: 1 → 2\n  + b\n  - c\n\noperations\n  1. Drop `x`  [destroys]'), [
      'update  markup.heading.report entity.name.section.report',
      'main/x.ron  markup.underline.link.report',
      '~ a: 1 → 2  markup.changed.report',
      '+ b  markup.inserted.report',
      '- c  markup.deleted.report',
      'operations  markup.heading.report entity.name.section.report',
      '1. Drop',
      '`x`  markup.inline.raw.report',
      '[destroys]  markup.deleted.report',
    ]);
  });
});
