import type { Locator, Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { graveFindings } from './axe.ts';

const wholeInWindow = async (page: Page, element: Locator) => {
  const box = await element.boundingBox();
  const window = page.viewportSize();
  if (box === null || window === null) return false;
  const { x, y, width, height } = box;
  return x >= 0 && y >= 0 && x + width <= window.width && y + height <= window.height;
};

async function seesRoutes(page: Page, field: string): Promise<void> {
  await page.getByRole('combobox', { name: field, exact: true }).click();
  const options = page.getByRole('listbox', { name: 'Suggestions' }).getByRole('option');
  // Not only in the window: on top of what else is there.
  for (let place = 0; place < 10; place += 1) {
    const option = options.nth(place);
    expect(await wholeInWindow(page, option)).toBe(true);
    await option.click({ trial: true });
  }
  const list = page.getByRole('listbox', { name: 'Suggestions' });
  await list.hover();
  await page.mouse.wheel(0, 2000);
  await expect.poll(() => list.evaluate((element) => element.scrollTop)).toBeGreaterThan(0);
  await expect(page.getByRole('combobox', { name: field, exact: true })).toBeInViewport({ ratio: 1 });
  await expect(options.last()).toBeInViewport({ ratio: 1 });
  await page.keyboard.press('Escape');
}

test('the routes to choose from lie over everything and scroll alone, in the playground and in the race lab', async ({
  page,
  app,
}) => {
  await page.goto(app.url);
  await seesRoutes(page, 'path');
  await page.getByRole('link', { name: 'Race lab' }).click();
  await seesRoutes(page, 'path of request B');
});

test('whatever is stored, the page is as tall as the window and is not scrolled away', async ({
  page,
  app,
}) => {
  await page.goto(app.url);
  const store = page.getByRole('region', { name: 'Store' });
  await expect(store).toContainText('views');
  await page.getByRole('combobox', { name: 'path' }).click();
  await page.getByRole('option', { name: /POST \/user/ }).click();
  const many = JSON.stringify({ items: Array.from({ length: 200 }, (_, place) => place) });
  await page.getByRole('textbox', { name: 'JSON' }).fill(many);
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(store).toContainText('199');
  const heights = await page.evaluate(() => {
    const { documentElement: html, body } = document;
    for (const element of document.querySelectorAll('*')) {
      if (element.contains(document.activeElement)) continue;
      if (element.classList.contains('visually-hidden')) element.scrollIntoView();
    }
    return [html.scrollHeight, html.scrollTop, body.scrollTop, document.querySelector('#root')?.scrollTop];
  });
  expect(heights).toEqual([800, 0, 0, 0]);
});

/** 1280x800 at 200 %, a narrow window, and large type in a small one. */
const tight = [
  { width: 640, height: 400, size: 'normal' },
  { width: 700, height: 800, size: 'normal' },
  { width: 900, height: 700, size: 'presenter' },
] as const;

/** What in the top bar lies over something else there, or outside of the window. */
const crowdedInTopBar = (page: Page): Promise<string[]> =>
  page.locator('.top-bar').evaluate((bar) => {
    const parts = [...bar.querySelectorAll('h1, output, .button')]
      .map((one) => ({
        text: one.textContent || one.getAttribute('aria-label') || '',
        box: one.getBoundingClientRect(),
      }))
      .filter(({ box }) => box.width > 0)
      .sort((one, other) => one.box.left - other.box.left);
    return parts.flatMap(({ text, box }, place) => {
      const next = parts[place + 1]?.box.left ?? innerWidth;
      return box.right > next + 0.5 ? [`${text} ends at ${box.right}, where the next begins at ${next}`] : [];
    });
  });

test('in a small window, zoomed and in large type, the options are one click away and every part has room', async ({
  page,
  app,
}) => {
  await page.goto(app.url);
  const resave = page.getByRole('switch', { name: 'resave', exact: true });
  await expect(resave).toBeVisible();
  for (const { width, height, size } of tight) {
    await page.setViewportSize({ width, height });
    const presenter = page.getByRole('button', { name: 'Presenter size' });
    if ((await presenter.getAttribute('aria-pressed')) !== String(size === 'presenter'))
      await presenter.click();
    expect(await crowdedInTopBar(page), `the top bar at ${width}`).toEqual([]);
    const parts = page.getByRole('navigation', { name: 'Parts of this view' });
    await parts.getByRole('button', { name: 'Requests and timeline' }).click();
    const plot = await page.getByRole('button', { name: 'Lanes' }).boundingBox();
    expect(plot?.height, `the timeline at ${width}`).toBeGreaterThan(120);
    await parts.getByRole('button', { name: 'Options', exact: true }).click();
    await expect(resave).toBeInViewport({ ratio: 1 });
    const was = await resave.getAttribute('aria-checked');
    await resave.click();
    await expect(resave).not.toHaveAttribute('aria-checked', was ?? '');
  }
  expect(await graveFindings(page)).toEqual([]);
});

test('a column that was folded away leaves a button to bring it back', async ({ page, app }) => {
  await page.goto(app.url);
  const resave = page.getByRole('switch', { name: 'resave', exact: true });
  await expect(resave).toBeVisible();
  const splitter = page.getByRole('separator', { name: 'Resize options' });
  await splitter.focus();
  await page.keyboard.press('Home');
  await expect(resave).not.toBeInViewport();
  await page.getByRole('button', { name: 'Show options' }).click();
  await expect(resave).toBeInViewport({ ratio: 1 });
});

test('with the system’s own colours, on and off, pressed and chosen can be told apart', async ({
  page,
  app,
}) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await page.goto(app.url);
  await expect(page.getByRole('region', { name: 'Store' })).toContainText('views');
  const ground = (element: Locator, pseudo = '') =>
    element.evaluate((one, part) => {
      const shown = part === '' ? one : one.querySelector(part);
      return shown === null ? '' : getComputedStyle(shown).backgroundColor;
    }, pseudo);
  const [on, off] = [
    page.getByRole('switch', { name: 'resave', exact: true }),
    page.getByRole('switch', { name: 'rolling', exact: true }),
  ];
  expect(await ground(on)).not.toBe(await ground(off));
  for (const toggle of [on, off]) expect(await ground(toggle, '.toggle-knob')).not.toBe(await ground(toggle));
  const scale = page.getByRole('region', { name: 'Timeline' });
  expect(await ground(scale.getByRole('button', { name: 'Steps' }))).not.toBe(
    await ground(scale.getByRole('button', { name: 'Time', exact: true })),
  );
  const dots = page.getByRole('region', { name: 'Cookies' }).locator('.hue-dot');
  expect(await ground(dots.nth(0))).not.toBe(await ground(dots.nth(1)));
});

test('the settings of a store stand in the options as a part of them, and nothing scrolls sideways', async ({
  page,
  app,
}) => {
  await page.goto(app.url);
  for (const kind of ['redis', 'module']) {
    await page.getByRole('combobox', { name: 'store', exact: true }).selectOption(kind);
    const settings = page.getByRole('group', { name: 'Settings of the store' });
    await settings.scrollIntoViewIfNeeded();
    const seen = await settings.evaluate((element) => {
      const list = element.closest('.scroll');
      return {
        border: getComputedStyle(element).borderTopWidth,
        past: (list?.scrollWidth ?? 1) - (list?.clientWidth ?? 0),
      };
    });
    expect(seen).toEqual({ border: '0px', past: 0 });
  }
});
