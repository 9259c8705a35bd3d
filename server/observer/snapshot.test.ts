import session from 'express-session';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ObserverEvent } from '../contract/events/events.ts';
import { observe } from './observe.ts';
import { dataOf, isSameData, takeSession, wholeText } from './snapshot.ts';

const long = 'long "text" \u2028'.repeat(100);
const key = fc.constantFrom('a', 'b', '1', '__proto__', 'a"b');
const value = fc.constantFrom<unknown>(
  long,
  `${long}!`,
  'short',
  '',
  0,
  -0,
  1,
  Number.NaN,
  true,
  null,
  undefined,
);
const nested = fc.constantFrom<unknown>([long], { a: 1 });
/** What a session may hold, as own properties in any order. */
const held = fc
  .array(fc.tuple(key, fc.oneof({ weight: 9, arbitrary: value }, nested)), { maxLength: 4 })
  .map((entries) => Object.fromEntries(entries));

describe('a session as text', () => {
  it('is what JSON writes, whatever of an earlier one is taken over', () => {
    fc.assert(
      fc.property(held, held, held, (first, second, third) => {
        const known = dataOf(second, dataOf(first));
        expect(dataOf(third, known).text).toBe(JSON.stringify(third));
        const cookie = { path: '/' };
        const text = takeSession({ cookie, ...third }, takeSession({ cookie, ...second }));
        expect(text && wholeText(text)).toBe(JSON.stringify({ cookie, ...third }));
      }),
    );
  });

  it('is the same as another where JSON writes both alike', () => {
    fc.assert(
      fc.property(held, held, (one, other) => {
        expect(isSameData(dataOf(one), dataOf(other))).toBe(JSON.stringify(one) === JSON.stringify(other));
        expect(isSameData(dataOf(one), dataOf({ ...one }, dataOf(other)))).toBe(true);
      }),
    );
  });
});

/** What the last `get` found, and the last version stored. */
async function readFrom(store: session.MemoryStore, between: () => void) {
  const events: ObserverEvent[] = [];
  observe(session, { onEvent: (event) => events.push(event) })({
    secret: 'a',
    resave: false,
    saveUninitialized: false,
    store,
  });
  const data = Object.assign({ cookie: new session.Cookie() }, { items: [long] });
  await new Promise((done) => store.set('s', data, done));
  between();
  await new Promise((done) => store.get('s', done));
  const answer = events.at(-1);
  if (answer?.type !== 'store-answered') throw new Error('expected an answer');
  return answer;
}

describe('a long session that a MemoryStore keeps', () => {
  const written = '{"cookie":{"path":"/"},"items":["by somebody else"]}';

  it('is read back as it was written', async () => {
    const answer = await readFrom(new session.MemoryStore(), () => {});
    expect(JSON.parse(answer.found ?? '')).toMatchObject({ items: [long] });
    expect(answer).toMatchObject({ foundVersion: 1, version: 1 });
  });

  it('is told as it is when somebody else has written it', async () => {
    const store = Object.assign(new session.MemoryStore(), { sessions: { s: '' } });
    const answer = await readFrom(store, () => Object.assign(store.sessions, { s: written }));
    expect(answer).toMatchObject({ found: written, foundVersion: 2, version: 2 });
  });

  it('is told as a store gives it that changes what it reads', async () => {
    class Changing extends session.MemoryStore {
      override get(...[sid, done]: Parameters<session.MemoryStore['get']>) {
        super.get(sid, (error, found) => done(error, found && Object.assign(found, { items: [] })));
      }
    }
    const answer = await readFrom(new Changing(), () => {});
    expect(JSON.parse(answer.found ?? '')).toMatchObject({ items: [] });
  });
});
