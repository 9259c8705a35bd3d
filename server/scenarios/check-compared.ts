import type { comparedParts } from '../contract/expectations.ts';
import { type ExpectationOf, eventsOf, lastOf, type Seen, type Sight } from './sight.ts';

type Part = (typeof comparedParts)[number];

const words: Record<Part, string> = {
  sid: 'session ID',
  cookie: 'session cookie',
  status: 'status',
  body: 'body',
};

/** Something is the same in two requests. */
export const checkSame = ({ same, of }: ExpectationOf<'same'>, sight: Sight): Seen =>
  compare(same, of, sight, true);

/** Something differs between two requests. */
export const checkDifferent = ({ different, of }: ExpectationOf<'different'>, sight: Sight): Seen =>
  compare(different, of, sight, false);

function compare(
  [one, other]: readonly [string, string],
  part: Part,
  sight: Sight,
  wantsSame: boolean,
): Seen {
  const values = [one, other].map((id) => read[part](id, sight));
  const [first, second] = values;
  // What one of the two has not got is neither the same nor another.
  const areThere = first !== undefined && second !== undefined;
  return {
    holds: areThere && (first === second) === wantsSame,
    expected: `the ${words[part]} of ${one} and ${other}: ${wantsSame ? 'the same' : 'not the same'}`,
    seen: `${one} ${first ?? 'has none'}, ${other} ${second ?? 'has none'}`,
    event: eventsOf(sight, other).at(-1)?.seq ?? null,
  };
}

const read: Record<Part, (id: string, sight: Sight) => string | undefined> = {
  sid: (id, sight) => lastOf(eventsOf(sight, id), 'session')?.sid,
  cookie: cookieAfter,
  status: (id, sight) => lastOf(eventsOf(sight, id), 'answered')?.status.toString(),
  body: (id, sight) => lastOf(eventsOf(sight, id), 'received')?.body,
};

/** The session cookie's value that a response set; where it set none, the one that went along with the request. */
function cookieAfter(id: string, sight: Sight): string | undefined {
  const events = eventsOf(sight, id);
  const start = `${sight.world.config.options.name}=`;
  const set = lastOf(events, 'answered')?.setCookie.findLast((line) => line.startsWith(start));
  const sent = lastOf(events, 'sent')
    ?.cookie?.split('; ')
    .find((pair) => pair.startsWith(start));
  return (set ?? sent)?.slice(start.length).split(';', 1)[0];
}
