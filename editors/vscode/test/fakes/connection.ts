import type { Connection, ProgressStep } from '../../src/server/connection';
import type { Commands, Requests } from '../../src/server/protocol';

type Answer = (params: never) => unknown;

/** A server that answers as a test says, and remembers what it was asked. */
export class FakeConnection implements Connection {
  readonly asked: [string, unknown][] = [];
  steps: ProgressStep[] = [];

  constructor(private readonly answers: Readonly<Record<string, Answer>>) {}

  request<M extends keyof Requests>(method: M, params: Requests[M][0]): Promise<Requests[M][1]> {
    return this.answer(method, params) as Promise<Requests[M][1]>;
  }

  execute<C extends keyof Commands>(command: C, args: Commands[C][0]): Promise<Commands[C][1]> {
    return this.answer(command, args) as Promise<Commands[C][1]>;
  }

  onProgress(_: string, handler: (step: ProgressStep) => void): { dispose(): void } {
    this.steps.forEach(handler);
    return { dispose: () => undefined };
  }

  private async answer(name: string, params: unknown): Promise<unknown> {
    this.asked.push([name, params]);
    const answer = this.answers[name];
    if (answer === undefined) {
      throw new Error(`Nobody expected \`${name}\``);
    }

    return await answer(params as never);
  }
}
