import type { Position, TextEdit } from 'vscode-languageserver-protocol';

/** The position of an index: both count UTF-16 units; lines end with LF, CR LF or CR. */
export function positionAt(text: string, index: number): Position {
  const lines = text.slice(0, index).split(/\r\n|\n|\r/);
  return { line: lines.length - 1, character: lines.at(-1)!.length };
}

export function indexAt(text: string, { line, character }: Position): number {
  const breaks = [...text.matchAll(/\r\n|\n|\r/g)].map((match) => match.index + match[0].length);
  return (line === 0 ? 0 : breaks[line - 1] ?? text.length) + character;
}

/** The text that a range covers. */
export function textAt(text: string, range: { start: Position; end: Position }): string {
  return text.slice(indexAt(text, range.start), indexAt(text, range.end));
}

/** Edits are about the text before any of them. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  return edits
    .map((edit, order) => ({ edit, order, start: indexAt(text, edit.range.start), end: indexAt(text, edit.range.end) }))
    .sort((one, other) => other.start - one.start || other.order - one.order)
    .reduce((result, { edit, start, end }) => result.slice(0, start) + edit.newText + result.slice(end), text);
}

export function languageOf(path: string): string {
  return path.endsWith('.json') ? 'json' : path.endsWith('.ron') ? 'ron' : 'plaintext';
}
