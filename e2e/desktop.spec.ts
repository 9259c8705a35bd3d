import { _electron, type ElectronApplication, expect, type Page, test } from '@playwright/test';
import { findRuntime, whyNoWindow } from '../scripts/desktop.ts';
import { inRepository } from '../scripts/root.ts';

const runtime = findRuntime();
const reason =
  whyNoWindow() ?? (runtime === null ? "Electron's runtime is not here (npx install-electron)" : null);

test.skip(reason !== null, `no real window can be opened here: ${reason}`);

let app: ElectronApplication;
let page: Page;

test.beforeEach(async ({ browserName: _ }, { outputPath }) => {
  app = await _electron.launch({
    ...(runtime === null ? {} : { executablePath: runtime }),
    args: [inRepository(), `--user-data-dir=${outputPath('user-data')}`],
  });
  page = await app.firstWindow();
  await expect(page.getByRole('button', { name: 'Fire', exact: true })).toBeEnabled();
});
test.afterEach(async () => {
  await app.close();
});

const isAlive = (pid: number | undefined): boolean => {
  try {
    return pid !== undefined && process.kill(pid, 0);
  } catch {
    return false;
  }
};

test('the window shows the app, and requests can be fired from it', async () => {
  await page.getByRole('button', { name: 'Fire', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Timeline' })).toBeVisible();
  expect(new URL(page.url()).hash).toBe('');
});

test('the page has neither Node nor Electron, and exactly the bridge', async () => {
  const seen = await page.evaluate(() => ({
    globals: ['require', 'process', 'module', 'Buffer', 'electron'].filter((name) => name in globalThis),
    bridge: Object.keys(Reflect.get(globalThis, 'playground')).sort(),
  }));
  expect(seen).toEqual({
    globals: [],
    bridge: ['onMenu', 'openExternal', 'openFile', 'saveFile', 'setTheme', 'setUnsaved'],
  });
  const isSandboxed = await app.evaluate(({ app: main, BrowserWindow }) => {
    const pid = BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId();
    return main.getAppMetrics().find((metric) => metric.pid === pid)?.sandboxed ?? null;
  });
  // Told on macOS and Windows only; elsewhere the missing globals above are the proof.
  expect(isSandboxed === null || isSandboxed).toBe(true);
});

test('new windows and other pages are denied', async () => {
  const address = page.url();
  expect(await page.evaluate(() => window.open('https://example.com/') === null)).toBe(true);
  await page.evaluate(() => {
    location.href = 'https://example.com/';
  });
  await expect(page.getByRole('button', { name: 'Fire', exact: true })).toBeEnabled();
  expect(page.url()).toBe(address);
  expect(app.windows()).toHaveLength(1);
});

test('the menu reaches the page', async () => {
  await app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('shortcuts')?.click());
  await expect(page.getByRole('dialog')).toBeVisible();
});

test('quitting leaves no process and no lab behind', async () => {
  const lab = await page
    .getByText(/^http:\/\/127\.0\.0\.1:\d+/)
    .first()
    .innerText();
  const { pid } = app.process();
  expect((await fetch(lab)).ok).toBe(true);
  await app.close();
  expect(isAlive(pid)).toBe(false);
  await expect(fetch(lab)).rejects.toThrow();
});
