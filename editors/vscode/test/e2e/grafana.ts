import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { inCheckout, python } from './program';

const Key = 'end-to-end';

/** The stand-in for a Grafana server of the quickstart sample, with one folder and one dashboard. */
export class Grafana {
  private constructor(
    private readonly process: ChildProcess,
    readonly url: string,
  ) {}

  static async start(work: string): Promise<Grafana> {
    const child = spawn(
      inCheckout(python),
      [inCheckout('samples/quickstart/grafana_server.py'), '--state', join(work, 'grafana.json'), '--until-stdin-closes'],
      { env: { ...process.env, GRAFANA_API_KEY: Key }, stdio: ['pipe', 'pipe', 'inherit'] },
    );
    const [ready] = (await once(createInterface(child.stdout!), 'line')) as [string];
    const grafana = new Grafana(child, ready.slice(ready.lastIndexOf(' ') + 1));
    await grafana.post('/api/folders', { uid: 'ops', title: 'Operations' });
    await grafana.save({ uid: 'latency', title: 'Latency', refresh: '1m', panels: [], schemaVersion: 39 });
    return grafana;
  }

  get env(): Record<string, string> {
    return { GRAFANA_URL: this.url, GRAFANA_API_KEY: Key, AUTOSCHEMATIC_PYTHON: inCheckout(python) };
  }

  async dashboard(uid: string): Promise<Record<string, unknown>> {
    const answer = await fetch(`${this.url}/api/dashboards/uid/${uid}`, { headers: this.headers });
    return ((await answer.json()) as { dashboard: Record<string, unknown> }).dashboard;
  }

  save(dashboard: Record<string, unknown>): Promise<void> {
    return this.post('/api/dashboards/db', { dashboard, folderUid: 'ops', overwrite: true });
  }

  async stop(): Promise<void> {
    const ended = once(this.process, 'exit');
    this.process.stdin!.end();
    await ended;
  }

  private get headers(): Record<string, string> {
    return { Authorization: `Bearer ${Key}`, 'Content-Type': 'application/json' };
  }

  private async post(path: string, body: object): Promise<void> {
    const answer = await fetch(this.url + path, { method: 'POST', headers: this.headers, body: JSON.stringify(body) });
    if (!answer.ok) {
      throw new Error(`POST ${path}: ${answer.status} ${await answer.text()}`);
    }
  }
}
