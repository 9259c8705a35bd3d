import { AsyncLocalStorage } from 'node:async_hooks';
import { once } from 'node:events';
import { createServer, type IncomingMessage, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import session from 'express-session';
import { describe, expect, it, onTestFinished } from 'vitest';
import { labConfigSchema } from '../contract/options/lab-config.ts';
import { openStore } from '../stores/drivers.ts';
import { createDeferred } from '../threads/deferred.ts';
import { createLabApp } from './lab-app.ts';
import type { OnTurn } from './one-at-a-time.ts';

type Heard = { path: string; go: () => void };

/** The lab's app behind a real server. Every handler is held in its work until it is let go. */
async function heldLab({ oneAtATime, onTurn }: { oneAtATime: boolean; onTurn?: OnTurn }) {
  const { store, snapshot } = await openStore({ kind: 'memory' });
  const working: Heard[] = [];
  let changed = createDeferred<void>();
  const context = new AsyncLocalStorage<string>();
  const contexts: Array<string | undefined> = [];
  const app = createLabApp({
    config: labConfigSchema.parse({ options: { saveUninitialized: false }, oneAtATime }),
    session,
    store,
    ...(onTurn && { onTurn }),
    onWork: (req, phase) => {
      if (phase === 'end') return;
      contexts.push(context.getStore());
      const { promise, resolve } = createDeferred<void>();
      working.push({ path: req.originalUrl, go: () => resolve() });
      changed.resolve();
      return promise;
    },
  });
  const server = createServer((req, res) => context.run(req.url ?? '', () => app(req, res)));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;

  /** Settles when that many handlers were held. */
  const held = async (count: number): Promise<Heard[]> => {
    while (working.length < count) {
      await changed.promise;
      changed = createDeferred<void>();
    }
    return working;
  };
  const post = (path: string, cookie = ''): { answer: Promise<IncomingMessage>; leave: () => void } => {
    const req = send({ port, method: 'POST', path, headers: cookie === '' ? {} : { cookie } });
    const answer = once(req, 'response').then(([res]: IncomingMessage[]) => {
      if (res === undefined) throw new Error('no response');
      return once(res.resume(), 'end').then(() => res);
    });
    answer.catch(() => {});
    req.end();
    return { answer, leave: () => req.destroy() };
  };
  const cookieOf = ({ headers }: IncomingMessage): string =>
    headers['set-cookie']?.[0]?.split(';', 1)[0] ?? '';
  /** A session with one plum in its cart. */
  const begin = async (): Promise<string> => {
    const first = post('/cart/plums');
    const [entry] = (await held(working.length + 1)).slice(-1);
    entry?.go();
    return cookieOf(await first.answer);
  };
  const carts = async (): Promise<unknown[]> =>
    Object.values(await snapshot()).map((text) => JSON.parse(text).cart);
  return { held, post, begin, carts, contexts };
}

const five = [1, 2, 3, 4, 5];

describe('five writers of one session at once', () => {
  it('lose all writes but one when nothing makes them wait', async () => {
    const lab = await heldLab({ oneAtATime: false });
    const cookie = await lab.begin();
    const answers = five.map(() => lab.post('/cart/apples', cookie).answer);
    for (const { go } of await lab.held(6)) go();
    await Promise.all(answers);
    expect(await lab.carts()).toEqual([{ plums: 1, apples: 1 }]);
  });

  it('lose nothing one at a time', async () => {
    const phases: string[] = [];
    const lab = await heldLab({ oneAtATime: true, onTurn: (_req, phase) => phases.push(phase) });
    const cookie = await lab.begin();
    const answers = five.map(() => lab.post('/cart/apples', cookie).answer);
    // Only when the fifth waits is the first let go, so that they have all come by then.
    await expect.poll(() => phases.length).toBe(4);
    for (const place of five) {
      const working = await lab.held(1 + place);
      expect(working).toHaveLength(1 + place);
      working.at(-1)?.go();
    }
    await Promise.all(answers);
    expect(await lab.carts()).toEqual([{ plums: 1, apples: 5 }]);
    expect(phases).toEqual([...Array(4).fill('waits'), ...Array(4).fill('goes-on')]);
  });
});

describe('one at a time, a request', () => {
  it('waits for no other session, and without a cookie for nobody', async () => {
    const lab = await heldLab({ oneAtATime: true });
    const cookies = [await lab.begin(), await lab.begin(), '', ''];
    const answers = cookies.map((cookie) => lab.post('/cart/apples', cookie).answer);
    for (const { go } of await lab.held(2 + cookies.length)) go();
    await Promise.all(answers);
    expect(await lab.carts()).toHaveLength(4);
  });

  it('goes on when the one before it is gone', async () => {
    const lab = await heldLab({ oneAtATime: true });
    const cookie = await lab.begin();
    const first = lab.post('/cart/apples', cookie);
    await lab.held(2);
    const second = lab.post('/cart/pears', cookie);
    first.leave();
    expect((await lab.held(3)).at(-1)?.path).toBe('/cart/pears');
    (await lab.held(3)).at(-1)?.go();
    expect((await second.answer).statusCode).toBe(200);
  });

  it('that is gone before its turn never runs, and holds up nobody', async () => {
    const phases: string[] = [];
    const lab = await heldLab({ oneAtATime: true, onTurn: (_req, phase) => phases.push(phase) });
    const cookie = await lab.begin();
    lab.post('/cart/apples', cookie);
    await lab.held(2);
    const second = lab.post('/cart/pears', cookie);
    await expect.poll(() => phases).toEqual(['waits']);
    second.leave();
    const third = lab.post('/cart/figs', cookie);
    await expect.poll(() => phases).toEqual(['waits', 'waits']);
    (await lab.held(2)).at(-1)?.go();
    (await lab.held(3)).at(-1)?.go();
    await third.answer;
    expect(await lab.carts()).toEqual([{ plums: 1, apples: 1, figs: 1 }]);
    expect(phases).toEqual(['waits', 'waits', 'gave-up', 'goes-on']);
  });

  it('keeps its own async context when it goes on', async () => {
    const lab = await heldLab({ oneAtATime: true });
    const cookie = await lab.begin();
    const paths = ['/cart/apples', '/cart/pears'];
    const answers: Array<Promise<IncomingMessage>> = [];
    for (const [index, path] of paths.entries()) {
      answers.push(lab.post(path, cookie).answer);
      if (index === 0) await lab.held(2);
    }
    (await lab.held(2)).at(-1)?.go();
    (await lab.held(3)).at(-1)?.go();
    await Promise.all(answers);
    expect(lab.contexts).toEqual(['/cart/plums', ...paths]);
  });
});
