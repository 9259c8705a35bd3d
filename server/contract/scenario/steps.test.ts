import { describe, expect, it } from 'vitest';
import { stepSchema, stepWords } from './steps.ts';

const words = (step: unknown): string[] => stepWords(stepSchema.parse(step));

describe('a step in words', () => {
  it('says who sends what, and what is special about it', () => {
    expect(words({ send: { id: 'A', browser: 'alice', path: '/me', work: 60, cookies: 'omit' } })).toEqual([
      'A: alice sends GET /me, working 60 ms, without cookies',
    ]);
    expect(words({ send: { browser: 'bob', method: 'POST', path: '/user', json: { name: 'x' } } })).toEqual([
      'bob sends POST /user with {"name":"x"}',
    ]);
  });

  it('has a line for each request that is sent together', () => {
    const request = { browser: 'alice', path: '/views' };
    expect(words({ together: [request, { ...request, after: 20 }] })).toEqual([
      'alice sends GET /views',
      'alice sends GET /views, 20 ms later',
    ]);
  });

  it('says what changes around the requests', () => {
    expect(words({ configure: { resave: false, cookie: { maxAge: null } } })).toEqual([
      'the options change: resave false, cookie.maxAge null',
    ]);
    expect(words({ advance: 60_000 })).toEqual(['the clock moves on by 1:00']);
    expect(words({ wait: 50 })).toEqual(['50 ms pass']);
    expect(words({ copyCookie: { from: 'alice', to: 'bob' } })).toEqual(['bob gets alice’s session cookie']);
    expect(words({ expect: { sessions: 1 } })).toEqual([]);
  });

  it('says what goes wrong elsewhere, by what it goes wrong with', () => {
    const fault = {
      store: { get: { latency: 20 } },
      sender: { givesUpAfter: 300, bodyTakes: 400 },
      server: { refuses: 1, hangsUp: 'always' },
      process: { crashes: 2, pause: 500 },
      clock: { skew: -3_600_000 },
    };
    expect(words({ fault })).toEqual([
      'The store takes 20 ms to load. The browsers give up after 300 ms; take 400 ms to send a body. ' +
        'The server answers 503 without asking the app once; hangs up in place of the response each time. ' +
        'The process stands still for 500 ms at each request; crashes at a request 2 times. ' +
        'The server’s clock is 1:00:00 behind the browsers’.',
    ]);
    expect(words({ fault: { server: { latency: 0 }, process: 'none', clock: { skew: 1000 } } })).toEqual([
      'The server’s clock is 0:01 ahead of the browsers’.',
      'From here on the server passes requests on at once, nothing is wrong with the process.',
    ]);
  });

  it('says what goes wrong with the store, and what no longer does', () => {
    expect(words({ fault: { set: { latency: 300 } } })).toEqual(['The store takes 300 ms to save.']);
    expect(words({ fault: 'none' })).toEqual(['Everything works as it should.']);
    expect(words({ fault: { set: null, get: { fails: 1 } } })).toEqual([
      'The store fails to load once (The store failed).',
      'From here on nothing is wrong with set.',
    ]);
    expect(words({ fault: { connected: true } })).toEqual(['From here on the store is connected.']);
  });
});
