import type { comparedParts } from '../../contract/scenario/expectations.ts';
import { type CheckContext, eventsOf, lastOf, type Seen } from './context.ts';
import { type ExpectationRows, namedTwo } from './row.ts';

type Part = (typeof comparedParts)[number];
type Pair = readonly [string, string];

/** What is the same in two requests, or differs. */
export const comparedRows: ExpectationRows<'same' | 'different'> = {
  same: {
    words: ({ same, of }) => `${partOf(same, of)}: the same`,
    check: ({ same, of }, context) => compare(same, of, context, true),
    browsers: null,
    requests: ({ same }) => namedTwo('same', same),
    problems: null,
    record: null,
  },
  different: {
    words: ({ different, of }) => `${partOf(different, of)}: not the same`,
    check: ({ different, of }, context) => compare(different, of, context, false),
    browsers: null,
    requests: ({ different }) => namedTwo('different', different),
    problems: null,
    record: null,
  },
};

const words: Record<Part, string> = {
  sid: 'session ID',
  cookie: 'session cookie',
  status: 'status',
  body: 'body',
};
const partOf = ([one, other]: Pair, part: Part): string => `the ${words[part]} of ${one} and ${other}`;

function compare([one, other]: Pair, part: Part, context: CheckContext, wantsSame: boolean): Seen {
  const [first, second] = [read[part](one, context), read[part](other, context)];
  // What one of the two has not got is neither the same nor another.
  const areThere = first !== undefined && second !== undefined;
  return {
    holds: areThere && (first === second) === wantsSame,
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
