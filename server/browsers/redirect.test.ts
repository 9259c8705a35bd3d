import { describe, expect, it } from 'vitest';
import type { Message } from './message.ts';
import { redirectionOf } from './redirect.ts';

const message = (method: Message['method']): Message => ({
  method,
  url: new URL('http://127.0.0.1:4321/shop/login?x=1'),
  headers: { 'content-type': 'text/plain', 'x-own': '1' },
  body: 'body',
});
const follow = (method: Message['method'], status: number, location: string | null, hops = 0) =>
  redirectionOf(message(method), { status, location }, hops);

describe('a redirect', () => {
  it.each([
    ['POST', 301, 'GET'],
    ['POST', 302, 'GET'],
    ['POST', 303, 'GET'],
    ['POST', 307, 'POST'],
    ['POST', 308, 'POST'],
    ['PUT', 301, 'PUT'],
    ['PUT', 302, 'PUT'],
    ['PUT', 303, 'GET'],
    ['DELETE', 303, 'GET'],
    ['HEAD', 303, 'HEAD'],
    ['GET', 303, 'GET'],
  ] as const)('after %s with %i is followed by %s, as in the fetch standard', (method, status, next) => {
    const redirection = follow(method, status, '/me');
    const becomesGet = next === 'GET' && method !== 'GET';
    expect(redirection).toMatchObject({
      type: 'follow',
      message: {
        method: next,
        body: becomesGet ? null : 'body',
        headers: becomesGet ? { 'x-own': '1' } : { 'x-own': '1', 'content-type': 'text/plain' },
      },
    });
  });

  it.each([
    ['/me', '/me'],
    ['me', '/shop/me'],
    ['../me?a=1#part', '/me?a=1'],
    ['', '/shop/login?x=1'],
    ['http://127.0.0.1:4321/me', '/me'],
  ])('to “%s” leads to %s', (location, path) => {
    const redirection = follow('GET', 302, location);
    expect(redirection.type === 'follow' && redirection.message.url.href).toBe(
      `http://127.0.0.1:4321${path}`,
    );
  });

  it.each([
    ['http://127.0.0.1:4322/', 'redirect-elsewhere'],
    ['https://127.0.0.1:4321/', 'redirect-elsewhere'],
    ['//example.com/me', 'redirect-elsewhere'],
    ['javascript:alert(1)', 'redirect-elsewhere'],
    ['http://', 'redirect-unreadable'],
  ])('to “%s” is reported instead', (location, rule) => {
    expect(follow('GET', 302, location)).toMatchObject({
      type: 'stop',
      verdict: { rule, inputs: { location } },
    });
  });

  it('is one only with a status for it and a Location', () => {
    expect([follow('GET', 200, '/me'), follow('GET', 304, '/me'), follow('GET', 302, null)]).toEqual(
      Array(3).fill({ type: 'none' }),
    );
  });

  it('is not followed an eleventh time', () => {
    expect(follow('GET', 302, '/me', 9).type).toBe('follow');
    expect(follow('GET', 302, '/me', 10)).toMatchObject({
      type: 'stop',
      verdict: { rule: 'redirect-limit' },
    });
  });
});
