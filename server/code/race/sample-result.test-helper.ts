import { defaultLabConfig } from '../../contract/options/lab-config.ts';
import type { RaceOutcome, RaceResult } from '../../contract/races/races.ts';

const cookie = { originalMaxAge: null, expires: null, httpOnly: true, path: '/' };

const lost: RaceOutcome = {
  id: 0,
  schedules: 9,
  share: 0.45,
  serial: false,
  anomaly: 'lost update',
  words: 'A’s write of cart.apples is lost: B saved its older copy over it.',
  store: { s1: { cookie, user: 'johndoe' } },
  responses: [
    { request: 'A', status: 200, body: '{"cart":{"apples":1}}', setCookie: [] },
    { request: 'B', status: 200, body: '{"user":"johndoe","cart":{},"views":0}', setCookie: [] },
  ],
  jars: { alice: 's%3As1.abc' },
  example: ['A.load', 'B.load', 'A.work', 'A.save', 'B.work', 'B.save'],
  doomedAt: 5,
};

const kept: RaceOutcome = {
  ...lost,
  id: 1,
  schedules: 11,
  share: 0.55,
  serial: true,
  anomaly: null,
  words: 'As one request after the other would leave it.',
  store: { s1: { cookie, user: 'johndoe', cart: { apples: 1 } } },
  example: ['A.load', 'A.work', 'A.save', 'B.load', 'B.work', 'B.save'],
  doomedAt: null,
};

/** For tests: what a writer and a reader give, cut down. */
export const sampleResult = (): RaceResult => ({
  schedules: { total: 20, distinct: 20, exact: true },
  outcomes: [kept, lost],
  anomalies: [{ kind: 'lost update', schedules: 9, example: lost.example, outcomes: [0] }],
  verified: 20,
  effort: { requests: 54, states: 30, ms: 41.7 },
  requests: [
    { id: 'A', browser: 'alice', method: 'POST', path: '/cart/apples' },
    { id: 'B', browser: 'alice', method: 'GET', path: '/me' },
  ],
  config: defaultLabConfig(),
  versions: { node: '24.0.0', express: '5.3.0', expressSession: '1.19.0' },
});

/** The same where everything was kept. */
export const serialResult = (): RaceResult => ({
  ...sampleResult(),
  outcomes: [{ ...kept, id: 0, schedules: 20, share: 1 }],
  anomalies: [],
});
