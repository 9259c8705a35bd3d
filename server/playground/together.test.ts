import type { ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { endsOf, ofType, spec, stand } from './stand.test-helper.ts';

describe('requests together', () => {
  it('are all under way at once', async () => {
    const held: ServerResponse[] = [];
    const { playground } = await stand((_, response) => {
      held.push(response);
      if (held.length === 300) for (const each of held) each.end();
    });
    const ends = await endsOf(playground.fire({ request: spec(), together: 300, stagger: 0 }));
    expect(ends.filter(({ ok }) => ok)).toHaveLength(300);
    const order = playground.log().events.filter(({ type }) => type === 'sent' || type === 'responded');
    expect(order.slice(0, 300).every(({ type }) => type === 'sent')).toBe(true);
  });

  it('leave one stagger after the other', async () => {
    const { playground } = await stand();
    const request = spec({ after: 20 });
    const called = playground.log().events.at(-1)?.at ?? 0;
    await endsOf(playground.fire({ request, together: 3, stagger: 30 }));
    const times = ofType(playground.log().events, 'sent').map(({ at }) => at);
    expect(times).toHaveLength(3);
    // A timer may fire late when the machine is busy, never early.
    for (const [place, at] of times.entries())
      expect(at - called).toBeGreaterThanOrEqual((19 + place * 30) * 1000);
  });

  it('in a sequence wait for the one before to be fully in', async () => {
    const { playground } = await stand((_, response) => {
      response.write('first half, ');
      setTimeout(() => response.end('second half'), 10);
    });
    await endsOf(playground.sequence([spec(), spec({ browser: 'bob' }), spec()]));
    const order = playground.log().events.filter(({ type }) => type === 'sent' || type === 'received');
    expect(order.map(({ type }) => type)).toEqual([
      'sent',
      'received',
      'sent',
      'received',
      'sent',
      'received',
    ]);
  });
});

describe('a list within a sequence', () => {
  it('is sent together, when what comes before it is in, and is waited for', async () => {
    const { playground } = await stand();
    await endsOf(playground.sequence([spec(), [spec(), spec({ browser: 'bob' })], spec()]));
    const { events } = playground.log();
    const sent = ofType(events, 'sent').map(({ request, group }) => [request, group]);
    expect(sent).toEqual([
      ['1', null],
      ['2', 'g1'],
      ['3', 'g1'],
      ['4', null],
    ]);
    const order = events.flatMap((event) =>
      event.type === 'sent' || event.type === 'received' ? event.type : [],
    );
    expect(order.slice(0, 4)).toEqual(['sent', 'received', 'sent', 'sent']);
    expect(order.slice(-3)).toEqual(['received', 'sent', 'received']);
  });
});

describe('giving up', () => {
  it('ends every request under way, and those that were not sent yet', async () => {
    const { playground } = await stand(() => {});
    const first = playground.send(spec());
    const later = playground.send(spec({ after: 60_000 }));
    expect(playground.state().pending).toBe(2);
    await playground.settled();
    playground.cancel();
    expect(await endsOf(first)).toMatchObject([{ ok: false, message: expect.stringContaining('cancelled') }]);
    expect(await endsOf(later)).toMatchObject([
      { ok: false, message: expect.stringContaining('before it was sent') },
    ]);
    expect(ofType(playground.log().events, 'send-failed').map(({ request }) => request)).toEqual(['1']);
    expect(playground.state().pending).toBe(0);
  });

  it('happens by itself after a time, and says what to do', async () => {
    const { playground } = await stand(() => {}, { timeout: 50 });
    const [end] = await endsOf(playground.send(spec()));
    expect(end).toMatchObject({ ok: false, message: expect.stringContaining('end its response') });
  });

  it('gives a request its own work on top of the time', async () => {
    const { playground } = await stand((_, response) => setTimeout(() => response.end(), 150), {
      timeout: 50,
    });
    const [end] = await endsOf(playground.send(spec({ work: 1000 })));
    expect(end).toMatchObject({ ok: true });
  });

  it('says so when the lab closes the connection', async () => {
    const { playground } = await stand((_, response) => response.socket?.destroy());
    const [end] = await endsOf(playground.send(spec()));
    expect(end).toMatchObject({ ok: false, message: expect.stringContaining('closed the connection') });
  });
});
