import { describe, expect, it } from 'vitest';
import { drained, runningLab, visitor } from './running-lab.test-helper.ts';

const minute = 60_000;
const options = { cookie: { maxAge: minute } };

describe.each(['memory', 'memory-no-touch', 'sqlite'])('the lab’s clock, with a %s store', (store) => {
  it('makes a session expire when it is moved past its maxAge', async () => {
    const lab = await runningLab({ options, store });
    const visit = visitor(lab);
    await visit('/views');
    await lab.setClock(minute - 5000);
    expect(await visit('/views')).toBe('200 {"views":2}');
    await lab.setClock(3 * minute);
    expect(Object.keys(await lab.sessions())).toHaveLength(1);
    expect(await visit('/views')).toBe('200 {"views":1}');
    expect(Object.keys(await lab.sessions())).toHaveLength(1);
  });
});

it('dates cookies by the moved clock', async () => {
  const lab = await runningLab({ options, clock: 24 * 60 * minute });
  await visitor(lab)('/views');
  const { events } = await drained(lab);
  const setCookie = events.flatMap((event) => (event.type === 'headers' ? event.setCookie : []));
  const expires = new Date(/Expires=([^;]+)/.exec(setCookie.join())?.[1] ?? 0).getTime();
  expect(Math.abs(expires - Date.now() - (24 * 60 + 1) * minute)).toBeLessThan(10_000);
});

it('leaves the times of events alone, and this process’s clock too', async () => {
  const lab = await runningLab({ clock: 365 * 24 * 60 * minute });
  await visitor(lab)('/views?work=5');
  const { events, upTo } = await drained(lab);
  expect(events.length).toBeGreaterThan(0);
  expect(upTo).toBeLessThan(minute * 1000);
  expect(Date.now()).toBeLessThan(performance.timeOrigin + performance.now() + minute);
});

it('tells a handler the moved time by each way of asking, and can be set back', async () => {
  const lab = await runningLab({ handler: '(req, res) => res.json([Date.now(), +new Date()])' });
  const ahead = async () => {
    const [now, made] = JSON.parse((await visitor(lab)('/mine')).slice(4));
    return [now, made].map((time) => Math.round(Math.abs(time - Date.now()) / minute));
  };
  await lab.setClock(10 * minute);
  expect(await ahead()).toEqual([10, 10]);
  await lab.setClock(0);
  expect(await ahead()).toEqual([0, 0]);
});
