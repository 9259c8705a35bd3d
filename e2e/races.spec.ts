import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { graveFindings } from './axe.ts';

const open = async (page: Page, url: string) => {
  await page.goto(url);
  await page.getByRole('link', { name: 'Race lab', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Explore', exact: true })).toBeEnabled();
};

const explore = async (page: Page) => {
  await page.getByRole('button', { name: 'Explore', exact: true }).click();
  await expect(page.getByText('9 of 20 orders lose alice’s write.')).toBeVisible();
};

const outcomes = (page: Page) => page.getByRole('region', { name: 'Outcomes', exact: true });
const schedule = (page: Page) => page.getByRole('region', { name: 'Schedule', exact: true });
const chips = (page: Page) => schedule(page).getByRole('list', { name: 'Steps of the schedule' });
const current = (page: Page) => chips(page).locator('[aria-current=step]');

test('explore, open the anomaly, and step it forth and back', async ({ page, app }) => {
  await open(page, app.url);
  await explore(page);
  const anomaly = outcomes(page).getByRole('button', { name: /lost update/ });
  await anomaly.first().click();
  await expect(anomaly.first()).toHaveAttribute('aria-pressed', 'true');
  await expect(current(page)).toHaveText('start');
  await expect(schedule(page).getByRole('slider', { name: 'cursor' })).toBeVisible();

  const step = schedule(page).getByRole('button', { name: 'Step', exact: true });
  const back = schedule(page).getByRole('button', { name: 'Back', exact: true });
  const store = schedule(page).getByRole('region', { name: 'Store' });
  const said = schedule(page).getByRole('region', { name: 'This step' });
  const labels = (await chips(page).getByRole('button').allInnerTexts()).slice(1);
  for (const label of labels) {
    await step.click();
    await expect(current(page)).toHaveText(label);
    await expect(said).toContainText(label.split('.')[0] ?? '');
  }
  await expect(step).toHaveAttribute('aria-disabled', 'true');
  await expect(store).toContainText('removed: cart');
  await back.click();
  await expect(current(page)).toHaveText(labels.at(-2) ?? '');
  await expect(chips(page).getByLabel('Doomed by')).toHaveCount(1);
  await said.getByRole('tab', { name: 'Cookies' }).click();
  await expect(said.getByRole('region', { name: 'Cookies' })).toContainText('connect.sid');
  await expect(said.getByRole('button', { name: /Clear/ })).toHaveCount(0);
  await said.getByRole('tab', { name: 'Event' }).click();
  await expect(said.getByRole('region', { name: 'Event' })).toContainText('event ');
});

test('be the scheduler: what can still come of it shrinks, until it is doomed, and undo brings it back', async ({
  page,
  app,
}) => {
  await open(page, app.url);
  await explore(page);
  await schedule(page).getByRole('button', { name: 'Be the scheduler' }).click();
  const moves = schedule(page).getByRole('region', { name: 'Scheduler' });
  await expect(moves).toContainText('20 orders are left');
  await moves.getByRole('button', { name: 'Let A load' }).click();
  await expect(moves).toContainText('10 orders are left');
  await moves.getByRole('button', { name: 'Let B load' }).click();
  await expect(moves).toContainText('6 orders are left');
  for (const move of ['Let A work', 'Let A save', 'Let B work'])
    await moves.getByRole('button', { name: move }).click();
  await expect(moves).toContainText('Doomed: nothing that is left');
  await schedule(page).getByRole('button', { name: 'Undo' }).click();
  await schedule(page).getByRole('button', { name: 'Undo' }).click();
  await expect(moves.getByRole('button', { name: 'Let A save' })).toBeVisible();
});

test('a cure is tried, shows its exact effect, and is applied and taken back', async ({ page, app }) => {
  await open(page, app.url);
  await explore(page);
  await page.getByRole('button', { name: 'Try resave: false' }).click();
  await expect(page.getByText('9 of 20 → 0 of 20 orders go wrong')).toBeVisible();
  await page.getByRole('button', { name: 'Apply resave: false' }).click();
  await expect(page.getByText('All 20 orders end as one request after the other would.')).toBeVisible();
  await expect(page.getByRole('switch', { name: 'resave', exact: true })).not.toBeChecked();
  await expect(page.getByRole('figure', { name: 'Before and after the change' })).toContainText(
    'resave: true → false',
  );
  await page.getByRole('button', { name: 'Go back' }).click();
  await expect(page.getByRole('switch', { name: 'resave', exact: true })).toBeChecked();
  await expect(page.getByText('9 of 20 orders lose alice’s write.')).toBeVisible();
});

test('the result is taken along: as JSON, as a report that stands alone, as a failing test', async ({
  page,
  app,
}) => {
  await open(page, app.url);
  await explore(page);
  const saved = async (form: string, name: string): Promise<string> => {
    await page.getByRole('button', { name: 'Export' }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: form }).click();
    const file = await download;
    expect(file.suggestedFilename()).toBe(name);
    return Buffer.concat(await (await file.createReadStream()).toArray()).toString();
  };
  const json = JSON.parse(await saved('Result as JSON', 'race.json'));
  expect(json.schedules).toEqual({ total: 20, distinct: 20, exact: true });

  const test = await saved('Failing test (vitest)', 'race.test.mjs');
  expect(test).toContain("from 'express-session'");
  expect(test).toMatch(/const schedule =\s+'(?:[AB]\.\w+ ?){6}'/);

  const report = await saved('Report as HTML', 'race.html');
  const complaints: string[] = [];
  const reader = await page.context().newPage();
  reader.on('console', (message) => complaints.push(message.text()));
  await reader.setContent(report);
  await expect(reader.getByText('9 of 20 orders lose alice’s write.')).toBeVisible();
  await expect(reader.getByRole('heading', { name: /^lost update: 9 of 20 orders/ })).toBeVisible();
  await expect(reader.locator('main')).toHaveCSS('display', 'block');
  await expect(reader.locator('.outcome').first()).toHaveCSS('border-radius', '8px');
  expect(complaints).toEqual([]);
});

test('a race is taken from a lesson, and from what was fired in the playground', async ({ page, app }) => {
  await open(page, app.url);
  const raceRequests = page.getByRole('region', { name: 'At the same time' });
  const preset = page.getByRole('combobox', { name: 'preset' });
  await expect(preset).toContainText('Lesson: ');
  const lesson = await preset.locator('option', { hasText: 'Lesson: ' }).first().innerText();
  await preset.selectOption({ label: lesson });
  await expect(page.getByText(`Took “${lesson.replace('Lesson: ', '')}” with its options.`)).toBeVisible();
  await expect(raceRequests.getByRole('combobox', { name: /^path/ }).first()).toBeVisible();

  await page.getByRole('button', { name: 'Take what was just fired' }).click();
  await expect(page.getByText('Nothing was fired together in the playground so far.')).toBeVisible();
  await page.getByRole('link', { name: 'Playground', exact: true }).click();
  await page.getByRole('spinbutton', { name: 'together', exact: true }).fill('3');
  await page.getByRole('button', { name: 'Fire', exact: true }).click();
  await expect(page.getByText(/\d of 3 writes (was|were) lost|All 3 writes are kept/)).toBeVisible();
  await page.getByRole('link', { name: 'Race lab', exact: true }).click();
  await page.getByRole('button', { name: 'Take what was just fired' }).click();
  await expect(raceRequests.getByRole('combobox', { name: /^path/ })).toHaveCount(3);
  await expect(raceRequests.getByRole('combobox', { name: 'path of request C' })).toHaveValue('/views');
});

test('a schedule is pasted, and refused by place when it cannot be run', async ({ page, app }) => {
  await open(page, app.url);
  await explore(page);
  const paste = async (text: string) => {
    await schedule(page).getByRole('button', { name: 'Paste a schedule' }).click();
    await page.getByRole('dialog').getByRole('textbox').fill(text);
    await page.getByRole('dialog').getByRole('button', { name: 'Run it' }).click();
  };
  await paste('A.load C.load');
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText('Step 2, “C.load”');
  await page.keyboard.press('Escape');
  await paste('A.load A.save');
  await expect(schedule(page).getByRole('alert')).toContainText('A.save cannot be next');
  await paste('B.load A.load');
  await expect(chips(page)).toContainText('B.load');
});

test('all of it by keyboard', async ({ page, app }) => {
  await page.goto(app.url);
  await page.getByRole('link', { name: 'Race lab', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Explore', exact: true })).toBeEnabled();
  await page.keyboard.press('e');
  await expect(page.getByText('9 of 20 orders lose alice’s write.')).toBeVisible();
  await expect(current(page)).toHaveText('start');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(current(page)).not.toHaveText('start');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Home');
  await expect(current(page)).toHaveText('start');
  await page.keyboard.press('End');
  await expect(chips(page).getByRole('button').last()).toHaveAttribute('aria-current', 'step');

  await schedule(page).getByRole('button', { name: 'Be the scheduler' }).focus();
  await page.keyboard.press('Enter');
  const move = schedule(page).getByRole('region', { name: 'Scheduler' }).getByRole('button').first();
  await expect(move).toHaveAccessibleName('Let A load');
  await move.focus();
  await page.keyboard.press('Enter');
  await expect(move).toHaveAccessibleName('Let A work');
  await expect(move).toBeFocused();
  await page.keyboard.press('Space');
  await expect(move).toHaveAccessibleName('Let A save');
});

test('the page itself never scrolls at 1280 by 800', async ({ page, app }) => {
  await open(page, app.url);
  await explore(page);
  const overflow = await page.evaluate(() => {
    const root = document.documentElement;
    return [root.scrollWidth - root.clientWidth, root.scrollHeight - root.clientHeight];
  });
  expect(overflow).toEqual([0, 0]);
  // What a request's fields say is whole in the narrow column of a small window, too.
  await page.setViewportSize({ width: 1024, height: 768 });
  const early = page.getByRole('combobox', { name: 'early of request A' });
  const room = await early.evaluate((select) => {
    const whole = select.cloneNode(true);
    if (!(whole instanceof HTMLElement)) throw new Error('no element');
    whole.style.cssText = 'position: absolute; flex: none; width: auto';
    select.after(whole);
    const needed = whole.offsetWidth;
    whole.remove();
    return select.getBoundingClientRect().width - needed;
  });
  expect(room).toBeGreaterThanOrEqual(0);
});

test('axe finds nothing serious as it opens and with an anomaly open', async ({ page, app }) => {
  await open(page, app.url);
  expect(await graveFindings(page)).toEqual([]);
  await explore(page);
  await page.getByRole('button', { name: 'Try all' }).click();
  await expect(page.getByText('running every order…')).toHaveCount(0);
  expect(await graveFindings(page)).toEqual([]);
});
