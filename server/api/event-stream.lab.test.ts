import { tmpdir } from 'node:os';
import { createTRPCClient, httpLink } from '@trpc/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defaultLabConfig } from '../contract/options/lab-config.ts';
import { createPlayground } from '../playground/create-playground.ts';
import type { Playground } from '../playground/playground.ts';
import { type ControlPlane, createControlPlane } from './control-plane.ts';
import { fakeRaces } from './fake-races.test-helper.ts';
import type { AppRouter } from './router.ts';

let playground: Playground;
let plane: ControlPlane;
beforeAll(async () => {
  playground = await createPlayground({ config: defaultLabConfig(), browsers: ['alice'] });
  plane = await createControlPlane({ playground, races: fakeRaces(), pageDir: tmpdir() });
});
afterAll(async () => {
  await plane.close();
  await playground.close();
});

const heardSchema = z.object({ events: z.array(z.looseObject({ seq: z.number(), type: z.string() })) });
type Heard = { id: string; events: z.infer<typeof heardSchema>['events'] };

/** Listens until an event of this type has come for the nth time, then drops the connection. */
async function listen(type: string, times: number, lastEventId?: string): Promise<Heard> {
  const headers = new Headers({ authorization: `Bearer ${plane.token}` });
  if (lastEventId !== undefined) headers.set('last-event-id', lastEventId);
  const stream = await fetch(`${plane.origin}/api/events`, { headers });
  const heard: Heard = { id: '', events: [] };
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of stream.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    const messages = text.split('\n\n');
    text = messages.pop() ?? '';
    for (const message of messages) {
      const [, data] = /^data: (\{.*\})$/m.exec(message) ?? [];
      const [, id] = /^id: (.*)$/m.exec(message) ?? [];
      if (data === undefined || id === undefined) continue;
      heard.events.push(...heardSchema.parse(JSON.parse(data)).events);
      heard.id = id;
    }
    if (heard.events.filter((event) => event.type === type).length >= times) return heard;
  }
  throw new Error('the stream ended');
}

describe('the event stream of a real lab', () => {
  it('goes on after a broken connection with what happened meanwhile, nothing lost, nothing twice', async () => {
    const client = createTRPCClient<AppRouter>({
      links: [httpLink({ url: `${plane.origin}/api`, headers: { authorization: `Bearer ${plane.token}` } })],
    });
    await client.send.mutate({ browser: 'alice', path: '/views' });
    const before = await listen('received', 1);
    await client.fire.mutate({ request: { browser: 'alice', path: '/views' }, together: 5 });
    const after = await listen('received', 5, before.id);

    const all = [...before.events, ...after.events];
    expect(all.map(({ seq }) => seq)).toEqual([...all.keys()]);
    expect(all.filter(({ type }) => type === 'received')).toHaveLength(6);
    await playground.settled();
    expect(playground.log().events.slice(0, all.length)).toEqual(all);
  });

  it('refuses in words what the playground will not do', async () => {
    const client = createTRPCClient<AppRouter>({
      links: [httpLink({ url: `${plane.origin}/api`, headers: { authorization: `Bearer ${plane.token}` } })],
    });
    await expect(client.addBrowser.mutate({ name: 'alice' })).rejects.toThrow(/^name: /);
    await expect(client.send.mutate({ browser: 'nobody', path: '/' })).rejects.toThrow(/^browser: /);
    expect((await client.state.query()).browsers.map(({ name }) => name)).toEqual(['alice']);
  });
});
