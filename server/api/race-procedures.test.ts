import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { createTRPCClient, httpBatchStreamLink } from '@trpc/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../eventually.test-helper.ts';
import { createRaces } from '../races/host.ts';
import { type ControlPlane, createControlPlane } from './control-plane.ts';
import { fakePlayground } from './fake-playground.test-helper.ts';
import { fakeRaces } from './fake-races.test-helper.ts';
import type { AppRouter } from './router.ts';

const playground = fakePlayground();
const races = createRaces();
const endless = fakeRaces();
const planes: ControlPlane[] = [];
beforeAll(async () => {
  for (const given of [races, endless]) {
    planes.push(await createControlPlane({ playground, races: given, pageDir: tmpdir() }));
  }
});
afterAll(async () => {
  await Promise.all(planes.map((plane) => plane.close()));
  await races.close();
});

const clientOf = (plane: ControlPlane | undefined) =>
  createTRPCClient<AppRouter>({
    links: [
      httpBatchStreamLink({
        url: `${plane?.origin}/api`,
        headers: { authorization: `Bearer ${plane?.token}` },
      }),
    ],
  });

const spec = {
  browsers: ['alice'],
  before: [{ send: { browser: 'alice', path: '/views' } }],
  requests: [
    { browser: 'alice', method: 'POST' as const, path: '/cart/apples' },
    { browser: 'alice', method: 'POST' as const, path: '/cart/apples' },
  ],
};

describe('race.explore', () => {
  it('streams the result of a real race', async () => {
    const news = await clientOf(planes[0]).race.explore.mutate({ spec });
    const heard = [];
    for await (const one of news) heard.push(one);
    expect(heard.at(-1)).toMatchObject({
      type: 'result',
      result: { schedules: { total: 20, distinct: 10, exact: true }, anomalies: [{ kind: 'lost update' }] },
    });
  });

  it('says in words what cannot be explored', async () => {
    const requests = [{ browser: 'bob', path: '/' }, ...spec.requests];
    const news = await clientOf(planes[0]).race.explore.mutate({ spec: { ...spec, requests } });
    const drain = async () => {
      for await (const _ of news);
    };
    await expect(drain()).rejects.toThrow('requests[0].browser: there is no browser “bob”');
  });

  it('tells progress, and is given up when the client goes away', async () => {
    const leave = new AbortController();
    const news = await clientOf(planes[1]).race.explore.mutate({ spec }, { signal: leave.signal });
    const first = await news[Symbol.asyncIterator]().next();
    expect(first.value).toMatchObject({ type: 'progress', progress: { states: 1 } });
    const left = once(leave.signal, 'abort');
    leave.abort();
    await left;
    await eventually(() => expect(endless.asked).toEqual(['explore', 'stopped']));
  });
});

describe('race.look', () => {
  it('runs a beginning of a schedule', async () => {
    const { look } = await clientOf(planes[0]).race.look.mutate({ spec, schedule: ['A.load', 'B.load'] });
    expect(look.choices.map(({ label }) => label)).toEqual(['A.work', 'B.work']);
    expect(look.reachable).toEqual([{ outcome: 0, schedules: 6 }]);
  });

  it('refuses a step that cannot be next', async () => {
    const looked = clientOf(planes[0]).race.look.mutate({ spec, schedule: ['A.save'] });
    await expect(looked).rejects.toThrow('schedule[0]: A.save cannot be next: the next step of A is A.load.');
  });
});
