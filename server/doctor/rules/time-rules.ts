import { countedEnd } from '../judged-options.ts';
import { links } from '../links.ts';
import type { RuleTable, Subject } from '../rule.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const longestDays = 90;

/** How long a cookie and its session live. */
export const timeRules = {
  'no-max-age': {
    severity: 'note',
    option: 'cookie.maxAge',
    title: 'Sessions have no end of their own.',
    when: 'neither `cookie.maxAge` nor `cookie.expires` is given, in production',
    why: 'The cookie lasts until the browser closes, and browsers that restore their tabs keep it beyond that. How long the stored session stays is then the store’s own choice: a day in some, for ever in MemoryStore.',
    causes: ({ options: { cookie }, context: { production }, given = [] }) =>
      production === true &&
      cookie.maxAge === null &&
      cookie.expires === null &&
      !given.some(({ option }) => option === 'cookie.maxAge' || option === 'cookie.expires')
        ? { 'cookie.maxAge': 'not set' }
        : null,
    fix: {
      words: 'Set the time after which an unused session ends, such as 8 hours.',
      options: () => ({ cookie: { maxAge: 8 * hour } }),
    },
    lesson: 'no-max-age',
    link: links.option('cookie.maxAge'),
  },
  'max-age-short': {
    severity: 'warning',
    option: 'cookie.maxAge',
    title: 'The maxAge looks like seconds; it is in milliseconds.',
    when: '`cookie.maxAge` is over 0 and under a minute, in production',
    why: 'express-session counts in ms, the Max-Age attribute in seconds. A visitor who reads for that long is logged out.',
    causes: ({ options, context: { production } }) => {
      const { maxAge } = countedEnd(options);
      return production === true && maxAge !== null && maxAge > 0 && maxAge < minute
        ? { 'cookie.maxAge': maxAge }
        : null;
    },
    fix: {
      words: 'Multiply by 1000.',
      options: ({ options }) => ({
        cookie: { maxAge: Math.min(Math.max((options.cookie.maxAge ?? 0) * 1000, 8 * hour), 30 * day) },
      }),
    },
    lesson: 'max-age-in-ms',
    link: links.option('cookie.maxAge'),
  },
  'max-age-long': {
    severity: 'note',
    option: 'cookie.maxAge',
    title: 'A stolen cookie is good for months.',
    when: `\`cookie.maxAge\` is over ${longestDays} days`,
    why: 'Nobody who took a cookie has to hurry, and the store keeps every session for as long: those of visitors who never came back too. Chromium keeps no cookie for more than 400 days from its Set-Cookie, whatever it says; the store goes by maxAge.',
    causes: ({ options }) => {
      const { maxAge } = countedEnd(options);
      return maxAge !== null && Number.isFinite(maxAge) && maxAge > longestDays * day
        ? { 'cookie.maxAge': `${maxAge} ms, ${Math.round(maxAge / day)} days` }
        : null;
    },
    fix: {
      words: 'Shorten it; rolling renews it for those who come back.',
      options: () => ({ cookie: { maxAge: 30 * day } }),
    },
    lesson: 'server-forgets-too',
    link: links.option('cookie.maxAge'),
  },
  'max-age-and-expires': {
    severity: 'warning',
    option: 'cookie.expires',
    title: 'Two ends are given, and only one of them counts.',
    when: '`cookie.maxAge` and `cookie.expires` are both set',
    why: 'express-session takes them in the order in which they are written, and the later one wins. Whoever sorts the keys changes when sessions end.',
    causes: ({ options: { cookie } }) =>
      cookie.maxAge !== null && cookie.expires !== null
        ? { 'cookie.maxAge': cookie.maxAge, 'cookie.expires': cookie.expires }
        : null,
    fix: {
      words: 'Keep maxAge alone.',
      options: ({ options: { cookie } }) => ({
        cookie: { expires: null, ...((cookie.maxAge ?? 0) <= 0 && { maxAge: 8 * hour }) },
      }),
    },
    lesson: 'fixed-expiry',
    link: links.option('cookie.expires'),
  },
  'expires-fixed': {
    severity: 'warning',
    option: 'cookie.expires',
    title: 'How long a session lasts depends on when it began; after the date none begins.',
    when: '`cookie.expires` is a date to come, without a `maxAge` after it',
    why: 'express-session takes from the date only how long it is until then, when a session begins. The span begins anew with every response in the store, and with every Set-Cookie in the browser: a session whose cookie is sent again lives on past the date, one whose cookie is not ends then. Where it began a minute before the date, the span is a minute. One that begins after it has expired before its cookie arrives.',
    causes: (subject) => (endsAlone(subject) === 'later' ? expiresIn(subject) : null),
    fix: {
      words: 'Set maxAge: one span for every session, whenever it begins.',
      options: () => ({ cookie: { expires: null, maxAge: 8 * hour } }),
    },
    lesson: 'fixed-expiry',
    link: links.option('cookie.expires'),
  },
  'expires-past': {
    severity: 'hazard',
    option: 'cookie.expires',
    title: 'The cookie of every new session has expired before it arrives.',
    when: '`cookie.expires` is over, without a `maxAge` after it, or `cookie.maxAge` is 0 or less',
    why: 'The browser drops the cookie of a new session at once, so that every request of its visitor begins another; only those live on that began before, under another span.',
    causes: (subject) => {
      if (endsAlone(subject) === 'past') return expiresIn(subject);
      const { maxAge } = countedEnd(subject.options);
      return maxAge !== null && maxAge <= 0 ? { 'cookie.maxAge': maxAge } : null;
    },
    fix: {
      words: 'Set maxAge: one span for every session, whenever it begins.',
      options: () => ({ cookie: { expires: null, maxAge: 8 * hour } }),
    },
    lesson: 'fixed-expiry',
    link: links.option('cookie.expires'),
  },
} satisfies RuleTable;

/** Where the fixed date lies, when it is the one that counts. */
function endsAlone({ options, now }: Subject): 'past' | 'later' | null {
  const { expires } = countedEnd(options);
  const time = expires === null ? Number.NaN : Date.parse(expires);
  if (Number.isNaN(time)) return null;
  return time <= now ? 'past' : 'later';
}

const expiresIn = ({ options }: Subject) => ({ 'cookie.expires': options.cookie.expires });

export type TimeRuleId = keyof typeof timeRules;
