// Runs the bundled tests with node's own runner: all, or those whose path has the word given.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const word = process.argv[2] ?? '';
const files = readdirSync('out', { recursive: true })
  .filter((name) => name.endsWith('.test.js') && name.includes(word))
  .map((name) => join('out', name));
const options = ['--enable-source-maps', '--test', '--test-reporter=spec', '--test-timeout=180000'];
// What outlives a command would outlive its test.
const env = { ...process.env, AUTOSCHEMATIC_DAEMON: 'off' };
const { status } = spawnSync(process.execPath, [...options, ...files], { stdio: 'inherit', env });
process.exit(status ?? 1);
