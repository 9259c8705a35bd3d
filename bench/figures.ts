import { cpus } from 'node:os';

/** One measured figure: what was aimed at, what was seen in each run, and the median that is quoted. */
export type Figure = {
  name: string;
  aim: string;
  /** Whether the median meets the aim. */
  met: boolean;
  median: number;
  runs: number[];
  unit: string;
  detail: string;
};

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** The value below which the share `q` (0 to 1) of the values lies. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * q;
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? Number.NaN;
  return below + (above - below) * (place - Math.floor(place));
}

const round = (value: number) => (value >= 100 ? value.toFixed(0) : value.toFixed(2));

/** The figures as a Markdown table, with what they were seen on. */
export function toMarkdown(figures: readonly Figure[], when: string): string {
  const rows = figures.map(
    ({ name, aim, met, median: middle, runs, unit, detail }) =>
      `| ${name} | ${aim} | **${round(middle)} ${unit}**${met ? '' : ' (missed)'} | ${round(Math.min(...runs))} to ${round(Math.max(...runs))}, ${runs.length} runs | ${detail} |`,
  );
  const [cpu] = cpus();
  return [
    `Seen on ${when}: ${cpus().length} × ${cpu?.model.trim() ?? 'unknown processor'}, Node ${process.versions.node}, ${process.platform}.`,
    '',
    '| what | aim | median | range | how |',
    '|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}
