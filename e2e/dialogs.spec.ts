import type { Page } from '@playwright/test';
import { expect as impatient, test } from './app.ts';
import { graveFindings } from './axe.ts';

const expect = impatient.configure({ timeout: 20_000 });

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first().click();

type Surface = { open: (page: Page) => Promise<void>; part: string };
const dialog = (button: string): Surface => ({ open: (page) => press(page, button), part: 'dialog[open]' });

/** What lies over the playground: how it is opened, and what of the page it is. */
const surfaces: Readonly<Record<string, Surface>> = {
  'Move the clock forward': dialog('Another amount'),
  Shortcuts: dialog('Shortcuts'),
  Explain: dialog('Explain…'),
  'a route’s source': dialog('Source'),
  Browsers: dialog('Manage browsers'),
  'the request inspector': dialog('Inspect'),
  'the commands': { open: (page) => page.keyboard.press('Control+k'), part: 'dialog[open]' },
  'the routes to choose from': {
    open: async (page) => {
      await page.getByRole('combobox', { name: 'path' }).click();
      await page.getByRole('combobox', { name: 'path' }).press('ArrowDown');
    },
    part: '[role=listbox]',
  },
  'the session editor': {
    open: (page) => page.getByRole('button', { name: /^Edit session/ }).click(),
    part: '.edit-session',
  },
};

test('axe finds nothing serious in any dialog and list, and Escape closes each', async ({ page, app }) => {
  // Axe looks at each twice, in light and in dark.
  test.slow();
  await page.goto(app.url);
  await expect(page.getByRole('region', { name: 'Store' })).toContainText('views');
  for (const [name, { open, part }] of Object.entries(surfaces)) {
    await open(page);
    await expect(page.locator(part).first(), name).toBeVisible();
    expect(await graveFindings(page, part), name).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(page.locator(part), name).toHaveCount(0);
  }
});

test('axe finds nothing serious in the options with all folds open', async ({ page, app }) => {
  await page.goto(app.url);
  await expect(page.getByRole('region', { name: 'Store' })).toContainText('views');
  await page.locator('details').evaluateAll((folds) => {
    for (const fold of folds) fold.setAttribute('open', '');
  });
  expect(await graveFindings(page)).toEqual([]);
});

test('axe finds nothing serious in the recording, nor in what the race lab opens', async ({ page, app }) => {
  await page.goto(app.url);
  await page.getByRole('link', { name: 'Recording' }).click();
  await expect(page.getByText('are listed here as they happen')).toBeVisible();
  expect(await graveFindings(page), 'Recording').toEqual([]);
  await page.getByRole('link', { name: 'Race lab' }).click();
  await press(page, 'Explore');
  await expect(page.getByText('9 of 20 orders lose alice’s write.')).toBeVisible();
  await press(page, 'Export');
  await expect(page.getByRole('menu', { name: 'Export' })).toBeVisible();
  expect(await graveFindings(page, '[role=menu]'), 'Export').toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^Paste/ }).click();
  await expect(page.getByRole('dialog', { name: 'Paste a schedule' })).toBeVisible();
  expect(await graveFindings(page, 'dialog[open]'), 'Paste a schedule').toEqual([]);
});
