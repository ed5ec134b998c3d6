import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, isAbsolute, join } from 'node:path';

/** Where the program may be. */
export interface Places {
  /** The setting, empty when it is not set. */
  configured: string;
  /** The variable PATH. */
  path: string;
  home: string;
  workspaceFolder: string | undefined;
  windows: boolean;
}

export type Search = { found: string } | { missing: string };

export function placesOf(configured: string, workspaceFolder: string | undefined): Places {
  return {
    configured: configured.trim(),
    path: process.env.PATH ?? '',
    home: homedir(),
    workspaceFolder,
    windows: process.platform === 'win32',
  };
}

/** Finds the program: where the setting says, else on PATH, else where `dotnet tool install --global` puts it. */
export async function findExecutable(places: Places): Promise<Search> {
  if (places.configured !== '') {
    const file = expand(places);
    return (await isExecutable(file))
      ? { found: file }
      : { missing: `The setting \`autoschematic.path\` names \`${file}\`, which is not a program` };
  }

  const name = places.windows ? 'autoschematic.exe' : 'autoschematic';
  for (const folder of foldersOf(places)) {
    const file = join(folder, name);
    if (await isExecutable(file)) {
      return { found: file };
    }
  }

  return { missing: 'The program `autoschematic` is neither on PATH nor in ~/.dotnet/tools' };
}

// A relative folder on PATH would let a repository bring a program of its own.
function foldersOf(places: Places): string[] {
  return [...places.path.split(delimiter).filter((folder) => isAbsolute(folder)), join(places.home, '.dotnet', 'tools')];
}

function expand({ configured, home, workspaceFolder }: Places): string {
  const file = configured.replace(/^~(?=$|[\\/])/, () => home).replaceAll('${workspaceFolder}', () => workspaceFolder ?? '');
  return isAbsolute(file) || workspaceFolder === undefined ? file : join(workspaceFolder, file);
}

async function isExecutable(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return (await stat(file)).isFile();
  } catch {
    return false;
  }
}
