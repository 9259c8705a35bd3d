import { expect, it } from 'vitest';
import type { LabEvent } from '../contract/events/events.ts';
import { unpackEvents } from '../log/packed-events.ts';
import { createEventPost } from './event-post.ts';

const event = (at: number): LabEvent => ({ type: 'clock', offset: 0, at });

function recordedPost() {
  const batches: number[][] = [];
  const post = createEventPost((packed) => batches.push(unpackEvents(packed).map(({ at }) => at)));
  return { post, batches };
}

it('keeps events until they are asked for', () => {
  const { post, batches } = recordedPost();
  post.add(event(1));
  post.add(event(2));
  expect(batches).toEqual([]);
  post.post();
  post.post();
  expect(batches).toEqual([[1, 2]]);
});

it('posts each at once while somebody is in a hurry, beginning with what it kept', () => {
  const { post, batches } = recordedPost();
  post.add(event(1));
  const first = post.hurry();
  const second = post.hurry();
  post.add(event(2));
  first();
  first();
  post.add(event(3));
  second();
  post.add(event(4));
  expect(batches).toEqual([[1], [2], [3]]);
});

it('does not flood who listens: in a hurry, so many between two drains and no more', () => {
  const { post, batches } = recordedPost();
  post.hurry();
  for (let i = 0; i < 20_000; i++) post.add(event(i));
  const hurried = batches.length;
  expect(hurried).toBeLessThanOrEqual(5001);
  post.post();
  expect(batches.flat()).toHaveLength(20_000);
  post.add(event(0));
  expect(batches).toHaveLength(hurried + 2);
});

it('counts calls from where they are unique among the labs of one log', () => {
  const calls: unknown[] = [];
  const post = createEventPost(
    (packed) => calls.push(...unpackEvents(packed).map((record) => Reflect.get(record.event(), 'call'))),
    100,
  );
  const called = {
    type: 'store-called',
    request: '1',
    call: 7,
    operation: 'get',
    sid: 's',
    session: null,
  } as const;
  post.add({ ...called, base: null, before: null, beforeVersion: null, at: 1 });
  post.post();
  expect(calls).toEqual([107]);
});
