import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTRPCClient, httpBatchStreamLink } from '@trpc/client';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { defaultLabConfig } from '../contract/options/lab-config.ts';
import type { PlaygroundState } from '../contract/state.ts';
import { createConsent, hashOf } from '../scenarios/consent/consent.ts';
import { createControlPlane } from './control-plane.ts';
import { fakePlayground } from './fake-playground.test-helper.ts';
import { fakeRaces } from './fake-races.test-helper.ts';
import type { AppRouter } from './router.ts';

const handler = "(req, res) => res.end('x')";
const mine = { browser: 'alice', path: '/mine' };
const scenario = {
  format: 'session-playground/scenario@1' as const,
  title: 'A handler',
  lab: { handler },
  browsers: ['alice'],
  steps: [{ send: mine }],
};
const spec = { browsers: ['alice'], handler, requests: [mine, mine] };
const comparison = { scenario, dimensions: [{ key: 'resave', values: ['true'] }] };

async function plane(state: Partial<PlaygroundState> = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'session-playground-api-consent-'));
  const file = join(folder, 'allowed.json');
  const fake = fakePlayground();
  const playground = { ...fake, state: () => ({ ...fake.state(), ...state }) };
  const made = await createControlPlane({
    playground,
    races: fakeRaces(),
    pageDir: folder,
    consent: createConsent(file),
  });
  onTestFinished(async () => {
    await made.close();
    await rm(folder, { recursive: true });
  });
  const headers = { authorization: `Bearer ${made.token}` };
  const client = createTRPCClient<AppRouter>({
    links: [httpBatchStreamLink({ url: `${made.origin}/api`, headers })],
  });
  return { playground, client, file };
}

type Client = Awaited<ReturnType<typeof plane>>['client'];
const drained = async (news: Promise<AsyncIterable<unknown>>) => {
  for await (const _ of await news);
};
/** Every procedure that would run a handler that it was given. */
const runs: Array<[string, (client: Client, signal: AbortSignal) => Promise<unknown>]> = [
  ['runScenario', (client, signal) => client.runScenario.mutate(scenario, { signal })],
  ['compare.run', (client, signal) => drained(client.compare.run.mutate(comparison, { signal }))],
  [
    'compare.text',
    (client, signal) => client.compare.text.mutate({ spec: comparison, form: 'markdown' }, { signal }),
  ],
  ['race.explore', (client, signal) => drained(client.race.explore.mutate({ spec }, { signal }))],
  ['race.look', (client, signal) => client.race.look.mutate({ spec, schedule: [] }, { signal })],
  ['race.report', (client, signal) => client.race.report.mutate({ spec }, { signal })],
  ['race.test', (client, signal) => client.race.test.mutate({ spec }, { signal })],
];

const folder = mkdtempSync(join(tmpdir(), 'store-'));
afterAll(() => rmSync(folder, { recursive: true }));
const store = { kind: 'module' as const, module: join(folder, 'store.cjs') };
const storeCode = `// ${store.module}\nmodule.exports = {};\n`;
writeFileSync(store.module, 'module.exports = {};\n');
const ofStore = { ...scenario, lab: { store } };
const varied = {
  scenario: { ...scenario, lab: {} },
  dimensions: [{ key: 'store', values: [`memory`, store.module] }],
};
const raced = { browsers: ['alice'], lab: { store }, requests: [mine, mine] };
/** The same for a store that is code; some of them would open it for less than a handler. */
const opens: Array<[string, (client: Client, signal: AbortSignal) => Promise<unknown>]> = [
  ['configure', (client, signal) => client.configure.mutate({ store }, { signal })],
  ['testStore', (client, signal) => client.testStore.mutate({ store }, { signal })],
  ['runScenario', (client, signal) => client.runScenario.mutate(ofStore, { signal })],
  ['compare.run', (client, signal) => drained(client.compare.run.mutate(varied, { signal }))],
  [
    'compare.text',
    (client, signal) => client.compare.text.mutate({ spec: varied, form: 'markdown' }, { signal }),
  ],
  ['race.explore', (client, signal) => drained(client.race.explore.mutate({ spec: raced }, { signal }))],
  ['race.look', (client, signal) => client.race.look.mutate({ spec: raced, schedule: [] }, { signal })],
  ['race.report', (client, signal) => client.race.report.mutate({ spec: raced }, { signal })],
  ['race.test', (client, signal) => client.race.test.mutate({ spec: raced }, { signal })],
];

const asked = [{ code: 'handler-not-allowed', params: { code: handler, sha256: hashOf(handler) } }];
const problemsOf = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => [],
    (error: unknown) => Reflect.get(Object(Reflect.get(Object(error), 'data')), 'problems') ?? [],
  );

describe.each(runs)('%s', (_, run) => {
  it('refuses a handler without the hash of its code, also when another was allowed', async () => {
    const { playground, client } = await plane();
    expect(await problemsOf(run(client, AbortSignal.timeout(10_000)))).toMatchObject(asked);
    await client.allowHandler.mutate({ sha256: hashOf(`${handler};`) });
    expect(await problemsOf(run(client, AbortSignal.timeout(10_000)))).toMatchObject(asked);
    expect(playground.asked).toEqual([]);
  });
});

describe.each(opens)('%s', (_, open) => {
  it('refuses a store that is code, with that code and its hash', async () => {
    const { playground, client } = await plane();
    const code = storeCode;
    expect(await problemsOf(open(client, AbortSignal.timeout(10_000)))).toMatchObject([
      { code: 'store-not-allowed', params: { module: store.module, code, sha256: hashOf(code) } },
    ]);
    expect(playground.asked).toEqual([]);
  });
});

const source = '(req) => ({ secure: req.secure })';
const ofFunction = { ...scenario, lab: { options: { cookie: source } } };
const variedFunction = (key: string) => ({
  scenario: { ...scenario, lab: {} },
  dimensions: [{ key, values: [source] }],
});
const racedFunction = {
  browsers: ['alice'],
  lab: { options: { cookieFunction: source } },
  requests: [mine, mine],
};
/** Every procedure that would run a cookie function, also one that a change of cookieForm would put to use. */
const calls: Array<[string, (client: Client, signal: AbortSignal) => Promise<unknown>]> = [
  ['configure', (client, signal) => client.configure.mutate({ options: { cookie: source } }, { signal })],
  [
    'configure, static',
    (client, signal) =>
      client.configure.mutate({ options: { cookieForm: 'static', cookieFunction: source } }, { signal }),
  ],
  ['runScenario', (client, signal) => client.runScenario.mutate(ofFunction, { signal })],
  [
    'compare.run',
    (client, signal) => drained(client.compare.run.mutate(variedFunction('cookieFunction'), { signal })),
  ],
  [
    'compare.text',
    (client, signal) =>
      client.compare.text.mutate({ spec: variedFunction('cookieFunction'), form: 'markdown' }, { signal }),
  ],
  [
    'race.explore',
    (client, signal) => drained(client.race.explore.mutate({ spec: racedFunction }, { signal })),
  ],
  [
    'race.look',
    (client, signal) => client.race.look.mutate({ spec: racedFunction, schedule: [] }, { signal }),
  ],
  ['race.report', (client, signal) => client.race.report.mutate({ spec: racedFunction }, { signal })],
  ['race.test', (client, signal) => client.race.test.mutate({ spec: racedFunction }, { signal })],
];

describe.each(calls)('%s', (_, call) => {
  it('refuses a cookie function, with its code and its hash', async () => {
    const { playground, client } = await plane();
    expect(await problemsOf(call(client, AbortSignal.timeout(10_000)))).toMatchObject([
      { code: 'function-not-allowed', params: { code: source, sha256: hashOf(source) } },
    ]);
    expect(playground.asked).toEqual([]);
  });
});

const lines = ['(req) =>', '({ secure: req.secure })'];
/** A comparison's values are read as its run reads them: a key is trimmed, and a value is JSON where that fits. */
it.each([
  ['a list of lines', 'cookieFunction', JSON.stringify(lines)],
  ['JSON', 'cookieFunction', JSON.stringify(lines.join('\n'))],
  ['with a space before its key', ' cookieFunction', lines.join('\n')],
])('compare.run refuses a cookie function that is a value, %s', async (_, key, value) => {
  const { client } = await plane();
  const spec = { scenario: { ...scenario, lab: {} }, dimensions: [{ key, values: ['null', value] }] };
  const code = lines.join('\n');
  expect(await problemsOf(drained(client.compare.run.mutate(spec)))).toMatchObject([
    { code: 'function-not-allowed', params: { code, sha256: hashOf(code) } },
  ]);
});

it('compare.run asks about no function that it would not run, as one that is given as the whole cookie', async () => {
  const { client } = await plane();
  expect(await problemsOf(drained(client.compare.run.mutate(variedFunction('cookie'))))).toMatchObject([
    { code: 'whole-cookie', at: 'dimensions[0].key' },
  ]);
});

it('a cookie function that runs already is no question for who changes another option', async () => {
  const config = { ...defaultLabConfig() };
  const options = { ...config.options, cookieForm: 'function' as const, cookieFunction: source };
  const { playground, client } = await plane({ config: { ...config, options } });
  await client.configure.mutate({ options: { ...options, rolling: true } });
  expect(playground.asked).toEqual(['configure']);
});

const ofCode = { ...defaultLabConfig(), store };
/** What starts the lab anew, whose file may be another by then. */
const restarts: Array<[string, Partial<PlaygroundState>, (client: Client) => Promise<unknown>]> = [
  ['reset', { config: ofCode }, (client) => client.reset.mutate()],
  ['undoReset', { config: ofCode }, (client) => client.undoReset.mutate()],
  ['bringBack', { ownLab: ofCode }, (client) => client.bringBack.mutate()],
  ['setHandler', { config: ofCode }, (client) => client.setHandler.mutate({ source: handler })],
];

describe.each(restarts)('%s', (_, state, restart) => {
  it('refuses to open the code of the store that is there until that is allowed', async () => {
    const { playground, client } = await plane(state);
    const code = storeCode;
    expect(await problemsOf(restart(client))).toMatchObject([
      { code: 'store-not-allowed', params: { sha256: hashOf(code) } },
    ]);
    expect(playground.asked).toEqual([]);
    await client.allowHandler.mutate({ sha256: hashOf(code) });
    await restart(client);
    expect(playground.asked).toHaveLength(1);
  });
});

it('asks nobody about a store that is not there', async () => {
  const { client } = await plane();
  const module = join(folder, 'none.cjs');
  expect(await problemsOf(client.testStore.mutate({ store: { kind: 'module', module } }))).toMatchObject([
    { code: 'store-module-missing', params: { module } },
  ]);
});

describe('allowHandler', () => {
  it('lets a store that is code be opened', async () => {
    const { client, playground } = await plane();
    await client.allowHandler.mutate({ sha256: hashOf(storeCode) });
    await client.configure.mutate({ store });
    expect(playground.asked).toEqual(['configure']);
  });

  it('lets that code run from then on, and is remembered only where that is asked for', async () => {
    const { client, file, playground } = await plane();
    await client.allowHandler.mutate({ sha256: hashOf(handler) });
    expect(await problemsOf(client.runScenario.mutate(scenario))).not.toMatchObject(asked);
    expect(playground.asked).toContain('setUp');
    expect(await createConsent(file).isAllowed(handler)).toBe(false);
    await client.allowHandler.mutate({ sha256: hashOf(handler), always: true });
    expect(await createConsent(file).isAllowed(handler)).toBe(true);
  });

  it('is not needed for what the user put into the lab, which they may race', async () => {
    const { client } = await plane();
    await client.setHandler.mutate({ source: handler });
    expect(await problemsOf(client.race.look.mutate({ spec, schedule: ['A.nothing'] }))).not.toMatchObject(
      asked,
    );
  });
});
