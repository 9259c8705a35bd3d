import { describe, expect, it } from 'vitest';
import type { EventBody } from '../../../server/contract/events/events.ts';
import { detailsOf } from './details-of.ts';

const details = (body: EventBody) => detailsOf({ ...body, seq: 0, at: 0 });

describe('what an event holds', () => {
  it('is the Set-Cookie lines of the headers', () => {
    const [detail] = details({ type: 'headers', request: '1', status: 200, setCookie: ['a=1', 'b=2'] });
    expect(detail).toEqual({ label: 'Set-Cookie', text: 'a=1\nb=2', isOpen: true });
  });
  it('leaves out what is not there', () => {
    expect(details({ type: 'arrived', request: '1', method: 'GET', url: '/', cookie: null })).toEqual([]);
  });
  it('tells each change with both sides', () => {
    const changes = [
      { path: 'views', before: 1, after: 2 },
      { path: 'user', after: { name: 'Ada' } },
    ];
    const [detail] = details({
      type: 'changed',
      request: '1',
      sid: 's',
      session: '{}',
      changes,
      seenAt: 'work',
    });
    expect(detail?.text).toBe('views: 1 → 2\nuser: nothing → {"name":"Ada"}');
  });
  it('shows a session that is no JSON as it is', () => {
    const [detail] = details({
      type: 'session',
      request: '1',
      origin: 'loaded',
      sid: 's',
      session: 'not json',
      version: 1,
    });
    expect(detail?.text).toBe('not json');
  });
});
