import { describe, expect, it } from 'vitest';
import { failuresOf } from './run-for-real.test-helper.ts';

const lab = { options: { resave: false, saveUninitialized: false } };
const visit = (id: string) => ({ send: { id, browser: 'alice', path: '/views' } });

describe('a slow store', () => {
  it('has what it is to save only after the headers are gone: the redirect finds nothing', async () => {
    expect(
      await failuresOf(lab, [
        { fault: { set: { latency: 400 } } },
        {
          send: {
            id: 'login',
            browser: 'alice',
            method: 'POST',
            path: '/login',
            form: { username: 'johndoe', password: 'password' },
            follow: 'headers',
          },
        },
        { expect: { response: 'login.1', json: { path: 'user', equals: null } } },
        { expect: { before: ['login.answered', 'login.saved'] } },
        { expect: { before: ['login.1.loaded', 'login.saved'] } },
        { expect: { took: 'login', ms: { min: 400 } } },
        { expect: { stored: 'login', path: 'user', equals: 'johndoe' } },
        { send: { id: 'later', browser: 'alice', path: '/me' } },
        { expect: { verdict: 'later', rule: 'unknown-sid', present: false } },
      ]),
    ).toEqual([]);
  });
});

describe('a store that fails', () => {
  it('fails so many times, then works again; a failed save was answered 200, with a cookie', async () => {
    expect(
      await failuresOf(lab, [
        { fault: { set: { fails: 1, message: 'READONLY' } } },
        visit('A'),
        { expect: { response: 'A', status: 200, setCookie: true } },
        { expect: { error: 'A', message: 'READONLY' } },
        { expect: { operations: 'set', request: 'A', failed: true, count: 1 } },
        { expect: { sessions: 0 } },
        visit('B'),
        { expect: { error: 'B', present: false } },
        { expect: { different: ['A', 'B'], of: 'sid' } },
        { expect: { sessions: 1 } },
      ]),
    ).toEqual([]);
  });

  it('that cannot be read gives every request an error, until that ends', async () => {
    expect(
      await failuresOf(lab, [
        visit('before'),
        { fault: { get: { fails: 'always' } } },
        visit('A'),
        visit('B'),
        { expect: { response: 'A', status: 500, body: 'The store failed.' } },
        { expect: { verdict: 'B', rule: 'load-failed' } },
        { fault: { get: null } },
        visit('C'),
        { expect: { response: 'C', json: { path: 'views', equals: 2 } } },
      ]),
    ).toEqual([]);
  });

  it('leaves a touch that the store has not got lacking', async () => {
    expect(
      await failuresOf({ ...lab, store: { kind: 'memory-no-touch' } }, [
        { fault: { touch: { fails: 'always' } } },
        visit('first'),
        { send: { id: 'A', browser: 'alice', path: '/me' } },
        { expect: { verdict: 'A', rule: 'nothing-no-touch' } },
        { expect: { operations: 'touch', count: 0 } },
      ]),
    ).toEqual([]);
  });
});

describe('a store that is disconnected', () => {
  for (const change of [[], [{ configure: { rolling: true } }]])
    it(`gives no req.session${change.length > 0 ? ', also to a middleware made meanwhile' : ''}`, async () => {
      expect(
        await failuresOf(lab, [
          visit('before'),
          { fault: { connected: false } },
          ...change,
          visit('A'),
          { expect: { verdict: 'A', rule: 'store-disconnected' } },
          { expect: { response: 'A', status: 500, body: 'no req.session' } },
          { expect: { operations: 'get', request: 'A', count: 0 } },
          { fault: { connected: true } },
          visit('B'),
          { expect: { response: 'B', json: { path: 'views', equals: 2 } } },
        ]),
      ).toEqual([]);
    });
});
