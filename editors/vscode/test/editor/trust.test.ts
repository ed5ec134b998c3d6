import { after, before, it } from 'node:test';
import { inEditor, Scene } from './scene';
import type { Workbench } from './workbench';

inEditor('the extension in a workspace that is not trusted', () => {
  let scene: Scene;
  let workbench: Workbench;

  before(async () => {
    scene = await Scene.open({ 'security.workspace.trust.enabled': true, 'security.workspace.trust.startupPrompt': 'never' });
    workbench = scene.workbench;
  });
  after(() => scene?.close());

  it('says so, and has no connector', async () => {
    await workbench.edit('autoschematic.ron');
    await workbench.status().filter({ hasText: 'not trusted' }).waitFor();
    await workbench.page.locator('.activitybar .action-label[aria-label^="Autoschematic"]').click();
    await workbench.page.locator('.welcome-view-content').filter({ hasText: 'They are started once you trust the workspace' }).waitFor();
    await scene.picture('vscode-untrusted.png');
  });

  it('starts connectors once it is trusted', async () => {
    await workbench.run('Workspaces: Manage Workspace Trust');
    await workbench.page.locator('.workspace-trust-editor .monaco-button').filter({ hasText: /^Trust$/ }).click();
    await workbench.row('grafana').filter({ hasText: 'running' }).waitFor();
    await workbench.status().locator('.codicon-check, .codicon-diff-modified').waitFor();
  });
});
