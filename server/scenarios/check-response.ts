import {
  type CheckContext,
  type CheckResult,
  type EventOf,
  type ExpectationOf,
  eventsOf,
  lastOf,
  shown,
} from './check-context.ts';
import { holdValue, valueAt } from './value-at.ts';

type Part = { holds: boolean; wanted: string; found: string };
type Asked = ExpectationOf<'response'>;
type Answer = {
  answered: EventOf<'answered'> | undefined;
  received: EventOf<'received'> | undefined;
  failed: EventOf<'send-failed'> | undefined;
};

/** What the browser got: all that is asked of it has to fit. */
export function checkResponse(expectation: Asked, context: CheckContext): CheckResult {
  const { response: id, body, json } = expectation;
  const events = eventsOf(context, id);
  const answer: Answer = {
    answered: lastOf(events, 'answered'),
    received: lastOf(events, 'received'),
    failed: lastOf(events, 'send-failed'),
  };
  const { name } = context.world.config.options;
  const parts = [...firstParts(expectation, answer, name), ...headerParts(expectation, answer)];
  const { answered, received, failed } = answer;
  const looksAtBody = body !== undefined || json !== undefined;
  const last = failed ?? (looksAtBody ? received : answered) ?? answered ?? events.at(-1);
  const noAnswer = failed === undefined ? 'no answer' : `no answer: ${failed.message}`;
  const isUnanswered = answered === undefined && expectation.failed === undefined;
  return {
    holds: parts.every((part) => part.holds),
    expected: `${id} answers: ${parts.map((part) => part.wanted).join(', ')}`,
    seen: isUnanswered ? noAnswer : parts.map((part) => part.found).join(', '),
    event: last?.seq ?? null,
  };
}

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
  const { holds, wanted } = holdValue(data === undefined ? undefined : valueAt(data, asked.path), asked);
  return {
    holds: holds && data !== undefined,
    wanted: `${place}: ${wanted}`,
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
