import type { FileKind } from '../../../../server/contract/bridge.ts';
import { shownResult } from '../../../../server/contract/scenario/shown-result.ts';
import type { RaceApi } from '../race-api.ts';
import type { Answer } from './answer-slice.ts';

/** One way to take an answer along. `name`: the file's, as it is proposed; `opened`: the outcome that is looked at. */
export type ExportForm = {
  readonly label: string;
  readonly hint: string;
  readonly kind: FileKind;
  readonly name: string;
  readonly canBeMade: (answer: Answer) => boolean;
  readonly make: (api: RaceApi, answer: Answer, opened: number | null) => string | Promise<string>;
};

export const exportForms: readonly ExportForm[] = [
  {
    label: 'Result as JSON',
    hint: 'Counts, outcomes and examples, as the command line prints them',
    kind: 'text',
    name: 'race.json',
    canBeMade: () => true,
    make: (_api, { result }) => `${JSON.stringify(shownResult(result), null, 2)}\n`,
  },
  {
    label: 'Report as HTML',
    hint: 'One page that needs nothing else: every outcome with its schedule, to print or to pass on',
    kind: 'text',
    name: 'race.html',
    canBeMade: () => true,
    make: (api, { spec }) => api.report(spec),
  },
  {
    label: 'Failing test (vitest)',
    hint: 'Shows the anomaly that is open, or the shortest, in your own repository, until it is cured there',
    kind: 'code',
    name: 'race.test.mjs',
    canBeMade: ({ result }) => result.anomalies.length > 0,
    make: (api, { spec, result }, opened) => api.test(spec, anomalyOf(result.outcomes, opened)),
  },
];

/** The opened outcome where it is an anomaly: of a serial one a test would pass. */
const anomalyOf = (outcomes: Answer['result']['outcomes'], opened: number | null): number | null =>
  outcomes.find(({ id, serial }) => id === opened && !serial)?.id ?? null;
