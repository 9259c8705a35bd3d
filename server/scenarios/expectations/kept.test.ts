import { describe, expect, it } from 'vitest';
import { defaultLabConfig } from '../../contract/options/lab-config.ts';
import { checkOver, jarWith, stored } from './log-of.test-helper.ts';

describe('the session of a browser', () => {
  const log = [
    stored('s1', { views: 1 }),
    jarWith('s1'),
    stored('s1', { views: 2, cart: { apples: [3] } }, 2),
  ];

  it('is found by the signed cookie in its jar, at its last write', () => {
    expect(checkOver({ session: 'alice', path: 'views', equals: 2 }, log)).toEqual({
      holds: true,
      expected: "views in alice's stored session: 2",
      seen: '2',
      event: 2,
    });
    expect(checkOver({ session: 'alice', path: 'cart.apples.0', equals: 3 }, log).holds).toBe(true);
  });

  it('is compared as a whole without a path, its cookie left out', () => {
    expect(checkOver({ session: 'alice', equals: { views: 2, cart: { apples: [3] } } }, log).holds).toBe(
      true,
    );
    expect(checkOver({ session: 'alice', equals: { views: 2 } }, log)).toMatchObject({
      holds: false,
      seen: '{"views":2,"cart":{"apples":[3]}}',
    });
  });

  it('has something, or nothing, at a path', () => {
    expect(checkOver({ session: 'alice', path: 'cart.pears' }, log)).toMatchObject({
      holds: false,
      seen: 'nothing',
    });
    expect(checkOver({ session: 'alice', path: 'cart.pears', exists: false }, log).holds).toBe(true);
    expect(checkOver({ session: 'alice', path: 'views', exists: false }, log).holds).toBe(false);
    expect(checkOver({ session: 'alice', path: 'constructor' }, log).holds).toBe(false);
  });

  it('is found under a key that has dots of its own', () => {
    const dotted = [stored('s1', { cart: { 'red.apples': { n: 1 } } }), jarWith('s1')];
    expect(checkOver({ session: 'alice', path: 'cart.red.apples.n', equals: 1 }, dotted).holds).toBe(true);
    expect(checkOver({ session: 'alice', path: 'cart.red.apples', exists: false }, dotted).holds).toBe(false);
    expect(checkOver({ session: 'alice', path: 'cart.red', exists: false }, dotted).holds).toBe(true);
  });

  it('is not there without a cookie, with an expired or foreign one, or after it was destroyed', () => {
    const seenIn = (...args: Parameters<typeof checkOver>) => checkOver(...args);
    const exists = { session: 'alice' };
    expect(seenIn(exists, [stored('s1', {})]).seen).toBe("nothing: alice's jar holds no connect.sid");
    expect(seenIn(exists, [stored('s1', {}), jarWith('s1', { expires: 100 })], 99).holds).toBe(true);
    expect(seenIn(exists, [stored('s1', {}), jarWith('s1', { expires: 100 })], 100).holds).toBe(false);
    expect(seenIn(exists, [stored('s1', {}), jarWith('s1', { value: 's:s1.forged' })]).seen).toBe(
      "nothing: the signature of alice's connect.sid fits no secret",
    );
    expect(seenIn(exists, [...log, stored('s1', null)])).toMatchObject({
      holds: false,
      seen: 'nothing: the store holds no session s1',
      event: 3,
    });
  });
});

describe('how many sessions the store holds', () => {
  it('counts what is stored now, and tells the event that last changed it', () => {
    const log = [stored('s1', {}), stored('s2', {}), stored('s1', null), stored('s1', null)];
    expect(checkOver({ sessions: 1 }, log)).toEqual({
      holds: true,
      expected: 'sessions in the store: 1',
      seen: '1',
      event: 2,
    });
    expect(checkOver({ sessions: 0 }, log).holds).toBe(false);
  });

  it('is none in a store that was not kept', () => {
    const config = defaultLabConfig();
    const reset = { type: 'lab-configured', config, storeKept: false, handler: null } as const;
    expect(checkOver({ sessions: 0 }, [stored('s1', {}), reset])).toMatchObject({ holds: true, event: 1 });
    expect(checkOver({ sessions: 1 }, [stored('s1', {}), { ...reset, storeKept: true }]).holds).toBe(true);
  });
});

describe('a cookie in a jar', () => {
  const log = [jarWith('s1', { expires: 500, sameSite: 'lax' })];

  it('is there until it expires', () => {
    expect(checkOver({ cookie: 'alice', present: true }, log)).toMatchObject({ holds: true, event: 0 });
    expect(checkOver({ cookie: 'alice', present: false }, log, 500).holds).toBe(true);
    expect(checkOver({ cookie: 'alice', present: true, name: 'other' }, log)).toMatchObject({
      holds: false,
      expected: "alice's jar: other",
      seen: 'no other',
    });
  });

  it('has the attributes asked for', () => {
    const attributes = { httpOnly: true, sameSite: 'lax', secure: true };
    expect(checkOver({ cookie: 'alice', present: true, attributes }, log)).toMatchObject({
      holds: false,
      expected: `alice's jar: connect.sid httpOnly true, sameSite "lax", secure true`,
      seen: 'connect.sid httpOnly true, sameSite "lax", secure false',
    });
    expect(checkOver({ cookie: 'alice', present: true, attributes: { path: '/' } }, log).holds).toBe(true);
  });
});
