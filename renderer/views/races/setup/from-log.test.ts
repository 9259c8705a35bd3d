import { describe, expect, it } from 'vitest';
import type { EventBody } from '../../../../server/contract/events/events.ts';
import { logOf } from '../../../history/sample-log.test-helper.ts';
import { firedLast } from './from-log.ts';

let requests = 0;
const sent = (group: string | null, url: string, more: object = {}): EventBody => ({
  type: 'sent',
  request: String(requests++),
  browser: 'alice',
  group,
  method: 'GET',
  url,
  body: null,
  work: 30,
  cookie: null,
  mode: 'jar',
  withheld: [],
  redirectOf: null,
  ...more,
});

describe('taking what was just fired', () => {
  it('takes the newest group, and before it what the same browsers had sent', () => {
    const fired = firedLast(
      logOf([
        sent(null, '/views?work=0'),
        sent(null, '/me', { browser: 'bob' }),
        sent('g1', '/views?work=30'),
        sent('g1', '/views?work=30'),
        sent(null, '/late'),
      ]),
    );
    expect(fired?.before.map((one) => 'draft' in one && one.draft.path)).toEqual(['/views']);
    expect(fired?.requests.map(({ path, browser, work }) => [path, browser, work])).toEqual([
      ['/views', 'alice', 0],
      ['/views', 'alice', 0],
    ]);
  });

  it('keeps method, body, query and how cookies were sent', () => {
    const post = { method: 'POST', mode: 'omit' };
    const fired = firedLast(
      logOf([
        sent('g1', '/login?work=5&early=save', { ...post, body: 'username=a%20b&password=c' }),
        sent('g1', '/user', { ...post, body: '{"a":1}', mode: 'edited', cookie: 'x=1' }),
      ]),
    );
    expect(fired?.requests).toMatchObject([
      {
        method: 'POST',
        path: '/login?early=save',
        cookies: 'omit',
        bodyKind: 'form',
        form: 'username=a b\npassword=c',
      },
      { path: '/user', bodyKind: 'json', json: '{"a":1}', cookies: 'edited', edited: 'x=1' },
    ]);
  });

  it('leaves out redirects, and what is too many to race', () => {
    const many = Array.from({ length: 8 }, () => sent('g1', '/views'));
    const fired = firedLast(logOf([sent('g1', '/me', { redirectOf: 'x' }), ...many]));
    expect(fired?.requests).toHaveLength(6);
    expect(fired?.leftOut).toBe(2);
    expect(fired?.before).toEqual([]);
  });

  it('is nothing while requests went one by one', () => {
    expect(firedLast(logOf([sent(null, '/'), sent('g1', '/views')]))).toBeNull();
  });
});
