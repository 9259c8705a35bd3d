import type { TimeRuleId } from '../rules/time-rules.ts';
import { hasCookie, isLoggedIn, login, type Proof, type Sound, send } from './proof.test-helper.ts';

const hour = 3_600_000;
const day = 24 * hour;
const hasNoCookie: Sound = { cookie: 'alice', present: false };

export const timeProofs: Readonly<Record<TimeRuleId, Proof>> = {
  'no-max-age': {
    options: {},
    context: { production: true },
    steps: [login(), { advance: 30 * day }],
    sound: hasNoCookie,
  },
  'max-age-short': {
    options: { cookie: { maxAge: 3600 } },
    context: { production: true },
    steps: [login(), { advance: 60_000 }, send('/me', { id: 'reader' })],
    sound: isLoggedIn('reader'),
  },
  'max-age-long': {
    options: { cookie: { maxAge: 365 * day } },
    steps: [login(), { advance: 100 * day }],
    sound: hasNoCookie,
  },
  'max-age-and-expires': {
    options: { cookie: { maxAge: day, expires: '2090-01-01T00:00:00Z' } },
    steps: [login()],
    sound: ({ cookie: { expires } }) =>
      typeof expires !== 'string'
        ? hasCookie
        : { cookie: 'alice', present: true, attributes: { expires: Date.parse(expires) } },
  },
  'expires-fixed': {
    options: { cookie: { expires: new Date(Date.now() + hour).toISOString() } },
    steps: [{ advance: 2 * hour }, login()],
    sound: hasCookie,
  },
  'expires-past': {
    options: { cookie: { expires: '2020-01-01T00:00:00Z' } },
    steps: [login()],
    sound: hasCookie,
  },
};
