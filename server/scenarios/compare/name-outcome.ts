import {
  type NamedOutcome,
  type OutcomeName,
  outcomeNames,
  type RaceInCell,
} from '../../contract/compare/compare.ts';
import type { AnomalyKind } from '../../contract/races/races.ts';
import { explain, type Verdict, verdictRules } from '../../contract/verdicts/verdict.ts';
import { sessionOf } from '../expectations/browser-session.ts';
import type { Replayed } from '../run/replay.ts';
import { eventsOfType } from './events-of-type.ts';

const nameOf: Readonly<Record<AnomalyKind, OutcomeName>> = {
  'lost delete': 'logout undone',
  'lost update': 'lost',
  'duplicate session': 'duplicated',
  'orphan session': 'orphaned',
  'stale read': 'stale',
};

/** What a cell came to: of all orders where it was raced, else of its one run. `now`: ms on the lab's clock at its end. */
export function nameOutcome(world: Replayed, race: RaceInCell | null, now: number): NamedOutcome {
  const seen = [
    failed(world),
    ...raced(race),
    kept(race),
    refused(world),
    withheld(world),
    loggedOut(world, now),
  ];
  const found = seen.filter((one) => one !== null);
  const gravest = Object.keys(outcomeNames).find((name) => found.some((one) => one.name === name));
  return (
    found.find(({ name }) => name === gravest) ??
    plain(world.sessions.size === 0 ? 'no session' : 'kept', outcomeNames.kept.sentence)
  );
}

const plain = (name: OutcomeName, why: string): NamedOutcome => ({
  name,
  of: null,
  why: name === 'no session' ? outcomeNames[name].sentence : why,
});

const raced = (race: RaceInCell | null): NamedOutcome[] =>
  (race?.anomalies ?? []).map(({ kind, schedules }) => ({
    name: nameOf[kind],
    of: { schedules, total: race?.total ?? schedules, exact: race?.exact ?? false },
    why: outcomeNames[nameOf[kind]].sentence,
  }));

const kept = (race: RaceInCell | null): NamedOutcome | null =>
  race === null || race.anomalies.length > 0
    ? null
    : {
        name: 'kept',
        of: { schedules: race.total, total: race.total, exact: race.exact },
        why: 'Every order ends as one request after the other would.',
      };

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
