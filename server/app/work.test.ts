import { describe, expect, it } from 'vitest';
import { runningApp } from './running-app.test-helper.ts';

const quiet = { resave: false, saveUninitialized: false };

/** Holds each request's work until it is let go, in the order in which they came. */
function heldWork() {
  const held: Array<() => void> = [];
  let arrived = () => {};
  return {
    onWork: (_: unknown, phase: 'start' | 'end') => {
      if (phase === 'end') return;
      return new Promise<void>((resolve) => {
        held.push(resolve);
        arrived();
      });
    },
    release: async (place: number) => {
      while (held.length <= place) await new Promise<void>((resolve) => (arrived = resolve));
      held[place]?.();
    },
  };
}

describe('two requests that overlap', () => {
  it.each(['/views', '/cart/apples'])('lose one of their writes at %s', async (path) => {
    const held = heldWork();
    const { visit, stored } = await runningApp(quiet, { onWork: held.onWork });
    const first = visit(path, { method: path === '/views' ? 'GET' : 'POST' });
    await held.release(0);
    await first;
    const method = path === '/views' ? 'GET' : 'POST';
    const both = [visit(path, { method }), visit(path, { method })];
    await held.release(2);
    await held.release(1);
    await Promise.all(both);
    expect(await stored()).toMatchObject([path === '/views' ? { views: 2 } : { cart: { apples: 2 } }]);
  });

  it('lose nothing when one comes after the other', async () => {
    const { visit, stored } = await runningApp(quiet);
    for (let i = 0; i < 3; i++) await visit('/views');
    expect(await stored()).toMatchObject([{ views: 3 }]);
  });
});

describe('saving early', () => {
  it.each([
    ['', ['get', 'work', 'set']],
    ['?early=save', ['get', 'set', 'work', 'touch']],
    ['?early=reload', ['get', 'get', 'set', 'work', 'touch']],
  ])('/views%s passes %j', async (query, passed) => {
    const { visit, operations, stored } = await runningApp(quiet, {
      onWork: (_, phase) => void (phase === 'start' && operations.push('work')),
    });
    await visit('/views');
    operations.length = 0;
    expect((await visit(`/views${query}`)).json()).toEqual({ views: 2 });
    expect(operations).toEqual(passed);
    expect(await stored()).toMatchObject([{ views: 2 }]);
  });

  it('answers with reload’s own error where nothing is stored yet', async () => {
    const { visit } = await runningApp(quiet);
    const { statusCode, body } = await visit('/views?early=reload');
    expect([statusCode, body]).toEqual([500, 'failed to load session']);
  });
});

it('waits as long as the request asks for', async () => {
  const { visit } = await runningApp(quiet);
  const began = performance.now();
  await visit('/me?work=40');
  expect(performance.now() - began).toBeGreaterThanOrEqual(39);
});
