import type { CancellationToken, Disposable } from 'vscode';
import type { Commands, Requests } from './protocol';

/** A step of something that takes long. */
export interface ProgressStep {
  message?: string;
  percentage?: number;
}

/** What commands and views need of the language server. */
export interface Connection {
  request<M extends keyof Requests>(method: M, params: Requests[M][0], cancellation?: CancellationToken): Promise<Requests[M][1]>;

  execute<C extends keyof Commands>(command: C, args: Commands[C][0], cancellation?: CancellationToken): Promise<Commands[C][1]>;

  onProgress(token: string, handler: (step: ProgressStep) => void): Disposable;
}
