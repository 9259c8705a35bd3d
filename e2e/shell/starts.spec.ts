import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Page, test } from '@playwright/test';
import { expect, installForTests, type Shell, scenario, startShell } from './shell.ts';

let shell: Shell;
let page: Page;
const inHome = installForTests(() => shell);
const start = async (args: string[] = [], env = {}): Promise<void> => {
  shell = startShell(inHome(), args, env);
  page = await shell.page();
};

test('without its sandbox it does not start, and says what to do', async () => {
  shell = startShell(inHome(), ['--no-sandbox']);
  expect(await shell.exited).toBe(1);
  expect(shell.told('dialog')).toEqual([
    { kind: 'error', title: expect.stringContaining('sandbox'), content: expect.stringContaining('deb') },
  ]);
  expect(shell.told('chromium')).toEqual([]);
  expect(shell.output()).toContain('sysctl');
});

test('a profile that cannot be written, and a file handed over before the app is ready, are no hindrance', async () => {
  rmSync(inHome('data'), { recursive: true, force: true });
  for (const name of ['window.json', 'page.json']) mkdirSync(inHome(join('data', name)), { recursive: true });
  writeFileSync(inHome('early.sessionlab'), scenario('Handed over early'));
  await start([], { STAND_IN_OPEN_FILE: inHome('early.sessionlab') });
  await expect(page.getByRole('heading', { name: 'Handed over early' })).toBeVisible();
  const lab = await page
    .getByText(/^http:\/\/127\.0\.0\.1:\d+/)
    .first()
    .innerText();
  await shell.does('closeWindow');
  expect(await shell.exited).toBe(0);
  await expect(fetch(lab)).rejects.toThrow();
});

test('where not even the folder of the profile can be written, it starts all the same, and says that nothing is kept', async () => {
  // Nobody may make a file in there, not even root.
  await start(['--user-data-dir=/sys/kernel']);
  await expect(page.getByRole('button', { name: 'Fire', exact: true })).toBeEnabled();
  expect(await shell.tells('dialog')).toMatchObject({ message: 'What you do now is not kept', isSeen: true });
  await shell.does('menu', 'show-logs');
  const path = String(await shell.tells('shown'));
  expect(readFileSync(path, 'utf8')).toContain('/sys/kernel cannot be written');
  await shell.does('closeWindow');
  expect(await shell.exited).toBe(0);
  expect(existsSync(path)).toBe(false);
});
