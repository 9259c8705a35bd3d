import { describe, expect, it } from 'vitest';
import { defaultLabConfig } from '../../../server/contract/options/lab-config.ts';
import { destroy, load, logOf, save, sessionText } from '../sample-log.test-helper.ts';
import { lossOfWrite } from './losses-of.ts';
import { historyLength, historyRow, sessionAt, storeAt } from './sessions.ts';

const one = { views: 1 };
const two = { views: 2, name: 'ann' };
const log = logOf([
  ...save('1', one, { base: null, before: null, version: 1 }),
  ...save('2', two, { base: 1, before: [1, one], version: 2 }),
  {
    type: 'store-answered',
    request: '3',
    call: -1,
    operation: 'touch',
    sid: 'sid-1',
    found: null,
    after: sessionText({ ...two, cookie: { expires: '2026-01-01T00:00:00.000Z' } }),
    version: 2,
    error: null,
  },
  ...destroy('4', [2, two]),
]);

describe('the store at a cursor', () => {
  it('holds what was stored then, with the writer and the difference to the version before', () => {
    expect(storeAt(log, 0)).toEqual({ count: 0, sessions: [] });
    expect(sessionAt(log, 'sid-1', 1)?.last).toMatchObject({ version: 1, request: '1', kind: 'write' });
    expect(sessionAt(log, 'sid-1', 3)?.last).toMatchObject({
      version: 2,
      request: '2',
      base: 1,
      changes: [
        { path: 'views', before: 1, after: 2 },
        { path: 'name', after: 'ann' },
      ],
    });
  });

  it('tells a touch from a write, and when the session expires now', () => {
    const view = sessionAt(log, 'sid-1', 4);
    expect(view?.last).toMatchObject({ kind: 'touch', request: '3', expires: Date.UTC(2026, 0, 1) });
    expect(view?.written).toMatchObject({ kind: 'write', request: '2' });
  });

  it('is the same object while nothing changes', () => {
    expect(sessionAt(log, 'sid-1', 2)).toBe(sessionAt(log, 'sid-1', 1));
  });

  it('is empty after the destroy', () => {
    expect(storeAt(log, 6)).toEqual({ count: 0, sessions: [] });
  });

  it('loses everything with a fresh store, and an expired session when it is read', () => {
    const first = save('1', one, { base: null, before: null, version: 1 });
    const emptied = logOf([
      ...first,
      {
        type: 'lab-configured',
        config: defaultLabConfig(),
        storeKept: false,
        handler: null,
      },
    ]);
    expect(storeAt(emptied, 2).count).toBe(0);
    expect(storeAt(logOf([...first, ...load('2', null)]), 3).count).toBe(0);
  });
});

describe('a session’s history', () => {
  it('lists every change, and says which was undone once it was', () => {
    const racing = logOf([
      ...save('0', one, { base: null, before: null, version: 1 }),
      ...save('1', { views: 2 }, { base: 1, before: [1, one], version: 2 }),
      ...save('2', { views: 2 }, { base: 1, before: [2, { views: 2 }], version: 3 }),
    ]);
    expect(historyLength(racing, 'sid-1', 3)).toBe(2);
    expect(historyRow(racing, 'sid-1', 1, 3)).toMatchObject({ write: { version: 2 }, loss: null });
    expect(historyRow(racing, 'sid-1', 1, 5)?.loss).toMatchObject({ overwrittenBy: '2' });
    const history = racing.sessions.bySid.get('sid-1');
    expect(history && lossOfWrite(history, 1)).toBeUndefined();
  });
});
