import { writeFileSync } from 'node:fs';
import { inRepository } from '../scripts/root.ts';
import { compareTwoByTwo } from './compare.ts';
import { type Figure, toMarkdown } from './figures.ts';
import { firstWalk } from './first-walk.ts';
import { foreignProcess } from './foreign.ts';
import { hundredThousandEvents } from './hundred-thousand.ts';
import { observedVsBare } from './observer.ts';
import { raceMemory, raceSearches, raceVsBare, raceVsFastCheck } from './races.ts';
import { streamedVsBare } from './record.ts';
import { recordedVsBare } from './recorded-vs-bare.ts';
import { pageScript, serveToPage } from './start-up.ts';
import { thousandOnScreen } from './thousand.ts';

const measures = {
  pageScript,
  serveToPage,
  firstWalk,
  recordedVsBare,
  observedVsBare,
  streamedVsBare,
  foreignProcess,
  thousandOnScreen,
  hundredThousandEvents,
  raceVsBare,
  raceVsFastCheck,
  raceSearches,
  raceMemory,
  compareTwoByTwo,
};

/** `npm run bench [-- names…]`: measures, prints, and writes docs/performance.md when all were measured. */
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in measures));
if (unknown.length > 0) {
  console.error(`No measure named ${unknown.join(', ')}; there are: ${Object.keys(measures).join(', ')}`);
  process.exit(2);
}
const figures: Figure[] = [];
for (const [name, measure] of Object.entries(measures)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.error(`measuring ${name}…`);
  figures.push(...(await measure()));
}
const table = toMarkdown(figures, new Date().toISOString().slice(0, 10));
process.stdout.write(table);
if (wanted.length === 0) {
  const text = `# Performance

What \`npm run bench\` measured, in one run, on a machine that does nothing else. Ratios are between two things measured
in turn in that run; the median of several is quoted. Frames are drawn in headless Chromium without a graphics card.

${table}`;
  writeFileSync(inRepository('docs/performance.md'), text);
}
