import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { startApp } from '../e2e/app.ts';
import { inRepository } from '../scripts/root.ts';
import { type Figure, median } from './figures.ts';
import { launch, open } from './page.ts';

const rounds = 7;

/** From starting `serve` to a page on which a request can be fired; Chromium runs already, with nothing cached. */
export async function serveToPage(): Promise<Figure[]> {
  const browser = await launch();
  const runs: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const context = await browser.newContext();
    const start = performance.now();
    const app = await startApp();
    const page = await open(browser, app.url);
    if (round > 0) runs.push(performance.now() - start);
    await page.close();
    await context.close();
    await app.stop();
  }
  await browser.close();
  return [
    {
      name: '`serve` to an interactive page',
      aim: 'at most 1.5 s',
      met: median(runs) <= 1500,
      median: median(runs) / 1000,
      runs: runs.map((ms) => ms / 1000),
      unit: 's',
      detail: 'from starting the process to Fire being enabled and the first request drawn',
    },
  ];
}

/** The page's scripts as built, gzipped one by one. */
export async function pageScript(): Promise<Figure[]> {
  const folder = inRepository('out/renderer/assets');
  const scripts = readdirSync(folder).filter((name) => name.endsWith('.js'));
  const size =
    scripts.reduce((sum, name) => sum + gzipSync(readFileSync(`${folder}/${name}`)).length, 0) / 1000;
  return [
    {
      name: 'Page script, gzipped',
      aim: 'at most 300 kB',
      met: size <= 300,
      median: size,
      runs: [size],
      unit: 'kB',
      detail: `${scripts.length} file(s) of \`npm run build\``,
    },
  ];
}
