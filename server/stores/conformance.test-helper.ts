import { isDeepStrictEqual } from 'node:util';
import type { StoreKind } from '../contract/stores/store-kinds.ts';
import { callsOf, type StoreCalls, sessionFor } from './calls.ts';
import type { OpenStore } from './open-store.ts';
import { reportOn } from './report.ts';

type Asked = { calls: StoreCalls; open: OpenStore };
type Question = {
  label: string;
  /** What a store does that does all as express-session describes it. */
  usual: string;
  ask(asked: Asked): Promise<string>;
};

const minute = 60_000;

/** IDs that would be something else in a path, a pattern, an object or a URL. The longest is what most file systems take. */
const unusual = [
  '__proto__',
  'constructor',
  'a/b',
  '../up',
  '*',
  'a:b',
  '%2e',
  'with space',
  'ü🍎',
  'x'.repeat(200),
];

const isFound = (got: Promise<unknown>): Promise<boolean> =>
  got.then(
    (session) => session !== null,
    () => false,
  );
const dataOf = (session: unknown): object => {
  const {
    cookie: _,
    __lastAccess: __,
    id: ___,
    ...data
  } = { cookie: 0, __lastAccess: 0, id: 0, ...Object(session) };
  return data;
};

/** Asked in this order, each of what the one before has left; the last leaves nothing. */
const questions = {
  readYourWrite: {
    label: 'A get after a set',
    usual: 'has what was set',
    ask: async ({ calls }) => {
      for (let views = 0; views < 20; views += 1) {
        await calls.set('read', sessionFor(minute, { views }));
        if (!isDeepStrictEqual(dataOf(await calls.get('read')), { views })) return 'may have what was before';
      }
      return 'has what was set';
    },
  },
  unknown: {
    label: 'A get of an ID that it does not know',
    usual: 'nothing',
    ask: ({ calls }) =>
      calls.get('unknown').then(
        (found) => (found === null ? 'nothing' : 'something'),
        () => 'an error',
      ),
  },
  dates: {
    label: 'A Date in a session',
    usual: 'comes back as text',
    ask: async ({ calls }) => {
      await calls.set('dates', sessionFor(minute, { at: new Date(0) }));
      const found = dataOf(await calls.get('dates'));
      return isDeepStrictEqual(found, { at: '1970-01-01T00:00:00.000Z' })
        ? 'comes back as text'
        : 'comes back as something else';
    },
  },
  noJson: {
    label: 'A set of what JSON has no words for (a BigInt)',
    usual: 'throws',
    ask: async ({ open: { store } }) =>
      new Promise((resolve) => {
        const answer = (error: unknown) => resolve(error ? 'answers with an error' : 'is taken');
        try {
          store.set('bigint', sessionFor(minute, { count: 1n }), answer);
        } catch {
          resolve('throws');
        }
      }),
  },
  unusualIds: {
    label: 'Unusual IDs',
    usual: 'are all kept',
    ask: async ({ calls, open }) => {
      const lost: string[] = [];
      for (const [views, sid] of unusual.entries()) {
        const isKept = await calls
          .set(sid, sessionFor(minute, { views }))
          .then(async () => isDeepStrictEqual(dataOf(await calls.get(sid)), { views }))
          .catch(() => false);
        if (!isKept || !Object.hasOwn(await open.snapshot(), sid)) lost.push(JSON.stringify(sid));
        await calls.destroy(sid).catch(() => {});
      }
      return lost.length === 0 ? 'are all kept' : `are kept but for ${lost.join(', ')}`;
    },
  },
  large: {
    label: 'A session of 1 MB',
    usual: 'is kept',
    ask: async ({ calls }) => {
      const text = 'x'.repeat(2 ** 20);
      await calls.set('large', sessionFor(minute, { text }));
      const isKept = isDeepStrictEqual(dataOf(await calls.get('large')), { text });
      await calls.destroy('large');
      return isKept ? 'is kept' : 'is lost';
    },
  },
  twoSets: {
    label: 'Two sets at once',
    usual: 'leave one of them, whole',
    ask: async ({ calls }) => {
      const [one, other] = [
        { a: 1, both: 'one' },
        { b: 2, both: 'other' },
      ];
      await Promise.all([one, other].map((data) => calls.set('two', sessionFor(minute, data))));
      const left = dataOf(await calls.get('two'));
      return [one, other].some((data) => isDeepStrictEqual(data, left))
        ? 'leave one of them, whole'
        : 'are mixed';
    },
  },
  destroy: {
    label: 'A set after destroy',
    usual: 'stores it again',
    ask: async ({ calls }) => {
      await calls.set('gone', sessionFor(minute));
      await calls.destroy('gone');
      if (await isFound(calls.get('gone'))) return 'destroy did nothing';
      await calls.set('gone', sessionFor(minute));
      return (await isFound(calls.get('gone'))) ? 'stores it again' : 'does nothing';
    },
  },
  touchOfNone: {
    label: 'A touch after destroy',
    usual: 'does nothing',
    ask: async ({ calls, open }) => {
      if (!calls.has('touch')) return 'there is no touch';
      await calls.destroy('gone');
      const isAnswered = await calls.touch('gone', sessionFor(minute, { views: 1 })).then(
        () => true,
        () => false,
      );
      const { gone } = await open.snapshot();
      if (gone !== undefined) return 'stores it again';
      return isAnswered ? 'does nothing' : 'answers with an error';
    },
  },
  touchAndSet: {
    label: 'A touch, and a set before it is answered',
    usual: 'leave what was set',
    ask: async ({ calls }) => {
      if (!calls.has('touch')) return 'there is no touch';
      for (let views = 1; views <= 20; views += 1) {
        await calls.set('touched', sessionFor(minute, { views: 0 }));
        const touched = calls.touch('touched', sessionFor(2 * minute, { views: 0 }));
        await Promise.all([touched, calls.set('touched', sessionFor(minute, { views }))]);
        const left = dataOf(await calls.get('touched'));
        if (!isDeepStrictEqual(left, { views })) return 'may lose what was set';
      }
      return 'leave what was set';
    },
  },
  lists: {
    label: '`all`',
    usual: 'has each session by its ID',
    ask: async ({ calls }) => {
      if (!calls.has('all')) return 'is lacking';
      await calls.set('listed', sessionFor(minute, { views: 7 }));
      const all = await calls.all();
      const isListed = Object.values(Object(all)).some((one) => isDeepStrictEqual(dataOf(one), { views: 7 }));
      if (!isListed) return 'has something else';
      return Array.isArray(all) ? 'is an array' : 'has each session by its ID';
    },
  },
  counts: {
    label: '`length`',
    usual: 'counts them',
    ask: async ({ calls, open }) => {
      if (!calls.has('length')) return 'is lacking';
      const count = Object.keys(await open.snapshot()).length;
      return (await calls.length()) === count ? 'counts them' : 'counts something else';
    },
  },
  clears: {
    label: '`clear`',
    usual: 'removes them all',
    ask: async ({ calls, open }) => {
      if (!calls.has('clear')) return 'is lacking';
      await calls.clear();
      return Object.keys(await open.snapshot()).length === 0 ? 'removes them all' : 'leaves some';
    },
  },
} satisfies Record<string, Question>;

export type QuestionId = keyof typeof questions;
export type Answers = Readonly<Record<QuestionId | 'touch' | 'expires', string>>;

const asked = Object.entries(questions) as Array<[QuestionId, Question]>;

/** What each question is called, in the order of the table. */
export const questionLabels: Readonly<Record<keyof Answers, string>> = {
  ...(Object.fromEntries(asked.map(([id, { label }]) => [id, label])) as Record<QuestionId, string>),
  touch: '`touch` moves',
  expires: 'What has expired is gone',
};

const usual = Object.fromEntries(asked.map(([id, one]) => [id, one.usual])) as Record<QuestionId, string>;

/** What of a kind's answers is not the usual, and why. */
export const deviations: Readonly<Record<StoreKind, { answers: Partial<Answers>; why: string }>> = {
  memory: { answers: {}, why: '' },
  'memory-no-touch': {
    answers: { touchOfNone: 'there is no touch', touchAndSet: 'there is no touch', touch: 'none' },
    why: 'It is MemoryStore with its touch taken away.',
  },
  'memory-non-atomic-touch': {
    answers: { touchAndSet: 'may lose what was set' },
    why: 'Its touch gets the session, and sets it whole.',
  },
  sqlite: {
    answers: { noJson: 'answers with an error' },
    why: 'Whatever fails in it is told by the callback.',
  },
  redis: {
    answers: {
      noJson: 'answers with an error',
      lists: 'is an array',
      touch: 'expiry alone',
      expires: 'by itself',
    },
    why: 'Its touch is one EXPIRE of the key, so that the cookie inside stays as it was saved; `all` gives a list, each session with its ID in it.',
  },
  postgres: {
    answers: {
      noJson: 'answers with an error',
      lists: 'is lacking',
      counts: 'is lacking',
      clears: 'is lacking',
      touch: 'expiry alone',
      expires: 'when it is cleared up',
    },
    why: 'Its touch is an UPDATE of the column `expire` alone; `all`, `length` and `clear` are optional, and it has none of them. What has expired is deleted about every quarter of an hour.',
  },
  file: {
    answers: {
      noJson: 'answers with an error',
      unknown: 'an error',
      unusualIds: 'are kept but for "a/b", "../up"',
      touchOfNone: 'answers with an error',
      touchAndSet: 'may lose what was set',
      lists: 'is lacking',
      expires: 'when it is cleared up',
    },
    why: 'An ID is the name of its file: one that is not there is answered with ENOENT, which express-session takes for no session, and one with a slash is in another folder. Its touch reads the file, and writes it whole. Files of what has expired are removed every hour.',
  },
  module: { answers: {}, why: 'It answers as its author has written it.' },
  memorystore: {
    answers: { noJson: 'answers with an error' },
    why: 'Whatever fails in it is told by the callback.',
  },
};

/** What a store answers, with what of it is not the usual. */
export const expectedOf = (deviations: Partial<Answers>): Answers => ({
  ...usual,
  touch: 'cookie and expiry',
  expires: 'when it is read',
  ...deviations,
});

/** Puts every question to a store. */
export async function answersOf(open: OpenStore): Promise<Answers> {
  const calls = callsOf(open.store);
  const answers: Partial<Record<QuestionId, string>> = {};
  for (const [id, { ask }] of asked) answers[id] = await ask({ calls, open });
  const { touch, expires } = await reportOn('any', open);
  return { ...usual, ...answers, touch, expires };
}
