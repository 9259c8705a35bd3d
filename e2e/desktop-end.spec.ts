import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { expect, test } from '@playwright/test';
import { app, page, setUpWindow } from './desktop.ts';

setUpWindow();

const isAlive = (pid: number | undefined): boolean => {
  try {
    return pid !== undefined && process.kill(pid, 0);
  } catch {
    return false;
  }
};

const lastAsked = () => app.evaluate(() => Reflect.get(globalThis, 'asked'));
/** Answers what the app asks by the button of that number, and by the first one whatever it asks after that. */
const answerOnce = (first: number) =>
  app.evaluate(({ dialog }, response) => {
    let next = response;
    dialog.showMessageBox = async (...args: unknown[]) => {
      Reflect.set(globalThis, 'asked', Reflect.get(Object(args.at(-1)), 'message'));
      const answer = { response: next, checkboxChecked: false };
      next = 0;
      return answer;
    };
  }, first);

/** A page that ended, by itself or by the app, is loaded again: another one, over the same lab. */
async function expectLoadedAgain(end: () => Promise<void>): Promise<void> {
  const lab = await page
    .getByText(/^http:\/\/127\.0\.0\.1:\d+/)
    .first()
    .innerText();
  const before = await page.evaluate(() => performance.timeOrigin);
  await end();
  // Playwright does not come back to a page whose process ended; the window tells by itself.
  const shown = () =>
    app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]
        ?.webContents.executeJavaScript('performance.timeOrigin + document.body.innerText')
        .catch(String),
    );
  await expect.poll(shown).toContain(lab);
  await expect.poll(shown).not.toContain(String(before));
  const address = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.getURL(),
  );
  expect(address).not.toContain('token');
}

test('a page that hangs is ended and loaded again over the same lab', () =>
  expectLoadedAgain(async () => {
    await answerOnce(1);
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.emit('unresponsive'));
    expect(await lastAsked()).toBe('The page does not answer');
  }));

test('a page that crashed is loaded again over the same lab', () =>
  expectLoadedAgain(async () => {
    await answerOnce(0);
    await app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
    );
    await expect.poll(lastAsked).toBe('The page has stopped');
  }));

/** Asks the window as Windows does at a logoff (WM_QUERYENDSESSION); whether the session may end. */
async function mayEndSession(): Promise<boolean> {
  const handle = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.getNativeWindowHandle().readBigUInt64LE().toString(),
  );
  const script = `$send = Add-Type -PassThru -Namespace Native -Name User -MemberDefinition '[DllImport("user32.dll")]
    public static extern IntPtr SendMessageW(IntPtr window, uint message, IntPtr first, IntPtr second);'
    $send::SendMessageW([IntPtr]${handle}, 0x11, [IntPtr]::Zero, [IntPtr]::Zero).ToInt64()`;
  const encoded = Buffer.from(script, 'utf16le').toString('base64');
  const child = spawn('powershell', ['-NoProfile', '-NonInteractive', '-EncodedCommand', encoded]);
  return (await text(child.stdout)).trim() === '1';
}

test('at a logoff of Windows unsaved work is asked about; without any the session ends', async () => {
  test.skip(process.platform !== 'win32', 'no other system asks windows');
  const setUnsaved = (what: string | null) =>
    page.evaluate((told) => Reflect.get(globalThis, 'playground').setUnsaved(told), what);
  await answerOnce(1);
  await setUnsaved('Your handler is not saved.');
  expect(await mayEndSession()).toBe(false);
  await expect.poll(lastAsked).toBe('Quit without saving?');
  await setUnsaved(null);
  expect(await mayEndSession()).toBe(true);
});

test('a signal ends it in order, and leaves no process and no lab behind', async () => {
  test.skip(process.platform === 'win32', 'Windows has no signals');
  const lab = await page
    .getByText(/^http:\/\/127\.0\.0\.1:\d+/)
    .first()
    .innerText();
  const child = app.process();
  const ended = new Promise((resolve) => child.once('exit', (code, signal) => resolve(signal ?? code)));
  child.kill('SIGTERM');
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
  await expect(fetch(lab)).rejects.toThrow();
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
