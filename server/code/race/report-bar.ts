import { percentText } from '../../contract/races/race-counts.ts';
import type { RaceOutcome } from '../../contract/races/races.ts';
import { type Html, html } from './html.ts';

const width = 1000;
const height = 28;

type Band = Pick<RaceOutcome, 'share' | 'anomaly'>;

/** The shares as one bar: first the anomalies, each outlined, then what is serial. */
export function reportBar(outcomes: readonly RaceOutcome[]): Html {
  let left = 0;
  const parts = bandsOf(outcomes).map(({ share, anomaly }) => {
    const x = left;
    left += share * width;
    const name = anomaly ?? 'as one request after the other';
    return html`<rect class="${anomaly === null ? 'serial' : 'anomaly'}" x="${x.toFixed(2)}" y="0" width="${(share * width).toFixed(2)}" height="${height}"><title>${name}: ${percentText(share)}</title></rect>`;
  });
  const anomalous = outcomes.filter(({ serial }) => !serial).reduce((sum, { share }) => sum + share, 0);
  return html`<svg class="bar" viewBox="0 0 ${width} ${height}" preserveAspectRatio="none" role="img" aria-label="${percentText(anomalous)} of all orders end in an anomaly">
${parts}
</svg>`;
}

/** Neighbours of one kind that are too thin to be seen are one. */
function bandsOf(outcomes: readonly Band[]): Band[] {
  const bands: Band[] = [];
  for (const { share, anomaly } of outcomes) {
    const last = bands.at(-1);
    if (last?.anomaly === anomaly && last.share * width < 1 && share * width < 1) last.share += share;
    else bands.push({ share, anomaly });
  }
  return bands;
}
