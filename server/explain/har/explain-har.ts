import { parseSetCookie } from '../../browsers/parse-set-cookie.ts';
import type { Explanation, Told } from '../../contract/explain.ts';
import { say } from '../../words/explain/say.ts';
import { explainValue } from '../cookies/explain-cookie.ts';
import { headerOf } from '../requests/sent-request.ts';
import { followSession, type NamedExchange, sessionNames } from './follow-session.ts';
import { harScenario } from './har-scenario.ts';
import { type Exchange, type Har, readHar } from './read-har.ts';

const mostRequests = 200;
const mostTold = 60;

/** What a recording tells of its session cookies, and a scenario that sends the same to the lab. `url`: of which host. */
export function explainHar(
  json: unknown,
  { secrets, url }: { secrets: readonly string[]; url: URL | null },
): Pick<Explanation, 'parts' | 'scenario'> {
  const har = readHar(json);
  const host = url?.host ?? har.exchanges[0]?.request.url.host ?? '';
  const own = har.exchanges.filter(({ request }) => request.url.host === host);
  const names = sessionNames(own);
  const name = names.has('connect.sid') ? 'connect.sid' : ([...names.keys()][0] ?? null);
  const requests = own.filter(
    (exchange) => !isSocket(exchange) && !isPreflight(exchange) && !isFile(exchange),
  );
  const taken = requests
    .slice(0, mostRequests)
    .map((exchange, at): NamedExchange => ({ ...exchange, id: `r${at + 1}` }));
  const followed = name === null ? null : followSession(taken, name);
  const cookie = followed?.jar.cookies().find((each) => each.name === name) ?? null;
  const { scenario, together, told } = harScenario(taken, { host, cookie, hasCookies: har.hasCookies });
  const story = [
    ...(name !== null
      ? [say('followed-name', { name })]
      : har.hasCookies
        ? [say('no-session-cookie', {})]
        : []),
    ...(followed?.told ?? []),
  ];
  const overlaps = together.map((requests) => say('overlapped', { requests }));
  return {
    parts: [
      { title: 'The recording', told: recordingTold(har, own, host, requests.length - taken.length) },
      { title: 'The session cookie', told: cut(story) },
      ...lastCookies(name, names, own, secrets),
      {
        title: 'Overlaps',
        told: overlaps.length === 0 && taken.length > 0 ? [say('none-overlapped', {})] : cut(overlaps),
      },
      { title: 'The scenario', told },
    ].filter((part) => part.told.length > 0),
    scenario,
  };
}

/** The last session cookie with what is in it; where there is none, what the others are. */
function lastCookies(
  name: string | null,
  names: ReadonlyMap<string, string[]>,
  own: readonly Exchange[],
  secrets: readonly string[],
): Explanation['parts'] {
  const value = name === null ? undefined : names.get(name)?.at(-1);
  if (name === null || value === undefined) return foreignParts(own, secrets);
  const told = explainValue({ name, value }, new Set(names.keys()), secrets);
  return [{ title: `The last ${name}`.slice(0, 80), told }];
}

const isSocket = ({ isSocket: is }: Exchange): boolean => is;
const isPreflight = ({ request }: Exchange): boolean =>
  request.method === 'OPTIONS' && headerOf(request, 'access-control-request-method') !== null;
/** Served from before the session, as a rule. */
const isFile = ({ request, type, setCookies }: Exchange): boolean =>
  request.method === 'GET' &&
  setCookies.length === 0 &&
  (/^(?:image|font|audio|video)\/|^text\/(?:css|javascript)|^application\/(?:x-)?(?:javascript|font)|^application\/wasm/.test(
    type,
  ) ||
    /\.(?:js|mjs|css|map|png|jpe?g|gif|webp|avif|svg|ico|woff2?|ttf|otf)$/i.test(request.url.pathname));

function cut(told: readonly Told[]): Told[] {
  if (told.length <= mostTold) return [...told];
  return [...told.slice(0, mostTold), say('more-left', { what: 'lines', left: told.length - mostTold })];
}

function recordingTold(har: Har, own: readonly Exchange[], host: string, past: number): Told[] {
  const others = [...new Set(har.exchanges.map(({ request }) => request.url.host))].filter(
    (each) => each !== host,
  );
  const elsewhere = others.filter(
    (each) => sessionNames(har.exchanges.filter(({ request }) => request.url.host === each)).size > 0,
  );
  const counted = (
    code: 'files-left-out' | 'preflights-left-out' | 'sockets-left-out',
    is: (exchange: Exchange) => boolean,
  ): Told[] => {
    const requests = own.filter(is).length;
    return requests === 0 ? [] : [say(code, { requests })];
  };
  return [
    own.length === 0 ? say('no-requests', {}) : say('requests-in', { requests: own.length, host }),
    ...(har.hasCookies || har.exchanges.length === 0
      ? []
      : [say('sanitized', { how: sanitizedWords(har.creator) })]),
    ...(har.broken === 0 ? [] : [say('broken-entries', { entries: har.broken })]),
    ...(others.length === 0 ? [] : [say('other-host-left-out', { hosts: others.slice(0, 10) })]),
    ...elsewhere.slice(0, 3).map((each) => say('host-of-session', { host: each })),
    ...counted(
      'files-left-out',
      (exchange) => !isSocket(exchange) && !isPreflight(exchange) && isFile(exchange),
    ),
    ...counted('preflights-left-out', isPreflight),
    ...counted('sockets-left-out', isSocket),
    ...(past > 0 ? [say('more-steps-left-out', { left: past })] : []),
  ];
}

/** Why a recording has none, by who made it. */
const sanitizedWords = (creator: string): string =>
  /webinspector/i.test(creator)
    ? 'Chrome leaves them out of what it exports unless it is told: in DevTools, Settings, Preferences, Network, “Allow to generate HAR with sensitive data”; then hold the export button down.'
    : 'Either there were none, or who recorded it took them out.';

/** Where no cookie is express-session's, what the others are. */
function foreignParts(own: readonly Exchange[], secrets: readonly string[]): Explanation['parts'] {
  const cookies = new Map(
    own.flatMap(({ setCookies, start }) =>
      setCookies.flatMap((line) => {
        const cookie = parseSetCookie(line, start);
        return 'name' in cookie ? [[cookie.name, cookie.value] as const] : [];
      }),
    ),
  );
  const names = new Set(cookies.keys());
  return [...cookies].slice(0, 5).map(([name, value]) => ({
    title: name.slice(0, 60) || 'A cookie without a name',
    told: explainValue({ name, value }, names, secrets),
  }));
}
