import { describe, expect, it } from 'vitest';
import { defaultLabConfig } from '../contract/options/lab-config.ts';
import { toldOf } from '../words/told.test-helper.ts';
import type { FakeHandler } from './fake-lab.test-helper.ts';
import { endsOf, ofType, spec, stand } from './stand.test-helper.ts';

const givesCookie: FakeHandler = (_, response) => response.setHeader('set-cookie', 'a=1; Path=/').end();

describe('a reset', () => {
  it('begins a new log with a fresh lab, empty jars and the clock at zero; options and browsers stay', async () => {
    const { playground, fake } = await stand(givesCookie);
    const config = { ...defaultLabConfig(), store: { kind: 'sqlite' as const } };
    await playground.configure(config);
    playground.addBrowser('carol');
    await playground.advance(60_000);
    await endsOf(playground.send(spec()));
    const { endpoints, epoch } = playground.state();

    expect(await playground.reset()).toEqual({ ok: true });
    await playground.settled();
    const state = playground.state();
    expect(state).toMatchObject({ endpoints, config, clock: 0, canUndoReset: true, epoch: epoch + 1 });
    expect(state.browsers.map(({ name }) => name)).toEqual(['alice', 'bob', 'carol']);
    const { events } = playground.log();
    expect(events.map(({ type }) => type)).toEqual([...Array(3).fill('browser-added'), 'lab-started']);
    expect(events[0]?.seq).toBe(0);
    expect(fake.newest().settings).toMatchObject({ clock: 0, config });
    const [end] = await endsOf(playground.send(spec()));
    expect(end?.request).toBe('1');
    expect(ofType(playground.log().events, 'sent')).toMatchObject([{ cookie: null }]);
  });

  it('gives up what is under way', async () => {
    const { playground } = await stand(() => {});
    const hanging = playground.send(spec());
    await playground.settled();
    await playground.reset();
    expect(await endsOf(hanging)).toMatchObject([{ ok: false }]);
    await playground.settled();
    expect(playground.log().events.some((event) => 'request' in event)).toBe(false);
  });

  it('takes nothing on while it is under way', async () => {
    const { playground } = await stand();
    const reset = playground.reset();
    await Promise.resolve();
    expect(toldOf(playground.send(spec()))).toMatchObject({ ok: false, at: 'lab' });
    await reset;
    expect(await endsOf(playground.send(spec()))).toMatchObject([{ ok: true }]);
  });
});

describe('taking a reset back', () => {
  it('brings log, jars, clock and sessions back, and time goes on', async () => {
    const { playground, fake } = await stand(givesCookie);
    await playground.advance(60_000);
    await endsOf(playground.send(spec()));
    const { epoch } = playground.state();
    const before = playground.log().events;
    fake.newest().stored['s1'] = '{"views":1}';
    const { origin } = fake.newest().settings;

    await playground.reset();
    await endsOf(playground.send(spec({ browser: 'bob' })));
    expect(await playground.undoReset()).toEqual({ ok: true });
    expect(fake.newest().settings).toMatchObject({ clock: 60_000, origin, sessions: { s1: '{"views":1}' } });
    await endsOf(playground.send(spec()));

    expect(playground.state()).toMatchObject({ epoch, clock: 60_000, canUndoReset: false });
    const { events } = playground.log();
    expect(events.slice(0, before.length)).toEqual(before);
    const [goesOn, ...rest] = events.slice(before.length);
    expect(goesOn).toMatchObject({ type: 'lab-configured', storeKept: true });
    expect(rest[0]).toMatchObject({ type: 'sent', request: '2', cookie: 'a=1' });
    expect(goesOn?.at).toBeGreaterThan(before.at(-1)?.at ?? 0);
  });

  it('finds the sessions in the log when the lab cannot be asked any more', async () => {
    const { playground, fake } = await stand((_, response, emit) => {
      const stored = { sid: 's1', found: null, after: '{"views":2}', version: 1, error: null };
      emit({ type: 'store-answered', request: '1', call: 1, operation: 'set', ...stored });
      response.end();
    });
    await endsOf(playground.send(spec()));
    fake.newest().block();
    await playground.reset();
    await playground.undoReset();
    expect(fake.newest().settings.sessions).toEqual({ s1: '{"views":2}' });
  });

  it('is refused when there is nothing to take back', async () => {
    const { playground } = await stand();
    expect(toldOf(await playground.undoReset())).toMatchObject({ ok: false });
    await playground.reset();
    await playground.undoReset();
    expect(toldOf(await playground.undoReset())).toMatchObject({ ok: false });
  });

  it('happens to a reader as another log each time', async () => {
    const { playground } = await stand();
    await endsOf(playground.send(spec()));
    const messages = playground.messages({ epoch: -1, seq: -1 }, new AbortController().signal);
    const first = await messages[Symbol.asyncIterator]().next();
    await playground.reset();
    const seen = [first.value.epoch];
    for await (const { epoch, events } of messages) {
      if (epoch === seen.at(-1)) continue;
      seen.push(epoch);
      expect(events[0]?.seq ?? 0).toBe(0);
      if (seen.length === 2) await playground.undoReset();
      if (seen.length === 3) break;
    }
    expect(seen).toEqual([1, 2, 1]);
  });
});
