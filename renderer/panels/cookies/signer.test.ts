import { describe, expect, it } from 'vitest';
import type { EventBody, JarCookie } from '../../../server/contract/events/events.ts';
import {
  defaultLabConfig,
  type LabConfig,
  labConfigSchema,
} from '../../../server/contract/options/lab-config.ts';
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
const visit: Extract<EventBody, { type: 'sent' }> = {
  type: 'sent',
  request: '1',
  browser: 'alice',
  group: null,
  method: 'GET',
  url: '/views',
  body: null,
  work: 0,
  cookie: null,
  mode: 'jar',
  withheld: [],
  redirectOf: null,
};
const alice: EventBody = { type: 'browser-added', browser: { name: 'alice', hue: 0 } };
const signerAtEnd = (...bodies: EventBody[]) =>
  signerOf(logOf([alice, ...bodies]), 'alice', cookie, bodies.length);

describe('who signed a cookie', () => {
  it('is the first secret of the time it was sent', () => {
    expect(signerAtEnd(configured('old'), stored('1'))).toEqual({ app: 'main', place: 1 });
  });
  it('moves down the list when a new secret comes first', () => {
    expect(signerAtEnd(configured('old'), stored('1'), configured('new', 'old'))).toEqual({
      app: 'main',
      place: 2,
    });
  });
  it('is said to be gone when its secret is', () => {
    expect(signerAtEnd(configured('old'), stored('1'), configured('new'))).toEqual({
      app: 'main',
      place: 'dropped',
    });
  });
  it('stays with the value, whatever else changes in the jar', () => {
    expect(signerAtEnd(configured('old'), stored('1'), configured('new', 'old'), stored('2'))).toEqual({
      app: 'main',
      place: 2,
    });
  });
  it('is another app’s secret where that app’s response brought it', () => {
    const config = labConfigSchema.parse({ apps: [{ id: 'shop' }] });
    const withShop: EventBody = { type: 'lab-configured', config, storeKept: true, handler: null };
    const sent: EventBody = { ...visit, request: '1', app: 'shop' };
    expect(signerAtEnd(withShop, sent, stored('1'))).toEqual({ app: 'shop', place: 1 });
    expect(signerAtEnd(withShop, sent, stored('1'), configured('old'))).toEqual({
      app: 'shop',
      place: 'dropped',
    });
  });
  it('is not known of a cookie that was put in by hand', () => {
    expect(signerAtEnd(configured('old'), stored(null))).toBeUndefined();
  });
});
