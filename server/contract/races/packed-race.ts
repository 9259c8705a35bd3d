import type { AnomalyKind, Count, RaceOutcome, RaceResponse, RaceResult, StepLabel } from './races.ts';

/** An outcome whose parts are written as places in what all have in common; its own place is its id. */
type PackedOutcome = [
  schedules: Count,
  share: number,
  anomaly: AnomalyKind | null,
  words: number,
  store: number,
  responses: number[],
  jars: number,
  example: number[],
  doomedAt: number | null,
];

/** What the outcomes of a race are made of: there is little of it, however many they are. */
type Parts = {
  words: string[];
  stores: Array<RaceOutcome['store']>;
  responses: RaceResponse[];
  jars: Array<RaceOutcome['jars']>;
  labels: StepLabel[];
};

/** A result as it goes over the wire: thousands of outcomes take a tenth of their JSON. */
export type PackedRaceResult = Omit<RaceResult, 'outcomes'> & { parts: Parts; outcomes: PackedOutcome[] };

/** Expects the outcomes in their places. */
export function packResult({ outcomes, ...rest }: RaceResult): PackedRaceResult {
  const words = numbering<string>();
  const stores = numbering<RaceOutcome['store']>();
  const responses = numbering<RaceResponse>();
  const jars = numbering<RaceOutcome['jars']>();
  const labels = numbering<StepLabel>();
  const packed = outcomes.map(
    (one): PackedOutcome => [
      one.schedules,
      one.share,
      one.anomaly,
      words.of(one.words),
      stores.of(one.store),
      one.responses.map(responses.of),
      jars.of(one.jars),
      one.example.map(labels.of),
      one.doomedAt,
    ],
  );
  const parts = {
    words: words.values,
    stores: stores.values,
    responses: responses.values,
    jars: jars.values,
    labels: labels.values,
  };
  return { ...rest, parts, outcomes: packed };
}

/** The outcomes share their parts again, and are not to be changed. */
export function unpackResult({ parts, outcomes, ...rest }: PackedRaceResult): RaceResult {
  const unpacked = outcomes.map(
    ([schedules, share, anomaly, words, store, responses, jars, example, doomedAt], id): RaceOutcome => ({
      id,
      schedules,
      share,
      serial: anomaly === null,
      anomaly,
      words: at(parts.words, words),
      store: at(parts.stores, store),
      responses: responses.map((response) => at(parts.responses, response)),
      jars: at(parts.jars, jars),
      example: example.map((label) => at(parts.labels, label)),
      doomedAt,
    }),
  );
  return { ...rest, outcomes: unpacked };
}

/** Numbers values by what they say. Those that are one object are looked up as such, which costs next to nothing. */
function numbering<Value>() {
  const known = new Map<Value, number>();
  const byText = new Map<string, number>();
  const values: Value[] = [];
  const numberByText = (value: Value): number => {
    const text = JSON.stringify(value);
    const number = byText.get(text) ?? values.push(value) - 1;
    byText.set(text, number);
    return number;
  };
  const of = (value: Value): number => {
    const number = known.get(value) ?? numberByText(value);
    known.set(value, number);
    return number;
  };
  return { values, of };
}

function at<Value>(values: readonly Value[], number: number): Value {
  const value = values[number];
  if (value === undefined) throw new Error(`The result lacks part ${number}.`);
  return value;
}
