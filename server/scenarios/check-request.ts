import type { LogEvent } from '../contract/events.ts';
import { explain, type Verdict, verdictRules } from '../contract/verdict.ts';
import type { ExpectationOf, Seen, Sight } from './sight.ts';

type EventOf<Type extends LogEvent['type']> = LogEvent & { type: Type };

const eventsOf = ({ world, ids }: Sight, id: string): readonly LogEvent[] =>
  world.requests.get(ids.get(id) ?? id) ?? [];

function lastOf<Type extends LogEvent['type']>(
  events: readonly LogEvent[],
  type: Type,
): EventOf<Type> | undefined {
  const isWanted = (event: LogEvent): event is EventOf<Type> => event.type === type;
  return events.filter(isWanted).at(-1);
}

/** What the browser got: status, text in the body, whether the session's cookie was set, where it is sent on to. */
export function checkResponse(expectation: ExpectationOf<'response'>, sight: Sight): Seen {
  const { response: id, status, body, setCookie, location } = expectation;
  const events = eventsOf(sight, id);
  const answered = lastOf(events, 'answered');
  const received = lastOf(events, 'received');
  const failed = lastOf(events, 'send-failed');
  const { name } = sight.world.config.options;
  const isCookieSet = answered?.setCookie.some((line) => line.startsWith(`${name}=`)) ?? false;
  const cookieText = (isSet: boolean) => `${isSet ? 'sets' : 'does not set'} ${name}`;

  const parts = [
    status !== undefined && {
      holds: answered?.status === status,
      wanted: `status ${status}`,
      found: `status ${answered?.status}`,
    },
    body !== undefined && {
      holds: received?.body.includes(body) ?? false,
      wanted: `a body with ${JSON.stringify(body)}`,
      found: `body ${JSON.stringify(received?.body.slice(0, 300) ?? '')}`,
    },
    setCookie !== undefined && {
      holds: answered !== undefined && isCookieSet === setCookie,
      wanted: cookieText(setCookie),
      found: cookieText(isCookieSet),
    },
    location !== undefined && {
      holds: answered?.location === location,
      wanted: `location ${location}`,
      found: answered?.location ? `location ${answered.location}` : 'no location',
    },
  ].filter((part) => part !== false);
  const last = failed ?? (body === undefined ? answered : received) ?? answered ?? events.at(-1);
  const noAnswer = failed === undefined ? 'no answer' : `no answer: ${failed.message}`;
  return {
    holds: parts.every((part) => part.holds),
    expected: `${id} answers: ${parts.map((part) => part.wanted).join(', ')}`,
    seen: answered === undefined ? noAnswer : parts.map((part) => part.found).join(', '),
    event: last?.seq ?? null,
  };
}

/** A Set-Cookie of the response that the browser would not take. */
export function checkRefused(expectation: ExpectationOf<'refused'>, sight: Sight): Seen {
  const { refused: id, reason } = expectation;
  const jars = eventsOf(sight, id).filter((event) => event.type === 'jar');
  const verdicts = jars.flatMap((event) => event.verdicts);
  const refusals = verdicts.filter(({ rule }) => verdictRules[rule].decision === 'refused');
  const seen = refusals.length > 0 ? refusals : verdicts;
  return {
    holds: refusals.some(({ rule }) => reason === undefined || rule === reason),
    expected: `the browser refuses a cookie of ${id}${reason === undefined ? '' : ` by ${reason}`}`,
    seen: seen.length > 0 ? seen.map(inWords).join(' ') : 'the response set no cookie',
    event: jars.at(-1)?.seq ?? eventsOf(sight, id).at(-1)?.seq ?? null,
  };
}

const operationOf: Record<string, ExpectationOf<'store'>['operation']> = {
  saved: 'save',
  touched: 'touch',
  destroyed: 'destroy',
  nothing: 'nothing',
};

/** What express-session did to the store at the request's end, as it was observed. */
export function checkStore(expectation: ExpectationOf<'store'>, sight: Sight): Seen {
  const { store: id, operation } = expectation;
  const events = eventsOf(sight, id);
  const decided = verdictsIn(events).findLast(
    ({ verdict }) => verdictRules[verdict.rule].subject === 'store',
  );
  const isOver = events.some(({ type }) => type === 'responded');
  const actual = decided === undefined && isOver ? 'nothing' : operationOf[decided?.verdict.actual ?? ''];
  const why = decided === undefined ? '' : `. ${explain(decided.verdict)}`;
  return {
    holds: actual === operation,
    expected: `the store at the end of ${id}: ${operation}`,
    seen: `${actual ?? decided?.verdict.actual ?? 'the request never came to its end'}${why}`,
    event: decided?.seq ?? events.at(-1)?.seq ?? null,
  };
}

/** A rule that decided something in the request, at the server or at the browser. */
export function checkVerdict(expectation: ExpectationOf<'verdict'>, sight: Sight): Seen {
  const { verdict: id, rule } = expectation;
  const events = eventsOf(sight, id);
  const verdicts = verdictsIn(events);
  const fitting = verdicts.find(({ verdict }) => verdict.rule === rule);
  const { subject } = verdictRules[rule];
  const alike = verdicts.filter(({ verdict }) => verdictRules[verdict.rule].subject === subject);
  const others = alike.length > 0 ? alike : verdicts;
  return {
    holds: fitting !== undefined,
    expected: `a verdict of ${id}: ${rule}`,
    seen: fitting
      ? inWords(fitting.verdict)
      : others.map(({ verdict }) => inWords(verdict)).join(' ') || 'no verdict at all',
    event: fitting?.seq ?? others.at(-1)?.seq ?? events.at(-1)?.seq ?? null,
  };
}

const inWords = (verdict: Verdict): string => `${verdict.rule}: ${explain(verdict)}`;

function verdictsIn(events: readonly LogEvent[]): Array<{ verdict: Verdict; seq: number }> {
  return events.flatMap((event) => {
    const { seq } = event;
    if (event.type === 'verdict') return [{ verdict: event.verdict, seq }];
    if (event.type === 'jar') return event.verdicts.map((verdict) => ({ verdict, seq }));
    if (event.type === 'sent') return event.withheld.map((verdict) => ({ verdict, seq }));
    return [];
  });
}
