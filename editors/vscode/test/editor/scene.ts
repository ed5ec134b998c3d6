import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, it } from 'node:test';
import { Grafana } from '../e2e/grafana';
import { inCheckout, program, python } from '../e2e/program';
import { Repository } from '../e2e/repository';
import { CodeServer } from './codeServer';
import { browser, Workbench } from './workbench';

const editor = process.env.CODE_SERVER ?? inCheckout('artifacts/code-server/node_modules/.bin/code-server');
const vsix = process.env.VSIX ?? inCheckout('artifacts/packages/autoschematic-0.1.0.vsix');

export const dashboard = 'main/grafana/dashboards/latency.json';

/** Tests of the packed extension in a real editor; without one, one test is skipped and says what is missing. */
export function inEditor(name: string, body: () => void): void {
  const absent = [editor, vsix, program(), inCheckout(python), browser ?? 'browser'].find((file) => !existsSync(file));
  if (absent !== undefined) {
    it(name, { skip: `there is no ${absent}: run \`make editor\`` });
  } else if (isOlder(vsix)) {
    it(name, { skip: `${vsix} is older than its sources: run \`make editor\`` });
  } else {
    describe(name, body);
  }
}

function isOlder(file: string): boolean {
  const sources = ['package.json', ...['src', 'syntaxes'].flatMap((folder) => readdirSync(folder, { recursive: true }).map((name) => join(folder, `${name}`)))];
  return sources.some((source) => statSync(source).mtimeMs > statSync(file).mtimeMs);
}

/** A repository with one dashboard that drifted and one that is new, its server, and an editor that has it open. */
export class Scene {
  private constructor(
    readonly repository: Repository,
    private readonly grafana: Grafana,
    private readonly server: CodeServer,
    readonly workbench: Workbench,
  ) {}

  static async open(settings: object): Promise<Scene> {
    const repository = new Repository({
      'autoschematic.ron': readFileSync(inCheckout('samples/quickstart/repository/autoschematic.ron'), 'utf8'),
      'connectors/grafana/grafana.py': readFileSync(inCheckout('connectors/grafana/grafana.py'), 'utf8'),
    });
    const grafana = await Grafana.start(repository.work);
    for (const uid of ['errors', 'saturation']) {
      await grafana.save({ uid, title: uid, refresh: '1m', panels: [], schemaVersion: 39 });
    }

    execFileSync(program(), ['import', '-q'], { cwd: repository.root, env: { ...process.env, ...grafana.env } });
    repository.commit();
    repository.write('main/grafana/dashboards/traffic.json', '{\n  "title": "Traffic, beside out://grafana/dashboards/latency.json[uid]"\n}\n');
    await grafana.save({ ...(await grafana.dashboard('latency')), refresh: '10s', tags: ['night-shift'] });
    const link = join(repository.work, 'program');
    symlinkSync(program(), link);
    const server = await CodeServer.start(editor, repository.work, vsix, grafana.env, {
      'autoschematic.path': link,
      'workbench.startupEditor': 'none',
      'workbench.colorTheme': 'Default Light Modern',
      'workbench.layoutControl.enabled': false,
      'window.commandCenter': false,
      'window.menuBarVisibility': 'compact',
      'editor.minimap.enabled': false,
      'diffEditor.useInlineViewWhenSpaceIsLimited': false,
      'telemetry.telemetryLevel': 'off',
      'extensions.ignoreRecommendations': true,
      ...settings,
    });
    return new Scene(repository, grafana, server, await Workbench.open(server.address, repository.root));
  }

  /** What the setting `autoschematic.path` names. */
  get program(): string {
    return join(this.repository.work, 'program');
  }

  /** Keeps what is seen in the folder PICTURES, where that variable is set. */
  async picture(name: string): Promise<void> {
    const folder = process.env.PICTURES;
    if (folder) {
      mkdirSync(folder, { recursive: true });
      await this.workbench.picture(resolve(folder, name));
    }
  }

  async close(): Promise<void> {
    await this.workbench.close();
    await this.server.stop();
    await this.grafana.stop();
    this.repository.remove();
  }
}
