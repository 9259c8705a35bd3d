import type { Horizon, LogEvent } from '../../contract/events/events.ts';
import type { Suggested } from '../../contract/scenario/catalogue.ts';
import type { Expectation } from '../../contract/scenario/scenario.ts';
import { verdictRules } from '../../contract/verdicts/verdict.ts';
import { sessionOf } from '../browser-session.ts';
import { check } from '../check.ts';
import { replay } from '../replay.ts';
import type { createNames } from './names.ts';

/** Requests that are looked at, and characters of a value that is expected, at most. */
const [requestsAtMost, valueAtMost] = [40, 80];

/**
 * Expectations that hold at the log's end: what is stored, what the jars hold, and of each request its status, what became
 * of the store and of the cookie. Those on what was left behind are taken unless taken out.
 */
export function suggestedFor(
  log: { horizon: Horizon | null; events: readonly LogEvent[] },
  names: ReturnType<typeof createNames>,
  browsers: readonly string[],
): { suggested: Suggested[] } {
  const world = replay(log);
  const ids = new Map([...names.all()].map(([request, name]) => [name, request]));
  const now = Date.now() + (log.events.findLast((event) => event.type === 'clock')?.offset ?? 0);
  const holds = ({ expectation }: Suggested): boolean => check(expectation, { world, ids, now }).holds;

  const ofRequests = [...ids]
    .slice(0, requestsAtMost)
    .flatMap(([name, request]) =>
      (world.requests.get(request) ?? []).flatMap((event) => ofEvent(name, event)),
    );
  const ofBrowsers = browsers.flatMap((browser) => {
    const found = sessionOf(world, browser, now);
    const data = found.found ? Object.entries(found.data) : [];
    // The cookie's own settings hold the time at which it was sent.
    const values = data.filter(
      ([key, value]) => key !== 'cookie' && JSON.stringify(value).length <= valueAtMost,
    );
    return [
      ...values.map(([path, equals]) => ({ session: browser, path, equals }) as Expectation),
      { cookie: browser, present: found.found } satisfies Expectation,
    ];
  });
  const left: Expectation[] = [...ofBrowsers, { sessions: world.sessions.size }];
  const all = [
    ...left.map((expectation) => ({ expectation, isTaken: true })),
    ...ofRequests.map((expectation) => ({ expectation, isTaken: false })),
  ];
  return { suggested: all.filter(holds) };
}

const operations: Readonly<Record<string, 'save' | 'touch' | 'destroy'>> = {
  saved: 'save',
  touched: 'touch',
  destroyed: 'destroy',
};

function ofEvent(name: string, event: LogEvent): Expectation[] {
  if (event.type === 'answered') return [{ response: name, status: event.status }];
  if (event.type !== 'verdict') return [];
  const { rule, actual } = event.verdict;
  const { subject } = verdictRules[rule];
  if (subject === 'set-cookie') return [{ verdict: name, rule }];
  const operation = operations[actual] ?? 'nothing';
  return subject === 'store' ? [{ store: name, operation }] : [];
}
