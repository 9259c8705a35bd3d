import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startApp, startRecording, visitor } from './recorded-app.test-helper.ts';

const app = join(import.meta.dirname, '../../examples/fastify/app.cjs');

it('records an app of Fastify, with what signs its cookies masked', async () => {
  const { where, logged, recording, events } = await startRecording();
  const { origin } = await startApp(app, where, { PORT: '0' });
  const visit = visitor();
  const { headers } = await visit(`${origin}/basket`);
  await visit(`${origin}/basket`);
  await logged(({ type }) => type === 'responded', 2);
  const [line = ''] = headers.getSetCookie();
  const [, sid, signature = ''] = /^sessionId=(.*?)\.(.*?);/.exec(line) ?? [];
  expect(events).toContainEqual(
    expect.objectContaining({ type: 'session', origin: 'loaded', sid, version: 1 }),
  );
  const told = JSON.stringify(events);
  expect(told).toContain(`sessionId=${sid}.`);
  expect(told).not.toContain(signature);
  expect(events.some(({ type }) => type === 'verdict')).toBe(false);
  const browsers = events.flatMap((event) => (event.type === 'identified' ? [event.browser] : []));
  expect(browsers).toEqual(['b1', 'b1']);
  expect(recording.state().processes).toMatchObject([
    {
      sessions: [
        {
          storeClass: 'MemoryStore',
          isOwn: true,
          options: { of: '@fastify/session', name: 'sessionId', rolling: true },
        },
      ],
    },
  ]);
});
