import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import react from '@vitejs/plugin-react';
import { build, preview } from 'vite';
import { inRepository } from '../scripts/root.ts';
import { originOf } from '../server/contract/endpoints.ts';
import type { LogMessage } from '../server/contract/events/events.ts';
import { defaultLabConfig } from '../server/contract/options/lab-config.ts';
import { createPlayground } from '../server/playground/create-playground.ts';
import { load } from './autocannon.ts';
import { type Figure, median, quantile } from './figures.ts';
import { launch } from './page.ts';

const rounds = 5;
const wanted = 100_000;

/** A log of real requests, at least 100,000 events of it. */
async function realLog(): Promise<LogMessage> {
  const playground = await createPlayground({ config: defaultLabConfig(), browsers: ['alice'] });
  const url = `${originOf(playground.state().endpoints)}/views`;
  const first = await fetch(url);
  const cookie = first.headers.getSetCookie()[0]?.split(';', 1)[0] ?? '';
  await load(url, ['--amount', '12000', '--connections', '50', '--headers', `cookie=${cookie}`]);
  await playground.settled();
  const { events } = playground.log();
  await playground.close();
  if (events.length < wanted) throw new Error(`only ${events.length} events were recorded`);
  return { epoch: 0, startedAt: Date.now(), first: 0, horizon: null, events: events.slice(0, wanted) };
}

/** The timeline alone in a page of its own: what is measured is it, and not the way of the events there. */
async function serveHarness(): Promise<{ url: string; close: () => Promise<void> }> {
  const outDir = mkdtempSync(join(tmpdir(), 'timeline-'));
  const root = inRepository('bench/harness');
  await build({
    configFile: false,
    root,
    plugins: [react()],
    logLevel: 'error',
    build: { outDir, emptyOutDir: true },
  });
  const server = await preview({
    configFile: false,
    root,
    logLevel: 'error',
    build: { outDir },
    preview: { host: '127.0.0.1', port: 0 },
  });
  const close = async () => {
    await server.close();
    rmSync(outDir, { recursive: true });
  };
  return { url: server.resolvedUrls?.local[0] ?? '', close };
}

/** 400 steps of panning and zooming, one a frame; the frames' ms. */
async function panAndZoom(page: Page): Promise<number[]> {
  return page.evaluate(async () => {
    const plot = document.querySelector<HTMLElement>('[data-drawn]');
    if (!plot) throw new Error('expected the timeline');
    const { left, top, width, height } = plot.getBoundingClientRect();
    const at = { clientX: left + width / 2, clientY: top + height / 2, bubbles: true, cancelable: true };
    const frames: number[] = [];
    let before = await new Promise<number>(requestAnimationFrame);
    for (let step = 0; step < 400; step += 1) {
      const isZoom = step % 4 === 3;
      const turn = Math.sin(step / 20) * 120;
      plot.dispatchEvent(
        new WheelEvent('wheel', { ...at, ctrlKey: isZoom, deltaX: isZoom ? 0 : turn, deltaY: turn }),
      );
      const now = await new Promise<number>(requestAnimationFrame);
      frames.push(now - before);
      before = now;
    }
    return frames;
  });
}

/** The first draw of a log of 100,000 events, and the frames while panning and zooming over it. */
export async function hundredThousandEvents(): Promise<Figure[]> {
  const message = await realLog();
  const harness = await serveHarness();
  const browser = await launch(true);
  const draws: number[] = [];
  const frames: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(harness.url);
    const broken = new Promise<never>((_, reject) => page.once('pageerror', reject));
    const drawn = await Promise.race([broken, page.evaluate((given) => window.firstDraw(given), message)]);
    const frame = quantile(await panAndZoom(page), 0.95);
    if (round > 0) {
      draws.push(drawn);
      frames.push(frame);
    }
    await page.close();
  }
  await browser.close();
  await harness.close();
  return [
    {
      name: 'First draw of a log of 100,000 events',
      aim: 'at most 250 ms',
      met: median(draws) <= 250,
      median: median(draws),
      runs: draws,
      unit: 'ms',
      detail:
        'from the events in the memory of a page at rest to the frame that shows them, indices included',
    },
    {
      name: 'p95 frame while panning and zooming over them',
      aim: 'at most 14 ms',
      met: median(frames) <= 14,
      median: median(frames),
      runs: frames,
      unit: 'ms',
      detail:
        '400 wheel steps, one a frame; the frame rate is not capped, so that a frame’s time is its cost',
    },
  ];
}
