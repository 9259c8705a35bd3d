import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { inRepository } from '../scripts/root.ts';
import { expect, test } from './app.ts';

const shape = (lines: string[]) =>
  lines.map((line) => line.replace(/=s%3A[^;]+/, '=…').replace(/Expires=[^;]+/, 'Expires=…'));

/** What two visits of a newcomer to /views bring: the statuses and the cookies' shape. */
async function visitTwice(origin: string): Promise<string[][]> {
  const first = await fetch(`${origin}/views`);
  const cookie = first.headers.getSetCookie()[0]?.split(';', 1)[0] ?? '';
  const second = await fetch(`${origin}/views`, { headers: { cookie } });
  return [
    [String(first.status), ...shape(first.headers.getSetCookie())],
    [String(second.status), ...shape(second.headers.getSetCookie())],
  ];
}

async function runExported(code: string): Promise<string[][]> {
  mkdirSync(inRepository('.cache'), { recursive: true });
  const folder = mkdtempSync(join(inRepository('.cache'), 'walk-'));
  writeFileSync(join(folder, 'app.ts'), code);
  const child = spawn(process.execPath, [join(folder, 'app.ts')], {
    env: { ...process.env, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const [address] = await once(createInterface(child.stdout), 'line');
    return await visitTwice(String(address));
  } finally {
    child.kill();
    rmSync(folder, { recursive: true });
  }
}

test('a first visit: see a lost update in three clicks, read why, and take the code along', async ({
  page,
  app,
}) => {
  await page.goto(app.url);
  const event = page.getByRole('region', { name: 'Event' });
  const store = page.getByRole('region', { name: 'Store' });
  const summary = page.getByText(/\d of \d+ writes were lost/);
  await expect(store).toContainText('views');
  await expect(summary).toBeHidden();

  await page.getByRole('button', { name: 'Fire', exact: true }).click();
  await expect(page.getByText(/[1-4] of 5 writes were lost/)).toBeVisible();
  await expect(store).toContainText('v6');
  await page.getByRole('button', { name: /first/i }).filter({ hasText: 'Go to the first' }).click();
  await expect(event).toContainText('without having read it');

  const slider = page.getByRole('slider', { name: 'cursor' });
  const there = Number(await slider.getAttribute('aria-valuenow'));
  const versionThere = await store.textContent();
  await slider.press('ArrowLeft');
  await expect(slider).toHaveAttribute('aria-valuenow', String(there - 1));
  await slider.press('Home');
  await expect(store).toContainText('0 sessions');
  expect(await store.textContent()).not.toBe(versionThere);
  await page.getByRole('button', { name: 'live', exact: true }).click();
  await expect(store).toContainText('v6');

  await page.getByRole('switch', { name: 'resave', exact: true }).click();
  await expect(page.getByRole('switch', { name: 'resave', exact: true })).not.toBeChecked();
  await page.getByRole('combobox', { name: 'path' }).fill('/me');
  await page.getByRole('button', { name: 'Fire', exact: true }).click();
  await expect(store).toContainText('v6');
  await expect(event).toContainText(/touched/i);

  await page.getByRole('button', { name: 'Express code' }).click();
  const code = page.getByRole('dialog').getByRole('textbox');
  await expect(code).toHaveValue(/resave: false/);
  expect(await runExported(await code.inputValue())).toEqual(await visitTwice(app.labUrl));
});

test('what comes from outside the page is recorded too, and Reset can be taken back', async ({
  page,
  app,
}) => {
  await page.goto(app.url);
  const store = page.getByRole('region', { name: 'Store' });
  await expect(store).toContainText('1 session');
  await fetch(`${app.labUrl}/views`);
  await expect(store).toContainText('2 sessions');
  await page.getByRole('button', { name: 'Reset', exact: true }).click();
  await expect(store).toContainText('0 sessions');
  await page.getByRole('button', { name: /undo reset/i }).click();
  await expect(store).toContainText('2 sessions');
});

test('a session expires by the clock, in the jar and in the store', async ({ page, app }) => {
  await page.goto(app.url);
  const cookies = page.getByRole('region', { name: 'Cookies' });
  await page.getByRole('button', { name: 'Reset', exact: true }).click();
  await page.getByText(/^Cookie settings/).click();
  await page.getByRole('textbox', { name: 'cookie.maxAge' }).fill('60000');
  await page.getByRole('textbox', { name: 'cookie.maxAge' }).press('Enter');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(cookies).toContainText('connect.sid');
  await expect(cookies).toContainText(/expires in (1:00|0:5\d)/);
  await page.getByRole('button', { name: /\+1m/ }).click();
  await expect(cookies).toContainText('connect.sid was removed');
});

test('the jar of whoever acts is in sight, and a change of options says what changed', async ({
  page,
  app,
}) => {
  await page.goto(app.url);
  await page.getByRole('button', { name: 'Manage browsers' }).click();
  for (const name of ['carol', 'dave', 'erin']) {
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await expect(page.getByRole('textbox', { name: `Name of ${name}` })).toBeVisible();
  }
  await page.keyboard.press('Escape');
  const cookies = page.getByRole('region', { name: 'Cookies' });
  for (const name of ['alice', 'erin']) {
    await page.getByRole('combobox', { name: 'browser', exact: true }).selectOption(name);
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await expect(page.getByRole('region', { name: 'Event' })).toContainText(name);
    await expect(cookies.getByRole('heading', { name })).toBeInViewport();
  }
  await page.getByRole('switch', { name: 'rolling', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Event' })).toContainText('rolling: false → true');
});

test('what was fired is said before the app has answered', async ({ page, app }) => {
  const { promise: isSeen, resolve: seen } = Promise.withResolvers<void>();
  await page.route('**/api/fire*', async (route) => {
    await isSeen;
    await route.continue();
  });
  await page.goto(app.url);
  const requests = page.getByRole('region', { name: 'Requests' });
  await page.getByRole('button', { name: 'Fire', exact: true }).click();
  await expect(requests).toContainText('Sending 5 requests…');
  seen();
  await expect(page.getByText(/[1-4] of 5 writes were lost/)).toBeVisible();
  await expect(requests).not.toContainText('Sending');
});

test('the race lab is loaded before it is asked for, and opens at once', async ({ page, app }) => {
  // The next view is loaded when the race lab is there.
  const next = page.waitForRequest(/assets\/lessons-view.*\.js$/);
  await page.goto(app.url);
  await next;
  await page.route(/assets\/races-view/, (route) => route.abort());
  await page.getByRole('link', { name: 'Race lab' }).click();
  await expect(page.getByRole('button', { name: 'Explore' })).toBeVisible();
});

test('a view that could not be loaded ahead comes when it is opened', async ({ page, app }) => {
  const next = page.waitForRequest(/assets\/lessons-view.*\.js$/);
  let aborted = 0;
  await page.route(/assets\/races-view.*\.js$/, (route) => {
    aborted += 1;
    return route.abort();
  });
  await page.goto(app.url);
  await next;
  expect(aborted).toBeGreaterThan(0);
  await page.unroute(/assets\/races-view.*\.js$/);
  await page.getByRole('link', { name: 'Race lab' }).click();
  await expect(page.getByRole('button', { name: 'Explore' })).toBeVisible();
});
