import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { type Browser, chromium, type Page } from '@playwright/test';
import { startApp } from '../e2e/app.ts';
import { chromiumLaunchOptions } from './chromium.ts';
import { inRepository } from './root.ts';

// `npm run screenshots [-- names…]` makes the pictures of docs/images anew, each in light and in dark, from the built app.
type Picture = {
  name: string;
  /** What is done after the page opened, and the first request is in. */
  prepare: (page: Page) => Promise<void>;
};

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

const pictures: readonly Picture[] = [
  {
    name: 'lost-update',
    prepare: async (page) => {
      // Work and stagger outlast the noise of a busy machine, so that each picture shows the same order of writes.
      await page.getByRole('spinbutton', { name: 'work', exact: true }).fill('300');
      await page.getByRole('spinbutton', { name: 'stagger', exact: true }).fill('20');
      await press(page, 'Fire');
      await page.getByText('4 of 5 writes were lost').waitFor();
      await press(page, 'Go to the first');
    },
  },
  {
    name: 'race-lab',
    prepare: async (page) => {
      await page.getByRole('link', { name: 'Race lab' }).click();
      await press(page, 'Explore');
      await page.getByText('9 of 20 orders lose alice’s write.').waitFor();
      for (let step = 0; step < 5; step += 1) await press(page, 'Step');
      await page.getByText('5 of 6').waitFor();
    },
  },
  {
    name: 'compare',
    prepare: async (page) => {
      await page.getByRole('link', { name: 'Compare' }).click();
      await press(page, 'Compare');
      await page.getByText('resave alone decides how it comes out.').waitFor();
    },
  },
];

/** A picture as WebP, which Chromium itself writes: a third of its PNG, at twice the pixels of the page. */
async function toWebp(browser: Browser, png: Buffer): Promise<Buffer> {
  const page = await browser.newPage();
  const url = await page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (one) => one.charCodeAt(0));
    const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const canvas = document.createElement('canvas');
    canvas.width = picture.width;
    canvas.height = picture.height;
    canvas.getContext('2d')?.drawImage(picture, 0, 0);
    return canvas.toDataURL('image/webp', 0.85);
  }, png.toString('base64'));
  await page.close();
  return Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
}

async function take(browser: Browser, picture: Picture, colorScheme: 'light' | 'dark'): Promise<Buffer> {
  const app = await startApp();
  const page = await browser.newPage({
    viewport: { width: 1280, height: 800 },
    deviceScaleFactor: 2,
    colorScheme,
    reducedMotion: 'reduce',
  });
  await page.goto(app.url);
  await page.getByRole('region', { name: 'Store' }).getByText('views').waitFor();
  await picture.prepare(page);
  await page.mouse.move(0, 799);
  await page.evaluate(() => document.fonts.ready.then(() => new Promise(requestAnimationFrame)));
  const png = await page.screenshot();
  await page.close();
  await app.stop();
  return png;
}

const wanted = process.argv.slice(2);
const browser = await chromium.launch(chromiumLaunchOptions());
mkdirSync(inRepository('docs/images'), { recursive: true });
for (const picture of pictures) {
  if (wanted.length > 0 && !wanted.includes(picture.name)) continue;
  for (const colorScheme of ['light', 'dark'] as const) {
    const file = inRepository(`docs/images/${picture.name}-${colorScheme}.webp`);
    writeFileSync(file, await toWebp(browser, await take(browser, picture, colorScheme)));
    console.error(`${file}: ${Math.round(statSync(file).size / 1000)} kB`);
  }
}
await browser.close();
