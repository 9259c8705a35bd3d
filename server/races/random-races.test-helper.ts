import { type RaceSpec, raceSpecSchema } from '../contract/races/races.ts';

const post = (path: string) => ({ browser: 'alice', method: 'POST', path });
const get = (path: string) => ({ browser: 'alice', path });
const requests = [
  post('/cart/apples'),
  post('/cart/pears'),
  post('/cart/apples?early=save'),
  post('/user'),
  get('/views'),
  get('/views?early=reload'),
  get('/me'),
  get('/me?early=save'),
  get('/nowhere'),
  get('/before'),
  get('/fail'),
  { ...get('/views'), method: 'HEAD' },
  { ...get('/views'), browser: 'bob' },
  { ...get('/views'), cookies: 'omit' },
  post('/logout'),
  post('/destroy'),
  post('/regenerate'),
  post('/reload'),
  post('/save'),
  post('/touch'),
  post('/unset'),
];
const login = { ...post('/login'), form: { username: 'johndoe', password: 'password' } };

/** mulberry32: the same numbers from 0 to 1 for the same seed. */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Races of any two requests, now and then of three, under any options; the same ones every time. */
export function randomRaces(count: number): RaceSpec[] {
  const next = numbersFrom(8);
  const one = <Value>(values: readonly Value[]): Value => {
    const value = values[Math.floor(next() * values.length)];
    if (value === undefined) throw new Error('There is nothing to choose from.');
    return value;
  };
  return Array.from({ length: count }, () => {
    // Three have a hundred times as many orders.
    const isThree = next() < 0.04;
    const from = isThree
      ? requests.filter(({ path }) => ['/cart/apples', '/cart/pears', '/me', '/before'].includes(path))
      : requests;
    return raceSpecSchema.parse({
      browsers: ['alice', 'bob'],
      lab: {
        options: {
          resave: one([true, false]),
          saveUninitialized: one([true, false]),
          rolling: one([true, false]),
          unset: one(['keep', 'destroy']),
          cookie: { maxAge: one([null, 60_000]) },
        },
        store: { kind: one(['memory', 'memory-no-touch', 'memory-non-atomic-touch']) },
      },
      before: one([[], [{ send: get('/views') }], [{ send: login }], [{ send: login }]]),
      requests: Array.from({ length: isThree ? 3 : 2 }, () => one(from)),
    });
  });
}
