import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, it } from 'node:test';

const checkout = resolve('../..');

/** The program under test: that of the variable AUTOSCHEMATIC, else the one that `make build` left. */
export function program(): string {
  return process.env.AUTOSCHEMATIC ?? resolve(checkout, 'artifacts/bin/autoschematic');
}

export function inCheckout(path: string): string {
  return resolve(checkout, path);
}

/** Tests that need the program and these files of the checkout; without them one test is skipped, and says what is missing. */
export function endToEnd(name: string, files: readonly string[], body: () => void): void {
  const absent = [program(), ...files.map(inCheckout)].find((file) => !existsSync(file));
  if (absent === undefined) {
    describe(name, body);
  } else {
    it(name, { skip: `there is no ${absent}: run \`make build python\` first` });
  }
}

export const easyConnector = `artifacts/bin/Autoschematic.EasyConnector/${(process.env.CONFIGURATION ?? 'Release').toLowerCase()}/Autoschematic.EasyConnector`;
export const python = '.venv/bin/python';
