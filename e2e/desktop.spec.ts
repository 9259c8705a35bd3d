import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { expect, test } from '@playwright/test';
import { app, argsFor, fire, isSandboxed, launch, packed, page, setUpWindow } from './desktop.ts';

setUpWindow();

test('the window is shown, with the app in it, and requests can be fired from it', async () => {
  await fire().click();
  await expect(page.getByRole('region', { name: 'Timeline' })).toBeVisible();
  expect(new URL(page.url()).hash).not.toContain('token');
  const isShown = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible());
  await expect.poll(isShown).toBe(true);
});

test('the page has neither Node nor Electron, and exactly the bridge', async () => {
  const seen = await page.evaluate(() => ({
    globals: ['require', 'process', 'module', 'Buffer', 'electron'].filter((name) => name in globalThis),
    bridge: Object.keys(Reflect.get(globalThis, 'playground')).sort(),
  }));
  expect(seen).toEqual({
    globals: [],
    bridge: [
      ...['keep', 'kept', 'onFiles', 'onMenu', 'openExternal', 'openFile', 'openFolder', 'saveFile'],
      ...['setTheme', 'setUnsaved', 'takeFiles'],
    ],
  });
  expect(app.process().spawnargs.includes('--no-sandbox')).toBe(!isSandboxed);
  const isTold = await app.evaluate(({ app: main, BrowserWindow }) => {
    const pid = BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId();
    return main.getAppMetrics().find((metric) => metric.pid === pid)?.sandboxed ?? null;
  });
  // Told on macOS and Windows only.
  expect(isTold ?? true).toBe(true);
  if (process.platform !== 'linux') return;
  const pid = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId(),
  );
  // proc_pid_status(5): 2 is a filter of system calls, Chromium's sandbox.
  expect(await readFile(`/proc/${pid}/status`, 'utf8')).toMatch(/^Seccomp:\s*2$/m);
});

test('new windows and other pages are denied', async () => {
  const address = page.url();
  expect(await page.evaluate(() => window.open('https://example.com/') === null)).toBe(true);
  await page.evaluate(() => {
    location.href = 'https://example.com/';
  });
  await expect(fire()).toBeEnabled();
  expect(page.url()).toBe(address);
  expect(app.windows()).toHaveLength(1);
});

test('an archive that was changed is not run', async ({ browserName: _ }, info) => {
  const isMac = process.platform === 'darwin';
  test.skip(
    packed === undefined || !(isMac || process.platform === 'win32'),
    'checked on macOS and Windows, once packed',
  );
  const executable = packed ?? '';
  const original = isMac ? dirname(dirname(dirname(executable))) : dirname(executable);
  const copy = info.outputPath(isMac ? 'changed.app' : 'changed');
  await cp(original, copy, { recursive: true, verbatimSymlinks: true });
  const archive = join(copy, isMac ? 'Contents/Resources/app.asar' : 'resources/app.asar');
  const bytes = await readFile(archive);
  // A digit of a file's hash, in the list of files: whose own hash the executable knows.
  const at = bytes.indexOf('"hash":"') + '"hash":"'.length;
  bytes[at] = bytes[at] === 48 ? 49 : 48;
  await writeFile(archive, bytes);
  const child = spawn(join(copy, relative(original, executable)), argsFor(info.outputPath('other-data')));
  const [code] = await once(child, 'exit').finally(() => child.kill('SIGKILL'));
  expect(code).not.toBe(0);
});

test('the menu reaches the page', async () => {
  await app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('shortcuts')?.click());
  await expect(page.getByRole('dialog')).toBeVisible();
});

test('an item of the menu does nothing beneath an open dialog', async () => {
  const choose = (id: string) =>
    app.evaluate(({ Menu }, item) => Menu.getApplicationMenu()?.getMenuItemById(item)?.click(), id);
  const events = async (): Promise<number> =>
    Number(await page.getByRole('slider', { name: 'cursor' }).getAttribute('aria-valuemax'));
  const theme = () => page.locator('html').getAttribute('data-theme');
  await fire().click();
  await expect.poll(events).toBeGreaterThan(10);
  const [before, first] = [await events(), await theme()];
  await choose('shortcuts');
  await expect(page.getByRole('dialog', { name: 'Shortcuts' })).toBeVisible();
  await choose('reset');
  // It comes after the other, and is no change of what lies beneath.
  await choose('theme');
  await expect.poll(theme).not.toBe(first);
  // A reset would leave three.
  expect(await events()).toBeGreaterThanOrEqual(before);
});

test('races run from their own file outside the archive', async () => {
  await page.getByRole('link', { name: 'Race lab' }).click();
  await page.getByRole('button', { name: 'Explore', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Outcomes' })).toBeVisible();
});

test('the menu undoes what was typed in a text field, and zooms by the key without Shift', async () => {
  const path = page.getByRole('combobox', { name: 'path', exact: true });
  const before = await path.inputValue();
  await path.pressSequentially('x');
  await app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('undo')?.click());
  await expect(path).toHaveValue(before);
  const zoom = () =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getZoomLevel());
  expect(await zoom()).toBe(0);
  await app.evaluate(({ BrowserWindow, Menu }) => {
    const window = BrowserWindow.getAllWindows()[0];
    const all = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? []);
    const item = all?.find(({ accelerator }) => accelerator === 'CmdOrCtrl+=');
    item?.click({}, window, window?.webContents);
  });
  await expect.poll(zoom).toBeGreaterThan(0);
});

test('a right click in a text field has a menu', async () => {
  await app.evaluate(({ Menu }) => {
    Menu.prototype.popup = function popup() {
      Reflect.set(
        globalThis,
        'roles',
        this.items.map(({ role }) => role),
      );
    };
  });
  await page.getByRole('combobox', { name: 'path', exact: true }).click({ button: 'right' });
  await expect.poll(() => app.evaluate(() => Reflect.get(globalThis, 'roles'))).toContain('paste');
});

test('what was chosen is there at the next start, whatever the port', async ({ browserName: _ }, info) => {
  await app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('theme')?.click());
  const theme = () => page.locator('html').getAttribute('data-theme');
  await expect.poll(theme).toMatch(/light|dark/);
  const [chosen, address] = [await theme(), page.url()];
  await app.close();
  await launch(info.outputPath('user-data'));
  expect(page.url()).not.toBe(address);
  await expect.poll(theme).toBe(chosen);
});

test('a second start hands its file to the first, and ends', async ({ browserName: _ }, info) => {
  const file = info.outputPath('second.sessionlab');
  const steps = [{ send: { browser: 'alice', path: '/views' } }];
  await writeFile(
    file,
    JSON.stringify({ format: 'session-playground/scenario@1', title: 'Second', browsers: ['alice'], steps }),
  );
  // A copy that runs from its sources takes no files as arguments: its own folder is one.
  test.skip(packed === undefined, 'files are arguments of a packed app only');
  const second = spawn(packed ?? '', [...argsFor(info.outputPath('user-data')), file], { stdio: 'ignore' });
  const [code] = await once(second, 'exit');
  expect(code).toBe(0);
  await expect(page.getByRole('heading', { name: 'Second' })).toBeVisible();
});

test('on macOS a closed window is put away, and the dock brings it back', async () => {
  test.skip(process.platform !== 'darwin', 'elsewhere closing is quitting');
  const isShown = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible());
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await expect.poll(isShown).toBe(false);
  await app.evaluate(({ app: main }) => main.emit('activate'));
  await expect.poll(isShown).toBe(true);
});

test('presenting fills the screen, and Escape ends both', async () => {
  const isFull = () => page.evaluate(() => document.fullscreenElement !== null);
  await page.keyboard.press('p');
  await expect(page.getByRole('region', { name: 'Stage' })).toBeVisible();
  await expect.poll(isFull).toBe(true);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('region', { name: 'Stage' })).toBeHidden();
  await expect.poll(isFull).toBe(false);
});

test('a file handed over is shown; its code runs, in a process of its own, when it is allowed', async ({
  browserName: _,
}, info) => {
  const file = info.outputPath('handed.sessionlab');
  await writeFile(
    file,
    JSON.stringify({
      format: 'session-playground/scenario@1',
      title: 'Handed over',
      lab: { handler: ["(req, res) => res.end('ran')"] },
      browsers: ['alice'],
      steps: [
        { send: { id: 'A', browser: 'alice', path: '/mine' } },
        { expect: { response: 'A', body: 'ran' } },
      ],
    }),
  );
  await app.evaluate(({ app: main }, path) => {
    main.emit('open-file', { preventDefault: () => {} }, path);
  }, file);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.getByRole('button', { name: 'Run it this once' }).click();
  const verdict = page.getByRole('region', { name: 'Checks' }).getByRole('status');
  await expect(verdict).toHaveText(/1 of 1 checks\.$/);
});
