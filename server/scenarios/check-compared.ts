import type { comparedParts } from '../contract/scenario/expectations.ts';
import {
  type CheckContext,
  type CheckResult,
  type ExpectationOf,
  eventsOf,
  lastOf,
} from './check-context.ts';

type Part = (typeof comparedParts)[number];

const words: Record<Part, string> = {
  sid: 'session ID',
  cookie: 'session cookie',
  status: 'status',
  body: 'body',
};

/** Something is the same in two requests. */
export const checkSame = ({ same, of }: ExpectationOf<'same'>, context: CheckContext): CheckResult =>
  compare(same, of, context, true);

/** Something differs between two requests. */
export const checkDifferent = (
  { different, of }: ExpectationOf<'different'>,
  context: CheckContext,
): CheckResult => compare(different, of, context, false);

function compare(
  [one, other]: readonly [string, string],
  part: Part,
  context: CheckContext,
  wantsSame: boolean,
): CheckResult {
  const values = [one, other].map((id) => read[part](id, context));
  const [first, second] = values;
  // What one of the two has not got is neither the same nor another.
  const areThere = first !== undefined && second !== undefined;
  return {
    holds: areThere && (first === second) === wantsSame,
    expected: `the ${words[part]} of ${one} and ${other}: ${wantsSame ? 'the same' : 'not the same'}`,
    seen: `${one} ${first ?? 'has none'}, ${other} ${second ?? 'has none'}`,
    event: eventsOf(context, other).at(-1)?.seq ?? null,
  };
}

const read: Record<Part, (id: string, context: CheckContext) => string | undefined> = {
  sid: (id, context) => lastOf(eventsOf(context, id), 'session')?.sid,
  cookie: cookieAfter,
  status: (id, context) => lastOf(eventsOf(context, id), 'answered')?.status.toString(),
  body: (id, context) => lastOf(eventsOf(context, id), 'received')?.body,
};

/** The session cookie's value that a response set; where it set none, the one that went along with the request. */
function cookieAfter(id: string, context: CheckContext): string | undefined {
  const events = eventsOf(context, id);
  const start = `${context.world.config.options.name}=`;
  const set = lastOf(events, 'answered')?.setCookie.findLast((line) => line.startsWith(start));
  const sent = lastOf(events, 'sent')
    ?.cookie?.split('; ')
    .find((pair) => pair.startsWith(start));
  return (set ?? sent)?.slice(start.length).split(';', 1)[0];
}
