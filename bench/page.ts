import { type Browser, chromium, type Page } from '@playwright/test';
import { chromiumLaunchOptions } from '../scripts/chromium.ts';

/** Chromium as the tests start it. `isUncapped`: frames come as fast as they are made, so that their time is their cost. */
export function launch(isUncapped = false): Promise<Browser> {
  const { args, ...options } = chromiumLaunchOptions();
  const uncapped = ['--disable-frame-rate-limit', '--disable-gpu-vsync'];
  return chromium.launch({ ...options, args: isUncapped ? [...args, ...uncapped] : args });
}

/** Opens the app's page and waits until a request can be fired and the first one is drawn. */
export async function open(browser: Browser, url: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(url);
  await page.locator('[data-drawn]').waitFor();
  await page.getByRole('button', { name: 'Fire', exact: true }).and(page.locator(':enabled')).waitFor();
  return page;
}
