import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { graveFindings } from './axe.ts';

/** px of the smallest text that is seen on the stage, with the text; and whether it is in the window at all. */
const smallest = (page: Page) =>
  page.locator('.stage').evaluate((stage) => {
    const sizes: Array<[number, string]> = [];
    const walker = document.createTreeWalker(stage, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const { parentElement, textContent } = node;
      const text = textContent?.trim() ?? '';
      if (parentElement === null || text === '' || parentElement.closest('.visually-hidden')) continue;
      const box = parentElement.getBoundingClientRect();
      if (box.width < 2) continue;
      sizes.push([Number.parseFloat(getComputedStyle(parentElement).fontSize), text]);
      if (parentElement.closest('header, footer, .spotlight') === null) continue;
      if (box.right > innerWidth + 1 || box.bottom > innerHeight + 1) sizes.push([0, `outside: ${text}`]);
    }
    return sizes.toSorted(([one], [other]) => one - other)[0];
  });

const rooms = [
  { width: 1024, height: 768 },
  { width: 1920, height: 1080 },
];

async function readsFromTheBack(page: Page): Promise<void> {
  for (const room of rooms) {
    await page.setViewportSize(room);
    const [size = 0, text] = (await smallest(page)) ?? [];
    expect(size, `${text} at ${room.width}`).toBeGreaterThanOrEqual(20);
    const plot = await page.locator('.stage .timeline-plot').boundingBox();
    expect(plot?.height, `the timeline at ${room.width}`).toBeGreaterThan(200);
  }
  expect(await page.locator('.stage h1').count()).toBe(1);
}

test('a playground, a race and a lesson on stage read from the back of a room, and step with a clicker’s keys', async ({
  page,
  app,
}) => {
  await page.goto(app.url);
  const stage = page.getByRole('region', { name: 'Stage' });
  await expect(page.getByRole('region', { name: 'Store' })).toContainText('views');
  await page.keyboard.press('p');
  await expect(stage).toBeVisible();
  await page.keyboard.press('f');
  const headline = stage.locator('.spotlight.loss');
  await expect(headline).toContainText(/[1-4] of 5 writes (was|were) lost/, { timeout: 60_000 });
  await readsFromTheBack(page);
  expect(await graveFindings(page)).toEqual([]);
  // The first burst of five, with its session, at once.
  await page.setViewportSize({ width: 1280, height: 800 });
  const plot = await page.locator('.stage .timeline-plot').boundingBox();
  expect(plot?.height).toBeGreaterThan(380);
  await page.keyboard.press('PageUp');
  await expect(headline.filter({ hasText: 'of 5 writes' })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(stage).toBeHidden();

  await page.getByRole('link', { name: 'Race lab' }).click();
  await page.getByRole('button', { name: 'Explore', exact: true }).click();
  await expect(page.getByText('0 of 6')).toBeVisible({ timeout: 60_000 });
  await page.keyboard.press('p');
  await expect(stage).toContainText('9 of 20 orders lose');
  for (const key of ['PageDown', ' ', 'PageDown', ' ', 'PageDown']) await page.keyboard.press(key);
  await expect(stage.locator('.presenter-keys')).toContainText('5 of 6');
  await expect(headline).toHaveCount(0);
  await page.keyboard.press('PageDown');
  await expect(headline).toContainText('A’s write of cart.apples is lost');
  await readsFromTheBack(page);
  await page.keyboard.press('Escape');

  await page.evaluate(() => {
    window.location.hash = '#/lessons/two-clocks';
  });
  await expect(page.getByRole('heading', { name: 'Two clocks' })).toBeVisible();
  await page.keyboard.press('p');
  await expect(page.locator('.presenter-keys')).toContainText(/1 of \d+/, { timeout: 60_000 });
  await page.keyboard.press('End');
  await expect(page.locator('.stage .verdict')).toContainText('The claim holds');
  await readsFromTheBack(page);
});
