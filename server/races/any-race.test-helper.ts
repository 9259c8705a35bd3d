import fc from 'fast-check';
import { embeddedKinds } from '../contract/stores/store-kinds.ts';
import { alice, aliceRaces } from './engine.test-helper.ts';

const post = (path: string) => ({ browser: 'alice', method: 'POST' as const, path });
const request = fc.constantFrom(
  alice.writes,
  alice.reads,
  alice.counts,
  alice.logsOut,
  alice.regenerates,
  post('/cart/pears'),
  post('/cart/apples?early=save'),
  post('/me?early=reload'),
  post('/unset'),
  post('/touch'),
  { ...alice.counts, browser: 'bob' },
  { ...alice.counts, cookies: 'omit' as const },
);
/** Any mix of two or three requests and options. */
export const anyRace = fc
  .record({
    requests: fc.array(request, { minLength: 2, maxLength: 3 }),
    resave: fc.boolean(),
    saveUninitialized: fc.boolean(),
    rolling: fc.boolean(),
    unset: fc.constantFrom('keep', 'destroy'),
    maxAge: fc.constantFrom(null, 60_000),
    kind: fc.constantFrom(...embeddedKinds),
    isFirst: fc.boolean(),
    oneAtATime: fc.boolean(),
  })
  .map(({ requests, kind, isFirst, maxAge, oneAtATime, ...options }) =>
    aliceRaces(requests, {
      browsers: ['alice', 'bob'],
      lab: { options: { ...options, cookie: { maxAge } }, store: { kind }, oneAtATime },
      ...(isFirst && { before: [] }),
    }),
  );
