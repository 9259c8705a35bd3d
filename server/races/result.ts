import { sumOf } from '../contract/races/race-counts.ts';
import type { RacePart } from '../contract/races/race-parts.ts';
import {
  type AnomalyKind,
  anomalyKinds,
  type Count,
  type RaceAnomaly,
  type RaceOutcome,
  type StepLabel,
} from '../contract/races/races.ts';
import type { Counted } from './count/counted.ts';
import type { Schedule, Trace } from './held/schedule.ts';
import type { InitialState } from './initial-state.ts';
import { describeAnomaly } from './outcomes/anomaly.ts';
import type { OutcomeTable } from './outcomes/outcome-table.ts';
import type { Oracle } from './outcomes/serial.ts';
import { createChangesOf } from './outcomes/writes.ts';
import { createYieldToEventLoop } from './yield-to-event-loop.ts';

export type Judged = {
  outcomes: RaceOutcome[];
  anomalies: RaceAnomaly[];
  /** Place in `outcomes` by the outcome's number in the table. */
  places: ReadonlyMap<number, number>;
  /** Of a part: what its outcomes are known by in every part. */
  inPart: RacePart['outcomes'];
};

/** Puts the outcomes in order, and names what is wrong with those that are not serial. */
export async function judge(given: {
  counted: Counted;
  oracle: Oracle;
  table: OutcomeTable;
  initialState: InitialState;
  signal: AbortSignal | undefined;
  onJudged(judged: number, outcomes: number): void;
}): Promise<Judged> {
  const { counted, oracle, table, initialState } = given;
  const { total } = counted;
  const byCount = [...counted.outcomes].sort(([a, one], [b, other]) =>
    one === other ? a - b : one < other ? 1 : -1,
  );
  const yieldToEventLoop = createYieldToEventLoop(given.signal);
  const changesOf = createChangesOf();
  const labelsOf = createLabels(initialState);
  const outcomes: RaceOutcome[] = [];
  const inPart: Judged['inPart'] = [];
  for (const [id, [number, schedules]] of byCount.entries()) {
    given.onJudged(id, byCount.length);
    await yieldToEventLoop();
    const { trace, ending, doomedAt, way } = await counted.example(number);
    if (way !== undefined) inPart.push({ key: table.keyOf(number), way });
    const order = oracle.orders.get(number);
    const anomaly =
      order === undefined
        ? describeAnomaly({ trace, ending, initialState, bounds: oracle.bounds, changesOf })
        : null;
    outcomes.push({
      id,
      schedules: asCount(schedules),
      share: share(schedules, total),
      serial: order !== undefined,
      anomaly: anomaly?.kind ?? null,
      words: anomaly?.words ?? serialWords(requestsAt(order ?? [], table.placesIn(ending)), initialState),
      ...table.formOf(ending),
      example: labelsOf(trace),
      doomedAt,
    });
  }
  const places = new Map(byCount.map(([number], place) => [number, place]));
  return {
    outcomes,
    places,
    inPart,
    anomalies: anomaliesOf(outcomes),
  };
}

/** One for each kind, the gravest first. */
export function anomaliesOf(outcomes: readonly RaceOutcome[]): RaceAnomaly[] {
  const kinds = Object.keys(anomalyKinds) as AnomalyKind[];
  return kinds.flatMap((kind) => {
    const of = outcomes.filter(({ anomaly }) => anomaly === kind);
    const [first] = of.toSorted((a, b) => a.example.length - b.example.length || a.id - b.id);
    if (first === undefined) return [];
    const schedules = sumOf(of.map((outcome) => outcome.schedules));
    return [{ kind, schedules, example: first.example, outcomes: of.map(({ id }) => id) }];
  });
}

/** Each label is one string, however many traces have it. */
function createLabels({ raceRequests }: InitialState): (trace: Trace) => StepLabel[] {
  const known = new Map<string, StepLabel>();
  const labelOf = (place: number, name: string): StepLabel => {
    const label = `${raceRequests[place]?.id}.${name}`;
    const one = known.get(label) ?? label;
    known.set(label, one);
    return one;
  };
  return (trace) => trace.map(({ place, name }) => labelOf(place, name));
}

/** The requests of an ending that got these places in the table. */
const requestsAt = (order: Schedule, places: readonly number[]): Schedule =>
  order.map((place) => places.indexOf(place));

const serialWords = (order: Schedule, { raceRequests }: InitialState): string =>
  `As one after the other gives it: ${order.map((place) => raceRequests[place]?.id).join(', then ')}.`;

/** A count as it is told: a number where that is exact. */
export const asCount = (count: bigint): Count =>
  count <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(count) : count.toString();

const share = (part: bigint, whole: bigint): number =>
  whole === 0n ? 0 : Number((part * 1_000_000_000n) / whole) / 1_000_000_000;
