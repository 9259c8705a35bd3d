import { describe, expect, it } from 'vitest';
import type { EventBody } from '../../contract/events/events.ts';
import type { VerdictRule } from '../../contract/verdicts/verdict.ts';
import { checkOver } from './log-of.test-helper.ts';

const answered = (answer: Partial<EventBody & { type: 'answered' }> = {}): EventBody => ({
  type: 'answered',
  request: '1',
  status: 302,
  setCookie: ['connect.sid=s%3A1.x; Path=/'],
  location: '/me',
  ...answer,
});
const received: EventBody = {
  type: 'received',
  request: '1',
  status: 302,
  body: 'Found. On to /me',
  bytes: 16,
};
const decided = (rule: VerdictRule, actual: string): EventBody => ({
  type: 'verdict',
  request: '1',
  verdict: { rule, inputs: {}, actual },
});

describe('the response', () => {
  it('has all that is asked of it', () => {
    const expectation = { response: 'A', status: 302, body: '/me', setCookie: true, location: '/me' };
    expect(checkOver(expectation, [answered(), received])).toEqual({
      holds: true,
      expected: 'A answers: status 302, a body with "/me", sets connect.sid, location /me',
      seen: 'status 302, body "Found. On to /me", sets connect.sid, location /me',
      event: 1,
    });
  });

  it('quotes a body as it stands, and escapes what cannot be seen', () => {
    const expectation = { response: 'A', body: '"user":null' };
    expect(checkOver(expectation, [answered(), { ...received, body: '{"user":null}' }])).toMatchObject({
      expected: 'A answers: a body with “"user":null”',
      seen: 'body “{"user":null}”',
    });
    const lines = { response: 'A', body: 'one\ntwo' };
    expect(checkOver(lines, [answered(), received])).toMatchObject({
      expected: 'A answers: a body with "one\\ntwo"',
    });
  });

  it('fails by any one of them, and says what was seen', () => {
    expect(checkOver({ response: 'A', status: 200, setCookie: true }, [answered()])).toMatchObject({
      holds: false,
      expected: 'A answers: status 200, sets connect.sid',
      seen: 'status 302, sets connect.sid',
      event: 0,
    });
    const other = answered({ setCookie: ['connect.sid.2=x', 'a=b'], location: null });
    expect(checkOver({ response: 'A', setCookie: true }, [other]).holds).toBe(false);
    expect(checkOver({ response: 'A', setCookie: false }, [other]).holds).toBe(true);
    expect(checkOver({ response: 'A', location: '/me' }, [other]).seen).toBe('no location');
  });

  it('that never came fails everything', () => {
    const failed: EventBody = { type: 'send-failed', request: '1', message: 'the lab ended' };
    expect(checkOver({ response: 'A', setCookie: false }, [failed])).toMatchObject({
      holds: false,
      seen: 'no answer: the lab ended',
      event: 0,
    });
    expect(checkOver({ response: 'A', status: 200 }, []).event).toBeNull();
  });
});

describe('what the browser refused', () => {
  const jar = (rule: VerdictRule): EventBody => ({
    type: 'jar',
    browser: 'alice',
    request: '1',
    verdicts: [{ rule, inputs: { name: 'connect.sid', host: '127.0.0.1' }, actual: 'refused' }],
    cookies: [],
  });

  it('is told by the rule', () => {
    const log = [answered(), jar('jar-refused-secure')];
    expect(checkOver({ refused: 'A' }, log)).toMatchObject({ holds: true, event: 1 });
    expect(checkOver({ refused: 'A', reason: 'jar-refused-secure' }, log).holds).toBe(true);
    const other = checkOver({ refused: 'A', reason: 'jar-refused-domain' }, log);
    expect(other).toMatchObject({
      holds: false,
      expected: 'the browser refuses a cookie of A by jar-refused-domain',
    });
    expect(other.seen).toMatch(/^jar-refused-secure: The browser refused connect.sid/);
  });

  it('is nothing when it stored the cookie, or got none', () => {
    expect(checkOver({ refused: 'A' }, [answered(), jar('jar-stored')])).toMatchObject({
      holds: false,
      seen: 'jar-stored: The browser stored connect.sid.',
    });
    expect(checkOver({ refused: 'A' }, [answered()])).toMatchObject({
      holds: false,
      seen: 'the response set no cookie',
      event: 0,
    });
  });
});

describe('what became of the store', () => {
  const log = [decided('no-cookie', 'new session'), decided('save-resave', 'saved')];

  it('is what was observed, with its reason', () => {
    expect(checkOver({ store: 'A', operation: 'save' }, log)).toMatchObject({ holds: true, event: 1 });
    expect(checkOver({ store: 'A', operation: 'touch' }, log)).toMatchObject({
      holds: false,
      expected: 'the store at the end of A: touch',
      seen: expect.stringMatching(/^save\. Saved although nothing changed, because resave is on/),
    });
  });

  it('is nothing when a finished request decided nothing about it', () => {
    const over: EventBody = { type: 'responded', request: '1', status: 200 };
    expect(checkOver({ store: 'A', operation: 'nothing' }, [over]).holds).toBe(true);
    expect(checkOver({ store: 'A', operation: 'nothing' }, [answered()])).toMatchObject({
      holds: false,
      seen: 'the request never came to its end',
    });
  });
});

describe('a verdict', () => {
  const log = [decided('no-cookie', 'new session'), decided('save-new-modified', 'saved')];

  it('is found by its rule, at the event that told it', () => {
    expect(checkOver({ verdict: 'A', rule: 'no-cookie' }, log)).toMatchObject({ holds: true, event: 0 });
  });

  it('that is missing shows what was decided about the same thing', () => {
    const missing = checkOver({ verdict: 'A', rule: 'save-resave' }, log);
    expect(missing).toMatchObject({ holds: false, event: 1 });
    expect(missing.seen).toMatch(/^save-new-modified: Saved/);
    const seen = (...log: EventBody[]) => checkOver({ verdict: 'A', rule: 'save-resave' }, log).seen;
    expect(seen()).toBe('nothing was decided in it: it was never sent');
    const arrived: EventBody = { type: 'arrived', request: '1', method: 'GET', url: '/', cookie: null };
    expect(seen(arrived)).toBe('nothing was decided in it: it is still under way, and has no whole answer');
    expect(seen(arrived, { type: 'send-failed', request: '1', message: 'socket hang up' })).toBe(
      'nothing was decided in it: it failed: socket hang up',
    );
  });
});
