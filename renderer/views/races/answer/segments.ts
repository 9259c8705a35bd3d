import { shareOf, sumOf } from '../../../../server/contract/races/race-counts.ts';
import type { AnomalyKind, Count, RaceOutcome } from '../../../../server/contract/races/races.ts';

/** One part of the bar: an outcome, or all that are left together. */
export type Segment = {
  readonly outcome: number | null;
  readonly anomaly: AnomalyKind | null;
  readonly schedules: Count;
  /** 0 to 1. */
  readonly share: number;
};

const drawnAtMost = 24;

/** The bar over all schedules: serial outcomes first, then the anomalies, each kind together; what is too many to draw is one. */
export function segmentsOf(
  outcomes: readonly Pick<RaceOutcome, 'id' | 'anomaly' | 'schedules'>[],
): Segment[] {
  const whole = sumOf(outcomes.map(({ schedules }) => schedules));
  const drawn = outcomes.slice(0, drawnAtMost).map(({ id, anomaly, schedules }) => ({
    outcome: id,
    anomaly,
    schedules,
    share: shareOf(schedules, whole),
  }));
  const rest = [true, false].flatMap((isSerial) => {
    const left = outcomes.slice(drawnAtMost).filter(({ anomaly }) => (anomaly === null) === isSerial);
    const schedules = sumOf(left.map((one) => one.schedules));
    const anomaly = left[0]?.anomaly ?? null;
    return left.length === 0 ? [] : [{ outcome: null, anomaly, schedules, share: shareOf(schedules, whole) }];
  });
  return [...drawn, ...rest].toSorted((a, b) => rank(a).localeCompare(rank(b)));
}

const rank = ({ anomaly }: Segment): string => anomaly ?? '';

/** The same outcomes with the schedules that still lead to each; those that cannot be reached any more are left out. */
export const reachableOf = <Outcome extends Pick<RaceOutcome, 'id' | 'anomaly' | 'schedules'>>(
  outcomes: readonly Outcome[],
  reachable: ReadonlyArray<{ outcome: number; schedules: Count }>,
): Outcome[] => {
  const byId = new Map(outcomes.map((outcome) => [outcome.id, outcome]));
  return reachable.flatMap(({ outcome, schedules }) => {
    const found = byId.get(outcome);
    return found ? [{ ...found, schedules }] : [];
  });
};
