import type { RequestHandler } from 'express';
import { compileHandler } from '../app/compile-handler.ts';
import { type AppFor, builtInApp } from '../app/lab-app.ts';
import { type Captured, captureAll, filled, imagined } from '../browsers/captures.ts';
import { cookieContextOf } from '../browsers/cause.ts';
import { isCors, preflightOf, readingOf } from '../browsers/cors.ts';
import { createJar, type Jar } from '../browsers/jar.ts';
import { type Redirection, redirected, redirectionOf } from '../browsers/redirect.ts';
import { cookiesAt } from '../browsers/withheld.ts';
import { below, inPatch } from '../contract/errors.ts';
import { messageOf } from '../contract/message-of.ts';
import { hasOtherCode } from '../contract/options/cookie-function.ts';
import type { LabConfig } from '../contract/options/lab-config.ts';
import { mergeOptions } from '../contract/options/merge-options.ts';
import type { SessionOptions } from '../contract/options/options.ts';
import type { RaceSpec } from '../contract/races/races.ts';
import type { RequestSpec } from '../contract/requests.ts';
import {
  notBeforeRace,
  partsOf,
  type Step,
  type StepContents,
  type StepKind,
} from '../contract/scenario/steps.ts';
import { isElsewhere } from '../contract/stores/store-kinds.ts';
import { refusalOf } from '../lab/check-config.ts';
import { freezeDate } from '../lab/clock.ts';
import type { ReplaceableStore, StoreDrivers, StoredSessions } from '../stores/open-store.ts';
import { ProblemError, problemError } from '../words/problems.ts';
import { type Sent, sessionNamer } from './held/begin-anew.ts';
import { createHeldLab, type HeldLab, type HeldLabSettings } from './held/held-lab.ts';
import { HeldRequest } from './held/held-request.ts';
import { sendThrough } from './held/send-through.ts';
import type { StepDeadline } from './held/step-deadline.ts';
import { openForRace } from './open-for-race.ts';
import { cookieFor, type Jars } from './race-cookies.ts';
import { type RaceRequest, raceRequestFor, requestOf, sessionMark } from './race-request.ts';

/** What is true when a race begins. */
export type InitialState = {
  raceRequests: readonly RaceRequest[];
  config: LabConfig;
  handler: RequestHandler | null;
  appFor: AppFor;
  restart: HeldLabSettings['restart'];
  /** The requests that led here, to be sent again after the app was set back. */
  sent: readonly Sent[];
  sessions: Readonly<StoredSessions>;
  jars: Jars;
  /** What each request queues by, where the lab lets those with the same session cookie in one at a time. */
  locks: ReadonlyArray<string | null>;
  /** What they were answered. */
  answered: ReadonlyArray<{ method: string; path: string; status: number }>;
  /** ms since 1970: the lab's clock, which stands still. */
  now: number;
  labStore: ReplaceableStore;
  /** Requests that were sent to get there. */
  requests: number;
};

export type OpenSettings = {
  /** ms since 1970 at which the lab's clock stands. */
  startedAt: number;
  stepDeadline: StepDeadline;
  /** The app that is raced; the built-in one unless another is given. */
  appFor?: AppFor | undefined;
  restart?: HeldLabSettings['restart'];
  /** The name and the secrets of the app's session cookie, asked for once it is there; those of the lab's options unless given. */
  cookieOf?: (() => Pick<SessionOptions, 'name' | 'secret'>) | undefined;
  /** What its store is opened by; those there are, unless others are given. */
  drivers?: StoreDrivers | undefined;
};

/** Does what comes before the race. Throws ProblemError about what cannot be done. */
export async function open(spec: RaceSpec, settings: OpenSettings): Promise<InitialState> {
  const { appFor = builtInApp } = settings;
  const builder = await createBuilder(spec, { ...settings, appFor });
  try {
    const mark = sessionMark(spec);
    // Looked at before anything is done; what earlier responses give is put in when it is there.
    const asGiven = spec.requests.map((request, index) =>
      raceRequestFor(spec, imagined(request), index, mark),
    );
    const ids = new Set(asGiven.map(({ id }) => id));
    if (ids.size < asGiven.length) throw problemError('same-id', 'requests', {});
    for (const [index, step] of spec.before.entries()) await builder.step(step, `before[${index}]`);
    const raceRequests = spec.requests.map((request, index) =>
      raceRequestFor(spec, builder.put(request, `requests[${index}]`), index, mark),
    );
    const { config, handler, labStore } = builder;
    const sessions = await labStore.snapshot();
    const jars = Object.fromEntries([...builder.jars].map(([name, jar]) => [name, jar.cookies()]));
    const locks = [];
    for (const raceRequest of raceRequests) {
      const cookie = cookieFor(raceRequest, jars, builder.now());
      locks.push(config().oneAtATime ? await builder.queuedBy(raceRequest, cookie) : null);
    }
    return {
      raceRequests,
      config: config(),
      handler,
      appFor,
      restart: settings.restart,
      sent: builder.sent,
      answered: builder.answered,
      labStore,
      sessions,
      jars,
      locks,
      now: builder.now(),
      requests: builder.requests(),
    };
  } catch (error) {
    await builder.labStore.close();
    throw error;
  }
}

async function createBuilder(
  spec: RaceSpec,
  { startedAt, stepDeadline, appFor, restart, cookieOf, drivers }: OpenSettings & { appFor: AppFor },
) {
  const compiled = spec.handler === null ? null : compileHandler(spec.handler);
  if (compiled !== null && !compiled.ok) throw new ProblemError(compiled.problems);
  const handler = compiled?.handler ?? null;
  const labStore = await openForRace(spec, drivers);
  const jars = new Map<string, Jar>(spec.browsers.map((name) => [name, createJar()]));
  const sent: Sent[] = [];
  const answered: Array<InitialState['answered'][number]> = [];
  const nameSession = sessionNamer();
  let requests = 0;
  let now = startedAt;
  let config = spec.lab;
  const build = () => buildLab({ config, labStore, handler, appFor, restart }, 'lab');
  let lab = await build().catch((error: unknown) => labStore.close().then(() => Promise.reject(error)));
  config = { ...config, options: { ...config.options, ...cookieOf?.() } };

  const captured = new Map<string, string>();
  const put = (given: RequestSpec, at: string): RequestSpec => {
    const made = filled(given, captured);
    if (!made.ok) throw new ProblemError(below(at, made.problems));
    return made.spec;
  };
  const capture = (given: RequestSpec, response: Captured, at: string): void => {
    const taken = captureAll(given, response);
    if (taken.problems.length > 0) throw new ProblemError(below(at, taken.problems));
    for (const [name, value] of taken.values) captured.set(name, value);
  };

  const send = async (asGiven: RequestSpec, at: string): Promise<void> => {
    const given = put(asGiven, at);
    const mode = given.cookies;
    let raceRequest = requestOf(spec.browsers, given, at);
    let isTainted = false;
    for (let hops = 0; ; hops += 1) {
      const { message } = raceRequest;
      const { url, method } = message;
      const asked = { spec: given, message, isTainted };
      if (preflightOf(asked) !== null) throw problemError('race-preflight', `${at}.from`, {});
      // A Cookie header edited by hand is for the one request; where that leads, the jar counts again.
      const cookies = hops > 0 && typeof mode === 'object' ? 'jar' : mode;
      const context = { ...cookieContextOf({ ...given, cookies }, url, now, isTainted), method };
      const jar = jars.get(given.browser) ?? createJar();
      jar.dropExpired(now);
      const { cookie } = jar.outgoing(cookies, context);
      const heldRequest = new HeldRequest(raceRequest, nameSession);
      sent.push({ raceRequest, cookie, now });
      const answer = await sendThrough(lab, heldRequest, cookie, stepDeadline);
      requests += 1;
      answered.push({ method, path: url.pathname, status: answer.status });
      for (const line of answer.setCookie) jar.receive(line, context);
      const { status, body } = answer;
      const { headers } = heldRequest;
      if (isCors(asked) && readingOf(asked, { status, headers }).rule === 'cors-withheld')
        return capture(given, { status: 0, headers: {}, body: '', cookies: {} }, at);
      // The app is the only one there is: it has every host, at its port.
      const leadsToLab = (to: URL) => to.protocol === url.protocol && to.port === url.port;
      const next: Redirection =
        given.follow === 'never'
          ? { type: 'none' }
          : redirectionOf(message, answer, hops, { leadsToLab, from: given.from });
      if (next.type !== 'follow')
        return capture(given, { status, headers, body, cookies: cookiesAt(jar.cookies(), url) }, at);
      const led = redirected(given, { before: url, next: next.message, isTainted });
      isTainted = led.isTainted;
      raceRequest = { ...raceRequest, message: led.message };
    }
  };

  /** By which cookie a request of the race queues: found out by sending it alone. The store is not what it was then. */
  const queuedBy = async (raceRequest: RaceRequest, cookie: string | null): Promise<string | null> => {
    const heldRequest = new HeldRequest(raceRequest);
    await sendThrough(lab, heldRequest, cookie, stepDeadline);
    requests += 1;
    return heldRequest.lock;
  };

  /** Without its expiry, as who takes a cookie keeps it as long as he likes. */
  const copyCookie = ({ from, to }: { from: string; to: string }, at: string): void => {
    const { name } = config.options;
    const jar = jars.get(from);
    jar?.dropExpired(now);
    const cookie = jar?.cookies().find((one) => one.name === name);
    if (cookie === undefined) throw problemError('no-session-cookie', `${at}.from`, { browser: from });
    const { value, path, domain, hostOnly } = cookie;
    const context = { url: new URL(`http://${domain}`), site: 'same-site' as const, now };
    jars.get(to)?.receive(`${name}=${value}; Path=${path}${hostOnly ? '' : `; Domain=${domain}`}`, context);
  };

  const moveClock = (ms: number): void => {
    now += ms;
    freezeDate(now);
  };

  const reconfigure = async (patch: Record<string, unknown>, at: string): Promise<void> => {
    const merged = mergeOptions(config.options, patch, at);
    if (!merged.ok) throw new ProblemError(merged.problems);
    if (hasOtherCode(config.options, merged.options))
      throw problemError('function-of-another-lab', `${at}.cookieFunction`, {});
    config = { ...config, options: merged.options };
    lab = await build().catch((error: unknown) => {
      throw error instanceof ProblemError ? new ProblemError(inPatch(at, error.problems)) : error;
    });
  };

  /** What each kind of step does to the initial state. */
  const steps: { [Kind in StepKind]: (content: StepContents[Kind], at: string) => void | Promise<void> } = {
    send,
    together: async (requests, at) => {
      for (const [index, request] of requests.entries()) await send(request, `${at}[${index}]`);
    },
    advance: moveClock,
    // Nothing happens while one waits, but that expiries come nearer.
    wait: moveClock,
    configure: reconfigure,
    copyCookie,
    // Nothing is under way, so it ends as it would by a kill.
    restart: async ({ store, options = {} }, at) => {
      if (restart !== null && restart !== undefined) throw problemError('restart-own-app', at, {});
      const isKept = isElsewhere(config.store) && store !== 'lost';
      if (store === 'kept' && !isKept)
        throw problemError('restart-in-process', `${at}.store`, { kind: config.store.kind });
      if (!isKept) await labStore.replace({});
      await reconfigure(options, `${at}.options`);
    },
    // Those that leave the store failing are refused.
    fault: () => {},
    // It looks, and changes nothing.
    expect: () => {},
  };
  const perform = async <Kind extends StepKind>(kind: Kind, content: StepContents[Kind], at: string) =>
    steps[kind](content, `${at}.${kind}`);
  const step = async (one: Step, at: string): Promise<void> => {
    const { kind, content } = partsOf(one);
    const code = notBeforeRace(one);
    if (code !== null) throw problemError(code, `${at}.${kind}`, {});
    return perform(kind, content, at);
  };
  return {
    step,
    put,
    queuedBy,
    jars,
    labStore,
    handler,
    sent,
    answered,
    config: () => config,
    now: () => now,
    requests: () => requests,
  };
}

/** The lab for a configuration. Throws ProblemError about what Express or express-session refuse. */
export async function buildLab(settings: HeldLabSettings, at: string): Promise<HeldLab> {
  if (settings.config.instances > 1) throw problemError('race-instances', `${at}.instances`, {});
  const refusal = refusalOf(settings.config);
  if (refusal) throw new ProblemError(below(at, refusal.problems));
  try {
    return await createHeldLab(settings);
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    throw problemError('library-said', `${at}.options`, { message: messageOf(error) });
  }
}
