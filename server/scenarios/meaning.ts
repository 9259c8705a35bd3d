import { mergeOptions } from '../contract/merge-options.ts';
import { suggestion } from '../contract/nearest.ts';
import type { Problem } from '../contract/problems.ts';
import type { RequestSpec } from '../contract/requests.ts';
import type { Expectation, Scenario, Step } from '../contract/scenario.ts';
import { verdictRules } from '../contract/verdict.ts';

/** What a cookie in a jar can be asked for: the attributes of JarCookie. */
const cookieAttributes = [
  'value',
  'domain',
  'hostOnly',
  'path',
  'expires',
  'httpOnly',
  'secure',
  'sameSite',
  'partition',
] as const;

/** What no schema of one part can see: names that must exist elsewhere, ids that must be unique, options that must fit. */
export function problemsOfMeaning(scenario: Scenario): Problem[] {
  const problems: Problem[] = [];
  const sent = new Set<string>();
  let options = scenario.lab.options;

  scenario.browsers.forEach((name, index) => {
    if (scenario.browsers.indexOf(name) < index) {
      problems.push({ at: `browsers[${index}]`, message: `"${name}" is listed twice` });
    }
  });
  const checkBrowser = (browser: string, at: string): void => {
    if (scenario.browsers.includes(browser)) return;
    const message = `no browser "${browser}" in browsers${suggestion(browser, scenario.browsers)}`;
    problems.push({ at, message });
  };
  const checkRequest = ({ id, browser }: RequestSpec, at: string): void => {
    checkBrowser(browser, `${at}.browser`);
    if (id === undefined) return;
    if (sent.has(id))
      problems.push({ at: `${at}.id`, message: `the id "${id}" is taken by an earlier request` });
    sent.add(id);
  };
  const checkStep = (step: Step, at: string): void => {
    if ('send' in step) checkRequest(step.send, `${at}.send`);
    else if ('together' in step) {
      for (const [index, request] of step.together.entries())
        checkRequest(request, `${at}.together[${index}]`);
    } else if ('configure' in step) {
      const merged = mergeOptions(options, step.configure, `${at}.configure`);
      if (merged.ok) options = merged.options;
      else problems.push(...merged.problems);
    } else if ('copyCookie' in step) {
      checkBrowser(step.copyCookie.from, `${at}.copyCookie.from`);
      checkBrowser(step.copyCookie.to, `${at}.copyCookie.to`);
    } else if ('expect' in step) checkExpectation(step.expect, `${at}.expect`);
  };
  const checkExpectation = (expectation: Expectation, at: string): void => {
    const { browser, request } = namesIn(expectation);
    if (browser !== null) checkBrowser(browser.name, `${at}.${browser.key}`);
    if (request !== null && !sent.has(request.name)) {
      const message = `no request "${request.name}" was sent before this step${suggestion(request.name, sent)}`;
      problems.push({ at: `${at}.${request.key}`, message });
    }
    problems.push(...problemsOfExpectation(expectation, at));
  };
  for (const [index, step] of scenario.steps.entries()) checkStep(step, `steps[${index}]`);
  if (scenario.task !== undefined) {
    const { goal, solution } = scenario.task;
    for (const [index, each] of goal.entries()) checkExpectation(each, `task.goal[${index}]`);
    const solved = mergeOptions(scenario.lab.options, solution ?? {}, 'task.solution');
    if (!solved.ok) problems.push(...solved.problems);
  }
  return problems;
}

type Named = { key: string; name: string } | null;

function namesIn(expectation: Expectation): { browser: Named; request: Named } {
  const browser = (key: string, name: string) => ({ browser: { key, name }, request: null });
  const request = (key: string, name: string) => ({ browser: null, request: { key, name } });
  if ('response' in expectation) return request('response', expectation.response);
  if ('session' in expectation) return browser('session', expectation.session);
  if ('cookie' in expectation) return browser('cookie', expectation.cookie);
  if ('refused' in expectation) return request('refused', expectation.refused);
  if ('store' in expectation) return request('store', expectation.store);
  if ('verdict' in expectation) return request('verdict', expectation.verdict);
  return { browser: null, request: null };
}

/** Expectations that could only ever hold, or never. */
function problemsOfExpectation(expectation: Expectation, at: string): Problem[] {
  if ('response' in expectation) {
    const asked = Object.keys(expectation).length > 1;
    return asked ? [] : [{ at, message: 'expected at least one of status, body, setCookie, location' }];
  }
  if ('session' in expectation && expectation.exists === false && 'equals' in expectation) {
    return [{ at: `${at}.equals`, message: 'nothing can be equal where exists is false' }];
  }
  if ('cookie' in expectation && expectation.attributes !== undefined) {
    if (!expectation.present) {
      return [{ at: `${at}.attributes`, message: 'a cookie that is not present has no attributes' }];
    }
    const known: readonly string[] = cookieAttributes;
    return Object.keys(expectation.attributes)
      .filter((key) => !known.includes(key))
      .map((key) => ({ at: `${at}.attributes`, message: `unknown key "${key}"${suggestion(key, known)}` }));
  }
  if ('refused' in expectation && expectation.reason !== undefined) {
    const isRefusal = verdictRules[expectation.reason].decision === 'refused';
    return isRefusal ? [] : [{ at: `${at}.reason`, message: `${expectation.reason} refuses nothing` }];
  }
  return [];
}
