import { describe, expect, it } from 'vitest';
import type { EventBody, JarCookie } from '../../../server/contract/events/events.ts';
import { defaultLabConfig, type LabConfig } from '../../../server/contract/options/lab-config.ts';
import { logOf } from '../../history/sample-log.test-helper.ts';
import { signerOf } from './signer.ts';

const cookie: JarCookie = {
  name: 'connect.sid',
  value: 's%3Aabc.signature',
  domain: '127.0.0.1',
  hostOnly: true,
  path: '/',
  expires: null,
  httpOnly: true,
  secure: false,
  sameSite: null,
};
const withSecrets = (...secret: string[]): LabConfig => {
  const config = defaultLabConfig();
  return { ...config, options: { ...config.options, secret } };
};
const configured = (...secrets: string[]): EventBody => ({
  type: 'lab-configured',
  config: withSecrets(...secrets),
  storeKept: true,
  handler: null,
});
const stored = (request: string | null, value = cookie.value): EventBody => ({
  type: 'jar',
  browser: 'alice',
  request,
  verdicts: [],
  cookies: [{ ...cookie, value }],
});
const alice: EventBody = { type: 'browser-added', browser: { name: 'alice', hue: 0 } };
const signerAtEnd = (...bodies: EventBody[]) =>
  signerOf(logOf([alice, ...bodies]), 'alice', cookie, bodies.length);

describe('who signed a cookie', () => {
  it('is the first secret of the time it was sent', () => {
    expect(signerAtEnd(configured('old'), stored('1'))).toBe(1);
  });
  it('moves down the list when a new secret comes first', () => {
    expect(signerAtEnd(configured('old'), stored('1'), configured('new', 'old'))).toBe(2);
  });
  it('is said to be gone when its secret is', () => {
    expect(signerAtEnd(configured('old'), stored('1'), configured('new'))).toBe('dropped');
  });
  it('stays with the value, whatever else changes in the jar', () => {
    expect(signerAtEnd(configured('old'), stored('1'), configured('new', 'old'), stored('2'))).toBe(2);
  });
  it('is not known of a cookie that was put in by hand', () => {
    expect(signerAtEnd(configured('old'), stored(null))).toBeUndefined();
  });
});
