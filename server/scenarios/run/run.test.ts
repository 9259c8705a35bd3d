import { describe, expect, it } from 'vitest';
import { type Refused, refuse } from '../../contract/errors.ts';
import { noFaults } from '../../contract/faults/faults.ts';
import { defaultLabConfig } from '../../contract/options/lab-config.ts';
import { requestSpecSchema } from '../../contract/requests.ts';
import { type ScenarioInput, scenarioSchema } from '../../contract/scenario/scenario.ts';
import { createPlayground } from '../../playground/create-playground.ts';
import { logOf } from '../expectations/log-of.test-helper.ts';
import { runScenario, type ScenarioPlayground } from './run.ts';

const sentEvent = (request: string, seq: number) => ({
  type: 'sent' as const,
  request,
  browser: 'alice',
  group: null,
  method: 'GET',
  url: '/',
  body: null,
  work: 0,
  cookie: null,
  mode: 'jar' as const,
  withheld: [],
  redirectOf: null,
  seq,
  at: seq,
});

/** A playground that answers every request with 200, and writes down what it is asked. */
function scripted(refusal?: Refused) {
  const asked: string[] = [];
  const log = logOf();
  let config = defaultLabConfig();
  let inFlight = 0;
  let sent = 0;
  const sendAll = (what: string, count: number) => {
    if (refusal !== undefined) return refusal;
    asked.push(`${what} while ${inFlight} under way`);
    const requests = Array.from({ length: count }, () => `${++sent}`);
    for (const request of requests) log.push(sentEvent(request, log.length));
    inFlight += count;
    const done = new Promise<[]>((resolve) => {
      setImmediate(() => {
        for (const request of requests) {
          const seq = log.length;
          log.push({ type: 'answered', request, status: 200, setCookie: [], location: null, seq, at: seq });
        }
        inFlight -= count;
        resolve([]);
      });
    });
    return { ok: true as const, group: null, requests, done };
  };
  const playground: ScenarioPlayground = {
    send: (request) => sendAll(`send ${request.path}`, 1),
    together: (requests) => sendAll('together', requests.length),
    advance: async (ms) => {
      asked.push(`advance ${ms}`);
      return { ok: true };
    },
    configure: async (next) => {
      config = next;
      asked.push('configure');
      return { ok: true };
    },
    setCookie: () => ({ ok: true }),
    fault: async (patch) => {
      asked.push(`fault ${JSON.stringify(patch)}`);
      return { ok: true };
    },
    restart: async (restart) => {
      asked.push(`restart ${JSON.stringify(restart)}`);
      return { ok: true };
    },
    cancel: () => asked.push('cancel'),
    settled: async () => {
      asked.push('settled');
    },
    log: () => ({ startedAt: 0, horizon: null, events: log }),
    state: () => ({
      endpoints: [],
      lab: { status: 'running' },
      config,
      handler: null,
      versions: { node: '24', express: '5', expressSession: '1.19' },
      clock: 0,
      faults: noFaults,
      browsers: [],
      pending: inFlight,
      configRevision: 0,
      canUndoReset: false,
      ownLab: null,
      epoch: 0,
    }),
    close: async () => {
      asked.push('close');
    },
  };
  return { asked, createPlayground: async () => playground };
}

const scenario = (...steps: ScenarioInput['steps']) =>
  scenarioSchema.parse({ format: 'session-playground/scenario@1', title: 'T', browsers: ['alice'], steps });
const request = (id: string) => requestSpecSchema.parse({ id, browser: 'alice', path: `/${id}` });

describe('a scenario that runs', () => {
  it('does its steps in their order, each when the one before is in, and closes what it opened', async () => {
    const { asked, createPlayground } = scripted();
    const steps = scenario(
      { send: request('A') },
      { together: [request('B'), request('C')] },
      { advance: 1000 },
      { wait: 0 },
      { configure: { resave: false, cookie: { maxAge: 5 } } },
      { expect: { response: 'C', status: 200 } },
    );
    const result = await runScenario(steps, { createPlayground });
    expect(asked.filter((line) => line !== 'settled')).toEqual([
      'send /A while 0 under way',
      'together while 0 under way',
      'advance 1000',
      'configure',
      'close',
    ]);
    expect(result).toMatchObject({
      holds: true,
      claim: null,
      expectations: [{ step: 5, holds: true, event: 5 }],
      config: { options: { resave: false, saveUninitialized: true, cookie: { maxAge: 5, path: '/' } } },
    });
  });

  it('goes on after an expectation that does not hold', async () => {
    const { createPlayground } = scripted();
    const wrong = { expect: { response: 'A', status: 404 } };
    const result = await runScenario(scenario({ send: request('A') }, wrong, { expect: { sessions: 0 } }), {
      createPlayground,
    });
    expect(result.expectations.map(({ holds }) => holds)).toEqual([false, true]);
    expect(result.holds).toBe(false);
  });

  it('ends where the playground will not take a step, and says where', async () => {
    const { asked, createPlayground } = scripted(refuse('no-body', 'path', { method: 'GET' }));
    const run = runScenario(scenario({ wait: 0 }, { send: request('A') }), { createPlayground });
    await expect(run).rejects.toMatchObject({
      problems: [{ code: 'no-body', at: 'steps[1].send.path' }],
    });
    expect(asked).toEqual(['close']);
  });

  it('can be broken off', async () => {
    const { asked, createPlayground } = scripted();
    const stop = new AbortController();
    const run = runScenario(scenario({ wait: 60_000 }, { send: request('A') }), {
      createPlayground,
      signal: stop.signal,
    });
    setImmediate(() => stop.abort());
    await expect(run).rejects.toThrow('aborted');
    expect(asked).toEqual(['cancel', 'close']);
  });
});

it('says at each expectation that fails after the lab was stopped that it was, why, and at which event', async () => {
  const steps = scenario(
    { expect: { sessions: 7 } },
    { send: { id: 'A', browser: 'alice', path: '/mine' } },
    { expect: { response: 'A', status: 200 } },
    { expect: { sessions: 0 } },
    { expect: { sessions: 7 } },
  );
  const looping: typeof createPlayground = async (settings) => {
    const playground = await createPlayground({ ...settings, limits: { unresponsiveAfter: 400 } });
    await playground.setHandler('() => { for (;;); }');
    return playground;
  };
  const { expectations, stops } = await runScenario(steps, { createPlayground: looping });
  const [before, answer, holds, empty] = expectations;
  const why = /The handler did not give control back for [\d.]+ s while GET \/mine \(#A\)/;
  expect(stops).toEqual([expect.stringMatching(why)]);
  expect(before).toMatchObject({ holds: false, seen: '0' });
  expect(holds).toMatchObject({ holds: true, seen: '0' });
  const [, stop] = /stopped during the run \(event (\d+)\): /.exec(answer?.seen ?? '') ?? [];
  expect(empty?.seen).toMatch(
    new RegExp(
      String.raw`^0; the lab was stopped during the run \(event ${stop}\): The handler did not give control back for [\d.]+ s while GET /mine \(#A\)`,
    ),
  );
  expect(Number(stop)).toBeGreaterThan(before?.event ?? Number.POSITIVE_INFINITY);
});
