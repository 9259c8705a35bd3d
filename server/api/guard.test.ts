import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { admit, type Door, type Knock, maxBodyBytes, ownHosts } from './guard.ts';

const token = 'T'.repeat(43);
const api: Door = { hosts: ownHosts(4000), methods: ['GET', 'POST'], token };
const page: Door = { hosts: ownHosts(4000), methods: ['GET', 'HEAD'], token: null };

const good: Knock = {
  method: 'POST',
  host: '127.0.0.1:4000',
  origin: 'http://127.0.0.1:4000',
  authorization: `Bearer ${token}`,
  contentLength: '20',
};
const knock = (changes: Partial<Knock>, door = api) => admit({ ...good, ...changes }, door);
const codeOf = (changes: Partial<Knock>, door = api) => {
  const admission = knock(changes, door);
  return admission.ok ? 'in' : admission.code;
};

describe('who comes in', () => {
  it('our own page with the token does, and so does a program, which has no Origin', () => {
    expect(codeOf({})).toBe('in');
    expect(codeOf({ origin: undefined })).toBe('in');
    expect(codeOf({ host: 'localhost:4000', origin: 'http://localhost:4000' })).toBe('in');
  });

  it.each([
    undefined,
    '',
    'evil.example:4000',
    '127.0.0.1',
    '127.0.0.1:4001',
    'localhost.:4000',
    '127.0.0.1:4000.evil.example',
    '[::1]:4000',
    '0.0.0.0:4000',
    ' 127.0.0.1:4000',
  ])('a name that was rebound to us does not: Host %j', (host) => {
    expect(codeOf({ host, origin: undefined })).toBe('FORBIDDEN');
    expect(codeOf({ host, origin: undefined, method: 'GET' }, page)).toBe('FORBIDDEN');
  });

  it.each([
    'http://evil.example',
    'null',
    '',
    'https://127.0.0.1:4000',
    'http://127.0.0.1:4001',
    'http://localhost:4000',
    'http://127.0.0.1:4000.evil.example',
  ])('a page of another origin does not: Origin %j', (origin) => {
    expect(codeOf({ origin })).toBe('FORBIDDEN');
  });

  it.each(['OPTIONS', 'PUT', 'DELETE', 'HEAD', 'TRACE', 'CONNECT'])('nobody comes in by %s', (method) => {
    expect(codeOf({ method })).toBe('METHOD_NOT_SUPPORTED');
  });

  it.each([undefined, '', 'Bearer', `Basic ${token}`, token, `Bearer ${token}x`, `Bearer ${token.slice(1)}`])(
    'nobody comes in with Authorization %j',
    (authorization) => {
      expect(codeOf({ authorization })).toBe('UNAUTHORIZED');
    },
  );

  it('no other text passes for the token', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (text) => {
        expect(codeOf({ authorization: `Bearer ${text}` })).toBe(text === token ? 'in' : 'UNAUTHORIZED');
      }),
    );
  });

  it('a body may have a megabyte, by its own account', () => {
    expect(codeOf({ contentLength: String(maxBodyBytes) })).toBe('in');
    expect(codeOf({ contentLength: String(maxBodyBytes + 1) })).toBe('PAYLOAD_TOO_LARGE');
    expect(codeOf({ contentLength: undefined })).toBe('in');
  });

  it('the page needs no token, for it holds nothing secret', () => {
    expect(codeOf({ method: 'GET', authorization: undefined }, page)).toBe('in');
    expect(codeOf({ method: 'POST' }, page)).toBe('METHOD_NOT_SUPPORTED');
  });

  it('a refusal never tells the token', () => {
    expect(JSON.stringify(knock({ authorization: 'Bearer wrong' }))).not.toContain(token);
  });

  it('on port 80 browsers leave the port out', () => {
    expect(ownHosts(80)).toContain('127.0.0.1');
    expect(ownHosts(8080)).not.toContain('127.0.0.1');
  });
});
