// Bundles the extension into one file, so that it starts fast; with --tests, each test file into one of its own.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import esbuild from 'esbuild';

const flags = new Set(process.argv.slice(2));
const common = { bundle: true, platform: 'node', format: 'cjs', target: 'node20', logLevel: 'warning' };

const extension = {
  ...common,
  entryPoints: ['src/extension.ts'],
  outfile: 'dist/extension.js',
  external: ['vscode'],
  minify: flags.has('--production'),
  sourcemap: !flags.has('--production'),
};

const tests = () => ({
  ...common,
  entryPoints: readdirSync('test', { recursive: true }).filter((name) => name.endsWith('.test.ts')).map((name) => join('test', name)),
  outbase: 'test',
  outdir: 'out',
  sourcemap: 'inline',
  // Left to be loaded when the tests run: WebAssembly lies beside one, the others are too large to be worth copying.
  external: ['vscode-oniguruma', 'vscode-textmate', 'playwright-core'],
  alias: { vscode: './test/fakes/vscode.ts' },
});

if (flags.has('--watch')) {
  await (await esbuild.context(extension)).watch();
} else {
  await esbuild.build(flags.has('--tests') ? tests() : extension);
}
