import type { Page } from '@playwright/test';
import { startApp } from '../e2e/app.ts';
import { type Figure, median } from './figures.ts';
import { launch, open } from './page.ts';

const rounds = 5;
const longest = 10_000;

/**
 * A step of a first visit: what is clicked, and what then is somewhere in the text of a part of the page. `whole`: what is
 * there when all of it has happened, where the answer says only that it was begun.
 */
type WalkStep = { click: string; shows: string; answer: RegExp; whole?: Pick<WalkStep, 'shows' | 'answer'> };

/** As a newcomer goes: a lost update, its reason, its cure, the code; then the race lab. */
const walk = {
  Fire: {
    click: 'button:text-is("Fire")',
    shows: 'section:has(> header [aria-label="Requests"])',
    answer: /Sending 5 requests|of 5/,
    whole: { shows: '[role=status]', answer: /\d writes? were lost/ },
  },
  'Go to the first': {
    click: 'button:has-text("Go to the first")',
    // Live, the event may be the same one.
    shows: 'main:has([data-live=false]) section:has(> header [aria-label="Event"])',
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

/** ms from a click to the frame in which its answer is in the page, and to that in which all of it is. */
async function timed(page: Page, { click, shows, answer, whole = { shows, answer } }: WalkStep) {
  const button = page.locator(click).first();
  await button.waitFor();
  return button.evaluate(
    async (element, { parts, longest }) => {
      const isThere = ({ shows, answer }: (typeof parts)[number]) =>
        [...document.querySelectorAll(shows)].some((part) => new RegExp(answer).test(part.textContent));
      for (const part of parts) if (isThere(part)) throw new Error(`${part.answer} is there already`);
      const start = performance.now();
      if (element instanceof HTMLElement) element.click();
      const times = [];
      for (const part of parts) {
        while (!isThere(part)) {
          if (performance.now() - start > longest) throw new Error(`${part.answer} does not come`);
          await new Promise(requestAnimationFrame);
        }
        times.push(performance.now() - start);
      }
      return times;
    },
    {
      parts: [{ shows, answer }, whole].map((part) => ({ shows: part.shows, answer: part.answer.source })),
      longest,
    },
  );
}

/** Each step of the first visit, from the click to the frame that answers it; the slowest is what is quoted. */
export async function firstWalk(): Promise<Figure[]> {
  const browser = await launch();
  const steps = Object.entries(walk).map(([name, step]) => ({
    name,
    step,
    runs: [] as number[],
    wholes: [] as number[],
  }));
  for (let round = 0; round <= rounds; round += 1) {
    const app = await startApp();
    const page = await open(browser, app.url);
    for (const { step, runs, wholes } of steps) {
      // One looks before one clicks.
      await page.waitForTimeout(1500);
      const [ms = Number.NaN, whole = Number.NaN] = await timed(page, step);
      if (round > 0) {
        runs.push(ms);
        wholes.push(whole);
      }
      if (step === walk['Express code']) await page.keyboard.press('Escape');
    }
    await page.close();
    await app.stop();
  }
  await browser.close();
  const middles = steps.map(({ name, step, runs, wholes }) => {
    const whole = 'whole' in step ? ` (all of it ${median(wholes).toFixed(0)} ms)` : '';
    return { name, runs, middle: median(runs), whole };
  });
  const slowest = middles.reduce((one, other) => (other.middle > one.middle ? other : one));
  return [
    {
      name: 'The slowest step of a first visit, until it is answered',
      aim: 'at most 100 ms',
      met: slowest.middle <= 100,
      median: slowest.middle,
      runs: slowest.runs,
      unit: 'ms',
      detail: `from the click to the frame that shows its answer: ${middles.map(({ name, middle, whole }) => `${name} ${middle.toFixed(0)} ms${whole}`).join(', ')}`,
    },
  ];
}
