import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** A real VS Code workbench, served by code-server, with the packed extension installed. */
export class CodeServer {
  private constructor(
    private readonly process: ChildProcess,
    readonly address: string,
  ) {}

  static async start(program: string, work: string, vsix: string, env: Record<string, string>, settings: object): Promise<CodeServer> {
    const folders = ['--user-data-dir', join(work, 'user'), '--extensions-dir', join(work, 'extensions'), '--config', join(work, 'config.yaml')];
    mkdirSync(join(work, 'user/User'), { recursive: true });
    writeFileSync(join(work, 'user/User/settings.json'), JSON.stringify(settings));
    writeFileSync(join(work, 'config.yaml'), 'auth: none\n');
    execFileSync(program, [...folders, '--install-extension', vsix], { stdio: 'pipe' });
    const port = await freePort();
    const child = spawn(
      program,
      [...folders, '--auth', 'none', '--bind-addr', `127.0.0.1:${port}`, '--disable-telemetry', '--disable-update-check', '--disable-getting-started-override'],
      { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'], detached: true },
    );
    const lines = createInterface(child.stdout!);
    for await (const line of lines) {
      if (line.includes('HTTP server listening')) {
        break;
      }
    }

    child.stdout!.resume();
    return new CodeServer(child, `http://127.0.0.1:${port}`);
  }

  async stop(): Promise<void> {
    const ended = once(this.process, 'exit');
    // With the processes that it started.
    process.kill(-this.process.pid!, 'SIGTERM');
    await ended;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
