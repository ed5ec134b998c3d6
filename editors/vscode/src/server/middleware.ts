import { CancellationTokenSource } from 'vscode';
import type { Middleware, WorkspaceEdit } from 'vscode-languageclient/node';
import { OwnRenames } from './ownRenames';
import { settings } from './settings';

/** What is changed of the conversation of editor and server. */
export function middleware(): Middleware {
  const own = new OwnRenames();
  return {
    // The server compares what is saved with the remote side; of other changes of files it hears by watching them.
    didSave: async (document, next) => (settings.refreshOnSave ? next(document) : undefined),
    sendRequest: async (type, param, token, next) => {
      const answer = await next(type, param, token);
      if ((typeof type === 'string' ? type : type.method) === 'textDocument/rename') {
        own.note(answer as WorkspaceEdit | null);
      }

      return answer;
    },
    workspace: {
      handleApplyEdit: (params, next) => {
        own.note(params.edit);
        return next(params, new CancellationTokenSource().token);
      },
      willRenameFiles: async (event, next) => {
        const files = own.without(event.files);
        return files.length === 0 ? null : next({ ...event, files });
      },
    },
  };
}
