import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { graveFindings } from './axe.ts';

const open = async (page: Page, url: string) => {
  await page.goto(url);
  await page.getByRole('link', { name: 'Compare', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Compare', exact: true })).toBeEnabled();
};

/** Four labs and four races: on a busy machine that takes its time. */
const patience = { timeout: 40_000 };

const compare = async (page: Page, words: string) => {
  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  await expect(page.getByText(words)).toBeVisible(patience);
};

const matrix = (page: Page) => page.getByRole('table', { name: 'What each combination comes to' });
const cell = (page: Page, of: string) => matrix(page).getByRole('button', { name: `with ${of}` });
const run = (page: Page, of: string) => page.getByRole('region', { name: `Run with ${of}`, exact: true });
const decided = 'resave alone decides how it comes out.';

test('one click tells what each combination comes to, and which option decides it', async ({ page, app }) => {
  await open(page, app.url);
  await expect(matrix(page).getByText('not run yet')).toHaveCount(4);
  await compare(page, decided);
  await expect(matrix(page).getByRole('columnheader')).toHaveText(['store=memory', 'store=memory-no-touch']);
  await expect(matrix(page).getByRole('rowheader')).toHaveText(['resave=true', 'resave=false']);
  for (const store of ['memory', 'memory-no-touch']) {
    await expect(cell(page, `resave=true store=${store}`).last()).toContainText('lost 9 of 20');
    await expect(cell(page, `resave=false store=${store}`).last()).toContainText('kept');
  }
  // Half of them are no exception from the other half.
  await expect(matrix(page)).not.toContainText('differs');
  await expect(page.getByText('0 of 1 expectations hold').first()).toBeVisible();
});

test('a cell opens its run; a second stands beside it, both at where they part', async ({ page, app }) => {
  await open(page, app.url);
  await compare(page, decided);
  const [saves, touches] = ['resave=true store=memory', 'resave=false store=memory'];
  await cell(page, saves).first().click();
  await expect(page.getByRole('region', { name: /^Run with/ })).toHaveCount(1);
  await expect(run(page, saves).getByRole('region', { name: 'Store' })).toContainText('views');

  await matrix(page)
    .getByRole('button', { name: `Open ${touches} beside` })
    .click();
  await expect(run(page, saves).getByRole('note')).toContainText(
    'First difference: reader: Saved although nothing changed, because resave is on',
  );
  await expect(run(page, touches).getByRole('note')).toContainText(
    'First difference: reader: Touched, not saved',
  );
  const at = (of: string) => run(page, of).getByRole('group', { name: 'At the cursor' });
  await expect(at(saves)).toContainText('Saved although nothing changed');
  await expect(at(touches)).toContainText('Touched, not saved');
  await at(saves).getByRole('tab', { name: 'Event' }).click();
  await expect(at(saves).getByRole('region', { name: 'Event' })).toContainText('Rule');
  await at(saves).getByRole('tab', { name: 'Cookies' }).click();
  await expect(at(saves).getByRole('region', { name: 'Cookies' })).toContainText('connect.sid');
  await expect(at(touches).getByRole('region', { name: 'Store' })).toContainText('1 session');

  const slider = run(page, touches).getByRole('slider', { name: 'cursor' });
  const parting = await slider.getAttribute('aria-valuenow');
  await slider.focus();
  await page.keyboard.press('Home');
  await expect(at(touches)).toContainText('The store is empty at this instant.');
  await run(page, saves).getByRole('button', { name: 'Go there' }).click();
  await expect(slider).toHaveAttribute('aria-valuenow', parting ?? '');

  await run(page, saves)
    .getByRole('button', { name: `Close ${saves}` })
    .click();
  await expect(page.getByRole('region', { name: /^Run with/ })).toHaveCount(1);
});

test('the matrix is taken along: as a page that stands alone, as Markdown, to the clipboard', async ({
  page,
  app,
}) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page, app.url);
  await compare(page, decided);
  const saved = async (button: string, name: string): Promise<string> => {
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: button, exact: true }).click();
    const file = await download;
    expect(file.suggestedFilename()).toBe(name);
    return Buffer.concat(await (await file.createReadStream()).toArray()).toString();
  };
  const markdown = await saved('Markdown', 'compare.md');
  expect(markdown).toContain('| `resave=false` | kept<br>1 of 1 expectations hold |');
  await page.getByRole('button', { name: 'Copy Markdown' }).click();
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(markdown);

  const html = await saved('HTML', 'compare.html');
  const complaints: string[] = [];
  const reader = await page.context().newPage();
  reader.on('console', (message) => complaints.push(message.text()));
  await reader.setContent(html);
  await expect(reader.getByText(decided)).toBeVisible();
  await expect(reader.getByRole('cell', { name: /lost 9 of 20/ })).toHaveCount(2);
  expect(complaints).toEqual([]);
});

test('a lesson and other options are compared; what cannot be is said where it is', async ({ page, app }) => {
  await open(page, app.url);
  const scenario = page.getByRole('combobox', { name: 'Scenario' });
  await expect(scenario).toContainText('Lesson: ');
  await scenario.selectOption({ label: await scenario.locator('option').nth(1).innerText() });
  await page.getByRole('button', { name: 'Remove store' }).click();
  await page.getByRole('combobox', { name: 'option for the columns' }).selectOption('cookie.maxAge');
  const values = page.getByRole('textbox', { name: 'values of cookie.maxAge' });
  await values.fill('60000, soon');
  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  await expect(page.getByRole('listitem').filter({ has: values }).getByRole('alert')).toHaveText(
    /^soon: expected number, found string/,
  );
  await expect(matrix(page).getByText('not run yet')).toHaveCount(2);
  await values.fill('60000, 3600000');
  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  await expect(matrix(page).getByRole('button', { name: 'with cookie.maxAge=3600000' })).toBeVisible(
    patience,
  );
});

test('what was done in the playground is compared, and the lab there is left as it is', async ({
  page,
  app,
}) => {
  await page.goto(app.url);
  await expect(page.getByRole('region', { name: 'Store' })).toContainText('views');
  await page.getByRole('link', { name: 'Compare', exact: true }).click();
  await page.getByRole('button', { name: 'Take what I did in the playground' }).click();
  await expect(page.getByRole('combobox', { name: 'Scenario' }).locator('option:checked')).toHaveText(
    'What I did in the playground',
  );
  await page.getByRole('button', { name: 'Remove resave' }).click();
  await compare(page, 'Every combination comes to the same: kept.');
  await expect(page.getByText('Each was run once over HTTP; nothing was raced')).toBeVisible();
  await page.getByRole('link', { name: 'Playground', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Store' }).getByText('1 session')).toBeVisible();
});

test('a comparison is broken off, and what was there before stays', async ({ page, app }) => {
  await open(page, app.url);
  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('progressbar', { name: 'Combinations done' })).toBeHidden();
  await expect(matrix(page).getByText('not run yet')).toHaveCount(4);
  await compare(page, decided);
});

test('all of it by keyboard', async ({ page, app }) => {
  await page.goto(app.url);
  await page.getByRole('link', { name: 'Compare', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Compare', exact: true })).toBeEnabled();
  await page.keyboard.press('e');
  await expect(page.getByText(decided)).toBeVisible(patience);
  await cell(page, 'resave=true store=memory').first().focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  const corner = cell(page, 'resave=false store=memory-no-touch');
  await expect(corner).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(corner).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: /^Run with/ })).toHaveCount(1);
  await expect(corner).toHaveAttribute('aria-pressed', 'true');
  await corner.blur();
  const slider = page.getByRole('slider', { name: 'cursor' });
  await page.keyboard.press('Home');
  await expect(slider).toHaveAttribute('aria-valuenow', '0');
  await page.keyboard.press('ArrowRight');
  await expect(slider).toHaveAttribute('aria-valuenow', '1');
});

test('axe finds nothing serious as it opens and with two runs side by side', async ({ page, app }) => {
  await open(page, app.url);
  expect(await graveFindings(page)).toEqual([]);
  await compare(page, decided);
  await expect(page.getByRole('note')).toHaveCount(2);
  expect(await graveFindings(page)).toEqual([]);
  const overflow = await page.evaluate(() => {
    const root = document.documentElement;
    return [root.scrollWidth - root.clientWidth, root.scrollHeight - root.clientHeight];
  });
  expect(overflow).toEqual([0, 0]);
});
