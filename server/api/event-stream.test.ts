import { tmpdir } from 'node:os';
import { createTRPCClient, httpBatchLink, httpSubscriptionLink, splitLink } from '@trpc/client';
import { EventSource } from 'eventsource';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LogEvent } from '../contract/events/events.ts';
import { type ControlPlane, createControlPlane } from './control-plane.ts';
import { maxEventsInMessage, parseLogPosition } from './event-stream.ts';
import { type FakePlayground, fakeEpoch, fakePlayground } from './fake-playground.test-helper.ts';
import { fakeRaces } from './fake-races.test-helper.ts';
import type { AppRouter } from './router.ts';

let playground: FakePlayground;
let plane: ControlPlane;
beforeEach(async () => {
  playground = fakePlayground();
  plane = await createControlPlane({ playground, races: fakeRaces(), pageDir: tmpdir() });
});
afterEach(() => plane.close());

/** A client as the page has it; `onConnect` sees each connection's headers, and gets a way to cut it. */
function pageClient(onConnect: (headers: Headers, cut: () => void) => void = () => {}) {
  const url = `${plane.origin}/api`;
  const authorization = `Bearer ${plane.token}`;
  return createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: ({ type }) => type === 'subscription',
        true: httpSubscriptionLink({
          url,
          EventSource,
          eventSourceOptions: () => ({
            fetch: async (address, init) => {
              const headers = new Headers(init.headers);
              headers.set('authorization', authorization);
              const response = await fetch(address, { ...init, headers });
              const wire = new TransformStream<Uint8Array, Uint8Array>({
                start: (controller) => onConnect(headers, () => controller.terminate()),
              });
              return new Response(response.body?.pipeThrough(wire) ?? null, response);
            },
          }),
        }),
        false: httpBatchLink({ url, headers: { authorization } }),
      }),
    ],
  });
}

/** Collects what comes until there are `count` events. */
function collect(client: ReturnType<typeof pageClient>, count: number): Promise<LogEvent[][]> {
  return new Promise((resolve, reject) => {
    const messages: LogEvent[][] = [];
    const subscription = client.events.subscribe(undefined, {
      onData: ({ data }) => {
        messages.push(data.events);
        if (messages.flat().length < count) return;
        subscription.unsubscribe();
        resolve(messages);
      },
      onError: reject,
    });
  });
}

describe('the event stream', () => {
  it('gives the log so far, then what follows', async () => {
    playground.append('before');
    const collected = collect(pageClient(), 2);
    playground.append('after');
    const events = (await collected).flat();
    expect(events).toMatchObject([{ text: 'before' }, { text: 'after' }]);
  });

  it('goes on where it was when the connection breaks, without losing or repeating an event', async () => {
    const connections: Array<{ id: string | null; cut: () => void }> = [];
    const client = pageClient((headers, cut) => {
      connections.push({ id: headers.get('last-event-id'), cut });
    });
    const heard: number[] = [];
    playground.append('one');
    playground.append('two');
    await new Promise<void>((resolve, reject) => {
      const subscription = client.events.subscribe(undefined, {
        onData: ({ data }) => {
          heard.push(...data.events.map(({ seq }) => seq));
          if (heard.length === 2) {
            connections[0]?.cut();
            playground.append('three');
          } else if (heard.length > 2) {
            subscription.unsubscribe();
            resolve();
          }
        },
        onError: reject,
      });
    });
    const ids = connections.map(({ id }) => id);
    expect(heard).toEqual([0, 1, 2]);
    expect(ids).toEqual([null, `${fakeEpoch}:1`]);
  });

  it('comes in parts that a page can take in', async () => {
    for (let i = 0; i < 2 * maxEventsInMessage + 1; i += 1) playground.append(`${i}`);
    const messages = await collect(pageClient(), 2 * maxEventsInMessage + 1);
    expect(messages.map((events) => events.length)).toEqual([maxEventsInMessage, maxEventsInMessage, 1]);
    expect(messages.flat().map(({ seq }) => seq)).toEqual(Array.from(messages.flat().keys()));
  });

  it('ends with the control plane, which does not wait for it', async () => {
    const client = pageClient();
    await new Promise<void>((resolve) => {
      const subscription = client.states.subscribe(undefined, {
        onData: () => {
          subscription.unsubscribe();
          resolve();
        },
      });
    });
    const open = await fetch(`${plane.origin}/api/events`, {
      headers: { authorization: `Bearer ${plane.token}` },
    });
    await plane.close();
    await expect(open.text()).rejects.toThrow();
  });

  it('takes any other id for the beginning', () => {
    expect(parseLogPosition('3:14')).toEqual({ epoch: 3, seq: 14 });
    expect(parseLogPosition('3:-1')).toEqual({ epoch: 3, seq: -1 });
    for (const id of [undefined, '', '3', ':', '3:', '3:1.5', 'a:b', '3:14:15', '-3:2', '3:1e9']) {
      expect(parseLogPosition(id)).toEqual({ epoch: -1, seq: -1 });
    }
  });
});
