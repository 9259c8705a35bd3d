import { problem } from '../../contract/errors.ts';
import type { Expectations } from '../../contract/scenario/expectations.ts';
import { type EventOf, endInWords, eventsOf, lastOf, shown } from './context.ts';
import { type ExpectationRow, named, recordedEvents } from './row.ts';
import { holdValue, problemsOfValue, valueAt, wantedValue } from './value-at.ts';

type Part = { holds: boolean; wanted: string; found: string };
type Asked = Expectations['response'];
type Answer = {
  answered: EventOf<'answered'> | undefined;
  received: EventOf<'received'> | undefined;
  failed: EventOf<'send-failed'> | undefined;
};

/** What the browser got: all that is asked of it has to fit. */
export const response: ExpectationRow<'response'> = {
  words: (expectation, { options }) => {
    const parts = partsOf(expectation, noAnswer, options.name);
    return `${expectation.response} answers: ${parts.map((part) => part.wanted).join(', ')}`;
  },
  check: (expectation, context) => {
    const { response: id, body, json } = expectation;
    const events = eventsOf(context, id);
    const answer: Answer = {
      answered: lastOf(events, 'answered'),
      received: lastOf(events, 'received'),
      failed: lastOf(events, 'send-failed'),
    };
    const parts = partsOf(expectation, answer, context.world.config.options.name);
    const { answered, received, failed } = answer;
    const looksAtBody = body !== undefined || json !== undefined;
    const last = failed ?? (looksAtBody ? received : answered) ?? answered ?? events.at(-1);
    const unanswered = `no answer: ${failed?.message ?? endInWords(events)}`;
    const isUnanswered = answered === undefined && expectation.failed === undefined;
    return {
      holds: parts.every((part) => part.holds),
      seen: isUnanswered ? unanswered : parts.map((part) => part.found).join(', '),
      event: last?.seq ?? null,
    };
  },
  browsers: null,
  requests: ({ response: id }) => named('response', id),
  problems: (expectation, at) => {
    const known = ['status', 'body', 'json', 'setCookie', 'location', 'headers', 'failed'];
    if (asksNothing(expectation)) return [problem('expects-nothing', at, { known })];
    return expectation.json === undefined ? [] : problemsOfValue(expectation.json, `${at}.json`);
  },
  record: {
    isTaken: false,
    suggest: (recorded) => [
      ...recordedEvents(recorded, 'answered').map(({ name, event: { status } }) => ({
        response: name,
        status,
      })),
      ...recordedEvents(recorded, 'send-failed').map(({ name }) => ({ response: name, failed: true })),
    ],
  },
};

/** No headers are those of any answer, and no text is within any. */
const asksNothing = ({ response: _, body = '', headers = {}, ...others }: Asked): boolean =>
  body === '' &&
  Object.keys(headers).length === 0 &&
  Object.values(others).every((asked) => asked === undefined);

const noAnswer: Answer = { answered: undefined, received: undefined, failed: undefined };

const partsOf = (asked: Asked, answer: Answer, cookie: string): Part[] => [
  ...firstParts(asked, answer, cookie),
  ...headerParts(asked, answer),
];

function firstParts(asked: Asked, { answered, received, failed }: Answer, cookie: string): Part[] {
  const { status, body, json, setCookie, location } = asked;
  const isCookieSet = answered?.setCookie.some((line) => line.startsWith(`${cookie}=`)) ?? false;
  const cookieText = (isSet: boolean) => `${isSet ? 'sets' : 'does not set'} ${cookie}`;
  const parts = [
    status !== undefined && {
      holds: answered?.status === status,
      wanted: `status ${status}`,
      found: `status ${answered?.status}`,
    },
    body !== undefined && {
      holds: received?.body.includes(body) ?? false,
      wanted: `a body with ${quoted(body)}`,
      found: `body ${quoted(received?.body.slice(0, 300) ?? '')}`,
    },
    json !== undefined && jsonPart(json, received?.body ?? ''),
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
    asked.failed !== undefined && {
      holds: (failed !== undefined) === asked.failed,
      wanted: asked.failed ? 'nothing, or not wholly' : 'wholly',
      found: failed === undefined ? 'a whole response' : failed.message,
    },
  ];
  return parts.filter((part) => part !== false);
}

function jsonPart(asked: NonNullable<Asked['json']>, body: string): Part {
  const place = asked.path === undefined ? 'JSON' : `${asked.path} in its JSON`;
  const data = parsed(body);
  return {
    holds: data !== undefined && holdValue(valueAt(data, asked.path), asked),
    wanted: `${place}: ${wantedValue(asked)}`,
    found:
      data === undefined
        ? `no JSON: ${quoted(body.slice(0, 100))}`
        : `${place}: ${shown(valueAt(data, asked.path))}`,
  };
}

/** Text as it stands; escaped only where it holds what cannot be seen. */
function quoted(text: string): string {
  if (/\p{Cc}/u.test(text)) return JSON.stringify(text);
  return text.includes('"') ? `“${text}”` : `"${text}"`;
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** Headers that are told apart from the others. */
function headerParts({ headers = {} }: Asked, { answered }: Answer): Part[] {
  const all = new Map(Object.entries(answered?.headers ?? {}));
  if (answered?.location) all.set('location', answered.location);
  if (answered && answered.setCookie.length > 0) all.set('set-cookie', answered.setCookie.join(' | '));
  return Object.entries(headers).map(([given, wanted]) => {
    const name = given.toLowerCase();
    const value = all.get(name);
    const found = value === undefined ? `no ${name}` : `${name}: ${value}`;
    if (typeof wanted === 'string') {
      return {
        holds: value?.includes(wanted) ?? false,
        wanted: `${name} with ${quoted(wanted)}`,
        found,
      };
    }
    const holds = answered !== undefined && (value !== undefined) === wanted;
    return { holds, wanted: wanted ? `a header ${name}` : `no header ${name}`, found };
  });
}
