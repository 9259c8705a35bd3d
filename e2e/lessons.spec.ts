import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { inRepository } from '../scripts/root.ts';
import { sampled } from '../server/sampled.test-helper.ts';
import { type App, expect as impatient, startApp, test } from './app.ts';
import { graveFindings } from './axe.ts';

/** A run takes what its steps take, and a lab its start: on a machine with other work to do, seconds. */
const expect = impatient.configure({ timeout: 20_000 });

const checks = (page: Page) => page.getByRole('region', { name: 'Checks' });
const verdict = (page: Page) => checks(page).getByRole('status');
const runButton = (page: Page) => page.getByRole('button', { name: 'Run', exact: true });

/** Opens a lesson by its address; the token is taken from the app's. */
async function openLesson(page: Page, app: App, id: string): Promise<void> {
  await page.goto(`${app.url}&open=${encodeURIComponent(`/lessons/${id}`)}`);
  await expect(runButton(page)).toBeVisible();
}

test('a lesson: find it, run it, jump to an event, and see it fail with another option', async ({
  page,
  app,
}) => {
  await page.goto(app.url);
  await page.getByRole('link', { name: 'Lessons', exact: true }).click();
  await page.getByRole('searchbox', { name: 'Find a lesson' }).fill('reader undoes');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'A reader undoes a write' })).toBeVisible();
  await expect(checks(page)).toContainText('Not checked yet');
  await expect(page.getByRole('region', { name: 'POST /cart/:item' })).toContainText('await work(req)');

  await runButton(page).click();
  await expect(verdict(page)).toHaveText(/^The claim holds: (\d+) of \1 checks\.$/);
  await expect(page.getByText('The lesson has a lab of its own.')).toBeVisible();
  const jump = checks(page)
    .getByRole('button', { name: /Go to event/ })
    .first();
  const event = (await jump.textContent())?.match(/\d+/)?.[0] ?? '';
  await jump.click();
  await expect(page.getByRole('slider', { name: 'cursor' })).toHaveAttribute('aria-valuenow', event);

  await page.getByRole('switch', { name: 'resave', exact: true }).click();
  await expect(verdict(page)).toContainText('With your options the claim no longer holds, as it should');
  await expect(checks(page)).toContainText('seen touch');
  await expect(checks(page).getByText('Fails:').first()).toBeAttached();

  await page.getByRole('link', { name: 'Contents' }).click();
  await expect(page.getByRole('link', { name: 'A reader undoes a write (seen to hold)' })).toBeVisible();
  await page.reload();
  await expect(page.getByText(/You have seen 1 of \d+ hold, and done 1 of/)).toBeVisible();
});

test('the user’s own lab comes back as it was after lessons', async ({ page, app }) => {
  await page.goto(app.url);
  const store = page.getByRole('region', { name: 'Store' });
  await page.getByRole('switch', { name: 'rolling', exact: true }).click();
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(store).toContainText('v2');
  for (const id of ['view-counter', 'two-writers']) {
    await page.goto(`${app.url.split('#')[0]}#/lessons/${id}`);
    await runButton(page).click();
    await expect(verdict(page)).toContainText('The claim holds');
  }
  await page.getByRole('link', { name: 'Playground', exact: true }).click();
  await expect(page.getByRole('switch', { name: 'rolling', exact: true })).not.toBeChecked();
  await page.getByRole('button', { name: 'My lab', exact: true }).click();
  await expect(page.getByRole('switch', { name: 'rolling', exact: true })).toBeChecked();
  await expect(store).toContainText('v2');
  await expect(page.getByRole('button', { name: 'My lab', exact: true })).toBeHidden();
});

test('a task: not reached at first, a hint, and reached with the right option, which stays', async ({
  page,
  app,
}) => {
  await openLesson(page, app, 'reader-undoes-write');
  const task = page.getByRole('region', { name: 'Now you' });
  await runButton(page).click();
  await expect(task.getByRole('listitem')).toContainText('Fails');
  await task.getByRole('button', { name: 'Show a hint' }).click();
  await expect(task).toContainText('Which option');
  await page.getByRole('switch', { name: 'resave', exact: true }).click();
  await expect(task).toContainText('Reached.');
  await page.reload();
  await expect(task).toContainText('You have reached it before.');
});

test('presenting: by keyboard, step by step, with the light on what changed, and reset in one key', async ({
  page,
  app,
}) => {
  test.setTimeout(120_000);
  await openLesson(page, app, 'reader-undoes-write');
  await page.keyboard.press('p');
  const presenter = page.getByRole('region', { name: 'Presenter' });
  await expect(presenter).toBeVisible();
  await expect(page.getByRole('link', { name: 'Playground', exact: true })).toBeHidden();
  const place = presenter.locator('.presenter-keys');
  // As a headline, not beside the checks.
  const told = presenter.locator('.spotlight').getByRole('status');
  await expect(place).toContainText(/→ 1 of \d+/, { timeout: 60_000 });
  await expect(presenter).toContainText('alice sends login');
  // What is to come is not told yet.
  await expect(told).toBeHidden();
  for (let step = 2; step <= 5; step += 1) {
    await page.keyboard.press('ArrowRight');
    await expect(place).toContainText(new RegExp(`→ ${step} of`));
  }
  await page.keyboard.press('ArrowLeft');
  await expect(place).toContainText(/→ 4 of/);
  const lit = presenter.locator('.spot-panel.lit');
  await page.keyboard.press('Home');
  await expect(lit).toHaveCount(0);
  await expect(async () => {
    await page.keyboard.press('ArrowRight');
    await expect(lit.first()).toContainText('Store', { timeout: 200 });
  }).toPass();

  await page.keyboard.press('End');
  await expect(told).toContainText('The claim holds');
  const lost = presenter.locator('.spotlight.loss');
  await expect(lost).toContainText(/without having read it|lost/);
  await page.keyboard.press('PageUp');
  await expect(told).toBeHidden();
  await presenter.getByRole('switch', { name: 'resave', exact: true }).click();
  await expect(place).toContainText(/→ 1 of \d+/);
  await page.keyboard.press('End');
  await expect(told).toContainText('no longer holds, as it should');
  await page.keyboard.press('r');
  await expect(presenter.getByRole('switch', { name: 'resave', exact: true })).toBeChecked();
  await expect(place).toContainText(/→ 1 of \d+/);
  await page.keyboard.press('End');
  await expect(told).toContainText('The claim holds');
  await page.keyboard.press('n');
  await expect(presenter.getByRole('heading', { name: 'Two writers' })).toBeVisible();
  await expect(place).toContainText(/→ 1 of \d+/, { timeout: 60_000 });
  await page.keyboard.press('End');
  await expect(told).toContainText('The claim holds', { timeout: 60_000 });
  await page.keyboard.press('Escape');
  await expect(presenter).toBeHidden();
  await expect(page.getByRole('link', { name: 'Playground', exact: true })).toBeVisible();
});

/** Opens a file as one is chosen in the browser's dialog. */
async function choose(page: Page, name: string, text: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Open a file…' }).click();
  await (await chooser).setFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) });
}

test('a bad file is refused by place and reason, and the lab is left alone; a good one is run when asked', async ({
  page,
  app,
}) => {
  await page.goto(app.url);
  await expect(page.getByRole('region', { name: 'Store' })).toContainText('views');
  await page.getByRole('link', { name: 'Lessons', exact: true }).click();
  const good = await readFile(inRepository('examples/two-clocks.scenario.json'), 'utf8');
  await choose(page, 'bad.scenario.json', good.replace('"steps"', '"stepz"'));
  await expect(page.getByRole('alert').filter({ hasText: 'bad.scenario.json' })).toContainText(
    'unknown key "stepz" (did you mean "steps"?)',
  );
  await page.getByRole('link', { name: 'Playground', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Store' })).toContainText('1 session');
  await expect(page.getByRole('button', { name: 'My lab', exact: true })).toBeHidden();

  await page.getByRole('link', { name: 'Lessons', exact: true }).click();
  await choose(page, 'clocks.scenario.json', good);
  await expect(checks(page)).toContainText('Not checked yet');
  await expect(page.getByRole('button', { name: 'My lab', exact: true })).toBeHidden();
  await runButton(page).click();
  await expect(verdict(page)).toContainText('The claim holds');
});

test('a file dropped on the window is opened, whatever view is on screen', async ({ page, app }) => {
  await page.goto(app.url);
  await expect(page.getByRole('region', { name: 'Store' })).toContainText('views');
  const text = await readFile(inRepository('examples/two-clocks.scenario.json'), 'utf8');
  await page.evaluate((dropped) => {
    const files = new DataTransfer();
    files.items.add(new File([dropped], 'dropped.scenario.json', { type: 'application/json' }));
    for (const type of ['dragover', 'drop'])
      document.body.dispatchEvent(
        new DragEvent(type, { dataTransfer: files, bubbles: true, cancelable: true }),
      );
  }, text);
  await expect(page.getByText('Opened files · ')).toBeVisible();
  await expect(checks(page)).toContainText('Not checked yet');
});

test('record what was done, edit it, save it, and open it again: it does the same', async ({ page, app }) => {
  await page.goto(app.url);
  await expect(page.getByRole('region', { name: 'Store' })).toContainText('views');
  await page.getByRole('button', { name: 'Fire', exact: true }).click();
  await expect(page.getByText(/[1-4] of 5 writes were lost/)).toBeVisible();
  await page.getByRole('link', { name: 'Lessons', exact: true }).click();
  await page.getByRole('button', { name: 'Record what I did' }).click();
  await page.getByRole('textbox', { name: 'Title' }).fill('Six visits');
  await page.getByRole('textbox', { name: 'Claim' }).fill('Visits that overlap are not all counted.');
  await page.getByRole('textbox', { name: 'Text' }).fill('One.\n\nTwo.');
  const steps = page.getByRole('region', { name: 'Steps and expectations' });
  await expect(steps.getByRole('checkbox')).not.toHaveCount(0);
  await expect(steps).toContainText('A answers: status 200');
  // What the five that overlapped left may come out otherwise: nothing is suggested of it, and that is said.
  await expect(page.getByText(/used one session or jar within 100 ms/)).toBeVisible();
  await expect(steps).not.toContainText('sessions in the store');
  await steps.getByRole('checkbox', { name: /A answers: status 200/ }).check();

  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as a file' }).click();
  const saved = await download;
  expect(saved.suggestedFilename()).toBe('six-visits.scenario.json');
  const text = await readFile(await saved.path(), 'utf8');
  const { title, text: words, steps: kept } = JSON.parse(text);
  expect({ title, words }).toEqual({ title: 'Six visits', words: ['One.', 'Two.'] });
  expect(kept.slice(0, 2)).toMatchObject([
    { send: { path: '/views' } },
    { together: Array(5).fill({ work: 30 }) },
  ]);
  expect(kept).toContainEqual({ expect: { response: 'A', status: 200 } });
  expect(text).not.toContain('cookie-for-new-modified');
  await page.getByRole('link', { name: 'Contents' }).click();
  await choose(page, saved.suggestedFilename(), text);
  await runButton(page).click();
  await expect(verdict(page)).toContainText('The claim holds');
});

test('the command line puts a file and a workshop folder beside the course', async ({ page }) => {
  const folder = await mkdtemp(join(tmpdir(), 'workshop-'));
  const good = await readFile(inRepository('examples/two-clocks.scenario.json'), 'utf8');
  await writeFile(join(folder, 'friday.scenario.json'), good);
  await writeFile(join(folder, 'torn.scenario.json'), good.slice(0, 90));
  const app = await startApp([
    inRepository('examples/writer-and-reader.scenario.json'),
    '--workshop',
    folder,
  ]);
  try {
    await page.goto(app.url);
    await expect(page.getByText('Opened files · ')).toBeVisible();
    await expect(runButton(page)).toBeVisible();
    await page.getByRole('link', { name: 'Contents' }).click();
    await expect(page.getByRole('region', { name: /^Workshop: workshop-/ }).getByRole('link')).toHaveCount(1);
    await expect(page.getByRole('alert').filter({ hasText: 'torn.scenario.json' })).toContainText('not JSON');
  } finally {
    await app.stop();
    await rm(folder, { recursive: true });
  }
});

test('lessons hold, run through the page', async ({ page, app }) => {
  test.setTimeout(600_000);
  await page.goto(`${app.url}&open=/lessons`);
  const links = page.locator('a.lesson-row');
  await expect(links.first()).toBeVisible();
  const addresses = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
  expect(addresses.length).toBeGreaterThan(9);
  // Each of them is run without the page in server/scenarios/lessons.
  const chosen = sampled('lessons', addresses, 16);
  for (const address of chosen) {
    await page.evaluate((hash) => {
      window.location.hash = hash;
    }, address);
    await expect(verdict(page)).toContainText('Run it to see');
    await page.keyboard.press('f');
    await expect(verdict(page), address).toContainText(/^The claim/, { timeout: 40_000 });
    expect(await checks(page).locator('.check.fails').allTextContents(), address).toEqual([]);
  }
  await page.evaluate(() => {
    window.location.hash = '#/lessons';
  });
  await expect(page.getByText(`You have seen ${chosen.length} of ${addresses.length} hold`)).toBeVisible();
});

test('axe finds nothing serious in the lessons', async ({ page, app }) => {
  await page.goto(`${app.url}&open=/lessons`);
  await expect(page.locator('a.lesson-row').first()).toBeVisible();
  expect(await graveFindings(page)).toEqual([]);
  await page.locator('a.lesson-row', { hasText: 'A reader undoes a write' }).click();
  await runButton(page).click();
  await expect(verdict(page)).toContainText('The claim holds');
  expect(await graveFindings(page)).toEqual([]);
  await page.getByRole('switch', { name: 'resave', exact: true }).click();
  await expect(verdict(page)).toContainText('no longer holds');
  expect(await graveFindings(page)).toEqual([]);
  await page.keyboard.press('p');
  await expect(page.getByRole('region', { name: 'Presenter' })).toBeVisible();
  expect(await graveFindings(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Make it your own' }).click();
  await expect(page.getByRole('textbox', { name: 'Title' })).toBeVisible();
  expect(await graveFindings(page)).toEqual([]);
});
