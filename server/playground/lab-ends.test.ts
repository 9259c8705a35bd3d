import { describe, expect, it } from 'vitest';
import { originOf } from '../contract/endpoints.ts';
import type { FakeLab } from './fake-lab.test-helper.ts';
import type { Playground } from './playground.ts';
import { endsOf, ofType, spec, stand } from './stand.test-helper.ts';

/** Settles when the state is as wanted. */
async function stateWhere(playground: Playground, isWanted: (status: string) => boolean) {
  const done = new AbortController();
  for await (const state of playground.states(done.signal)) if (isWanted(state.lab.status)) return state;
  throw new Error('the states ended');
}

const end = (lab: FakeLab) =>
  lab.end({ reason: 'crashed', message: 'The worker threw: out of cheese.', requests: ['1'] });

describe('when the lab ends by itself', () => {
  it('its end is logged, and a fresh one follows at the same address with the jars kept', async () => {
    const { playground, fake } = await stand((request, response) => {
      if (request.url !== '/hang') response.setHeader('set-cookie', 'a=1; Path=/').end('well');
    });
    await endsOf(playground.send(spec()));
    const hanging = playground.send(spec({ path: '/hang' }));
    const url = originOf(playground.state().endpoints);
    await end(fake.newest());
    expect(await endsOf(hanging)).toMatchObject([
      { ok: false, message: expect.stringMatching(/closed|stopped/) },
    ]);

    const [next] = await endsOf(playground.send(spec()));
    expect(next).toMatchObject({ ok: true, body: 'well' });
    const { events } = playground.log();
    const course = events.filter(({ type }) => type.startsWith('lab-')).map(({ type }) => type);
    expect(course).toEqual(['lab-started', 'lab-stopped', 'lab-started']);
    expect(ofType(events, 'lab-stopped')).toMatchObject([{ reason: 'crashed', requests: ['1'] }]);
    expect(ofType(events, 'lab-started').map(({ generation, url }) => [generation, url])).toEqual([
      [1, url],
      [2, url],
    ]);
    expect(ofType(events, 'sent').at(-1)).toMatchObject({ cookie: 'a=1' });
  });

  it('what is sent meanwhile waits for the fresh one', async () => {
    const { playground, fake } = await stand();
    const ended = end(fake.newest());
    await ended;
    await stateWhere(playground, (status) => status === 'starting');
    expect(await endsOf(playground.send(spec()))).toMatchObject([{ ok: true }]);
    expect(fake.labs).toHaveLength(2);
  });

  it('again and again, a handler of one’s own is taken out, and the log says so', async () => {
    const { playground, fake } = await stand();
    await playground.setHandler('process.exit()');
    for (let count = 1; count <= 3; count++) {
      await stateWhere(playground, (status) => status === 'running');
      await end(fake.newest());
      await stateWhere(playground, (status) => status === 'starting');
    }
    await endsOf(playground.send(spec()));
    expect(fake.labs.map(({ settings }) => settings.handler)).toEqual([
      null,
      'process.exit()',
      'process.exit()',
      'process.exit()',
      null,
    ]);
    expect(ofType(playground.log().events, 'error')).toMatchObject([
      { request: null, message: expect.stringContaining('taken out') },
    ]);
    expect(playground.state().handler).toBeNull();
  });
});

describe('while the lab does not answer', () => {
  it('says that it is slow, logs nothing, and then everything in its true order', async () => {
    const { playground, fake } = await stand();
    await playground.settled();
    const before = playground.log().events.length;
    fake.newest().block();
    const sent = endsOf(playground.send(spec()));
    const slow = await stateWhere(playground, (status) => status === 'slow');
    expect(slow.lab).toMatchObject({ since: expect.any(Number) });
    expect(playground.log().events).toHaveLength(before);
    fake.newest().unblock();
    await sent;
    const later = playground.log().events.slice(before);
    expect(later.map(({ type }) => type)).toEqual(['sent', 'arrived', 'responded', 'answered', 'received']);
    await stateWhere(playground, (status) => status === 'running');
  });
});

describe('requests that come from outside', () => {
  it('show without anything else happening', async () => {
    const { playground } = await stand();
    await playground.settled();
    const messages = playground.messages({ epoch: -1, seq: -1 }, new AbortController().signal);
    await fetch(originOf(playground.state().endpoints));
    for await (const { events } of messages) if (ofType(events, 'responded').length > 0) break;
    expect(ofType(playground.log().events, 'arrived')).toMatchObject([{ request: 'outside' }]);
  });
});
