import {
  type Expectation,
  type ExpectationKind,
  type Expectations,
  expectationParts,
} from '../contract/scenario/expectations.ts';
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

/** Holds an expectation of its kind against what the log says; `expected` are its words. */
const checks: {
  [Kind in ExpectationKind]: (expectation: Expectations[Kind], context: CheckContext) => CheckResult;
} = {
  response: checkResponse,
  session: checkSession,
  stored: checkStored,
  sessions: checkSessions,
  cookie: checkCookie,
  jar: checkJar,
  sent: checkSent,
  refused: checkRefused,
  store: checkStore,
  operations: checkOperations,
  verdict: checkVerdict,
  error: checkError,
  logged: checkLogged,
  same: checkSame,
  different: checkDifferent,
  before: checkBefore,
  size: checkSize,
  lifetime: checkLifetime,
  took: checkTook,
  answeredBy: checkAnsweredBy,
};

/** Holds one expectation against what the log says. Where it fails after the lab was stopped, that is said with it. */
export function check(expectation: Expectation, context: CheckContext): CheckResult {
  const { kind, content } = expectationParts(expectation);
  const result = checkOf(kind, content, context);
  const { stopped } = context.world;
  if (result.holds || stopped === null) return result;
  const why = `the lab was stopped during the run (event ${stopped.seq}): ${stopped.message}`;
  return { ...result, seen: `${result.seen}; ${why}` };
}

const checkOf = <Kind extends ExpectationKind>(
  kind: Kind,
  expectation: Expectations[Kind],
  context: CheckContext,
): CheckResult => checks[kind](expectation, context);
