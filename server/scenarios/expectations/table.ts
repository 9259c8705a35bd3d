import type { Problem } from '../../contract/errors.ts';
import type { LabConfig } from '../../contract/options/lab-config.ts';
import type { Suggested } from '../../contract/scenario/catalogue.ts';
import {
  type Expectation,
  type ExpectationKind,
  type Expectations,
  expectationKinds,
  expectationParts,
} from '../../contract/scenario/expectations.ts';
import type { ExpectationResult } from '../../contract/scenario/results.ts';
import type { Scenario } from '../../contract/scenario/scenario.ts';
import { causesOf } from './causes.ts';
import { comparedRows } from './compared.ts';
import type { CheckContext } from './context.ts';
import { courseRows } from './course.ts';
import { keptRows } from './kept.ts';
import { lifetime } from './lifetime.ts';
import { requestRows } from './request.ts';
import { response } from './response.ts';
import type { ExpectationRows, Named, Recorded } from './row.ts';
import { whyVacuous } from './vacuous.ts';

/** What each kind of expectation is. A kind without a row, and a row without a part, do not compile. */
const rows: ExpectationRows = {
  response,
  lifetime,
  ...keptRows,
  ...requestRows,
  ...courseRows,
  ...comparedRows,
};

/** What an expectation came to, with what it asks for in words. */
export type CheckResult = Pick<ExpectationResult, 'holds' | 'expected' | 'seen' | 'event' | 'causes'>;

/** Holds one expectation against what the log says. Where it fails after the lab was stopped, that is said with it. */
export function check(expectation: Expectation, context: CheckContext): CheckResult {
  const { kind, content } = expectationParts(expectation);
  const expected = wordsOf(kind, content, context.world.config);
  const result = { ...checkOf(kind, content, context), expected };
  const { stopped } = context.world;
  const vacuous = result.holds ? whyVacuous(expectation, context) : null;
  if (vacuous === null && result.holds) return result;
  const { browsers, requests } = meaningOf(expectation, '');
  const nameOf = ({ name }: Named): string => name;
  const causes = causesOf({ requests: requests.map(nameOf), browsers: browsers.map(nameOf) }, context);
  if (vacuous !== null)
    return { ...result, causes, holds: false, seen: `nothing that could be checked: ${vacuous}` };
  if (stopped === null) return { ...result, causes };
  const why = `the lab was stopped during the run (event ${stopped.seq}): ${stopped.message}`;
  return { ...result, causes, seen: `${result.seen}; ${why}` };
}

const checkOf = <Kind extends ExpectationKind>(
  kind: Kind,
  expectation: Expectations[Kind],
  context: CheckContext,
) => rows[kind].check(expectation, context);

const wordsOf = <Kind extends ExpectationKind>(
  kind: Kind,
  expectation: Expectations[Kind],
  lab: LabConfig,
): string => rows[kind].words(expectation, lab);

/** What a scenario will check, in the words in which its results say it: for each of its expectations and of its goals. */
export function expectedWords({ lab, steps, task }: Scenario): { steps: (string | null)[]; goal: string[] } {
  const words = (expectation: Expectation): string => {
    const { kind, content } = expectationParts(expectation);
    return wordsOf(kind, content, lab);
  };
  return {
    steps: steps.map((step) => ('expect' in step ? words(step.expect) : null)),
    goal: task?.goal.map(words) ?? [],
  };
}

/** What an expectation names that must be known where it stands, and what is wrong with it in itself. */
export type Meaning = { browsers: Named[]; requests: Named[]; problems: Problem[] };

export function meaningOf(expectation: Expectation, at: string): Meaning {
  const { kind, content } = expectationParts(expectation);
  return meaningIn(kind, content, at);
}

function meaningIn<Kind extends ExpectationKind>(
  kind: Kind,
  expectation: Expectations[Kind],
  at: string,
): Meaning {
  const { browsers, requests, problems } = rows[kind];
  return {
    browsers: browsers?.(expectation) ?? [],
    requests: requests?.(expectation) ?? [],
    problems: problems?.(expectation, at) ?? [],
  };
}

/** The expectations that hold at a recording's end: first those that are taken unless they are taken out. */
export function suggestedFor(recorded: Recorded): Suggested[] {
  const { world, now, requests: ids } = recorded;
  return expectationKinds
    .flatMap((kind) => suggestedOf(kind, recorded))
    .filter(({ expectation }) => check(expectation, { world, ids, now }).holds)
    .toSorted((one, other) => Number(other.isTaken) - Number(one.isTaken));
}

function suggestedOf<Kind extends ExpectationKind>(kind: Kind, recorded: Recorded): Suggested[] {
  const { record } = rows[kind];
  if (record === null) return [];
  return record.suggest(recorded).map((expectation) => ({ expectation, isTaken: record.isTaken }));
}
