import type { OptionsPatch } from '../contract/doctor/doctor.ts';
import { type DoctorContext, doctorContextSchema } from '../contract/doctor/doctor-context.ts';
import { type SessionOptions, sessionOptionsSchema } from '../contract/options/options.ts';
import { readOptions } from './read-options.ts';
import type { Subject } from './rule.ts';

export const strongSecret = 'mVq2r9Tx5uYkB7nLz4Wc8HsJ1dPfG6Ea';
export const otherSecret = '0c6a3d5e-8f1b-4b7a-9d2e-6f4c1a8b7e35';

/** For tests: an option set with which nothing is wrong, and the app around it. */
const soundOptions: SessionOptions = sessionOptionsSchema.parse({
  secret: [strongSecret, otherSecret],
  resave: false,
  saveUninitialized: false,
  name: '__Host-shop',
  trustProxy: 1,
  unset: 'destroy',
  cookie: { secure: true, sameSite: 'lax', maxAge: 8 * 60 * 60 * 1000 },
});

const soundContext: DoctorContext = doctorContextSchema.parse({
  production: true,
  https: true,
  proxy: true,
  login: true,
  logout: 'destroy',
  store: 'other',
  instances: 4,
  otherApps: true,
  crossSite: false,
  host: 'shop.example.com',
});

export type Change = {
  options?: OptionsPatch & { secret?: string[] };
  context?: Partial<DoctorContext>;
};

export const testNow = Date.parse('2026-01-01T00:00:00Z');

/** The sound set with changes. */
export function subjectWith({ options = {}, context = {} }: Change = {}): Subject {
  const cookie = { ...soundOptions.cookie, ...options.cookie };
  return {
    options: readOptions({ ...soundOptions, ...options, cookie }).options,
    context: { ...soundContext, ...context },
    now: testNow,
  };
}
