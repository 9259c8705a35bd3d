import { cookieFunctionRefusal } from '../../app/compile-cookie-function.ts';
import { syntaxRefusal } from '../../app/compile-handler.ts';
import { imagined, namesIn } from '../../browsers/captures.ts';
import { messageFor } from '../../browsers/message.ts';
import { findEndpoint } from '../../contract/endpoints.ts';
import { below, type Problem, problem } from '../../contract/errors.ts';
import { nearest } from '../../contract/input/nearest.ts';
import { hasOtherCode } from '../../contract/options/cookie-function.ts';
import { instancesIn, originIn } from '../../contract/options/lab-config.ts';
import { mergeOptions } from '../../contract/options/merge-options.ts';
import type { RequestSpec } from '../../contract/requests.ts';
import { reachesOwnHandler } from '../../contract/scenario/own-handler.ts';
import type { Expectation, Scenario } from '../../contract/scenario/scenario.ts';
import { partsOf, type StepContents, type StepKind } from '../../contract/scenario/steps.ts';
import { isElsewhere } from '../../contract/stores/store-kinds.ts';
import { meaningOf } from '../expectations/table.ts';

/** What no schema of one part can see: names that must exist elsewhere, ids that must be unique, options that must fit. */
export function problemsOfMeaning(scenario: Scenario): Problem[] {
  const problems: Problem[] = [];
  const sent = new Set<string>();
  const followed = new Set<string>();
  const asking = new Set<string>();
  const captured = new Set<string>();
  let options = scenario.lab.options;

  const { cookieFunction: own } = options;
  const refusal = own === null ? null : cookieFunctionRefusal(own);
  if (refusal !== null) problems.push(...refusal.problems.map((one) => ({ ...one, at: `lab.${one.at}` })));
  scenario.browsers.forEach((name, index) => {
    if (scenario.browsers.indexOf(name) < index) {
      problems.push(problem('listed-twice', `browsers[${index}]`, { name }));
    }
  });
  /** `login.1` is where a followed redirect of `login` leads. */
  const isRedirect = (name: string) => followed.has(/^(.+)\.\d+$/.exec(name)?.[1] ?? '');
  /** `login.preflight` is what a browser asks before a fetch of another origin. */
  const isPreflight = (name: string) => asking.has(/^(.+)\.preflight$/.exec(name)?.[1] ?? '');
  const checkBrowser = (browser: string, at: string): void => {
    if (scenario.browsers.includes(browser)) return;
    const { browsers } = scenario;
    problems.push(problem('not-in-browsers', at, { name: browser, nearest: nearest(browser, browsers) }));
  };
  const places = instancesIn(scenario.lab);
  const checkPlace = (asked: object, at: string) => {
    const found = findEndpoint(places, asked);
    if (!found.ok) problems.push(...below(at, found.problems));
  };
  const checkRequest = (request: RequestSpec, at: string): void => {
    const { id, browser } = request;
    checkBrowser(browser, `${at}.browser`);
    checkPlace(request, at);
    for (const name of namesIn(request)) {
      if (captured.has(name)) continue;
      problems.push(problem('not-captured-before', at, { name, nearest: nearest(name, captured) }));
    }
    const made = messageFor(imagined(request), originIn(scenario.lab, request.app));
    if (!made.ok) problems.push(...below(at, made.problems));
    if (id === undefined) return;
    if (request.follow !== 'never') followed.add(id);
    if (request.from?.by === 'fetch') asking.add(id);
    if (sent.has(id)) problems.push(problem('id-taken', `${at}.id`, { id }));
    sent.add(id);
  };
  const capture = ({ capture: names = {} }: RequestSpec): void => {
    for (const name of Object.keys(names)) captured.add(name);
  };
  const checkExpectation = (expectation: Expectation, at: string): void => {
    const { browsers, requests, problems: own } = meaningOf(expectation, at);
    for (const { name, at: key } of browsers) checkBrowser(name, `${at}.${key}`);
    for (const { name, at: key } of requests) {
      if (sent.has(name) || isRedirect(name) || isPreflight(name)) continue;
      problems.push(problem('not-sent-before', `${at}.${key}`, { name, nearest: nearest(name, sent) }));
    }
    checkPlace(expectation, at);
    problems.push(...own);
  };
  const steps: { [Kind in StepKind]: (content: StepContents[Kind], at: string) => void } = {
    send: (request, at) => {
      checkRequest(request, at);
      capture(request);
    },
    together: (requests, at) => {
      for (const [index, request] of requests.entries()) checkRequest(request, `${at}[${index}]`);
      // They are under way at once: what one captures is there for those after them all.
      for (const request of requests) capture(request);
    },
    configure: (patch, at) => {
      const merged = mergeOptions(options, patch, at);
      if (merged.ok && hasOtherCode(options, merged.options))
        problems.push(problem('function-of-another-lab', `${at}.cookieFunction`, {}));
      else if (merged.ok) options = merged.options;
      else problems.push(...merged.problems);
    },
    restart: ({ while: requests = [], ...restart }, at) => {
      for (const [index, request] of requests.entries()) checkRequest(request, `${at}.while[${index}]`);
      for (const request of requests) capture(request);
      if (restart.instance !== undefined) checkPlace({ instance: restart.instance }, at);
      if (restart.store === 'kept' && !isElsewhere(scenario.lab.store))
        problems.push(problem('restart-in-process', `${at}.store`, { kind: scenario.lab.store.kind }));
      steps.configure(restart.options ?? {}, `${at}.options`);
    },
    copyCookie: ({ from, to }, at) => {
      checkBrowser(from, `${at}.from`);
      checkBrowser(to, `${at}.to`);
    },
    expect: checkExpectation,
    // These name nothing that stands elsewhere.
    advance: () => {},
    wait: () => {},
    fault: () => {},
  };
  const check = <Kind extends StepKind>(kind: Kind, content: StepContents[Kind], at: string) =>
    steps[kind](content, `${at}.${kind}`);
  for (const [index, step] of scenario.steps.entries()) {
    const { kind, content } = partsOf(step);
    check(kind, content, `steps[${index}]`);
  }
  const { handler } = scenario.lab;
  const unfit = handler === undefined ? null : syntaxRefusal(handler);
  if (unfit !== null) problems.push(...below('lab', unfit.problems));
  else if (handler !== undefined && !reachesOwnHandler(scenario.steps))
    problems.push(problem('handler-not-reached', 'lab.handler', {}));
  if (scenario.task !== undefined) {
    const { goal, solution } = scenario.task;
    for (const [index, each] of goal.entries()) checkExpectation(each, `task.goal[${index}]`);
    const solved = mergeOptions(scenario.lab.options, solution ?? {}, 'task.solution');
    if (!solved.ok) problems.push(...solved.problems);
  }
  return problems;
}
