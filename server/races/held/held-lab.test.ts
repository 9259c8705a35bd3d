import { expect, it } from 'vitest';
import { messageFor } from '../../browsers/message.ts';
import { defaultLabConfig } from '../../contract/options/lab-config.ts';
import { requestSpecSchema } from '../../contract/requests.ts';
import { createMemoryStore } from '../../stores/memory.ts';
import { createHeldLab } from './held-lab.ts';
import { HeldRequest } from './held-request.ts';

it('ends each call of the app’s own once: one that says so twice does not end the next', async () => {
  const spec = requestSpecSchema.parse({ browser: 'alice', path: '/' });
  const made = messageFor(spec, 'http://lab');
  if (!made.ok) throw new Error('refused');
  const ends: Array<() => void> = [];
  const lab = await createHeldLab({
    config: defaultLabConfig(),
    labStore: createMemoryStore(),
    handler: null,
    appFor:
      () =>
      ({ hold }) =>
      async (_req, res) => {
        const call = (name: string, isOver: boolean) =>
          new Promise<void>((over) =>
            hold?.(name, ({ done }) => {
              ends.push(done);
              if (isOver) done();
              over();
            }),
          );
        await call('first', true);
        await call('second', false);
        res.end();
      },
  });
  const heldRequest = new HeldRequest({
    index: 0,
    id: 'A',
    sessionPrefix: 'A',
    spec,
    message: made.message,
    at: 'requests[0]',
  });
  const answered: string[] = [];
  const release = () => heldRequest.release(() => answered.push(String(heldRequest.lastName)));
  lab.dispatch(heldRequest, null);
  await heldRequest.quiet();
  release();
  await heldRequest.quiet();
  release();
  const [first, second] = ends;
  first?.();
  expect([answered, heldRequest.isInCall]).toEqual([['first'], true]);
  second?.();
  await heldRequest.quiet();
  expect([answered, heldRequest.isInCall]).toEqual([['first', 'second'], false]);
});
