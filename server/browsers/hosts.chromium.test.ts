import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type From, fromKinds } from '../contract/hosts.ts';
import { type RequestSpecInput, requestSpecSchema } from '../contract/requests.ts';
import { sampled } from '../sampled.test-helper.ts';
import { ProblemError } from '../words/problems.ts';
import { cookieContextOf, isMixed } from './cause.ts';
import { createJar, type Jar } from './jar.ts';
import { type Message, messageFor } from './message.ts';
import { type Deed, type PageProbe, type Place, startPageProbe } from './page-probe.test-helper.ts';
import { redirected } from './redirect.ts';

const hosts = [
  'localhost',
  '127.0.0.1',
  'app.localhost',
  'api.app.localhost',
  'other.localhost',
  'app.example.com',
  'api.example.com',
  'me.github.io',
  'you.github.io',
  'intranet',
] as const;
const places = hosts.flatMap((host): Place[] => [`http://${host}`, `https://${host}`]);

/** Over which redirects lead. */
const overs: readonly Place[] = [
  'http://localhost',
  'http://api.app.localhost',
  'http://api.example.com',
  'https://app.example.com',
  'https://me.github.io',
];

/** As they are set at each place: Domain is its parent, where that is one. */
const linesAt = (place: Place): string[] => {
  const host = new URL(place).hostname;
  const parent = host.split('.').slice(1).join('.');
  const name = place.replace(/\W/g, '-');
  return [
    `${name}-unset=1`,
    `${name}-lax=1; SameSite=Lax`,
    `${name}-strict=1; SameSite=Strict`,
    `${name}-none=1; SameSite=None; Secure`,
    `${name}-secure=1; Secure`,
    `${name}-own=1; Domain=${host}`,
    ...(parent === '' ? [] : [`${name}-parent=1; Domain=${parent}`]),
    `${name}-bound=1; SameSite=None; Secure; Partitioned`,
    `__Host-${name}=1; Secure; Path=/`,
  ].map((line) => (line.includes('Path=') ? line : `${line}; Path=/`));
};

const ways: ReadonlyArray<Pick<Deed, 'by' | 'method' | 'credentials'>> = [
  ...fromKinds.flatMap((by) => (by === 'fetch' ? [] : [{ by }])),
  { by: 'form', method: 'POST' },
  { by: 'fetch' },
  { by: 'fetch', credentials: 'include' },
  { by: 'fetch', credentials: 'omit' },
  { by: 'fetch', credentials: 'include', method: 'POST' },
];

/** What a browser would not send, or would send by https in its place. */
const isBlocked = ({ page, by, over, to }: Deed): boolean =>
  [over, to].some(
    (place) =>
      place !== undefined &&
      page !== null &&
      by !== 'typed' &&
      isMixed({ from: { page, by } }, new URL(place)),
  );
/** A form that asks by GET puts its fields in place of the query, in which the probe has where a redirect leads. */
const isLost = ({ by, method, over }: Deed): boolean =>
  by === 'form' && method === undefined && over !== undefined;

const all: Deed[] = [
  ...places.map((to): Deed => ({ page: null, by: 'typed', to })),
  ...overs.flatMap((over) => places.map((to): Deed => ({ page: null, by: 'typed', over, to }))),
  ...places.flatMap((page) => places.flatMap((to) => ways.map((way): Deed => ({ ...way, page, to })))),
  ...(['http://app.example.com', 'http://app.localhost', 'https://me.github.io'] as const).flatMap((page) =>
    overs.flatMap((over) => places.flatMap((to) => ways.map((way): Deed => ({ ...way, page, over, to })))),
  ),
];

/** The same by the lab's own browser: each message, in the order in which they are sent. */
function messagesOf(deed: Deed, at: PageProbe['at']) {
  const { by, page, credentials, method = 'GET', over, to } = deed;
  const from: From | undefined =
    page === null || by === 'typed'
      ? undefined
      : { page: at(page), by, ...(credentials !== undefined && { credentials }) };
  const first = new URL(at(over ?? to));
  const spec = requestSpecSchema.parse({
    browser: 'alice',
    method: method as NonNullable<RequestSpecInput['method']>,
    path: '/deed',
    host: first.hostname,
    from,
    ...(first.protocol === 'https:' && { proxy: 'https' }),
  });
  const made = messageFor(spec, `http://127.0.0.1:${first.port}`);
  if (!made.ok) throw new ProblemError(made.problems);
  const messages: Message[] = [made.message];
  if (over !== undefined) {
    const next = { ...made.message, url: new URL(`${at(to)}/deed`) };
    messages.push(redirected(spec, { before: made.message.url, next, isTainted: false }).message);
  }
  return { spec, messages };
}

const deeds = all.filter((deed) => !isBlocked(deed) && !isLost(deed));
const blocked = all.filter((deed) => isBlocked(deed) && deed.by === 'fetch' && deed.over === undefined);

describe('hosts and pages beside real Chromium', () => {
  let chromium: PageProbe;
  let jar: Jar;
  let since = 0;
  beforeAll(async () => {
    chromium = await startPageProbe();
  }, 60_000);
  afterAll(() => chromium?.close());

  /** Anew before what named no SameSite is two minutes old. */
  const setAll = async () => {
    if (Date.now() - since < 100_000) return;
    await chromium.clear();
    jar = createJar();
    for (const place of places) {
      const url = new URL(`${chromium.at(place)}/deed`);
      const lines = linesAt(place);
      for (const line of lines) jar.receive(line, { url, site: 'same-site', now: Date.now() });
      await chromium.do({ page: null, by: 'typed', to: place }, () => ({
        headers: lines.map((line) => ['Set-Cookie', line]),
      }));
    }
    since = Date.now();
    const names = (await chromium.cookies()).map(({ name, domain, path }) => `${name} ${domain} ${path}`);
    expect(names.toSorted()).toEqual(
      jar
        .cookies()
        .map(({ name, domain, hostOnly, path }) => `${name} ${hostOnly ? '' : '.'}${domain} ${path}`)
        .toSorted(),
    );
  };

  it.each(sampled('deeds of pages', deeds, 40))(
    '$by $method $credentials on $page over $over to $to',
    async (deed) => {
      await setAll();
      const { arrived } = await chromium.do(deed, () => ({
        headers: [
          ['Access-Control-Allow-Origin', 'null'],
          ['Access-Control-Allow-Credentials', 'true'],
        ],
      }));
      const { spec, messages } = messagesOf(deed, chromium.at);
      const sent = messages.map(({ url, method, headers }) => ({
        host: url.hostname,
        cookie: jar.outgoing('jar', { ...cookieContextOf(spec, url, Date.now()), method }).cookie,
        origin: headers['origin'] ?? null,
      }));
      const seen = arrived.map(({ host, cookie, origin }) => ({ host, cookie, origin }));
      // What the first answer does not allow ends the request there.
      expect(sent.slice(0, Math.max(1, seen.length))).toEqual(seen);
    },
  );

  it.each(sampled('blocked deeds', blocked, 3))('sends nothing by $by on $page to $to', async (deed) => {
    expect(await chromium.do(deed)).toMatchObject({ arrived: [], wasRead: false });
    expect(() => messagesOf(deed, chromium.at)).toThrow(/mixed content/);
  });
});
