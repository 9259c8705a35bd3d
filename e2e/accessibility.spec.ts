import { expect, test } from './app.ts';
import { graveFindings } from './axe.ts';

test('axe finds nothing serious as it opens, with a lost update at the cursor, and with the code open', async ({
  page,
  app,
}) => {
  await page.goto(app.url);
  await expect(page.getByRole('region', { name: 'Store' })).toContainText('views');
  expect(await graveFindings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Fire', exact: true }).click();
  await page.getByRole('button', { name: 'Go to the first' }).click();
  expect(await graveFindings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Express code' }).click();
  expect(await graveFindings(page)).toEqual([]);
});

test('axe finds what is wrong: an image without words, and text too pale, in both themes', async ({
  page,
  app,
}) => {
  await page.goto(app.url);
  const store = page.getByRole('region', { name: 'Store' });
  await expect(store).toContainText('views');
  await store.evaluate((panel) => {
    const picture = Object.assign(document.createElement('img'), { src: 'data:,' });
    const words = Object.assign(document.createElement('p'), { textContent: 'Too pale to be read.' });
    words.style.cssText = 'background: #777; color: #888';
    panel.append(picture, words);
  });
  const found = (await graveFindings(page)).map(({ scheme, rule }) => `${scheme} ${rule}`);
  expect(found.toSorted()).toEqual(['dark color-contrast', 'light color-contrast', 'light image-alt']);
});

test('every name that screen readers and tests rely on is there', async ({ page, app }) => {
  await page.goto(app.url);
  for (const name of ['resave', 'saveUninitialized', 'rolling'])
    await expect(page.getByRole('switch', { name, exact: true })).toBeVisible();
  for (const name of ['unset', 'store', 'browser', 'method', 'path'])
    await expect(page.getByRole('combobox', { name, exact: true })).toBeAttached();
  for (const name of ['together', 'work'])
    await expect(page.getByRole('spinbutton', { name, exact: true })).toBeVisible();
  for (const name of ['secret']) await expect(page.getByRole('textbox', { name, exact: true })).toBeVisible();
  for (const name of ['Send', 'Fire', 'Reset', 'Express code', 'live'])
    await expect(page.getByRole('button', { name, exact: true })).toBeVisible();
  for (const name of ['Session options', 'Requests', 'Timeline', 'Cookies', 'Store', 'Event', 'Doctor'])
    await expect(page.getByRole('region', { name, exact: true })).toBeVisible();
  await expect(page.getByRole('slider', { name: 'cursor' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Playground', exact: true })).toBeVisible();
});

test('the whole walk by keyboard alone', async ({ page, app }) => {
  await page.goto(app.url);
  const slider = page.getByRole('slider', { name: 'cursor' });
  const store = page.getByRole('region', { name: 'Store' });
  await expect(store).toContainText('views');
  await page.keyboard.press('f');
  await expect(page.getByText(/[1-4] of 5 writes were lost/)).toBeVisible();
  const end = Number(await slider.getAttribute('aria-valuenow'));
  await page.keyboard.press('ArrowLeft');
  await expect(slider).toHaveAttribute('aria-valuenow', String(end - 1));
  await page.keyboard.press('Home');
  await expect(slider).toHaveAttribute('aria-valuenow', '0');
  await page.keyboard.press('l');
  await expect(page.getByRole('button', { name: 'live', exact: true })).toHaveAttribute(
    'aria-pressed',
    'true',
  );

  const resave = page.getByRole('switch', { name: 'resave', exact: true });
  await resave.focus();
  await page.keyboard.press('Space');
  await expect(resave).not.toBeChecked();
  await page.keyboard.press('Control+z');
  await expect(resave).toBeChecked();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox', { name: 'Search the log' })).toBeFocused();
});

test('the page tells where the keyboard is: Tab reaches the options, the requests, the timeline and the panels', async ({
  page,
  app,
}) => {
  await page.goto(app.url);
  await expect(page.getByRole('region', { name: 'Store' })).toContainText('views');
  const reached = new Set<string>();
  for (let presses = 0; presses < 120; presses += 1) {
    await page.keyboard.press('Tab');
    const region = await page.evaluate(() => {
      const section = document.activeElement?.closest('[role=region], section');
      return section?.getAttribute('aria-label') ?? section?.getAttribute('aria-labelledby') ?? '';
    });
    reached.add(region);
    const outline = await page.evaluate(() => {
      const style = document.activeElement && getComputedStyle(document.activeElement);
      return style ? `${style.outlineStyle} ${style.boxShadow}` : '';
    });
    if (region !== '') expect(outline, `focus in ${region}`).not.toBe('none none');
  }
  expect(reached.size).toBeGreaterThan(4);
});
