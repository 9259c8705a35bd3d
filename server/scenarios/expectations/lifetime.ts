import type { Expectations } from '../../contract/scenario/expectations.ts';
import { cookiesNamed, sessionOf } from './browser-session.ts';
import { amountInWords, type CheckContext, isWithin } from './context.ts';
import { type ExpectationRow, named } from './row.ts';

/** How long the cookie in a jar, or the stored session it leads to, lives on, in ms on the lab's clock. */
export const lifetime: ExpectationRow<'lifetime'> = {
  words: ({ lifetime: browser, of, ms }) => {
    const what = of === 'cookie' ? `${browser}'s session cookie` : `${browser}'s stored session`;
    return `${what} ${ms === null ? 'has no expiry' : `lives on for ${amountInWords(ms)} ms`}`;
  },
  check: (expectation, context) => {
    const { lifetime: browser, of, ms } = expectation;
    const { left, why, seq } =
      of === 'cookie' ? cookieLeft(browser, context) : storedLeft(expectation, context);
    const isAsked =
      left === undefined ? false : ms === null ? left === null : left !== null && isWithin(left, ms);
    return {
      holds: isAsked,
      seen: left === undefined ? `nothing: ${why}` : left === null ? 'no expiry' : `${left} ms`,
      event: seq < 0 ? null : seq,
    };
  },
  browsers: ({ lifetime: browser }) => named('lifetime', browser),
  requests: null,
  problems: null,
  record: null,
};

/** `left`: null without an expiry, undefined where there is nothing. An expiry that is over has 0 left. */
type Left = { left: number | null | undefined; why: string; seq: number };

function cookieLeft(browser: string, { world, now }: CheckContext): Left {
  const { name } = world.config.options;
  const [cookie] = cookiesNamed(world, browser, name, now);
  const seq = world.jars.get(browser)?.seq ?? -1;
  const why = `${browser}'s jar holds no ${name}`;
  return { left: cookie && (cookie.expires === null ? null : cookie.expires - now), why, seq };
}

function storedLeft(expectation: Expectations['lifetime'], { world, now }: CheckContext): Left {
  const found = sessionOf(world, expectation.lifetime, now, expectation);
  if (!found.found) return { left: undefined, why: found.why, seq: found.seq };
  const { cookie } = found.data;
  const expires =
    typeof cookie === 'object' && cookie !== null && 'expires' in cookie ? cookie.expires : null;
  if (typeof expires !== 'string') return { left: null, why: '', seq: found.seq };
  return { left: Math.max(0, new Date(expires).getTime() - (now + world.skew)), why: '', seq: found.seq };
}
