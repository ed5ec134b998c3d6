import { existsSync } from 'node:fs';
import { chromium, type Browser, type Locator, type Page } from 'playwright-core';

export const browser = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((file) => existsSync(file));

/** The workbench of the editor, as a person at a screen sees and uses it. */
export class Workbench {
  private constructor(
    private readonly browser: Browser,
    readonly page: Page,
  ) {}

  static async open(address: string, folder: string): Promise<Workbench> {
    const started = await chromium.launch({
      executablePath: browser,
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    });
    const page = await started.newPage({ viewport: { width: 1180, height: 540 } });
    page.setDefaultTimeout(20_000);
    await page.goto(`${address}/?folder=${encodeURIComponent(folder)}`);
    await page.locator('.monaco-workbench .part.statusbar').waitFor();
    return new Workbench(started, page);
  }

  async run(command: string): Promise<void> {
    await this.page.keyboard.press('F1');
    const input = this.page.locator('.quick-input-widget input');
    await input.fill(`>${command}`);
    await this.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: command }).first().click();
  }

  /** Opens a file of the folder by its path. */
  async edit(path: string): Promise<void> {
    await this.page.keyboard.press('Control+P');
    await this.page.locator('.quick-input-widget input').fill(path);
    const name = path.split('/').at(-1)!;
    await this.page.locator('.quick-input-list .monaco-list-row.focused').filter({ hasText: name }).waitFor();
    await this.page.keyboard.press('Enter');
    await this.tab(name).waitFor();
    await this.page.locator('.editor-group-container.active .monaco-editor .view-line').first().waitFor();
  }

  /** Puts the cursor to the end of the first line that contains a text. */
  async toEndOf(text: string): Promise<void> {
    await this.page.locator('.editor-group-container.active .monaco-editor .view-line').filter({ hasText: text }).first().click();
    await this.page.keyboard.press('End');
  }

  tab(name: string): Locator {
    return this.page.locator(`.tab.active[data-resource-name="${name}"]`);
  }

  /** Lines of the view: label and description. */
  rows(): Promise<string[]> {
    return this.page
      .locator('.sidebar .pane-body .monaco-list-row')
      .evaluateAll((rows) => rows.map((row) => (row.querySelector('.monaco-icon-label-container')?.textContent ?? '').trim()));
  }

  row(text: string): Locator {
    return this.page.locator('.sidebar .monaco-list-row').filter({ hasText: text });
  }

  status(): Locator {
    return this.page.locator('.statusbar-item').filter({ hasText: 'Autoschematic' });
  }

  /** The lines of the editor with the focus, as far as they can be seen. */
  async text(): Promise<string> {
    const lines = await this.page
      .locator('.editor-group-container.active .monaco-editor .view-line')
      .evaluateAll((all) =>
        all.map((line) => [Number.parseInt((line as { style: { top: string } }).style.top, 10), line.textContent ?? ''] as const).sort(([one], [other]) => one - other),
      );
    return lines.map(([, line]) => line.replaceAll('\u00a0', ' ')).join('\n');
  }

  async picture(file: string): Promise<void> {
    // Where the mouse is, something would be lit up.
    await this.page.mouse.move(560, 536);
    await this.page.screenshot({ path: file });
  }

  close(): Promise<void> {
    return this.browser.close();
  }
}
