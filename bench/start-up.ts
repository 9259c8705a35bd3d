import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { startApp } from '../e2e/app.ts';
import { inRepository } from '../scripts/root.ts';
import { type Figure, median } from './figures.ts';
import { launch } from './page.ts';

const rounds = 7;
/** ms in which a new tab comes to rest. */
const tabRests = 1500;

declare global {
  interface Window {
    /** Real time, in ms since 1970, of the first frame with Fire enabled and a request drawn; as long as there is none, undefined. */
    usableAt?: number;
  }
}

/** Runs in the page, from before its own script: looked at from outside, the looking would be measured too. */
function noteWhenUsable(): void {
  const look = () => {
    const fire = [...document.querySelectorAll('button')].find((button) => /^Fire/.test(button.textContent));
    const drawn = Number(document.querySelector<HTMLElement>('[data-drawn]')?.dataset['drawn'] ?? -1);
    const hasRequest = document.querySelector('[aria-label^="Newest requests"] li') !== null;
    if (fire?.disabled === false && drawn > 0 && hasRequest) window.usableAt = Date.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** From starting `serve` to a page on which a request can be fired; a tab is open and at rest, with nothing cached. */
export async function serveToPage(): Promise<Figure[]> {
  const browser = await launch();
  const runs: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.addInitScript(noteWhenUsable);
    await page.waitForTimeout(tabRests);
    const start = Date.now();
    const app = await startApp();
    await page.goto(app.url, { waitUntil: 'commit' });
    await page.waitForFunction(() => window.usableAt !== undefined);
    const usableAt = await page.evaluate(() => window.usableAt ?? Number.NaN);
    if (round > 0) runs.push(usableAt - start);
    await page.close();
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
      detail:
        'from starting the built program’s process, with a tab open and at rest, to the frame in which Fire is enabled and the first request drawn',
    },
  ];
}

/** The scripts that the page opens with, as built, gzipped one by one; what is loaded when it is asked for is not among them. */
export async function pageScript(): Promise<Figure[]> {
  const folder = inRepository('out/renderer');
  const page = readFileSync(`${folder}/index.html`, 'utf8');
  const scripts = [...page.matchAll(/(?:src|href)="([^"]+\.js)"/g)].map(([, path = '']) => path);
  const size =
    scripts.reduce((sum, path) => sum + gzipSync(readFileSync(join(folder, path))).length, 0) / 1000;
  return [
    {
      name: 'Page script, gzipped',
      aim: 'at most 300 kB',
      met: size <= 300,
      median: size,
      runs: [size],
      unit: 'kB',
      detail: `the ${scripts.length} files that the page of \`npm run build\` opens with`,
    },
  ];
}
