import {
  byTest,
  type Flip,
  notOfALab,
  ran,
  type Sentences,
  type Step,
  seen,
  send,
  setting,
  title,
} from './sentence.test-helper.ts';

const later = (ms: number): Step => ({ advance: ms });

const future: Flip = { options: { cookie: { expires: '2999-01-01T00:00:00Z' } } };
const aDay = 86_400_000;
const dated = { cookie: { expires: new Date(Date.now() + aDay).toISOString() } };
/** A session that begins so many ms from now, where all is said to end in a day. */
const begins = (ms: number, options: Record<string, unknown> = dated) => ({
  options,
  steps: [later(ms), send('/views')],
});
const atMost = (ms: number) => ({ lifetime: 'alice', of: 'cookie', ms: { max: ms } }) as const;
const returns = (options: Record<string, unknown>, ...steps: readonly Step[]) => ({
  options: { ...dated, ...options },
  steps: [send('/views'), later(72_000_000), ...steps],
});
const livesADay = (of: 'cookie' | 'stored') => ({ lifetime: 'alice', of, ms: { min: 80_000_000 } }) as const;
export const expiryDateSentences: Readonly<Record<string, Sentences>> = {
  'fixed-expiry': [
    title('expires is not when a session ends'),
    seen(
      'With cookie.expires in the past the cookie of every new session has ended before it arrives, and no login lasts.',
      [2, 4],
      future,
    ),
    ran(
      '`expires` is a date, but express-session takes from it only how long it is until then, when a session begins.',
      atMost(20_000_000),
      begins(72_000_000),
      begins(1),
    ),
    ran(
      'That span begins anew with each response in the store,',
      livesADay('stored'),
      returns({}, send('/me')),
      returns({}),
    ),
    ran(
      'and with each Set-Cookie in the browser:',
      livesADay('cookie'),
      returns({ rolling: true }, send('/me')),
      returns({}, send('/me')),
    ),
    ran(
      'a session whose cookie is sent again lives on past the date,',
      { verdict: 'past', rule: 'session-found' },
      returns({ rolling: true }, send('/me'), later(72_000_000), send('/me', { id: 'past' })),
      returns({}, send('/me'), later(72_000_000), send('/me', { id: 'past' })),
    ),
    ran(
      'a minute at a time if it began a minute before it.',
      atMost(3_600_000),
      begins(82_800_000),
      begins(1),
    ),
    ran(
      'One that begins after the date has ended before the browser gets its cookie.',
      { cookie: 'alice', present: false },
      begins(aDay),
      begins(1),
    ),
    setting('Here the date was long ago.'),
    ran(
      '`maxAge` is such a span itself, the same for every session whenever it begins,',
      livesADay('cookie'),
      begins(72_000_000, { cookie: { maxAge: aDay } }),
      begins(72_000_000),
    ),
    notOfALab('and is what is meant nearly always.', 'depends on who writes it'),
    byTest('Where both are given, the one that is written later wins.', 'app/session-options.test.ts'),
  ],
};
