import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyFix } from '../contract/doctor/doctor.ts';
import {
  type ContextStore,
  contextStores,
  type DoctorContext,
  doctorContextSchema,
} from '../contract/doctor/doctor-context.ts';
import { defaultLabConfig } from '../contract/options/lab-config.ts';
import { type SessionOptions, sessionOptionsSchema } from '../contract/options/options.ts';
import { isEverything } from '../sampled.test-helper.ts';
import { examine } from './examine.ts';
import { judgedOf } from './read-options.ts';
import { otherSecret, strongSecret, testNow } from './sound.test-helper.ts';

const newSecret = (): string => 'Zp4nQ8vT2xK7mR5wB9cL3jH6gF1dS0aY';
const boolean = fc.boolean();
const said = fc.constantFrom(true, false, null);

const anyOptions: fc.Arbitrary<SessionOptions> = fc
  .record({
    secret: fc.constantFrom(
      [strongSecret, otherSecret],
      [strongSecret],
      ['keyboard cat'],
      ['x', otherSecret],
      null,
      [''],
    ),
    resave: boolean,
    saveUninitialized: boolean,
    rolling: boolean,
    unset: fc.constantFrom('keep', 'destroy'),
    name: fc.constantFrom('connect.sid', 'sid', '__Host-sid', '__Secure-sid', '__Http-sid', 'no name'),
    proxy: said,
    genid: fc.constantFrom('uid-safe', 'uuid', 'counter', 'same', 'async', 'throws'),
    trustProxy: fc.constantFrom(false, true, 0, 1, 'loopback', '1', 'true', '0.0.0.0/1,128.0.0.0/1'),
    cookieForm: fc.constantFrom('static', 'function'),
    cookieEnd: fc.constantFrom('maxAge', 'expires'),
    cookie: fc.record({
      path: fc.constantFrom('/', '/shop', '/shop/cart', '', null, 'shop', '/a;b'),
      domain: fc.constantFrom(null, 'example.com', 'example.org', 'localhost', 'co.uk', 'localhost:3000'),
      httpOnly: boolean,
      secure: fc.constantFrom(true, false, 'auto'),
      sameSite: fc.constantFrom(false, true, null, 'lax', 'None', 'auto', 'AUTO', 'laxx'),
      maxAge: fc.constantFrom(null, false, '', 0, -5, 3600, 3_600_000, 315_360_000_000, 'NaN', 'Infinity'),
      expires: fc.constantFrom(
        null,
        false,
        31_536_000_000,
        'Invalid Date',
        '2020-01-01T00:00:00Z',
        '2030-01-01',
      ),
      partitioned: boolean,
      priority: fc.constantFrom(null, 'High', 'urgent'),
    }),
  })
  .map((options) => sessionOptionsSchema.parse(options));

const anyContext: fc.Arbitrary<DoctorContext> = fc
  .record({
    production: said,
    https: said,
    proxy: said,
    login: said,
    logout: fc.constantFrom('destroy', 'unset', null),
    store: fc.constantFrom(...(Object.keys(contextStores) as ContextStore[]), null),
    instances: fc.constantFrom(null, 1, 2),
    sharedStore: said,
    queue: said,
    otherApps: said,
    crossSite: said,
    host: fc.constantFrom(null, 'shop.example.com', 'localhost', '127.0.0.1'),
    mountPath: fc.constantFrom('/', '/shop'),
  })
  .map((context) => doctorContextSchema.parse(context));

type App = { options: SessionOptions; context: DoctorContext };
const anyApp: fc.Arbitrary<App> = fc.record({ options: anyOptions, context: anyContext });

const found = ({ options, context }: App) => examine({ ...judgedOf(options), context, now: testNow });

function fixed({ options, context }: App, fix: Parameters<typeof applyFix>[1]): App {
  const applied = applyFix({ ...defaultLabConfig(), options }, fix, newSecret);
  const store = fix.store === undefined ? context.store : applied.store.kind;
  const sharedStore = fix.store === undefined ? context.sharedStore : applied.sharedStore;
  return {
    options: sessionOptionsSchema.parse(applied.options),
    context: { ...context, store, sharedStore },
  };
}

describe('a fix', () => {
  it('takes its finding away, and brings in no hazard in place of less', () => {
    fc.assert(
      fc.property(anyApp, (app) => {
        const before = found(app);
        for (const { rule, severity, fix } of before) {
          const after = found(fixed(app, fix));
          expect(after.map((finding) => finding.rule)).not.toContain(rule);
          if (severity === 'hazard') continue;
          const known = new Set(before.map((finding) => finding.rule));
          const added = after.filter((finding) => !known.has(finding.rule) && finding.severity === 'hazard');
          expect(added.map((finding) => `${finding.rule} after ${rule}`)).toEqual([]);
        }
      }),
      { numRuns: isEverything ? 500 : 150 },
    );
  });

  it('after the other leads to an option set in which nothing is found', () => {
    fc.assert(
      fc.property(anyApp, (app) => {
        let current = app;
        let rounds = 0;
        for (let [first] = found(current); first !== undefined; [first] = found(current)) {
          rounds += 1;
          expect(rounds, `round about ${first.rule}`).toBeLessThan(30);
          current = fixed(current, first.fix);
        }
      }),
      { numRuns: isEverything ? 500 : 150 },
    );
  });
});
