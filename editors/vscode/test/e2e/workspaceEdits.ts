import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { TextEdit, WorkspaceEdit } from 'vscode-languageserver-protocol';
import { URI } from 'vscode-uri';
import { applyEdits } from './text';

/** A document that is open in the editor. */
export interface Open {
  text: string;
  version: number;
}

/**
 * Applies an edit in the order given: an open document changes in memory, as in every editor, and any other one on disk.
 * Gives the documents that changed in memory.
 */
export function applyWorkspaceEdit(edit: WorkspaceEdit, open: Map<string, Open>): string[] {
  const changed: string[] = [];
  for (const change of edit.documentChanges ?? []) {
    if (!('kind' in change)) {
      changed.push(...applyTo(change.textDocument.uri, change.edits as TextEdit[], open));
    } else if (change.kind === 'rename') {
      move(URI.parse(change.oldUri), URI.parse(change.newUri), open);
    } else if (change.kind === 'create') {
      create(URI.parse(change.uri).fsPath);
    } else {
      rmSync(URI.parse(change.uri).fsPath, { recursive: true });
    }
  }

  return [...changed, ...Object.entries(edit.changes ?? {}).flatMap(([uri, edits]) => applyTo(uri, edits, open))];
}

function applyTo(uri: string, edits: TextEdit[], open: Map<string, Open>): string[] {
  const file = URI.parse(uri);
  const document = open.get(file.toString());
  if (document === undefined) {
    writeFileSync(file.fsPath, applyEdits(readFileSync(file.fsPath, 'utf8'), edits));
    return [];
  }

  document.text = applyEdits(document.text, edits);
  document.version++;
  return [file.toString()];
}

function move(from: URI, to: URI, open: Map<string, Open>): void {
  mkdirSync(dirname(to.fsPath), { recursive: true });
  renameSync(from.fsPath, to.fsPath);
  const document = open.get(from.toString());
  if (document !== undefined) {
    open.delete(from.toString());
    open.set(to.toString(), document);
  }
}

function create(file: string): void {
  mkdirSync(dirname(file), { recursive: true });
  if (!existsSync(file)) {
    writeFileSync(file, '');
  }
}
