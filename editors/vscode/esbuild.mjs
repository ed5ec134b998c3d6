// Bundles the extension into one file, so that it starts fast; with --tests, each test file into one of its own.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
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

// The licences of the packages that are in the bundle, which ask to be handed on with it.
function notices({ inputs }) {
  const packages = new Set(Object.keys(inputs).flatMap((file) => file.match(/^node_modules\/(?:@[^/]+\/)?[^/]+/) ?? []));
  return [...packages].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const file = ['LICENSE', 'LICENSE.md', 'LICENSE.txt', 'License.txt', 'license'].map((each) => join(folder, each)).find((each) => existsSync(each));
    return `${name} ${version} (${license})\n\n${file === undefined ? '' : readFileSync(file, 'utf8').trim()}\n`;
  });
}

if (flags.has('--watch')) {
  await (await esbuild.context(extension)).watch();
} else {
  const { metafile } = await esbuild.build(flags.has('--tests') ? tests() : { ...extension, metafile: true });
  if (flags.has('--production')) {
    writeFileSync('dist/THIRD-PARTY-NOTICES.txt', notices(metafile).join(`\n${'-'.repeat(80)}\n\n`));
  }
}
