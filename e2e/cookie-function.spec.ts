import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect as impatient, startApp, test } from './app.ts';
import { graveFindings } from './axe.ts';

/** A lab takes its start: on a machine with other work to do, seconds. */
const expect = impatient.configure({ timeout: 20_000 });

const editor = (page: Page) => page.getByRole('textbox', { name: 'cookie (req) => …' });

async function write(page: Page, text: string) {
  await editor(page).click();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type(text);
}

test('a cookie function is written, used, explained, undone and taken along', async ({ page, app }) => {
  await page.goto(app.url);
  const options = page.getByRole('region', { name: 'Session options' });
  await options.locator('summary', { hasText: 'Cookie settings' }).click();
  await options.getByRole('button', { name: 'Write a function' }).click();
  await expect(options.locator('.code-control .cm-lineNumbers')).toContainText('3');
  await write(page, "(req) => ({ sameSite: req.path === '/views' ? 'strict' : 'lax' })");
  await expect(options.getByText('Not used yet.')).toBeVisible();
  expect(await graveFindings(page)).toEqual([]);
  await options.getByRole('button', { name: 'Use it' }).click();
  await expect(options.getByText('Given to express-session.')).toBeVisible();
  await expect(options.getByRole('note')).toContainText('counts for nothing');
  // Who typed it is not asked.
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.getByRole('region', { name: 'Doctor' })).toContainText('is not judged');
  await page.getByRole('button', { name: 'Reset', exact: true }).click();
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Cookies' })).toContainText('SameSite=strict');

  await page.getByRole('button', { name: 'Express code' }).click();
  await expect(page.getByRole('textbox', { name: 'Code', exact: true })).toHaveValue(
    /req\.path === '\/views'/,
  );
  await page.keyboard.press('Escape');

  await page.reload();
  await options.locator('summary', { hasText: 'Cookie settings' }).click();
  await expect(editor(page)).toContainText('req.path');

  await write(page, "() => { throw new Error('not today'); }");
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(options.getByText('Given to express-session.')).toBeVisible();
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(page.getByRole('tabpanel')).toContainText('not today');

  await write(page, '({ secure: true })');
  await options.getByRole('button', { name: 'Use it' }).click();
  await expect(options.getByText(/expected a function of the request/)).toBeVisible();
  await options.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(options.getByRole('button', { name: 'Write a function' })).toBeVisible();
  await page.getByRole('button', { name: 'Reset', exact: true }).click();
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Cookies' })).toContainText('connect.sid');
  await expect(page.getByRole('region', { name: 'Cookies' })).not.toContainText('SameSite=strict');
});

test('one in a file runs when it was read and allowed', async ({ page }) => {
  const folder = await mkdtemp(join(tmpdir(), 'session-playground-function-'));
  const file = join(folder, 'own.scenario.json');
  await writeFile(
    file,
    JSON.stringify({
      format: 'session-playground/scenario@1',
      title: 'A cookie function',
      lab: { options: { cookie: ['(req) => ({', "  sameSite: 'strict',", '})'] } },
      browsers: ['alice'],
      steps: [
        { send: { id: 'A', browser: 'alice', path: '/views' } },
        { expect: { cookie: 'alice', attributes: { sameSite: 'strict' } } },
      ],
    }),
  );
  const app = await startApp([file]);
  try {
    await page.goto(app.url);
    await page.getByRole('button', { name: 'Run', exact: true }).first().click();
    const dialog = page.getByRole('dialog', { name: 'Run the code of this file?' });
    await expect(dialog).toContainText('cookie function');
    expect(await graveFindings(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Do not run it' }).click();
    await page.getByRole('button', { name: 'Run', exact: true }).first().click();
    await dialog.getByRole('button', { name: 'Run it this once' }).click();
    await expect(page.getByText('1 of 1').first()).toBeVisible();
  } finally {
    await app.stop();
    await rm(folder, { recursive: true });
  }
});
