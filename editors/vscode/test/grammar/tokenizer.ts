import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { createOnigScanner, createOnigString, loadWASM } from 'vscode-oniguruma';
import { INITIAL, Registry, parseRawGrammar, type IRawGrammar } from 'vscode-textmate';

const files: Readonly<Record<string, string>> = {
  'source.ron': 'syntaxes/ron.tmLanguage.json',
  'text.autoschematic-report': 'syntaxes/report.tmLanguage.json',
  'autoschematic.references.injection': 'syntaxes/references.tmLanguage.json',
  // As much of JSON as the injection needs.
  'source.json': 'test/grammar/json.tmLanguage.json',
};

/** The tokens of a text, a line each: `text` and its scopes below the root. */
export async function tokenize(scope: string, text: string): Promise<string[]> {
  const grammar = await (await registry()).loadGrammar(scope);
  if (grammar === null) {
    throw new Error(`There is no grammar for ${scope}`);
  }

  const lines: string[] = [];
  let state = INITIAL;
  for (const line of text.split('\n')) {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
    state = ruleStack;
    for (const { startIndex, endIndex, scopes } of tokens) {
      const token = line.slice(startIndex, endIndex);
      if (token.trim() !== '') {
        lines.push(`${token.trim()}  ${scopes.slice(1).join(' ')}`.trimEnd());
      }
    }
  }

  return lines;
}

async function registry(): Promise<Registry> {
  const wasm = readFileSync(createRequire(resolve('package.json')).resolve('vscode-oniguruma/release/onig.wasm'));
  await (loaded ??= loadWASM(wasm));
  return new Registry({
    onigLib: Promise.resolve({ createOnigScanner, createOnigString }),
    loadGrammar: (scope): Promise<IRawGrammar | null> => {
      const file = files[scope];
      return Promise.resolve(file === undefined ? null : parseRawGrammar(readFileSync(file, 'utf8'), file));
    },
    getInjections: (scope) => (scope === 'source.json' ? ['autoschematic.references.injection'] : undefined),
  });
}

let loaded: Promise<void> | undefined;
