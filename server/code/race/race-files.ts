import { type Result, refuse } from '../../contract/errors.ts';
import type { RaceOutcome, RaceResult, RaceSpec } from '../../contract/races/races.ts';
import { shownResult } from '../../contract/scenario/shown-result.ts';
import { raceReport } from './race-report.ts';
import { type RaceTest, raceTest } from './race-test.ts';

type File = { filename: string; text: string };

/** The result as an HTML page to be kept or passed on. Without a title it is called after its requests. */
export function reportFile(result: RaceResult, title: string | undefined): File {
  const requests = result.requests.map(({ method, path }) => `${method} ${path}`).join(' and ');
  return {
    filename: 'race.html',
    text: raceReport({ title: title ?? requests, claim: null, result: shownResult(result) }),
  };
}

/** A test that shows an outcome, or where none is named the anomaly with the shortest example. */
export function testFile(race: RaceSpec, result: RaceResult, id: number | undefined): Result<RaceTest> {
  const outcome = id === undefined ? shortestAnomaly(result) : result.outcomes.find((one) => one.id === id);
  if (outcome === undefined) return refuse('no-anomaly', 'outcome', {});
  const { anomaly, words, example } = outcome;
  if (anomaly === null) return refuse('test-would-pass', 'outcome', {});
  return raceTest(race, { kind: anomaly, words, example });
}

/** Of those equally short the gravest, as the anomalies are in that order. */
function shortestAnomaly({ anomalies, outcomes }: RaceResult): RaceOutcome | undefined {
  const [shortest] = anomalies.toSorted((a, b) => a.example.length - b.example.length);
  return outcomes.find(({ example }) => example.join() === shortest?.example.join());
}
