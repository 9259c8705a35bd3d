import type { RaceOutcome, RaceResult } from '../../../../server/contract/races/races.ts';

/** The outcome to look at first: of the gravest anomaly the most frequent; without one the most frequent of all. */
export function firstToOpen({ outcomes, anomalies }: RaceResult): RaceOutcome | undefined {
  const gravest = anomalies[0]?.kind ?? null;
  return outcomes.find(({ anomaly }) => anomaly === gravest) ?? outcomes[0];
}
