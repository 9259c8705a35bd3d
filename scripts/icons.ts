import { readFileSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { chromiumLaunchOptions } from './chromium.ts';
import { inRepository } from './root.ts';

// Draws resources/icon.png from resources/icon.svg; electron-builder makes every other size and format from it.
const size = 1024;
const svg = readFileSync(inRepository('resources/icon.svg'), 'utf8');
const browser = await chromium.launch(chromiumLaunchOptions());
const page = await browser.newPage({ viewport: { width: size, height: size } });
await page.setContent(`<style>body { margin: 0 } svg { display: block; width: ${size}px }</style>${svg}`);
await page.screenshot({ path: inRepository('resources/icon.png'), omitBackground: true });
await browser.close();
