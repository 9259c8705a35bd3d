import { setTimeout as wait } from 'node:timers/promises';
import { below, inPatch, type Result } from '../../contract/errors.ts';
import type { LogEvent } from '../../contract/events/events.ts';
import { hasOtherCode } from '../../contract/options/cookie-function.ts';
import { type LabConfig, labParts } from '../../contract/options/lab-config.ts';
import { mergeOptions } from '../../contract/options/merge-options.ts';
import type { RequestSpec } from '../../contract/requests.ts';
import type { ExpectationResult, ScenarioResult } from '../../contract/scenario/results.ts';
import type { Expectation, Scenario } from '../../contract/scenario/scenario.ts';
import { partsOf, type Step, type StepContents, type StepKind } from '../../contract/scenario/steps.ts';
import type { Playground, PlaygroundSettings, SentRequests } from '../../playground/playground.ts';
import { handlerRefusal } from '../../playground/reset.ts';
import { ProblemError, problemError } from '../../words/problems.ts';
import { check } from '../expectations/table.ts';
import { copiedCookie } from './copied-cookie.ts';
import { replay } from './replay.ts';

/** What a run needs of a playground. */
export type ScenarioPlayground = Pick<
  Playground,
  | 'send'
  | 'together'
  | 'advance'
  | 'fault'
  | 'restart'
  | 'configure'
  | 'setCookie'
  | 'cancel'
  | 'state'
  | 'log'
  | 'settled'
  | 'close'
>;

export type RunSettings = {
  createPlayground: (settings: PlaygroundSettings) => Promise<ScenarioPlayground>;
  signal?: AbortSignal;
};

/**
 * Runs a scenario step by step against a playground of its own, over real HTTP. A request that fails does not end the
 * run: the expectations on it do not hold. Throws ProblemError where a step cannot be done at all, with
 * its path inside the scenario.
 */
export async function runScenario(scenario: Scenario, settings: RunSettings): Promise<ScenarioResult> {
  const playground = await startedFor(scenario, settings.createPlayground);
  const cancel = () => playground.cancel();
  settings.signal?.addEventListener('abort', cancel, { once: true });
  try {
    const run = createRun(playground, settings.signal);
    for (const [index, step] of scenario.steps.entries()) {
      settings.signal?.throwIfAborted();
      await run.step(step, index);
    }
    settings.signal?.throwIfAborted();
    await playground.settled({ late: true });
    const { config, versions } = playground.state();
    const { events } = playground.log();
    const requests = events.filter(({ type }) => type === 'sent').length;
    const stops = events.flatMap((event) => (event.type === 'lab-stopped' ? [event.message] : []));
    return {
      title: scenario.title,
      claim: scenario.claim ?? null,
      holds: requests > 0 && run.results.length > 0 && run.results.every(({ holds }) => holds),
      expectations: run.results,
      requests,
      ...(stops.length > 0 && { stops }),
      config,
      versions,
    };
  } finally {
    settings.signal?.removeEventListener('abort', cancel);
    await playground.close();
  }
}

/** The playground of a scenario. Throws ProblemError where its lab is refused, with the place inside the scenario. */
export async function startedFor<Started>(
  { lab, browsers }: Scenario,
  createPlayground: (settings: PlaygroundSettings) => Promise<Started>,
): Promise<Started> {
  const { config, handler } = labParts(lab);
  try {
    return await createPlayground({ config, handler, browsers });
  } catch (error) {
    if (handler === null && !(error instanceof ProblemError)) throw error;
    throw new ProblemError(below('lab', handlerRefusal(error).problems));
  }
}

function createRun(playground: ScenarioPlayground, signal: AbortSignal | undefined) {
  const results: ExpectationResult[] = [];
  const ids = new Map<string, string>();

  const sendAll = async (
    sent: Result<SentRequests>,
    specs: readonly RequestSpec[],
    at: string,
  ): Promise<void> => {
    const { requests, done } = accepted(sent, at);
    specs.forEach((spec, index) => {
      const request = requests[index];
      if (spec.id !== undefined && request !== undefined) ids.set(spec.id, request);
    });
    for (const { request, problems = [] } of await done) {
      if (problems.length === 0) continue;
      const place = specs.length > 1 ? `[${requests.indexOf(request)}]` : '';
      throw new ProblemError(below(`${at}${place}`, problems));
    }
  };

  const configure = async (patch: Record<string, unknown>, at: string): Promise<void> => {
    const config: LabConfig = playground.state().config;
    const merged = mergeOptions(config.options, patch, at);
    if (!merged.ok) throw new ProblemError(merged.problems);
    // Whoever allowed the scenario was asked about the code that its lab begins with, and about no other.
    if (hasOtherCode(config.options, merged.options))
      throw problemError('function-of-another-lab', `${at}.cookieFunction`, {});
    const outcome = await playground.configure({ ...config, options: merged.options });
    if (!outcome.ok) throw new ProblemError(inPatch(at, outcome.problems));
  };

  const expect = async (expectation: Expectation, step: number): Promise<void> => {
    const checked = async (late: boolean) => {
      await playground.settled({ late });
      const now = Date.now() + playground.state().clock;
      return check(expectation, { world: replay(playground.log()), ids, now });
    };
    const seen = await checked(isOfLate(expectation));
    // What it came to is so at this moment; why may only be told by what a handler does after the end of its response.
    const causes = seen.holds ? seen.causes : (await checked(true)).causes;
    results.push({ step, expectation, ...seen, ...(causes === undefined ? {} : { causes }) });
  };

  const restart = async (
    { while: requests = [], ...given }: StepContents['restart'],
    at: string,
  ): Promise<void> => {
    const answered = requests.length === 0 ? null : sendAll(playground.together(requests), requests, at);
    answered?.catch(() => {});
    await begun(requests.length);
    accepted(await playground.restart(given), at);
    await answered;
  };

  /** Settles when the last so many requests are at work in their handlers, or over. */
  const begun = async (count: number): Promise<void> => {
    if (count === 0) return;
    for (;;) {
      await playground.settled();
      const { events } = playground.log();
      const sent = events.flatMap((event) =>
        event.type === 'sent' && event.redirectOf === null ? [event.request] : [],
      );
      const last = new Set(sent.slice(-count));
      const are = new Set(events.flatMap((event) => (isBegun(event) ? [event.request] : [])));
      if (last.size === count && [...last].every((request) => are.has(request))) return;
      await wait(2, undefined, signal === undefined ? {} : { signal });
    }
  };

  const copyCookie = async ({ from, to }: { from: string; to: string }, at: string): Promise<void> => {
    await playground.settled();
    const now = Date.now() + playground.state().clock;
    const copied = copiedCookie(replay(playground.log()), from, now);
    if (copied === null) throw problemError('no-session-cookie', `${at}.from`, { browser: from });
    accepted(playground.setCookie(to, copied.line, copied.host), at);
  };

  const steps: {
    [Kind in StepKind]: (content: StepContents[Kind], at: string, index: number) => Promise<void>;
  } = {
    send: (request, at) => sendAll(playground.send(request), [request], at),
    together: (requests, at) => sendAll(playground.together(requests), requests, at),
    advance: async (ms, at) => void accepted(await playground.advance(ms), at),
    wait: (ms) => wait(ms, undefined, signal === undefined ? {} : { signal }),
    configure,
    copyCookie,
    fault: async (patch, at) => void accepted(await playground.fault(patch), at),
    restart,
    expect: (expectation, _at, index) => expect(expectation, index),
  };
  const perform = <Kind extends StepKind>(kind: Kind, content: StepContents[Kind], index: number) =>
    steps[kind](content, `steps[${index}].${kind}`, index);
  const step = (one: Step, index: number): Promise<void> => {
    const { kind, content } = partsOf(one);
    return perform(kind, content, index);
  };
  return { results, step };
}

const isBegun = (
  event: LogEvent,
): event is Extract<LogEvent, { type: 'work' | 'received' | 'send-failed' }> =>
  event.type === 'work' || event.type === 'received' || event.type === 'send-failed';

/** Whether it asks for what comes after the end of a response. */
const isOfLate = (expectation: Expectation): boolean =>
  'verdict' in expectation && expectation.rule === 'changed-after-end';

function accepted<Value extends object>(outcome: Result<Value>, at: string): Value {
  if (outcome.ok) return outcome;
  throw new ProblemError(below(at, outcome.problems));
}
