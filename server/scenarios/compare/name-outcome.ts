import {
  type NamedOutcome,
  type OutcomeName,
  outcomeNames,
  type RaceInCell,
} from '../../contract/compare/compare.ts';
import type { AnomalyKind } from '../../contract/races/races.ts';
import type { ExpectationResult } from '../../contract/scenario/results.ts';
import { explain, type Verdict, verdictRules } from '../../contract/verdicts/verdict.ts';
import { sessionOf } from '../expectations/browser-session.ts';
import type { Replayed } from '../run/replay.ts';
import { eventsOfType } from './events-of-type.ts';
import { isAllThere } from './is-all-there.ts';

const nameOf: Readonly<Record<AnomalyKind, OutcomeName>> = {
  'lost delete': 'logout undone',
  'lost update': 'lost',
  'duplicate session': 'duplicated',
  'orphan session': 'orphaned',
  'stale read': 'stale',
};

/** What is held against a cell's one run beside its log. `now`: ms on the lab's clock at its end. */
export type CellChecks = { race: RaceInCell | null; expectations: readonly ExpectationResult[]; now: number };

/** What a cell came to: of all orders where it was raced, else of its one run. */
export function nameOutcome(world: Replayed, checks: CellChecks): NamedOutcome {
  const seen = [
    failed(world),
    ...raced(checks.race),
    notSaved(world),
    refused(world),
    withheld(world),
    asExpected(checks),
    loggedOut(world, checks.now),
    noSession(world),
    kept(world, checks),
  ];
  const found = seen.filter((one) => one !== null);
  const gravest = Object.keys(outcomeNames).find((name) => found.some((one) => one.name === name));
  return (
    found.find(({ name }) => name === gravest) ?? plain('not checked', outcomeNames['not checked'].sentence)
  );
}

const plain = (name: OutcomeName, why: string): NamedOutcome => ({ name, of: null, why });

const noSession = ({ sessions }: Replayed): NamedOutcome | null =>
  sessions.size === 0 ? plain('no session', outcomeNames['no session'].sentence) : null;

function notSaved({ operations }: Replayed): NamedOutcome | null {
  const failed = operations.find(({ operation, error }) => operation === 'set' && error !== null);
  return failed === undefined ? null : plain('not saved', `The store would not write: ${failed.error}`);
}

function asExpected({ race, expectations }: CellChecks): NamedOutcome | null {
  const failing = expectations.find(({ holds }) => !holds);
  if (failing === undefined) return null;
  const { step, expected, seen } = failing;
  const why = `steps[${step}] expected ${expected}; seen ${seen}`;
  // A scenario may well expect the anomaly that these options prevent.
  return race !== null && race.anomalies.length === 0
    ? plain('no anomaly', `${everyOrder}, and ${why}`)
    : plain('not as expected', why);
}

const everyOrder = 'Every order ends as one request after the other would';

const raced = (race: RaceInCell | null): NamedOutcome[] =>
  (race?.anomalies ?? []).map(({ kind, schedules }) => ({
    name: nameOf[kind],
    of: { schedules, total: race?.total ?? schedules, exact: race?.exact ?? false },
    why: outcomeNames[nameOf[kind]].sentence,
  }));

/** Only what was checked: every order was run, every expectation holds, or what was written was looked for. */
function kept(world: Replayed, { race, expectations }: CellChecks): NamedOutcome | null {
  if (expectations.some(({ holds }) => !holds) || (race !== null && race.anomalies.length > 0)) return null;
  const count = expectations.length;
  const holding =
    count === 0 ? [] : [count === 1 ? 'The expectation holds.' : `All ${count} expectations hold.`];
  if (race !== null) {
    const of = { schedules: race.total, total: race.total, exact: race.exact };
    return { name: 'kept', of, why: [`${everyOrder}.`, ...holding].join(' ') };
  }
  const there = isAllThere(world) ? ['Whatever was written is there in the end.'] : [];
  return there.length + count === 0 ? null : plain('kept', [...there, ...holding].join(' '));
}

function failed(world: Replayed): NamedOutcome | null {
  const [unanswered] = eventsOfType(world, 'send-failed');
  if (unanswered) return plain('failed', unanswered.message);
  const broken = eventsOfType(world, 'received').find(({ status }) => status >= 500);
  return broken
    ? plain('failed', `A response had status ${broken.status}: ${broken.body.slice(0, 200)}`)
    : null;
}

function refused(world: Replayed): NamedOutcome | null {
  const verdicts = eventsOfType(world, 'jar').flatMap((event) => event.verdicts);
  return told('refused', verdicts, world.config.options.name);
}

function withheld(world: Replayed): NamedOutcome | null {
  const verdicts = eventsOfType(world, 'verdict').map(({ verdict }) => verdict);
  const insecure = verdicts.filter(({ rule }) => rule === 'no-cookie-insecure');
  return told('withheld', insecure);
}

/** The first of the verdicts that decides so, about the cookie of that name where one is given. */
function told(
  name: 'refused' | 'withheld',
  verdicts: readonly Verdict[],
  cookie?: string,
): NamedOutcome | null {
  const isAbout = ({ inputs }: Verdict) => cookie === undefined || inputs['name'] === cookie;
  const found = verdicts.find((one) => verdictRules[one.rule].decision === name && isAbout(one));
  return found ? plain(name, explain(found)) : null;
}

/** A browser was given a session that something was written into, and in the end has none, or one that is empty. */
function loggedOut(world: Replayed, now: number): NamedOutcome | null {
  const jars = eventsOfType(world, 'jar');
  const isRenewed = eventsOfType(world, 'verdict').some(({ verdict: { rule } }) => losing.has(rule));
  for (const browser of new Set(
    jars.filter(({ cookies }) => cookies.length > 0).map((event) => event.browser),
  )) {
    const session = sessionOf(world, browser, now);
    if (!session.found) return plain('logged out', `${session.why}.`);
    const isEmpty = Object.keys(session.data).every((key) => key === 'cookie');
    if (isEmpty && isRenewed) return plain('logged out', `${browser} has a new, empty session.`);
  }
  return null;
}

const losing: ReadonlySet<string> = new Set(['unknown-sid', 'signature-invalid']);
