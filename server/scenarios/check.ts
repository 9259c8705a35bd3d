import type { Expectation } from '../contract/scenario.ts';
import { checkCookie, checkSession, checkSessions } from './check-kept.ts';
import { checkRefused, checkResponse, checkStore, checkVerdict } from './check-request.ts';
import type { Seen, Sight } from './sight.ts';

/** Holds one expectation against what the log says. */
export function check(expectation: Expectation, sight: Sight): Seen {
  if ('response' in expectation) return checkResponse(expectation, sight);
  if ('session' in expectation) return checkSession(expectation, sight);
  if ('sessions' in expectation) return checkSessions(expectation, sight);
  if ('cookie' in expectation) return checkCookie(expectation, sight);
  if ('refused' in expectation) return checkRefused(expectation, sight);
  if ('store' in expectation) return checkStore(expectation, sight);
  return checkVerdict(expectation, sight);
}
