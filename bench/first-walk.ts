import type { Page } from '@playwright/test';
import { startApp } from '../e2e/app.ts';
import { type Figure, median } from './figures.ts';
import { launch, open } from './page.ts';

const rounds = 5;
const longest = 10_000;

/** A step of a first visit: what is clicked, and what then is somewhere in the text of a part of the page. */
type WalkStep = { click: string; shows: string; answer: RegExp };

/** As a newcomer goes: a lost update, its reason, its cure, the code; then the race lab. */
const walk = {
  Fire: { click: 'button:text-is("Fire")', shows: '[aria-label^="Newest requests"]', answer: /#[2-9]/ },
  'Go to the first': {
    click: 'button:has-text("Go to the first")',
    shows: 'section:has(> header [aria-label="Event"])',
    answer: /without having read it/,
  },
  oneAtATime: {
    click: 'div:has(> [aria-label="About oneAtATime"]) button[role=switch]',
    shows: 'main',
    answer: /oneAtATime: /,
  },
  'Express code': { click: 'button:text-is("Express code")', shows: 'dialog[open]', answer: /Express code/ },
  'Race lab': { click: 'a:text-is("Race lab")', shows: 'main', answer: /Explore/ },
} satisfies Record<string, WalkStep>;

/** ms from a click to the frame in which its answer is in the page. */
async function timed(page: Page, { click, shows, answer }: WalkStep): Promise<number> {
  const button = page.locator(click).first();
  await button.waitFor();
  return button.evaluate(
    async (element, { shows, answer, longest }) => {
      const isThere = () =>
        [...document.querySelectorAll(shows)].some((part) => new RegExp(answer).test(part.textContent));
      if (isThere()) throw new Error(`${answer} is there already`);
      const start = performance.now();
      if (element instanceof HTMLElement) element.click();
      while (!isThere()) {
        if (performance.now() - start > longest) throw new Error(`${answer} does not come`);
        await new Promise(requestAnimationFrame);
      }
      return performance.now() - start;
    },
    { shows, answer: answer.source, longest },
  );
}

/** Each step of the first visit, from the click to the frame that answers it; the slowest is what is quoted. */
export async function firstWalk(): Promise<Figure[]> {
  const browser = await launch();
  const steps = Object.entries(walk).map(([name, step]) => ({ name, step, runs: [] as number[] }));
  for (let round = 0; round <= rounds; round += 1) {
    const app = await startApp();
    const page = await open(browser, app.url);
    for (const { step, runs } of steps) {
      // One looks before one clicks.
      await page.waitForTimeout(1500);
      const ms = await timed(page, step);
      if (round > 0) runs.push(ms);
      if (step === walk['Express code']) await page.keyboard.press('Escape');
    }
    await page.close();
    await app.stop();
  }
  await browser.close();
  const middles = steps.map(({ name, runs }) => ({ name, runs, middle: median(runs) }));
  const slowest = middles.reduce((one, other) => (other.middle > one.middle ? other : one));
  return [
    {
      name: 'The slowest step of a first visit, until it is answered',
      aim: 'at most 100 ms',
      met: slowest.middle <= 100,
      median: slowest.middle,
      runs: slowest.runs,
      unit: 'ms',
      detail: `from the click to the frame that shows its answer: ${middles.map(({ name, middle }) => `${name} ${middle.toFixed(0)} ms`).join(', ')}`,
    },
  ];
}
