import { describe, expect, it } from 'vitest';
import type { EventBody } from '../../contract/events/events.ts';
import type { Expectation } from '../../contract/scenario/scenario.ts';
import { checkOver } from './log-of.test-helper.ts';

const sent: EventBody = {
  type: 'sent',
  request: '1',
  browser: 'alice',
  group: null,
  method: 'GET',
  url: '/me',
  body: null,
  work: 0,
  cookie: null,
  mode: 'jar',
  withheld: [],
  redirectOf: null,
};
const failed: EventBody = { type: 'send-failed', request: '1', message: 'connect ECONNREFUSED' };
const answer: EventBody[] = [
  { type: 'arrived', request: '1', method: 'GET', url: '/me', cookie: null },
  { type: 'session', request: '1', origin: 'generated', sid: 's1', session: '{}', version: null },
  { type: 'responded', request: '1', status: 200 },
  { type: 'answered', request: '1', status: 200, setCookie: [], location: null },
  { type: 'received', request: '1', status: 200, body: '', bytes: 0 },
];

const negative: Expectation[] = [
  { response: 'A', setCookie: false },
  { response: 'A', failed: false },
  { verdict: 'A', rule: 'save-resave', present: false },
  { verdict: 'A', rule: 'jar-stored', present: false },
  { error: 'A', present: false },
  { operations: 'set', count: 0, request: 'A' },
  { operations: 'set', count: 0 },
  { stored: 'A', exists: false },
  { session: 'alice', exists: false },
  { sessions: 0 },
  { cookie: 'alice', present: false },
  { jar: 'alice', count: 0 },
  { logged: 'a warning', present: false },
];

describe.each(negative)('%j', (expectation) => {
  it('holds where the request came and nothing of the kind did', () => {
    expect(checkOver(expectation, [sent, ...answer])).toMatchObject({ holds: true });
  });

  it('does not hold of a request that failed, or was never sent, and says why', () => {
    const afterFailure = checkOver(expectation, [sent, failed]);
    expect(afterFailure.holds).toBe(false);
    expect(afterFailure.seen).toMatch(/ECONNREFUSED|no request had come|had got no response/);
    expect(checkOver(expectation, []).holds).toBe(false);
  });
});
