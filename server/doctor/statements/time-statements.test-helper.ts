import { isLoggedIn, isNobody, login, send } from '../proofs/proof.test-helper.ts';
import type { Statement } from './statement.test-helper.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const inMinutes = (minutes: number): string => new Date(Date.now() + minutes * minute).toISOString();
const atOneHour = { cookie: { expires: inMinutes(60) } };

/** Alice comes back after 40 minutes, and again after 80. */
const comesBack = [
  login(),
  { advance: 40 * minute },
  send('/me'),
  { advance: 40 * minute },
  send('/me', { id: 'active' }),
];
/** Alice comes back with a change each time. */
const changes = comesBack.toSpliced(2, 1, send('/cart/apples', { method: 'POST' }));
const comesOnce = comesBack.toSpliced(2, 1);
const beginsAt = (minutes: number) => [{ advance: minutes * minute }, login(), send('/me', { id: 'next' })];
const stays = (minutes: number) => [login(), { advance: minutes * minute }, send('/me', { id: 'next' })];
const hasCookie = (present: boolean) => ({ cookie: 'alice', present }) as const;

export const timeStatements: readonly Statement[] = [
  {
    of: { rule: 'expires-fixed' },
    says: 'The span begins anew with every response in the store, and with every Set-Cookie in the browser: a session whose cookie is sent again lives on past the date',
    holds: { options: atOneHour, steps: changes },
    not: { options: atOneHour, steps: comesBack },
    sees: isLoggedIn('active'),
  },
  {
    of: { option: 'cookie.expires' },
    says: 'A session in use whose cookie is sent again lives on past the date',
    holds: { options: { ...atOneHour, rolling: true }, steps: comesBack },
    not: { options: { ...atOneHour, rolling: true }, steps: comesOnce },
    sees: isLoggedIn('active'),
  },
  {
    of: { rule: 'expires-fixed' },
    says: 'Where it began a minute before the date, the span is a minute',
    holds: { options: atOneHour, steps: [...beginsAt(59), { advance: 2 * minute }] },
    not: { options: atOneHour, steps: [...beginsAt(30), { advance: 2 * minute }] },
    sees: hasCookie(false),
  },
  ...[{ rule: 'expires-fixed' }, { option: 'cookie.expires' }].map((of) => ({
    of,
    says: 'ne that begins after it has expired before its cookie arrives',
    holds: { options: atOneHour, steps: beginsAt(61) },
    not: { options: atOneHour, steps: beginsAt(59) },
    sees: isNobody('next'),
  })),
  {
    of: { rule: 'expires-past' },
    says: 'The browser drops the cookie of a new session at once',
    holds: { options: { cookie: { expires: '2020-01-01T00:00:00Z' } }, steps: [login()] },
    not: { options: atOneHour, steps: [login()] },
    sees: hasCookie(false),
  },
  ...[0, -1].map((maxAge) => ({
    of: { rule: 'expires-past' },
    says: 'every request of its visitor begins another',
    holds: { options: { cookie: { maxAge } }, steps: [login()] },
    not: { options: { cookie: { maxAge: 60_000 } }, steps: [login()] },
    sees: hasCookie(false),
  })),
  {
    of: { rule: 'expires-past' },
    says: 'only those live on that began before, under another span',
    holds: { options: { ...atOneHour, rolling: true }, steps: comesBack },
    not: { options: { ...atOneHour, rolling: true }, steps: [{ advance: 61 * minute }, ...comesBack] },
    sees: isLoggedIn('active'),
  },
  {
    of: { lesson: 'fixed-expiry' },
    says: 'a session whose cookie is sent again lives on past the date',
    holds: { options: atOneHour, steps: changes },
    not: { options: atOneHour, steps: comesBack },
    sees: isLoggedIn('active'),
  },
  {
    of: { option: 'cookie.maxAge' },
    says: 'How long a session lives, in milliseconds: in the store from its last save or touch, in the browser from the last Set-Cookie.',
    holds: { options: { cookie: { maxAge: 60 * minute } }, steps: comesBack },
    not: { options: { cookie: { maxAge: 60 * minute }, rolling: true }, steps: comesBack },
    sees: isNobody('active'),
  },
  {
    of: { rule: 'max-age-long' },
    says: 'Chromium keeps no cookie for more than 400 days from its Set-Cookie, whatever it says',
    holds: { options: { cookie: { maxAge: 3650 * day } }, steps: [login()] },
    not: { options: { cookie: { maxAge: 300 * day } }, steps: [login()] },
    sees: { lifetime: 'alice', of: 'cookie', ms: { min: 399 * day, max: 400 * day } },
  },
  {
    of: { rule: 'max-age-long' },
    says: 'the store goes by maxAge',
    holds: { options: { cookie: { maxAge: 3650 * day } }, steps: [login()] },
    not: { options: { cookie: { maxAge: 300 * day } }, steps: [login()] },
    sees: { lifetime: 'alice', of: 'stored', ms: { min: 3649 * day } },
  },
  {
    of: { rule: 'rolling-without-expiry' },
    says: 'yet every response sends it again',
    holds: { options: { rolling: true }, steps: stays(1) },
    not: { options: { rolling: false }, steps: stays(1) },
    sees: { response: 'next', setCookie: true },
  },
  {
    of: { rule: 'rolling-without-expiry' },
    says: 'unless Cache-Control forbids that, which express-session does not send',
    holds: { options: { rolling: true }, steps: stays(1) },
    not: { options: { rolling: false }, steps: stays(1) },
    sees: { response: 'next', headers: { 'cache-control': false, 'set-cookie': true } },
  },
  {
    of: { rule: 'max-age-short' },
    says: 'A visitor who reads for that long is logged out',
    holds: { options: { cookie: { maxAge: 2 * minute } }, steps: stays(3) },
    not: { options: { cookie: { maxAge: 2 * minute } }, steps: stays(1) },
    sees: isNobody('next'),
  },
  {
    of: { rule: 'no-touch-no-resave' },
    says: 'a visitor who only reads loses the session at maxAge, with the cookie still good',
    holds: {
      options: { rolling: true, cookie: { maxAge: 60 * minute } },
      store: 'memory-no-touch',
      steps: comesBack,
    },
    not: {
      options: { rolling: true, cookie: { maxAge: 60 * minute } },
      store: 'memory-no-touch',
      steps: changes,
    },
    sees: isNobody('active'),
  },
];
