import { isIP } from 'node:net';
import type { RequestSite } from '../../browsers/decide-set-cookie.ts';
import { createJar } from '../../browsers/jar.ts';
import { type ParsedCookie, parseSetCookie } from '../../browsers/parse-set-cookie.ts';
import type { Explanation, Told } from '../../contract/explain.ts';
import type { RequestSpec } from '../../contract/requests.ts';
import { timeText } from '../../contract/time-text.ts';
import { browserRules } from '../../contract/verdicts/browser-rules.ts';
import { type Verdict, explain as verdictSentence } from '../../contract/verdicts/verdict.ts';
import { say } from '../../words/explain/say.ts';
import { explainAttributes } from './attributes.ts';
import { explainValue } from './explain-cookie.ts';
import { unfolded } from './set-cookie-lines.ts';

/** `url`: from where the answer came, null where that is not said. `now` in ms since 1970. */
export type Asked = { secrets: readonly string[]; url: URL | null; now: number };

const mostLines = 40;

/** Set-Cookie lines: what is in each, and what the lab's browser does with it. */
export function explainSetCookies(values: readonly string[], asked: Asked): Explanation['parts'] {
  const { lines, isFolded } = unfolded(values);
  const parsed = lines.slice(0, mostLines).map((line) => ({ line, cookie: parseSetCookie(line, asked.now) }));
  const names = new Set(parsed.flatMap(({ cookie }) => ('name' in cookie ? cookie.name : [])));
  const parts = parsed.map(({ line, cookie }) =>
    'problem' in cookie
      ? { title: line.slice(0, 30), told: [refusedTold(line, asked)] }
      : {
          title: (cookie.name || 'A cookie without a name').slice(0, 60),
          told: explainLine(line, cookie, names, asked),
        },
  );
  const around: Told[] = [
    ...(isFolded ? [say('folded', { cookies: lines.length })] : []),
    ...(lines.length > mostLines
      ? [say('more-left', { what: 'lines', left: lines.length - mostLines })]
      : []),
  ];
  return around.length === 0 ? parts : [{ title: 'The lines', told: around }, ...parts];
}

const refusedTold = (line: string, { url, now }: Asked): Told => {
  const at = url ?? new URL('https://app.example.com/');
  const sentence = verdictSentence(createJar().receive(line, { url: at, site: 'same-site', now }));
  return say('browser-refuses', { origin: at.origin, sentence });
};

function explainLine(line: string, cookie: ParsedCookie, names: ReadonlySet<string>, asked: Asked): Told[] {
  return [
    ...explainValue(cookie, names, asked.secrets),
    ...explainAttributes(line),
    ...expiryTold(cookie, asked.now),
    ...(cookie.path === null ? [say('default-path', {})] : []),
    ...explainJar(line, cookie, asked),
  ];
}

/** RFC 6265bis 5.5. */
const longestLife = 400 * 24 * 60 * 60 * 1000;

function expiryTold({ expires }: ParsedCookie, now: number): Told[] {
  if (expires === null) return [say('lasts-session', {})];
  const until = new Date(expires).toISOString();
  if (expires <= now) return [say('over', { since: until })];
  return [
    say('lasts', { until, span: timeText(expires - now) }),
    ...(expires - now >= longestLife ? [say('cut-to-400-days', {})] : []),
  ];
}

/** Whether it would be kept there, and with which requests it would be sent again. */
function explainJar(line: string, cookie: ParsedCookie, { url, now }: Asked): Told[] {
  const secure = url ?? assumedUrl(cookie);
  const said = verdictsAt(line, cookie, secure, now);
  if (url !== null) return [...said.told, ...(said.isKept ? sentAgain(line, secure, now) : [])];
  const plain = new URL(secure);
  plain.protocol = 'http:';
  const overHttp = receive(line, plain, 'same-site', now);
  const asks: Told[] = [
    cookie.domain === null ? say('origin-not-said', {}) : say('host-not-said', { host: hostWords(secure) }),
    ...(said.isKept && isRefusal(overHttp)
      ? [say('browser-refuses-when', { origin: plain.origin, sentence: verdictSentence(overHttp) })]
      : []),
  ];
  return [...said.told, ...asks, ...(said.isKept ? sentAgain(line, secure, now) : [])];
}

const hostWords = (url: URL): string => url.hostname;

const isSigned = /^s(?::|%3a)/i;

/** An address from which the cookie could have come, over https. */
function assumedUrl({ domain, path }: ParsedCookie): URL {
  const isOwn = domain !== null && (isIP(domain) !== 0 || domain === 'localhost');
  const host = domain === null ? 'app.example.com' : isOwn ? domain : `www.${domain}`;
  return URL.parse(path ?? '/', `https://${host}/`) ?? new URL('https://app.example.com/');
}

const receive = (line: string, url: URL, site: RequestSite, now: number): Verdict =>
  createJar().receive(line, { url, site, now });
const isRefusal = ({ rule }: Verdict): boolean => rule in browserRules && verdictDecision(rule) === 'refused';
const verdictDecision = (rule: Verdict['rule']): string =>
  Object.entries(browserRules).find(([name]) => name === rule)?.[1].decision ?? '';

function verdictsAt(
  line: string,
  cookie: ParsedCookie,
  url: URL,
  now: number,
): { told: Told[]; isKept: boolean } {
  const verdict = receive(line, url, 'same-site', now);
  const given = { origin: url.origin, sentence: verdictSentence(verdict) };
  if (isRefusal(verdict))
    return {
      told: [
        say('browser-refuses', given),
        say('not-kept-again', { isSession: isSigned.test(cookie.value) }),
      ],
      isKept: false,
    };
  // Of a cookie that is over the jar tells what it had of that name, and here it has none.
  const told = verdict.rule === 'jar-nothing-to-remove' ? [] : [say('browser-says', given)];
  return { told, isKept: verdict.rule === 'jar-stored' };
}

type Occasion = { words: string; site: RequestSite; method: RequestSpec['method'] };
const occasions: readonly Occasion[] = [
  { words: 'requests of its own site', site: 'same-site', method: 'GET' },
  { words: 'a link on another site', site: 'cross-site-navigation', method: 'GET' },
  { words: 'a form that another site posts', site: 'cross-site-navigation', method: 'POST' },
  { words: 'a fetch, an image or a frame of another site', site: 'cross-site', method: 'GET' },
];
/** Past the two minutes in which Chromium lets a cookie without SameSite go along with a form. */
const later = 3 * 60_000;

/** With which requests it goes along, in the lab's browser. */
function sentAgain(line: string, url: URL, now: number): Told[] {
  const jar = createJar();
  jar.receive(line, { url, site: 'same-site', now });
  const [ends = now] = jar.cookies().map(({ expires }) => expires ?? Number.POSITIVE_INFINITY);
  const asks = (to: URL, { site, method, words }: Occasion): Told => {
    const sending = { url: to, site, method, now: Math.min(now + later, ends - 1) };
    const [because] = jar.outgoing('jar', sending).withheld;
    return because === undefined
      ? say('goes-along', { with: words })
      : say('stays-back', { with: words, sentence: verdictSentence(because) });
  };
  const plain = new URL(url);
  plain.protocol = 'http:';
  const overHttp: Occasion = { words: 'requests over plain http', site: 'same-site', method: 'GET' };
  return [
    ...(url.protocol === 'https:' ? [asks(plain, overHttp)] : []),
    ...occasions.map((occasion) => asks(url, occasion)),
  ];
}
