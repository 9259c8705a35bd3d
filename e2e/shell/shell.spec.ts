import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { type Page, test } from '@playwright/test';
import { expect, installForTests, type Shell, scenario, startShell } from './shell.ts';

let shell: Shell;
let page: Page;
const inHome = installForTests(() => shell);
const fire = () => page.getByRole('button', { name: 'Fire', exact: true });
const log = () => page.getByRole('region', { name: 'Timeline' });
const start = async (args: string[] = [], env = {}): Promise<void> => {
  shell = startShell(inHome(), args, env);
  page = await shell.page();
};

test.describe('one session of work', () => {
  test.beforeAll(() => start());
  // Killed outright it would leave its Chromium behind.
  test.afterAll(async () => {
    shell.child.kill('SIGTERM');
    await shell.exited;
  });

  test('the window opens on the page, with the bridge and no token in its address', async () => {
    await expect(fire()).toBeEnabled();
    expect(page.url()).not.toContain('token');
    const bridge = await page.evaluate(() => Object.keys(Reflect.get(globalThis, 'playground')).sort());
    expect(bridge).toEqual([
      ...['keep', 'kept', 'onFiles', 'onMenu', 'openExternal', 'openFile', 'openFolder', 'saveFile'],
      ...['setTheme', 'setUnsaved', 'takeFiles'],
    ]);
  });

  test('requests are fired, from the page and from the menu, and nothing beneath an open dialog', async () => {
    await fire().click();
    await expect(log()).toBeVisible();
    await shell.does('menu', 'shortcuts');
    const dialog = page.getByRole('dialog', { name: 'Shortcuts' });
    await expect(dialog).toBeVisible();
    const events = async (): Promise<number> =>
      Number(await page.getByRole('slider', { name: 'cursor' }).getAttribute('aria-valuemax'));
    let before = 0;
    const isAllThere = async (): Promise<boolean> => {
      const last = before;
      before = await events();
      return before > 10 && before === last;
    };
    await expect.poll(isAllThere, { intervals: [500] }).toBe(true);
    await shell.does('menu', 'reset');
    await shell.does('menu', 'theme');
    await expect.poll(() => shell.does('state')).toMatchObject({ theme: 'light' });
    expect(await events()).toBeGreaterThanOrEqual(before);
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    // A reset takes a moment, but is over before what is fired after it: no more than that would be left.
    await fire().click();
    await expect.poll(events).toBeGreaterThan(1.5 * before);
    await shell.does('menu', 'theme');
    await expect.poll(() => shell.does('state')).toMatchObject({ theme: 'dark' });
  });

  test('Undo of the menu takes back what was typed, and an option where no text has the focus', async () => {
    const path = page.getByRole('combobox', { name: 'path', exact: true });
    const typed = await path.inputValue();
    await path.pressSequentially('x');
    await shell.does('menu', 'undo');
    await expect(path).toHaveValue(typed);
    const resave = page.getByRole('switch', { name: 'resave', exact: true });
    const was = await resave.getAttribute('aria-checked');
    await resave.click();
    await expect(resave).not.toHaveAttribute('aria-checked', String(was));
    await shell.does('menu', 'undo');
    await expect(resave).toHaveAttribute('aria-checked', String(was));
  });

  test('a scenario is saved under an ending of its own, whole or not at all, and opened again', async () => {
    const file = inHome('mine.sessionlab');
    await shell.answer('save', { canceled: false, filePath: file });
    await shell.does('menu', 'save');
    await expect(page.getByText(/^Saved .* as mine\.sessionlab/)).toBeVisible();
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ format: 'session-playground/scenario@1' });
    expect(await shell.tells('dialog', /"save"/)).toMatchObject({
      defaultPath: expect.stringMatching(/\.sessionlab$/),
    });
    await shell.answer('open', { canceled: false, filePaths: [file] });
    await shell.does('menu', 'open');
    await expect(page.getByText(/^Opened “/)).toBeVisible();
    await expect.poll(async () => JSON.stringify(await shell.does('state'))).toContain(`recent:${file}`);
  });

  test('presenting fills the screen, Escape ends both, and text is copied; nothing else is allowed', async () => {
    const isFull = () => page.evaluate(() => document.fullscreenElement !== null);
    await page.keyboard.press('p');
    await expect(page.getByRole('region', { name: 'Stage' })).toBeVisible();
    await expect.poll(isFull).toBe(true);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('region', { name: 'Stage' })).toBeHidden();
    await expect.poll(isFull).toBe(false);
    await page.getByRole('button', { name: 'Copy the lab’s address' }).click();
    expect(await shell.tells('copied')).toMatch(/^http:\/\/127\.0\.0\.1:\d+/);
    const refusals = page.evaluate(async () => {
      const asked = [
        navigator.mediaDevices.getUserMedia({ audio: true, video: true }),
        navigator.clipboard.readText(),
        new Promise((found, failed) => navigator.geolocation.getCurrentPosition(found, failed)),
      ];
      return Promise.all(
        asked.map((one) =>
          one.then(
            () => 'given',
            (error: Error) => error.name,
          ),
        ),
      );
    });
    expect(await refusals).toEqual(['NotAllowedError', 'NotAllowedError', 'NotAllowedError']);
  });

  test('a right click in a text field offers to paste, on nothing it offers nothing', async () => {
    await shell.does('contextMenu', JSON.stringify({ isEditable: false, selectionText: '' }));
    await shell.does('contextMenu', JSON.stringify({ isEditable: true, selectionText: '' }));
    expect(shell.told('popup')).toEqual([
      expect.arrayContaining([expect.objectContaining({ role: 'paste' })]),
    ]);
  });

  test('what went wrong can be shown and copied, without the token', async () => {
    await shell.does('menu', 'show-logs');
    const path = inHome('data/logs/app.log');
    expect(await shell.tells('shown')).toBe(path);
    // Where nothing went wrong yet, too.
    expect(readFileSync(path, 'utf8')).toMatch(/ session-playground 0\.1\.0 starts$/m);
    shell.forget();
    await shell.does('menu', 'copy-diagnostics');
    const copied = String(await shell.tells('copied'));
    expect(copied).toMatch(/^session-playground 0\.1\.0$/m);
    expect(copied).toMatch(/^expressSession 1\.19\.0$/m);
    expect(copied).not.toContain('token');
  });

  test('links open outside; other pages, windows and frames do not open at all', async () => {
    const address = page.url();
    await page.getByRole('link', { name: 'Open the lab in your browser' }).click();
    expect(await shell.tells('external')).toMatch(/^http:\/\/127\.0\.0\.1:\d+/);
    expect(await page.evaluate(() => window.open('https://example.com/') === null)).toBe(true);
    expect(await shell.tells('window-open')).toEqual({ action: 'deny' });
    await page.evaluate(() => {
      location.href = 'http://127.0.0.2:1/';
    });
    expect(await shell.tells('navigation', /127\.0\.0\.2/)).toMatchObject({ isPrevented: true });
    await expect(fire()).toBeEnabled();
    expect(page.url()).toBe(address);

    const refused = page.evaluate(
      () =>
        new Promise((resolve) =>
          document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective)),
        ),
    );
    const frame = () =>
      page.evaluate(() => {
        const element = document.createElement('iframe');
        element.src = `${location.origin}/index.html`;
        document.body.append(element);
      });
    await frame();
    expect(await refused).toBe('frame-src');
    // The page's policy aside, the window has rules of its own.
    const chromium = await page.context().newCDPSession(page);
    await chromium.send('Page.enable');
    await chromium.send('Page.setBypassCSP', { enabled: true });
    await page.reload();
    await frame();
    expect(await shell.tells('navigation', /index\.html/)).toMatchObject({ isPrevented: true });
    await page.evaluate(() => fetch('http://127.0.0.2:1/').catch(() => {}));
    await shell.does('state');
    expect(shell.told('cancelled')).toEqual(['http://127.0.0.2:1/']);
    await chromium.detach();
    await page.reload();
    await expect(fire()).toBeEnabled();
  });

  test('a page that crashed, and one that hangs, is loaded again over the same lab', async () => {
    // In a window as small as this one the address is not written out.
    const link = () => page.getByRole('link', { name: 'Open the lab in your browser' });
    const lab = (await link().getAttribute('href')) ?? '';
    expect(lab).toMatch(/^http:\/\/127\.0\.0\.1:\d+/);
    shell.forget();
    await shell.answer('message', { response: 0 });
    await shell.does('hide');
    await shell.does('crash');
    expect(await shell.tells('dialog')).toMatchObject({ message: 'The page has stopped', isSeen: true });
    page = await shell.page();
    await expect(fire()).toBeEnabled();

    shell.forget();
    await shell.answer('message', { response: 1 });
    void page
      .evaluate(() => {
        for (;;);
      })
      .catch(() => {});
    await shell.does('windowEmit', 'unresponsive');
    expect(await shell.tells('dialog')).toMatchObject({ message: 'The page does not answer' });
    await shell.tells('loaded');
    page = await shell.page();
    await expect(fire()).toBeEnabled();
    expect(page.url()).not.toContain('token');
    await expect(link()).toHaveAttribute('href', lab);
    // Ended by the app itself, it is no crash to be told.
    expect(shell.told('dialog')).toHaveLength(1);
  });

  test('a file handed to a second start, or to the icon, opens in the first; its code waits for a yes', async () => {
    const file = inHome('handed.scenario.json');
    const lab = { handler: ["(req, res) => res.end('ran')"] };
    writeFileSync(file, scenario('Handed over', '/mine', { lab }));
    await shell.does('minimize');
    const second = startShell(inHome(), ['handed.scenario.json']);
    expect(await second.exited).toBe(0);
    await expect(page.getByRole('heading', { name: 'Handed over' })).toBeVisible();
    expect(await shell.does('state')).toMatchObject({ windows: [{ minimized: false, visible: true }] });
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await expect(page.getByRole('dialog', { name: 'Run the code of this file?' })).toBeVisible();
    await page.getByRole('button', { name: 'Run it this once' }).click();
    const verdict = page.getByRole('region', { name: 'Checks' }).getByRole('status');
    await expect(verdict).toHaveText(/1 of 1 checks\.$/);

    writeFileSync(inHome('icon.sessionlab'), scenario('By the icon'));
    await shell.does('openFile', inHome('icon.sessionlab'));
    await expect(page.getByRole('heading', { name: 'By the icon' })).toBeVisible();
    const recording = { format: 'session-playground/recording@1', startedAt: 0, first: 0, events: 0 };
    writeFileSync(inHome('recorded.sessionlab'), JSON.stringify(recording));
    await shell.does('openFile', inHome('recorded.sessionlab'));
    await expect(page.getByText('recorded.sessionlab, as it was saved.')).toBeVisible();
    await shell.does('openFile', inHome('gone.sessionlab'));
    await expect(page.getByText(/gone\.sessionlab: it is not there/)).toBeVisible();
  });

  test('a window that was put away, as on macOS, is there for what is opened or asked', async () => {
    const icon = inHome('icon.sessionlab');
    for (const [name, value] of [
      ['openFile', icon],
      ['menu', `recent:${icon}`],
      ['menu', 'shortcuts'],
    ] as const) {
      await shell.does('hide');
      await shell.does(name, value);
      expect(await shell.does('state')).toMatchObject({ windows: [{ visible: true }] });
    }
    // Beneath a dialog the menu does nothing.
    const shortcuts = page.getByRole('dialog', { name: 'Shortcuts' });
    await expect(shortcuts).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(shortcuts).toBeHidden();
    for (const asking of ['open', 'look-for-updates']) {
      shell.forget();
      await shell.does('hide');
      await shell.does('menu', asking);
      expect(await shell.tells('dialog')).toMatchObject({ isSeen: true });
    }
  });

  test('a full disk is said', async () => {
    await page.getByRole('link', { name: 'Playground' }).click();
    await expect(fire()).toBeEnabled();
    await shell.does('fillDisk');
    await shell.answer('save', { canceled: false, filePath: inHome('full.sessionlab') });
    await shell.does('menu', 'save');
    await expect(page.getByText(/Could not save: full\.sessionlab/)).toBeVisible();
    expect(existsSync(inHome('full.sessionlab'))).toBe(false);
  });

  test('unsaved work is asked about, where it is seen; then the app ends with its lab', async () => {
    shell.forget();
    await page.evaluate(() => Reflect.get(globalThis, 'playground').setUnsaved('Your handler is not saved.'));
    await shell.does('minimize');
    await shell.answer('message', { response: 1 });
    await shell.does('closeWindow');
    expect(await shell.tells('dialog')).toMatchObject({ message: 'Quit without saving?', isSeen: true });
    await expect(fire()).toBeEnabled();
    // In a window as small as this one the address is not written out.
    const link = () => page.getByRole('link', { name: 'Open the lab in your browser' });
    const lab = (await link().getAttribute('href')) ?? '';
    expect(lab).toMatch(/^http:\/\/127\.0\.0\.1:\d+/);
    // At a logoff of Windows too.
    await shell.answer('message', { response: 0 });
    await shell.does('windowEmit', 'query-session-end');
    expect(await shell.exited).toBe(0);
    expect(shell.told('prevented')).toEqual(['query-session-end']);
    await expect(fetch(lab)).rejects.toThrow();
  });
});

test('what the page kept is there at another port; a file by argument; a signal ends it, a second changes nothing', async () => {
  writeFileSync(inHome('argued.sessionlab'), scenario('By argument'));
  await start(['argued.sessionlab'], { STAND_IN_WAYLAND: '1' });
  await expect(page.getByRole('heading', { name: 'By argument' })).toBeVisible();
  expect(await shell.does('state')).toMatchObject({ theme: 'dark', windows: [{ visible: true }] });
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  const lab = await page
    .getByText(/^http:\/\/127\.0\.0\.1:\d+/)
    .first()
    .innerText();
  await shell.does('holdEnd');
  shell.child.kill('SIGTERM');
  await shell.tells('ending');
  // Two at once may arrive as one.
  shell.child.kill('SIGTERM');
  await shell.does('letEnd');
  expect(await shell.exited).toBe(0);
  await expect(fetch(lab)).rejects.toThrow();
});
