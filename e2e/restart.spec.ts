import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, startApp, test } from './app.ts';

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

test('an app that was killed goes on where it was: options, requests, browsers, log and jars', async ({
  page,
}) => {
  const folder = mkdtempSync(join(tmpdir(), 'session-playground-restart-'));
  const file = join(folder, 'workspace.json');
  const args = ['--port', String(await freePort()), '--workspace', file];
  const first = await startApp(args);
  await page.goto(first.url);
  const store = page.getByRole('region', { name: 'Store' });
  await expect(store).toContainText('views');
  await page.getByRole('spinbutton', { name: 'work', exact: true }).fill('77');
  await page.getByRole('switch', { name: 'rolling', exact: true }).click();
  await page.getByRole('button', { name: 'Manage browsers' }).click();
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(store).toContainText('v2');
  // Written while one works: nothing has a chance to say goodbye.
  await expect
    .poll(() => readFileSync(file, 'utf8').match(/"type":"received"/g)?.length, { timeout: 60_000 })
    .toBe(2);
  await expect.poll(() => readFileSync(file, 'utf8'), { timeout: 60_000 }).toContain('\\"work\\":77');
  process.kill(first.pid, 'SIGKILL');
  await expect(page.getByText(/Connection to the app lost/)).toBeVisible({ timeout: 60_000 });

  const second = await startApp(args);
  await page.evaluate(() => sessionStorage.clear());
  await page.goto('about:blank');
  await page.goto(second.url);
  await expect(store).toContainText('v2');
  await expect(page.getByRole('switch', { name: 'rolling', exact: true })).toBeChecked();
  await expect(page.getByRole('spinbutton', { name: 'work', exact: true })).toHaveValue('77');
  await expect(page.getByRole('region', { name: 'Cookies' })).toContainText('carol');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  // The jar's session is the stored one still.
  await expect(store).toContainText('v3');
  await expect(store).toContainText('1 session');
  await second.stop();
  rmSync(folder, { recursive: true });
});

test('a reload keeps what was typed and what can be undone, at whatever moment it comes', async ({
  page,
  app,
}) => {
  await page.goto(app.url);
  const resave = page.getByRole('switch', { name: 'resave', exact: true });
  const rolling = page.getByRole('switch', { name: 'rolling', exact: true });
  await resave.click();
  await expect(resave).not.toBeChecked();
  // The lab is not to answer this one before the reload.
  await page.route('**/api/configure*', () => {});
  await rolling.click();
  await page.getByRole('spinbutton', { name: 'work', exact: true }).fill('123');
  await page.getByRole('textbox', { name: 'name', exact: true }).fill('sid');
  await page.reload();
  await page.unroute('**/api/configure*');
  await page.reload();
  await expect(page.getByRole('spinbutton', { name: 'work', exact: true })).toHaveValue('123');
  await expect(page.getByRole('textbox', { name: 'name', exact: true })).toHaveValue('sid');
  await expect(resave).not.toBeChecked();
  const undo = page.getByRole('button', { name: 'Undo change of options' });
  await undo.click();
  await undo.click();
  await expect(rolling).not.toBeChecked();
  await undo.click();
  await expect(resave).toBeChecked();
});
