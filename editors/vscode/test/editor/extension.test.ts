import assert from 'node:assert/strict';
import { existsSync, symlinkSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, it } from 'node:test';
import { program } from '../e2e/program';
import { dashboard, inEditor, Scene } from './scene';
import type { Workbench } from './workbench';

inEditor('the extension in a real editor', () => {
  let scene: Scene;
  let workbench: Workbench;

  before(async () => {
    scene = await Scene.open({ 'security.workspace.trust.enabled': false });
    workbench = scene.workbench;
  });
  after(() => scene?.close());

  it('says in the status bar that the server is ready', async () => {
    await workbench.status().waitFor();
    await workbench.status().locator('.codicon-check, .codicon-diff-modified').waitFor();
  });

  it('shows prefixes, connectors and resources with what drifted', async () => {
    await workbench.page.locator('.activitybar .action-label[aria-label^="Autoschematic"]').click();
    await workbench.row('grafana').first().waitFor();
    await workbench.run('Autoschematic: Refresh State');
    await workbench.status().filter({ hasText: '1 drifted' }).waitFor();
    await workbench.row('grafana/dashboards').click();
    await workbench.row('latency.json').waitFor();
    const rows = await workbench.rows();
    assert.equal(rows[0], 'main1 drifted');
    assert.match(rows[1] ?? '', /^grafanarunning · \d+ MB$/);
    assert.deepEqual(rows.slice(2), [
      'grafana/dashboards4 · 1 drifted',
      'errors.json',
      'latency.jsondrifted',
      'saturation.json',
      'traffic.jsonnot created',
      'grafana/folders1',
    ]);
  });

  it('compares a file with the remote side', async () => {
    await workbench.row('latency.json').click();
    await workbench.tab('latency.json').waitFor();
    await workbench.page.locator('.codelens-decoration').filter({ hasText: 'Pull' }).waitFor();
    await workbench.page.locator('.statusbar-item').filter({ hasText: 'Activating' }).waitFor({ state: 'detached' });
    await scene.picture('vscode-resources.png');
    await workbench.run('Autoschematic: Compare with Remote');
    await workbench.page.locator('.tab.active').filter({ hasText: 'latency.json (remote ↔ file)' }).waitFor();
    await workbench.page.locator('.monaco-diff-editor .editor.original .view-line').filter({ hasText: 'night-shift' }).waitFor();
    await scene.picture('vscode-drift.png');
    await workbench.run('View: Close Editor');
  });

  it('plans what is edited', async () => {
    await workbench.edit(dashboard);
    await workbench.run('Autoschematic: Plan This File');
    await workbench.page.locator('.tab').filter({ hasText: 'Plan of latency.json' }).waitFor();
    await workbench.page.locator('.view-line').filter({ hasText: 'update  main/grafana/dashboards/latency.json'.replaceAll(' ', '\u00a0') }).waitFor();
    await scene.picture('vscode-plan.png');
  });

  it('pulls as one edit that can be undone', async () => {
    await workbench.run('View: Close All Editors');
    await workbench.edit(dashboard);
    const before = await workbench.text();
    await workbench.run('Autoschematic: Pull Remote State');
    await workbench.page.locator('.notification-list-item').filter({ hasText: 'has the remote state now' }).waitFor();
    assert.match(await workbench.text(), /"refresh": "10s"/);
    await workbench.page.locator('.editor-group-container.active .monaco-editor').first().click();
    await workbench.page.keyboard.press('Control+Z');
    assert.equal(await workbench.text(), before);
    assert.match(before, /"refresh": "1m"/);
  });

  it('completes and explains the configuration while it is typed', async () => {
    await workbench.run('View: Close All Editors');
    await workbench.run('Notifications: Clear All Notifications');
    await workbench.edit('autoschematic.ron');
    await workbench.toEndOf('shortname:');
    await workbench.page.keyboard.press('Enter');
    await workbench.page.keyboard.type('conc');
    await workbench.page.locator('.suggest-widget .monaco-list-row').filter({ hasText: 'concurrency' }).waitFor();
    await workbench.page.keyboard.press('Control+Space');
    await workbench.page.locator('.suggest-details').waitFor();
    await scene.picture('vscode-completion.png');
    await workbench.page.keyboard.press('Enter');
    await workbench.page.locator('.view-line').filter({ hasText: 'concurrency:' }).waitFor();
    await workbench.run('File: Revert File');
  });

  it('renames a resource and what refers to it', async () => {
    await workbench.edit(dashboard);
    await workbench.run('Autoschematic: Rename Resource…');
    await workbench.page.locator('.quick-input-title').filter({ hasText: 'Rename Resource' }).waitFor();
    const input = workbench.page.locator('.quick-input-widget input');
    assert.equal(await input.inputValue(), dashboard);
    await input.fill('main/grafana/dashboards/p99.json');
    await workbench.page.keyboard.press('Enter');
    await workbench.tab('p99.json').waitFor();
    assert.ok(existsSync(join(scene.repository.root, '.autoschematic/main/grafana/dashboards/p99.json.out.json')));
    assert.ok(!existsSync(join(scene.repository.root, dashboard)));
    await workbench.edit('main/grafana/dashboards/traffic.json');
    assert.match(await workbench.text(), /out:\/\/grafana\/dashboards\/p99\.json\[uid\]/);
  });

  it('says what to do when the program is missing', async () => {
    unlinkSync(scene.program);
    await workbench.run('Autoschematic: Restart Language Server');
    await workbench.status().filter({ hasText: 'not found' }).waitFor();
    await workbench.page.locator('.notification-list-item').filter({ hasText: 'which is not a program. Install it, or set where it is.' }).waitFor();
    await workbench.page.locator('.welcome-view-content').filter({ hasText: 'was not found' }).waitFor();
    symlinkSync(program(), scene.program);
    await workbench.run('Autoschematic: Restart Language Server');
    await workbench.status().locator('.codicon-check, .codicon-diff-modified').waitFor();
  });
});
