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

const post = { browser: 'alice', method: 'POST' } as const;

describe('a server', () => {
  it('that is late answers later', async () => {
    expect(
      await failuresOf(lab, [
        visit('before'),
        { expect: { took: 'before', ms: { max: 599 } } },
        { fault: { server: { latency: 600 } } },
        visit('late'),
        { expect: { took: 'late', ms: { min: 600 } } },
        { expect: { response: 'late', json: { path: 'views', equals: 2 } } },
        { fault: { server: 'none' } },
        visit('after'),
        { expect: { took: 'after', ms: { max: 599 } } },
      ]),
    ).toEqual([]);
  });

  it('that answers 503 keeps the request from the app, so many times', async () => {
    expect(
      await failuresOf(lab, [
        visit('before'),
        { fault: { server: { refuses: 1 } } },
        visit('refused'),
        { expect: { response: 'refused', status: 503, body: 'did not reach the app', setCookie: false } },
        { expect: { operations: 'get', request: 'refused', count: 0 } },
        visit('after'),
        { expect: { response: 'after', status: 200, json: { path: 'views', equals: 2 } } },
      ]),
    ).toEqual([]);
  });

  it('that hangs up has saved the session whose cookie never came', async () => {
    expect(
      await failuresOf(lab, [
        { fault: { server: { hangsUp: 1 } } },
        visit('A'),
        { expect: { response: 'A', failed: true } },
        { expect: { cookie: 'alice', present: false } },
        { expect: { store: 'A', operation: 'save' } },
        { expect: { sessions: 1 } },
        visit('B'),
        { expect: { response: 'B', status: 200, json: { path: 'views', equals: 1 } } },
        { expect: { cookie: 'alice' } },
        { expect: { sessions: 2 } },
      ]),
    ).toEqual([]);
  });
});

describe('browsers', () => {
  it('that give up miss what the app does all the same', async () => {
    expect(
      await failuresOf(lab, [
        { send: { id: 'patient', browser: 'alice', path: '/views', work: 500 } },
        { expect: { response: 'patient', status: 200 } },
        { fault: { sender: { givesUpAfter: 200 } } },
        { send: { id: 'A', browser: 'alice', path: '/views', work: 500 } },
        { expect: { response: 'A', failed: true } },
        { wait: 1000 },
        { expect: { session: 'alice', path: 'views', equals: 2 } },
        { fault: { sender: { givesUpAfter: 0 } } },
        visit('B'),
        { expect: { response: 'B', json: { path: 'views', equals: 3 } } },
      ]),
    ).toEqual([]);
  });

  it('that send slowly hold a session that was loaded before the body came', async () => {
    const user = (id: string) => ({ ...post, id, path: '/user', form: { name: id } });
    expect(
      await failuresOf(lab, [
        { send: user('quick') },
        { expect: { took: 'quick', ms: { max: 599 } } },
        { fault: { sender: { bodyTakes: 600 } } },
        { together: [user('slow'), { id: 'visit', browser: 'alice', path: '/views', after: 200 }] },
        { expect: { took: 'slow', ms: { min: 600 } } },
        { expect: { before: ['visit.received', 'slow.answered'] } },
        // It saved the copy that it had loaded before, without the visit.
        { expect: { session: 'alice', path: 'views', exists: false } },
      ]),
    ).toEqual([]);
  });
});

describe('a process', () => {
  it('that crashes loses what was in its memory, and is started anew', async () => {
    expect(
      await failuresOf(lab, [
        visit('first'),
        visit('second'),
        { expect: { response: 'second', json: { path: 'views', equals: 2 } } },
        { fault: { process: { crashes: 1 } } },
        visit('A'),
        { expect: { response: 'A', failed: true } },
        visit('B'),
        { expect: { response: 'B', json: { path: 'views', equals: 1 } } },
        { expect: { verdict: 'B', rule: 'unknown-sid' } },
        { expect: { sessions: 1 } },
        visit('C'),
        { expect: { response: 'C', json: { path: 'views', equals: 2 } } },
      ]),
    ).toEqual([]);
  });

  it('that stands still does nothing for anybody', async () => {
    expect(
      await failuresOf(lab, [
        visit('before'),
        { expect: { took: 'before', ms: { max: 699 } } },
        { fault: { process: { pause: 700 } } },
        visit('A'),
        { expect: { took: 'A', ms: { min: 700 } } },
        { fault: { process: 'none' } },
        visit('after'),
        { expect: { took: 'after', ms: { max: 699 } } },
      ]),
    ).toEqual([]);
  });
});

describe('a clock', () => {
  it('that is behind sends cookies that have expired when they come', async () => {
    const minute = { ...lab, options: { ...lab.options, cookie: { maxAge: 60_000 } } };
    expect(
      await failuresOf(minute, [
        { send: { id: 'right', browser: 'bob', path: '/views' } },
        { expect: { cookie: 'bob' } },
        { expect: { lifetime: 'bob', of: 'cookie', ms: { min: 50_000, max: 60_000 } } },
        { fault: { clock: { skew: -3_600_000 } } },
        visit('A'),
        { expect: { response: 'A', setCookie: true } },
        { expect: { cookie: 'alice', present: false } },
        { expect: { sessions: 2 } },
        { fault: { clock: { skew: 3_600_000 } } },
        visit('B'),
        { expect: { lifetime: 'alice', of: 'cookie', ms: { min: 3_650_000 } } },
        { expect: { lifetime: 'alice', of: 'stored', ms: { min: 50_000, max: 60_000 } } },
        { fault: 'none' },
        { send: { id: 'C', browser: 'alice', path: '/views' } },
        { expect: { lifetime: 'alice', of: 'cookie', ms: { min: 50_000, max: 60_000 } } },
      ]),
    ).toEqual([]);
  });
});
