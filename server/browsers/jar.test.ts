import { describe, expect, it } from 'vitest';
import { explain } from '../contract/verdicts/verdict.ts';
import { createJar } from './jar.ts';
import type { SendingContext } from './withheld.ts';

const day = 24 * 60 * 60 * 1000;
const noon = Date.UTC(2030, 0, 1, 12);
const at = (path: string, more: Partial<SendingContext> = {}): SendingContext => ({
  url: new URL(`http://127.0.0.1:4321${path}`),
  site: 'same-site',
  method: 'GET',
  now: noon,
  ...more,
});

describe('a jar', () => {
  it('follows the clock that it is given, not the machine’s', () => {
    const jar = createJar();
    jar.receive('a=1; Path=/; Max-Age=60', at('/'));
    jar.receive('b=1; Path=/; Expires=Tue, 01 Jan 2030 12:02:00 GMT', at('/'));
    expect(jar.cookies().map(({ expires }) => (expires ?? 0) - noon)).toEqual([60_000, 120_000]);
    expect(jar.outgoing('jar', at('/', { now: noon + 59_999 })).cookie).toBe('a=1; b=1');
    const later = jar.outgoing('jar', at('/', { now: noon + 60_000 }));
    expect(later.cookie).toBe('b=1');
    expect(later.withheld.map(explain)).toEqual(['a was not sent: it has expired.']);
  });

  it('does not let a cookie live longer because it is used', () => {
    const jar = createJar();
    jar.receive('a=1; Path=/; Max-Age=60', at('/'));
    jar.outgoing('jar', at('/', { now: noon + 50_000 }));
    expect(jar.outgoing('jar', at('/', { now: noon + 70_000 })).cookie).toBeNull();
  });

  it('drops what has expired, and says so', () => {
    const jar = createJar();
    jar.receive('a=1; Path=/; Max-Age=60', at('/'));
    jar.receive('b=1; Path=/', at('/'));
    expect(jar.dropExpired(noon + 59_000)).toEqual([]);
    expect(jar.dropExpired(noon + 60_000)).toMatchObject([{ rule: 'jar-expired', actual: 'removed' }]);
    expect(jar.cookies().map(({ name }) => name)).toEqual(['b']);
  });

  it('lets no cookie live longer than 400 days', () => {
    const jar = createJar();
    jar.receive('a=1; Max-Age=99999999999', at('/'));
    expect(jar.cookies()[0]?.expires).toBe(noon + 400 * day);
  });

  it('says why a cookie stays behind', () => {
    const jar = createJar();
    jar.receive('a=1; Path=/admin', at('/'));
    jar.receive('b=1; Path=/; SameSite=Strict', at('/'));
    jar.receive('c=1; Path=/; SameSite=None; Secure; Partitioned', at('/'));
    const { cookie, withheld } = jar.outgoing('cross-site', at('/admins', { site: 'cross-site' }));
    expect(cookie).toBeNull();
    expect(withheld.map(explain)).toEqual([
      'a was not sent: its path /admin does not cover this URL.',
      'b was not sent: its SameSite is Strict, and another site caused this request.',
      'c was not sent: it is Partitioned, and was stored while the user was on another site.',
    ]);
  });

  it('says why SameSite keeps a form of another site without the cookie, and when', () => {
    const jar = createJar();
    jar.receive('lax=1; Path=/; SameSite=Lax', at('/'));
    jar.receive('unset=1; Path=/', at('/'));
    const form = (age: number) =>
      jar.outgoing('jar', at('/', { site: 'cross-site-navigation', method: 'POST', now: noon + age }));
    expect(form(120_000)).toMatchObject({ cookie: 'unset=1', withheld: [{ inputs: { name: 'lax' } }] });
    expect(form(120_001).withheld.map(explain)).toEqual([
      'lax was not sent: its SameSite is Lax, and another site caused this POST: Lax goes along with what a link or form there asks for by GET.',
      'unset was not sent: its SameSite is Lax, for want of another, and another site caused this POST: Lax goes along with what a link or form there asks for by GET. A POST takes a cookie that named no SameSite only in its first two minutes.',
    ]);
    const get = at('/', { site: 'cross-site-navigation', now: noon + 200_000 });
    expect(jar.outgoing('jar', get).cookie).toBe('lax=1; unset=1');
  });

  it('does not send a Secure cookie, or one of another host, where it must not go', () => {
    const jar = createJar();
    const shop = new URL('https://shop.example.com/');
    jar.receive('a=1; Secure', at('/', { url: shop }));
    const plain = jar.outgoing('jar', at('/', { url: new URL('http://shop.example.com/') }));
    expect(plain.withheld).toMatchObject([{ rule: 'not-sent-secure' }]);
    const elsewhere = jar.outgoing('jar', at('/', { url: new URL('https://example.com/') }));
    expect(elsewhere.withheld).toMatchObject([{ rule: 'not-sent-domain' }]);
  });

  it('is restored wholly from its cookies, their order included', () => {
    const jar = createJar();
    for (const line of ['a=1; Path=/', 'b=1; Path=/', 'a=2; Path=/', 'c=1; Path=/; Max-Age=60; HttpOnly']) {
      jar.receive(line, at('/'));
    }
    const restored = createJar(structuredClone(jar.cookies()));
    expect(restored.cookies()).toEqual(jar.cookies());
    expect(restored.outgoing('jar', at('/')).cookie).toBe('b=1; a=2; c=1');
    expect(restored.receive('a=3; Path=/', at('/')).rule).toBe('jar-replaced');
  });

  it('explains every refusal in a sentence', () => {
    const jar = createJar();
    const lines = ['a=\u0001', '__Host-a=1; Secure', 'a=1; Domain=example.com', `a=${'x'.repeat(5000)}`];
    expect(lines.map((line) => explain(jar.receive(line, at('/x/y'))))).toEqual([
      'The browser refused the cookie: it contains a control character.',
      'The browser refused __Host-a: a name that begins like this has to have Path=/.',
      'The browser refused a: 127.0.0.1 does not belong to the domain example.com.',
      'The browser refused a: name and value take 5001 bytes, more than 4096.',
    ]);
  });
});
