import { posix } from 'node:path';

export interface Selected {
  scheme: string;
  language: string;
  pattern?: string;
}

/** Which documents the server is told of: RON everywhere, JSON in repositories that have an `autoschematic.ron`. */
export function documentSelector(roots: readonly string[]): Selected[] {
  return [
    { scheme: 'file', language: 'ron' },
    ...roots.flatMap((root) =>
      ['json', 'jsonc'].map((language) => ({ scheme: 'file', language, pattern: posix.join(literal(slashed(root)), '**') })),
    ),
  ];
}

function slashed(path: string): string {
  return path.replaceAll('\\', '/');
}

// Signs that mean something in a glob stand for themselves in brackets.
function literal(path: string): string {
  return path.replace(/[[\]{}*?]/g, (sign) => `[${sign}]`);
}
