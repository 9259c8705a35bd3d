import type { Expectation } from '../contract/scenario/scenario.ts';
import { checkDifferent, checkSame } from './check-compared.ts';
import type { CheckContext, CheckResult } from './check-context.ts';
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

/** Holds one expectation against what the log says. */
export function check(expectation: Expectation, context: CheckContext): CheckResult {
  if ('response' in expectation) return checkResponse(expectation, context);
  if ('session' in expectation) return checkSession(expectation, context);
  if ('stored' in expectation) return checkStored(expectation, context);
  if ('sessions' in expectation) return checkSessions(expectation, context);
  if ('cookie' in expectation) return checkCookie(expectation, context);
  if ('jar' in expectation) return checkJar(expectation, context);
  if ('sent' in expectation) return checkSent(expectation, context);
  if ('refused' in expectation) return checkRefused(expectation, context);
  if ('store' in expectation) return checkStore(expectation, context);
  if ('operations' in expectation) return checkOperations(expectation, context);
  if ('verdict' in expectation) return checkVerdict(expectation, context);
  if ('error' in expectation) return checkError(expectation, context);
  if ('logged' in expectation) return checkLogged(expectation, context);
  if ('same' in expectation) return checkSame(expectation, context);
  if ('different' in expectation) return checkDifferent(expectation, context);
  if ('before' in expectation) return checkBefore(expectation, context);
  if ('size' in expectation) return checkSize(expectation, context);
  if ('lifetime' in expectation) return checkLifetime(expectation, context);
  if ('took' in expectation) return checkTook(expectation, context);
  return checkAnsweredBy(expectation, context);
}
