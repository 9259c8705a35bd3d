import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { graveFindings } from './axe.ts';

const store = (page: Page) => page.getByRole('region', { name: 'Store' });

/** What the page's policy refused, and what threw. */
function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  return complaints;
}

test('a handler and a JSON body are written in an editor with numbered lines, which the keyboard can leave', async ({
  page,
  app,
}) => {
  const complaints = complaintsOf(page);
  await page.goto(app.url);
  await expect(store(page)).toContainText('views');
  await page.getByRole('combobox', { name: 'path' }).click();
  await page.getByRole('option', { name: /POST \/user/ }).click();
  await expect(page.locator('.more-fields .cm-lineNumbers')).toBeVisible();
  await page.getByText('JSON', { exact: true }).last().click();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('{ "name": "ada", "sends": false }');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('textbox', { name: 'JSON' })).not.toBeFocused();
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(store(page)).toContainText('ada');

  await page.getByRole('tab', { name: 'Your own handler' }).click();
  const handler = page.getByRole('textbox', { name: 'Your own handler' });
  await expect(page.locator('.handler .cm-lineNumbers')).toContainText('3');
  await handler.click();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('(req, res) => {');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.type("req.session.fresh = 'frame'; res.send('fs') }");
  const keyword = page.locator('.handler .cm-line span').filter({ hasText: "'frame'" });
  const [string, plain] = await Promise.all(
    [keyword, handler].map((one) => one.evaluate((element) => getComputedStyle(element).color)),
  );
  expect(string).not.toBe(plain);
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByRole('status').filter({ hasText: 'Runs at /mine.' })).toBeVisible();
  await expect(handler).toBeFocused();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  await expect(handler).not.toBeFocused();
  // Before axe comes, which writes styles of its own.
  expect(complaints).toEqual([]);
  expect(await graveFindings(page)).toEqual([]);
});

test('what is stored is edited by keyboard alone, and the focus goes back to the pencil', async ({
  page,
  app,
}) => {
  await page.goto(app.url);
  await expect(store(page)).toContainText('views');
  const pencil = page.getByRole('button', { name: /^Edit session/ });
  await pencil.focus();
  await page.keyboard.press('Enter');
  const field = page.getByRole('textbox', { name: 'The session’s data, as JSON' });
  await expect(field).toBeFocused();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.insertText('{ "views": 41 }');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(field).toBeHidden();
  await expect(pencil).toBeFocused();
  await expect(store(page)).toContainText('edited by hand');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(store(page)).toContainText('views: 41 → 42');
  expect(await graveFindings(page)).toEqual([]);
});

test('a request is looked into, both ways, and the way back is where one came from', async ({
  page,
  app,
}) => {
  await page.goto(app.url);
  await expect(store(page)).toContainText('views');
  const inspect = page.getByRole('button', { name: 'Inspect' });
  await inspect.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('region', { name: 'Request head' })).toContainText('GET /views HTTP/1.1');
  await expect(dialog.getByRole('region', { name: 'Response head' })).toContainText(
    'Set-Cookie: connect.sid=',
  );
  await expect(dialog.getByRole('region', { name: 'Response body' })).toContainText('{"views":1}');
  expect(await graveFindings(page, 'dialog')).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(inspect).toBeFocused();
});

test('whatever can be done is found by a word of it, and done', async ({ page, app }) => {
  await page.goto(app.url);
  await expect(store(page)).toContainText('views');
  const reset = page.getByRole('button', { name: 'Reset', exact: true });
  await reset.focus();
  await page.keyboard.press('ControlOrMeta+K');
  const find = page.getByRole('combobox', { name: 'Find a command' });
  await expect(find).toBeFocused();
  await page.keyboard.type('nothing like it');
  await expect(page.getByRole('dialog')).toContainText('Nothing here does');
  await page.keyboard.press('Escape');
  await expect(reset).toBeFocused();
  await page.keyboard.press('ControlOrMeta+K');
  await page.keyboard.type('race');
  expect(await graveFindings(page, 'dialog')).toEqual([]);
  await page.getByRole('option', { name: 'Race lab' }).click();
  await expect(page.getByRole('button', { name: 'Explore' })).toBeVisible();
});

test('a button that takes itself away, or disables itself, leaves the focus near', async ({ page, app }) => {
  await page.goto(app.url);
  await expect(store(page)).toContainText('views');
  const resave = page.getByRole('switch', { name: 'resave', exact: true });
  await resave.click();
  await page.getByRole('button', { name: 'Revert resave' }).press('Enter');
  await expect(resave).toBeFocused();
  await resave.press('Space');
  const reset = page.getByRole('button', { name: 'Reset all options' });
  await reset.press('Enter');
  await expect(reset).toBeDisabled();
  await expect(reset).toBeFocused();
  await page.getByRole('button', { name: 'Delete connect.sid' }).press('Enter');
  await expect(page.getByRole('button', { name: 'Delete connect.sid' })).toBeHidden();
  await expect(
    page.getByRole('region', { name: 'Cookies' }).getByRole('button').and(page.locator(':focus')),
  ).toHaveCount(1);
});
