import type { Cookie } from '@playwright/test';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { JarCookie } from '../contract/events/events.ts';
import type { Verdict } from '../contract/verdicts/verdict.ts';
import { sampled } from '../sampled.test-helper.ts';
import { type Cause, type ChromiumProbe, startChromiumProbe } from './chromium-probe.test-helper.ts';
import type { RequestSite } from './decide-set-cookie.ts';
import { createJar } from './jar.ts';
import { setCookieTable } from './set-cookie-table.test-helper.ts';

/** Our rules in the words of Chromium's network panel; those that it keeps to itself are not here. */
const chromiumReasons: Partial<Record<Verdict['rule'], RegExp>> = {
  'jar-refused-malformed': /^(NoCookieContent|DisallowedCharacter|SyntaxError)$/,
  'jar-refused-size': /^NameValuePairExceedsMaxSize$/,
  'jar-refused-domain': /^InvalidDomain$/,
  'jar-refused-public-suffix': /^InvalidDomain$/,
  'jar-refused-secure': /^SecureOnly$/,
  'jar-refused-same-site-none': /^SameSiteNoneInsecure$/,
  'jar-refused-prefix': /^InvalidPrefix$/,
  'jar-refused-cross-site': /SameSite(Strict|Lax|UnspecifiedTreatedAsLax)$/,
  'not-sent-path': /^NotOnPath$/,
  'not-sent-cross-site': /SameSite(Strict|Lax|UnspecifiedTreatedAsLax)$/,
};

const siteOf: Record<Cause, RequestSite> = {
  typed: 'same-site',
  fetch: 'cross-site',
  link: 'cross-site-navigation',
  'form-get': 'cross-site-navigation',
  'form-post': 'cross-site-navigation',
  'fetch-post': 'cross-site',
  'own-post': 'same-site',
  omit: 'without-credentials',
};

const methodOf = (cause: Cause): 'GET' | 'POST' => (cause.endsWith('-post') ? 'POST' : 'GET');

/** A cookie in the words of both; lifetimes to the minute, as the two are asked one after the other. */
const comparable = (cookie: JarCookie | Cookie) => ({
  name: cookie.name,
  value: cookie.value,
  domain: 'hostOnly' in cookie && !cookie.hostOnly ? `.${cookie.domain}` : cookie.domain,
  path: cookie.path,
  expires: minutes(
    'hostOnly' in cookie ? cookie.expires : cookie.expires === -1 ? null : cookie.expires * 1000,
  ),
  httpOnly: cookie.httpOnly,
  secure: cookie.secure,
  sameSite: (cookie.sameSite ?? 'lax').toLowerCase(),
});
const minutes = (ms: number | null): number | null =>
  ms === null ? null : Math.round((ms - Date.now()) / 60_000);
const inOrder = (cookies: readonly (JarCookie | Cookie)[]) =>
  cookies.map(comparable).toSorted((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));
const isRefusal = (rule: Verdict['rule']): boolean => rule.startsWith('jar-refused');

describe('the jar beside real Chromium', () => {
  let chromium: ChromiumProbe;
  beforeAll(async () => {
    chromium = await startChromiumProbe();
  }, 60_000);
  afterAll(() => chromium?.close());
  beforeEach(() => chromium.clear());

  const cases = setCookieTable.map((row) => {
    const title = row.lines.map(([line]) =>
      line.length > 60 ? `${line.slice(0, 50)}… (${line.length})` : line,
    );
    return { ...row, title: `${row.host ?? '127.0.0.1'}: ${title.join(' | ')}` };
  });

  it.each(sampled('Set-Cookie lines', cases, 40))(
    'answers $title',
    async ({ lines, host = '127.0.0.1', path = '/set/dir/page' }) => {
      const jar = createJar();
      const url = new URL(`http://${host}${path}`);
      const verdicts = lines.map(([line]) => jar.receive(line, { url, site: 'same-site', now: Date.now() }));
      expect(verdicts.map(({ rule }) => rule)).toEqual(lines.map(([, rule]) => rule));

      const answer = await chromium.visit({
        host,
        path,
        setCookie: lines.map(([line]) => line),
        cause: 'typed',
      });
      expect(inOrder(answer.cookies)).toEqual(inOrder(jar.cookies()));
      for (const [place, { rule }] of verdicts.entries()) {
        const line = lines[place]?.[0].trim();
        const reasons = answer.blocked.find((blocked) => blocked.line.trim() === line)?.reasons;
        const expected = chromiumReasons[rule];
        if (expected && reasons) expect(reasons).toContainEqual(expect.stringMatching(expected));
        if (reasons) expect(isRefusal(rule), `Chromium refused ${line}: ${reasons}`).toBe(true);
      }

      const next = await chromium.visit({ host, path: '/set/dir/other', setCookie: [], cause: 'typed' });
      const nextUrl = new URL(`http://${host}/set/dir/other`);
      expect(next.cookieHeader).toBe(
        jar.outgoing('jar', { url: nextUrl, site: 'same-site', method: 'GET', now: Date.now() }).cookie,
      );
    },
  );

  const everySite = [
    'unset=1; Path=/',
    'lax=1; SameSite=Lax; Path=/',
    'strict=1; SameSite=Strict; Path=/',
    'none=1; SameSite=None; Secure; Path=/',
    'bound=1; SameSite=None; Secure; Partitioned; Path=/',
  ];
  const elsewhere: Array<[Cause, Cause]> = [
    ['typed', 'fetch'],
    ['typed', 'link'],
    ['fetch', 'fetch'],
    ['fetch', 'typed'],
    ['link', 'link'],
    ['link', 'typed'],
    ['omit', 'typed'],
    ['typed', 'omit'],
    ['form-post', 'typed'],
    ['fetch-post', 'typed'],
  ];

  it.each(elsewhere)('stores at a %s request, sends at a %s request, alike', async (first, second) => {
    const jar = createJar();
    const url = new URL('http://127.0.0.1/page');
    const verdicts = everySite.map((line) =>
      jar.receive(line, { url, site: siteOf[first], now: Date.now() }),
    );
    const answer = await chromium.visit({
      host: '127.0.0.1',
      path: '/page',
      setCookie: everySite,
      cause: first,
    });
    expect(inOrder(answer.cookies)).toEqual(inOrder(jar.cookies()));
    // Without credentials the network panel says nothing about cookies.
    if (first !== 'omit') {
      const refused = everySite.filter((_, place) => verdicts[place]?.actual === 'refused');
      expect(answer.blocked.map(({ line }) => line)).toEqual(refused);
    }

    const next = await chromium.visit({ host: '127.0.0.1', path: '/next', setCookie: [], cause: second });
    const context = {
      url: new URL('http://127.0.0.1/next'),
      site: siteOf[second],
      method: methodOf(second),
      now: Date.now(),
    };
    const { cookie, withheld } = jar.outgoing(second === 'omit' ? 'omit' : 'jar', context);
    expect(next.cookieHeader).toBe(cookie);
    for (const { rule, inputs } of withheld) {
      const reasons = next.withheld.find(({ name }) => name === inputs['name'])?.reasons;
      const expected = chromiumReasons[rule];
      if (expected) expect(reasons).toContainEqual(expect.stringMatching(expected));
    }
  });

  const causes: Cause[] = ['typed', 'own-post', 'fetch', 'fetch-post', 'link', 'form-get', 'form-post'];
  const seconds = (age: number) => age * 1000;

  it.each([0, 110, 130])('sends cookies that are %i s old alike, whatever asks', async (age) => {
    const jar = createJar();
    const place = { url: new URL('http://127.0.0.1/page'), site: 'same-site' } as const;
    // Only what has an expiry outlives the restart in which Chromium's cookies are made older.
    const lines = everySite.slice(0, 4).map((line) => `${line}; Max-Age=3600`);
    for (const line of lines) jar.receive(line, { ...place, now: Date.now() - seconds(age) });
    await chromium.visit({ host: '127.0.0.1', path: '/page', setCookie: lines, cause: 'typed' });
    if (age > 0) await chromium.age(seconds(age));

    for (const cause of causes) {
      const answer = await chromium.visit({ host: '127.0.0.1', path: '/next', setCookie: [], cause });
      const url = new URL('http://127.0.0.1/next');
      const context = { url, site: siteOf[cause], method: methodOf(cause), now: Date.now() };
      const { cookie, withheld } = jar.outgoing('jar', context);
      expect(answer.cookieHeader, cause).toBe(cookie);
      expect(answer.withheld.map(({ name }) => name).toSorted(), cause).toEqual(
        withheld.map(({ inputs }) => inputs['name']).toSorted(),
      );
    }
  });

  it.each([
    ['the same value', 'unset=1; Path=/; Max-Age=3600'],
    ['another value', 'unset=2; Path=/; Max-Age=3600'],
  ])('knows how old a cookie is that was set again with %s', async (_, again) => {
    const jar = createJar();
    const place = { url: new URL('http://127.0.0.1/page'), site: 'same-site' } as const;
    const first = 'unset=1; Path=/; Max-Age=3600';
    jar.receive(first, { ...place, now: Date.now() - seconds(130) });
    jar.receive(again, { ...place, now: Date.now() });
    await chromium.visit({ host: '127.0.0.1', path: '/page', setCookie: [first], cause: 'typed' });
    await chromium.age(seconds(130));
    await chromium.visit({ host: '127.0.0.1', path: '/page', setCookie: [again], cause: 'typed' });

    const post = { site: 'cross-site-navigation', method: 'POST', now: Date.now() } as const;
    const answer = await chromium.visit({
      host: '127.0.0.1',
      path: '/next',
      setCookie: [],
      cause: 'form-post',
    });
    expect(answer.cookieHeader).toBe(jar.outgoing('jar', { ...place, ...post }).cookie);
  });

  it('sends the cookies of the longest path first, then the oldest', async () => {
    const lines = ['a=1; Path=/', 'b=2; Path=/foo', 'a=3; Path=/foo', 'c=4; Path=/foo/bar', 'd=5; Path=/fo'];
    const more = [
      'b=9; Path=/foo',
      'g=1; Path=/foo',
      'a=3; Path=/foo',
      'e=6; Path=/FOO',
      'f=7; Path=/foo/',
      'a=8; Path=/',
    ];
    const jar = createJar();
    const url = new URL('http://127.0.0.1/page');
    for (const line of [...lines, ...more]) jar.receive(line, { url, site: 'same-site', now: Date.now() });
    await chromium.visit({
      host: '127.0.0.1',
      path: '/page',
      setCookie: [...lines, ...more],
      cause: 'typed',
    });

    for (const path of ['/foo', '/foo/', '/foo/bar/x', '/fo%6f', '/foo?x=/foo/bar', '/food', '/FOO']) {
      const answer = await chromium.visit({ host: '127.0.0.1', path, setCookie: [], cause: 'typed' });
      const outgoing = jar.outgoing('jar', {
        url: new URL(`http://127.0.0.1${path}`),
        site: 'same-site',
        method: 'GET',
        now: Date.now(),
      });
      expect(answer.cookieHeader).toBe(outgoing.cookie);
      const withheld = new Set(
        answer.withheld.filter(({ reasons }) => reasons.includes('NotOnPath')).map(({ name }) => name),
      );
      expect(new Set(outgoing.withheld.map(({ inputs }) => inputs['name']))).toEqual(withheld);
    }
  });
});
