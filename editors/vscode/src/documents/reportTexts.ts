import type { Planned, Pulled } from '../server/protocol';

/** A plan for people: what would be done, what changes, what stands in the way. */
export function planText({ path, action, lines, ops, problems }: Planned, isSaved: boolean): string {
  return [
    section(`${action}  ${path}`, [...(isSaved ? [] : ['? The file has changes that are not saved: this is the plan of what is saved']), ...lines]),
    section('operations', ops.map(({ message, destroys }, at) => `${at + 1}. ${message}${destroys ? '  [destroys]' : ''}`)),
    section('problems', problems.map((problem) => `! ${problem}`)),
  ]
    .filter((part, at) => at === 0 || part.includes('\n'))
    .join('\n\n')
    .concat('\n');
}

export function pullText({ path, lines }: Pulled): string {
  return `${section(`pull  ${path}`, lines)}\n`;
}

function section(title: string, lines: string[]): string {
  return [title, ...lines.map((line) => (line === '' ? '' : `  ${line}`))].join('\n');
}
