import type { CompletionItem, CompletionList, Hover } from 'vscode-languageserver-protocol';

/** Labels as an editor shows them: by `sortText` where there is one. */
export function labels(answer: CompletionList | CompletionItem[] | null): string[] {
  const items = answer === null ? [] : Array.isArray(answer) ? answer : answer.items;
  return [...items].sort((one, other) => ((one.sortText ?? one.label) < (other.sortText ?? other.label) ? -1 : 1)).map(({ label }) => label);
}

export function hoverText(hover: Hover | null): string {
  const contents = hover?.contents ?? '';
  return typeof contents === 'string' ? contents : 'value' in contents ? contents.value : JSON.stringify(contents);
}
