import express from 'express';
import session, { type Store } from 'express-session';
import fc from 'fast-check';
import inject from 'light-my-request';
import { describe, expect, it } from 'vitest';
import type { ObserverEvent } from '../contract/events/events.ts';
import { createLineage, type LineageWrite, takeWrite } from '../contract/lost-writes.ts';
import { createMemoryStoreWithNonAtomicTouch } from '../stores/memory.ts';
import { observe } from './observe.ts';

const isReader = (name: string) => name.startsWith('reader');

const turns = async () => {
  for (let turn = 0; turn < 3; turn++) await new Promise(setImmediate);
};

/** An app in which each request counts one up, but for readers, and waits to be let go in between. */
function countingApp(store: Store) {
  const events: ObserverEvent[] = [];
  const gates = new Map<string, () => void>();
  const app = express();
  const make = observe(session, { onEvent: (event) => events.push(event) });
  app.use(make({ secret: 'a', store, resave: false, saveUninitialized: false }));
  app.get('/:name', async (req, res) => {
    const { name } = req.params;
    const views = Number(Reflect.get(req.session, 'views') ?? 0) + 1;
    if (!isReader(name)) Object.assign(req.session, { views });
    if (name !== 'first') await new Promise<void>((go) => gates.set(name, go));
    res.send(String(views));
  });
  return { app, events, gates };
}

const viewsIn = (text: string | null | undefined): number => (text ? Number(JSON.parse(text).views ?? 0) : 0);

/** Writes that the rule says are lost, and increments that are missing in the store. `order`: a name begins, then is let go. */
async function countLost(
  order: readonly string[],
  store: Store = new session.MemoryStore(),
): Promise<{ lost: number; missing: number }> {
  const { app, events, gates } = countingApp(store);
  const first = await inject(app, '/first');
  const cookie = String(first.headers['set-cookie']).split(';', 1)[0] ?? '';
  const answers = new Map<string, Promise<unknown>>();
  for (const name of order) {
    if (answers.has(name)) gates.get(name)?.();
    else
      answers.set(
        name,
        inject(app, { url: `/${name}`, headers: { cookie } }).then((answer) => answer.payload),
      );
    await turns();
  }
  await Promise.all(answers.values());
  const { lost, stored } = replay(events);
  const counted = [...answers.keys()].filter((name) => !isReader(name)).length;
  return { lost, missing: 1 + counted - stored };
}

function replay(events: readonly ObserverEvent[]) {
  const lineage = createLineage<LineageWrite>();
  const lost = new Set<LineageWrite>();
  const calls = new Map<number, ObserverEvent & { type: 'store-called' }>();
  const texts = new Map<number, string | null>();
  let stored = 0;
  for (const event of events) {
    if (event.type === 'store-called') calls.set(event.call, event);
    if (event.type !== 'store-answered' || event.operation !== 'set') continue;
    const { base = null, session: text = null } = calls.get(event.call) ?? {};
    const version = event.version ?? 0;
    texts.set(version, text);
    stored = viewsIn(event.after);
    const before = base === null ? undefined : viewsIn(texts.get(base));
    const now = takeWrite(lineage, {
      version,
      base,
      by: event.request,
      changes: () => [{ path: 'views', before, after: viewsIn(text) }],
      valueAt: () => viewsIn(text),
    });
    for (const { write } of now.lost) lost.add(write);
    for (const write of now.back) lost.delete(write);
  }
  return { lost: lost.size, stored };
}

/** Any order in which requests begin and are let go. */
const orders = fc.integer({ min: 2, max: 12 }).chain((count) =>
  fc.shuffledSubarray(
    Array.from({ length: count * 2 }, (_, place) => String(place % count)),
    { minLength: count * 2, maxLength: count * 2 },
  ),
);

describe('writes that are said to be lost are the increments that are missing', () => {
  it('one of three that are staggered', async () => {
    expect(await countLost(['A', 'B', 'A', 'C', 'B', 'C'])).toEqual({ lost: 1, missing: 1 });
  });

  it('all but one of those that overlap wholly, none of those that do not', async () => {
    const names = Array.from({ length: 20 }, (_, place) => String(place));
    expect(await countLost([...names, ...names])).toEqual({ lost: 19, missing: 19 });
    expect(await countLost(names.flatMap((name) => [name, name]))).toEqual({ lost: 0, missing: 0 });
  });

  it('none where a touch gets and sets what another has written since the load', async () => {
    const { store } = createMemoryStoreWithNonAtomicTouch();
    expect(await countLost(['reader', 'A', 'A', 'reader'], store)).toEqual({ lost: 0, missing: 0 });
  });

  it('in any order', async () => {
    await fc.assert(
      fc.asyncProperty(orders, async (order) => {
        const { lost, missing } = await countLost(order);
        expect(lost).toBe(missing);
      }),
      { numRuns: 100 },
    );
  });
}, 120_000);
