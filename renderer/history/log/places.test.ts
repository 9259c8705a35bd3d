import { expect, it } from 'vitest';
import type { LabPlace } from '../../../server/contract/endpoints.ts';
import type { EventBody } from '../../../server/contract/events/events.ts';
import { labConfigSchema } from '../../../server/contract/options/lab-config.ts';
import { lastSeq } from '../folds/position.ts';
import { sessionAt, storeAt } from '../folds/sessions.ts';
import { shortId } from '../folds/words.ts';
import { logOf, sessionText } from '../sample-log.test-helper.ts';

const answer = (
  operation: 'set' | 'get' | 'clear',
  sid: string | null,
  place: LabPlace,
  views: number | null,
  request = '1',
): EventBody => ({
  type: 'store-answered',
  request,
  call: 1,
  operation,
  sid,
  found: operation === 'get' && views !== null ? sessionText({ views }) : null,
  after: views === null ? null : sessionText({ views }),
  version: views === null ? null : 1,
  error: null,
  place,
});

it('knows a session by its ID and by whose store it is in', () => {
  const log = logOf([answer('set', 'same', '1', 1), answer('set', 'same', '2', 5)]);
  expect(storeAt(log, lastSeq(log)).count).toBe(2);
  expect(sessionAt(log, 'same@1', lastSeq(log))?.last.value).toMatchObject({ views: 1 });
  expect(sessionAt(log, 'same@2', lastSeq(log))?.last.value).toMatchObject({ views: 5 });
});

it('does not hold a session for gone that another instance’s store does not know', () => {
  const log = logOf([answer('set', 'one', '1', 1), answer('get', 'one', '2', null)]);
  expect(storeAt(log, lastSeq(log)).count).toBe(1);
});

it('forgets the sessions of the store that was cleared, and of no other', () => {
  const log = logOf([
    answer('set', 'a', '1', 1),
    answer('set', 'b', '2', 1),
    answer('clear', null, '1', null),
  ]);
  expect(storeAt(log, lastSeq(log)).sessions.map(({ sid }) => sid)).toEqual(['b@2']);
});

const configured = (...apps: string[]): EventBody => ({
  type: 'lab-configured',
  config: labConfigSchema.parse({ instances: 2, apps: apps.map((id) => ({ id })) }),
  storeKept: true,
  handler: null,
});

const arrived = (request: string, place: LabPlace): EventBody => ({
  type: 'arrived',
  request,
  method: 'GET',
  url: '/',
  cookie: null,
  place,
});

it('forgets the sessions of an app that is there no more, and of no other', () => {
  const log = logOf([
    configured('second', 'shop'),
    answer('set', 'a', 'second', 1),
    answer('set', 'b', '1', 1),
    answer('set', 'c', 'shop', 1),
    configured('shop'),
  ]);
  expect(
    storeAt(log, lastSeq(log))
      .sessions.map(({ sid }) => sid)
      .toSorted(),
  ).toEqual(['b@1', 'c@shop']);
});

it('knows nothing of what a request still writes to the store of an app that has gone', () => {
  const log = logOf([
    configured('second', 'shop'),
    ...['1', 'second', 'shop'].map((place) => arrived(`at ${place}`, place)),
    configured('shop'),
    configured('shop', 'second'),
    ...['1', 'second', 'shop'].map((place) => answer('set', 'a', place, 1, `at ${place}`)),
  ]);
  expect(
    storeAt(log, lastSeq(log))
      .sessions.map(({ sid }) => sid)
      .toSorted(),
  ).toEqual(['a@1', 'a@shop']);
});

it('says whose a session is', () => {
  expect(shortId('abcdefghijklmnop@2')).toBe('abcd…mnop of instance 2');
  expect(shortId('a@second')).toBe('a of the second app');
  expect(shortId('a@shop')).toBe('a of the shop app');
});
