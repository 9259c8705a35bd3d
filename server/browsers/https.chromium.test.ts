import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { requestSpecSchema } from '../contract/requests.ts';
import { ProblemError } from '../words/problems.ts';
import { type ChromiumProbe, startChromiumProbe } from './chromium-probe.test-helper.ts';
import { createJar } from './jar.ts';
import { messageFor } from './message.ts';

/** The address under which a browser knows a request that comes through a proxy that ends TLS. */
function proxiedUrl(host: string, path: string): URL {
  const spec = requestSpecSchema.parse({ browser: 'alice', path, proxy: 'https' });
  const made = messageFor(spec, `http://${host}:4321`);
  if (!made.ok) throw new ProblemError(made.problems);
  return made.message.url;
}

const lines = [
  'plain=1; Path=/',
  'secure=1; Secure; Path=/',
  'none=1; SameSite=None; Secure; Path=/',
  'open=1; SameSite=None; Path=/',
  '__Host-a=1; Secure; Path=/',
  '__Secure-b=1; Path=/',
  'bound=1; Secure; Partitioned; SameSite=None; Path=/',
];

describe('a request by way of a TLS proxy, beside real Chromium on https', () => {
  let chromium: ChromiumProbe;
  beforeAll(async () => {
    chromium = await startChromiumProbe('https');
  }, 60_000);
  afterAll(() => chromium?.close());
  beforeEach(() => chromium.clear());

  it.each(['shop.example.com', '127.0.0.1'])('at %s stores and sends the same cookies', async (host) => {
    const jar = createJar();
    const url = proxiedUrl(host, '/page');
    expect(url.protocol).toBe('https:');
    const now = Date.now();
    const verdicts = lines.map((line) => jar.receive(line, { url, site: 'same-site', now }));
    const answer = await chromium.visit({ host, path: '/page', setCookie: lines, cause: 'typed' });

    const refused = lines.filter((_, place) => verdicts[place]?.actual === 'refused');
    expect(answer.blocked.map(({ line }) => line)).toEqual(refused);
    expect(answer.cookies.map(({ name }) => name).toSorted()).toEqual(
      jar
        .cookies()
        .map(({ name }) => name)
        .toSorted(),
    );

    const next = await chromium.visit({ host, path: '/next', setCookie: [], cause: 'typed' });
    const sent = jar.outgoing('jar', {
      url: proxiedUrl(host, '/next'),
      site: 'same-site',
      method: 'GET',
      now,
    });
    expect(next.cookieHeader).toBe(sent.cookie);
    expect(sent.cookie).toContain('secure=1');
  });

  it('is what makes the difference away from one’s own machine', () => {
    const context = { site: 'same-site' as const, now: 0 };
    const receive = (url: URL) => createJar().receive('a=1; Secure', { url, ...context }).rule;
    expect(receive(proxiedUrl('shop.example.com', '/'))).toBe('jar-stored');
    expect(receive(new URL('http://shop.example.com/'))).toBe('jar-refused-secure');
  });
});
