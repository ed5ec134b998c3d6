import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A throw-away git repository with the files given, all of them committed. */
export class Repository {
  readonly work = realpathSync(mkdtempSync(join(tmpdir(), 'autoschematic-editor-')));
  readonly root = join(this.work, 'infra');

  constructor(files: Record<string, string>) {
    mkdirSync(this.root);
    this.git('init', '--quiet', '--initial-branch=main');
    for (const [path, text] of Object.entries(files)) {
      this.write(path, text);
    }

    this.commit();
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), text);
  }

  commit(): void {
    this.git('add', '--all');
    this.git('-c', 'user.name=Test', '-c', 'user.email=test@example.com', 'commit', '--quiet', '--allow-empty', '-m', 'Begin');
  }

  git(...args: string[]): string {
    const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };
    return execFileSync('git', args, { cwd: this.root, encoding: 'utf8', env });
  }

  remove(): void {
    // Programs that were just ended may still be writing their last.
    rmSync(this.work, { recursive: true, force: true, maxRetries: 50, retryDelay: 100 });
  }
}
