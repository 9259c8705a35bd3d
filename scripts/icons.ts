import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { chromiumLaunchOptions } from './chromium.ts';
import { type Drawn, icns, icnsTypes, ico, icoSizes } from './icon-files.ts';
import { inRepository } from './root.ts';

// Draws every icon from resources/icon.svg, so that packing draws none and fetches nothing for it: icon.png, the
// containers of macOS and Windows, and a picture for each size of Linux.
const linuxSizes = [16, 32, 48, 64, 128, 256, 512];
const largest = 1024;
const svg = readFileSync(inRepository('resources/icon.svg'), 'utf8');
const browser = await chromium.launch(chromiumLaunchOptions());
const page = await browser.newPage();
const drawn = new Map<number, Buffer>();
for (const size of new Set([...linuxSizes, ...icoSizes, ...icnsTypes.map(({ size }) => size), largest])) {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(`<style>body { margin: 0 } svg { display: block; width: ${size}px }</style>${svg}`);
  drawn.set(size, await page.screenshot({ omitBackground: true }));
}
await browser.close();

const at = (size: number): Drawn => {
  const png = drawn.get(size);
  if (png === undefined) throw new Error(`${size} px were not drawn`);
  return { size, png };
};
const folder = inRepository('resources/icons');
mkdirSync(folder, { recursive: true });
for (const size of linuxSizes) writeFileSync(`${folder}/${size}x${size}.png`, at(size).png);
writeFileSync(inRepository('resources/icon.png'), at(largest).png);
writeFileSync(inRepository('resources/icon.icns'), icns(icnsTypes.map(({ size }) => at(size))));
writeFileSync(inRepository('resources/icon.ico'), ico(icoSizes.map(at)));
