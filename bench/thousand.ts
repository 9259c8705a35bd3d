import { startApp } from '../e2e/app.ts';
import { load } from './autocannon.ts';
import { type Figure, median } from './figures.ts';
import { launch, open } from './page.ts';

const rounds = 5;
const together = 1000;

/** 1,000 requests from the click on Fire until the last of them is drawn, against autocannon sending as many. */
export async function thousandOnScreen(): Promise<Figure[]> {
  const app = await startApp();
  const browser = await launch();
  const page = await open(browser, app.url);
  await page.getByRole('spinbutton', { name: 'work', exact: true }).fill('0');
  await page.getByRole('spinbutton', { name: 'together', exact: true }).fill(String(together));
  const runs: Array<{ shown: number; sent: number }> = [];
  for (let round = 0; round <= rounds; round += 1) {
    const shown = await page.evaluate(untilDrawn, together);
    const first = await fetch(`${app.labUrl}/views`);
    const cookie = first.headers.getSetCookie()[0]?.split(';', 1)[0] ?? '';
    const args = [
      '--amount',
      String(together),
      '--connections',
      String(together),
      '--headers',
      `cookie=${cookie}`,
    ];
    const { duration } = await load(`${app.labUrl}/views`, args);
    if (round > 0) runs.push({ shown, sent: duration * 1000 });
    await page.waitForTimeout(1000);
  }
  await browser.close();
  await app.stop();
  const ratios = runs.map(({ shown, sent }) => shown / sent);
  const middle = (key: 'shown' | 'sent') => Math.round(median(runs.map((run) => run[key])));
  return [
    {
      name: '1,000 requests fired together, until all are on screen',
      aim: 'at most 2 × autocannon',
      met: median(ratios) <= 2,
      median: median(ratios),
      runs: ratios,
      unit: '×',
      detail: `from the click to the frame that holds the last response: ${middle('shown')} ms; autocannon, 1,000 connections, the same lab: ${middle('sent')} ms`,
    },
  ];
}

/** In the page: clicks Fire; ms until the frame after which nothing more came, with each request's events drawn. */
async function untilDrawn(requests: number): Promise<number> {
  const plot = document.querySelector<HTMLElement>('[data-drawn]');
  const fire = [...document.querySelectorAll('button')].find(
    ({ textContent }) => textContent?.trim() === 'Fire',
  );
  if (!plot || !fire) throw new Error('expected the playground');
  const drawn = () => Number(plot.dataset['drawn']);
  const before = drawn();
  let last = { seq: before, time: 0 };
  const start = performance.now();
  fire.click();
  for (;;) {
    const time = (await new Promise<number>(requestAnimationFrame)) - start;
    if (drawn() > last.seq) last = { seq: drawn(), time };
    // Each request has at least ten events: sent, arrived, loaded, decided, stored, answered, received…
    else if (drawn() >= before + 10 * requests && time - last.time > 1000) return last.time;
    if (time > 60_000) throw new Error(`only ${drawn() - before} events were drawn within a minute`);
  }
}
