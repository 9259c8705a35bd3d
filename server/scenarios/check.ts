import type { Expectation } from '../contract/scenario.ts';
import { checkDifferent, checkSame } from './check-compared.ts';
import {
  checkAnsweredBy,
  checkBefore,
  checkError,
  checkLogged,
  checkOperations,
  checkTook,
} from './check-course.ts';
import { checkCookie, checkJar, checkSession, checkSessions, checkSize, checkStored } from './check-kept.ts';
import { checkLifetime } from './check-lifetime.ts';
import { checkRefused, checkSent, checkStore, checkVerdict } from './check-request.ts';
import { checkResponse } from './check-response.ts';
import type { Seen, Sight } from './sight.ts';

/** Holds one expectation against what the log says. */
export function check(expectation: Expectation, sight: Sight): Seen {
  if ('response' in expectation) return checkResponse(expectation, sight);
  if ('session' in expectation) return checkSession(expectation, sight);
  if ('stored' in expectation) return checkStored(expectation, sight);
  if ('sessions' in expectation) return checkSessions(expectation, sight);
  if ('cookie' in expectation) return checkCookie(expectation, sight);
  if ('jar' in expectation) return checkJar(expectation, sight);
  if ('sent' in expectation) return checkSent(expectation, sight);
  if ('refused' in expectation) return checkRefused(expectation, sight);
  if ('store' in expectation) return checkStore(expectation, sight);
  if ('operations' in expectation) return checkOperations(expectation, sight);
  if ('verdict' in expectation) return checkVerdict(expectation, sight);
  if ('error' in expectation) return checkError(expectation, sight);
  if ('logged' in expectation) return checkLogged(expectation, sight);
  if ('same' in expectation) return checkSame(expectation, sight);
  if ('different' in expectation) return checkDifferent(expectation, sight);
  if ('before' in expectation) return checkBefore(expectation, sight);
  if ('size' in expectation) return checkSize(expectation, sight);
  if ('lifetime' in expectation) return checkLifetime(expectation, sight);
  if ('took' in expectation) return checkTook(expectation, sight);
  return checkAnsweredBy(expectation, sight);
}
