import { describe, expect, it, onTestFinished } from 'vitest';
import { mainApp } from '../contract/endpoints.ts';
import { noFaults } from '../contract/faults/faults.ts';
import { defaultLabConfig, type LabConfig } from '../contract/options/lab-config.ts';
import { maskSecrets } from '../contract/options/mask-secrets.ts';
import { createEventPost } from '../lab/event-post.ts';
import { createInnerLab } from '../lab/inner-lab.ts';
import type { Lab, LabEnd, LabSettings } from '../lab/lab.ts';
import { createServer, listenLocally } from '../lab/listen.ts';
import type { EventRecord } from '../log/event-record.ts';
import { unpackEvents } from '../log/packed-events.ts';
import { createRaceEngine } from '../races/race-engine.ts';
import { createMemoryStore } from '../stores/memory.ts';
import type { StoreDriver } from '../stores/open-store.ts';
import { createStopwatch } from '../threads/stopwatch.ts';
import { toldOf } from '../words/told.test-helper.ts';
import { createPlayground } from './create-playground.ts';
import { endpointAt } from './fake-lab.test-helper.ts';
import { endsOf, ofType, spec } from './stand.test-helper.ts';

const password = 'hunter2"/x';
const mask = 'password of your own';
const kinds = { vault: { secrets: ['password'] } };

/** A configuration whose store is of a kind that only this test has. */
const withVault = (settings: object = {}): LabConfig => {
  const store = { kind: 'vault', host: 'db.example', password, ...settings };
  return JSON.parse(JSON.stringify({ ...defaultLabConfig(), store }));
};

/** Opens stores that quote their password whenever something goes wrong, as clients of databases do. */
function vault({ canClose = false } = {}) {
  const opened: object[] = [];
  const driver: StoreDriver = {
    kind: 'vault',
    open: async (settings: object) => {
      const { host, password: given } = { host: '', password: '', ...settings };
      if (host === 'gone.example')
        throw new Error(`no route to vault://${encodeURIComponent(given)}@${host}`);
      opened.push(settings);
      const made = createMemoryStore();
      const { store } = made;
      const get = store.get.bind(store);
      store.get = (sid, callback) =>
        host === 'broken.example' ? callback(new Error(`login with ${given} failed`)) : get(sid, callback);
      const close = async () => {
        if (canClose) return;
        throw new Error(`cannot say goodbye with ${JSON.stringify({ given })}`);
      };
      return { ...made, close };
    },
  };
  return { opened, drivers: { vault: driver } };
}

/** The real lab without its thread, so that it can be handed a driver. */
function labsInThisThread(drivers: Record<string, StoreDriver>) {
  const ends: Array<(end: LabEnd) => void> = [];
  const create = async (settings: LabSettings): Promise<Lab> => {
    const now = createStopwatch(settings.origin);
    let events: EventRecord[] = [];
    const post = createEventPost((packed) => events.push(...unpackEvents(packed)), settings.firstCall);
    const rest = { key: 'key', sessions: {}, firstOutside: 1, firstCall: 0, ports: [] };
    const start = { ...rest, faults: noFaults, ...settings };
    const lab = await createInnerLab({ ...start, post, now, onEntered: () => {}, drivers });
    const server = createServer(lab.listenerOf(mainApp));
    const port = await listenLocally(server, settings.port);
    const url = `http://127.0.0.1:${port}`;
    const ended = new Promise<LabEnd>((resolve) => ends.push(resolve));
    return {
      url,
      port,
      key: 'key',
      endpoints: () => [endpointAt(url)],
      own: null,
      versions: { node: process.version, express: '5', expressSession: '1' },
      ended,
      configure: (config, { keepStore }) => lab.configure(config, keepStore),
      restart: (order) => lab.restart(order),
      fault: async (patch) => lab.fault(patch),
      setClock: async () => {},
      lateChanges: async () => {},
      drain: async () => {
        post.post();
        const told = events;
        events = [];
        return { events: told, upTo: now() - 1 };
      },
      blockedFor: () => 0,
      sessions: () => lab.sessions(),
      editSession: (edit) => lab.editSession(edit),
      routeSource: async () => '',
      storeReport: () => lab.storeReport(),
      storedSession: (key) => lab.storedSession(key),
      close: async () => {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      },
    };
  };
  return { create, endWith: (end: LabEnd) => ends.at(-1)?.(end) };
}

async function stand(config = withVault()) {
  const { opened, drivers } = vault();
  const labs = labsInThisThread(drivers);
  const playground = await createPlayground({ config, browsers: ['alice'], createLab: labs.create, kinds });
  onTestFinished(() => playground.close());
  return { playground, opened, labs };
}

/** Its beginning is written alike as it is, in JSON and in a URL. */
const expectNoPassword = (told: unknown) => expect(JSON.stringify(told)).not.toContain('hunter2');

describe('the password of a store', () => {
  it('opens it, and is in no event, state, answer or error, nor in what code is made of', async () => {
    const { playground, opened, labs } = await stand();
    expect(opened).toEqual([withVault().store]);
    const told: unknown[] = [];
    told.push(await endsOf(playground.send(spec({ path: '/views' }))));
    // Its closing fails, and so does every load from the next.
    expect(await playground.configure(withVault({ host: 'broken.example' }))).toEqual({ ok: true });
    const ends = await endsOf(playground.sequence([spec({ path: '/views' }), spec({ path: '/views' })]));
    expect(ends).toMatchObject([
      { body: `login with ${mask} failed` },
      { body: `login with ${mask} failed` },
    ]);
    const refused = await playground.configure(withVault({ host: 'gone.example', password: 'hunter2 too' }));
    expect(toldOf(refused)).toMatchObject({ ok: false, message: `no route to vault://${mask}@gone.example` });
    told.push(ends, refused);
    told.push(await playground.setUp({ config: withVault(), browsers: ['bob'] }), playground.state());
    expect(playground.state().ownLab?.store).toMatchObject({ host: 'broken.example', password: mask });
    labs.endWith({ reason: 'crashed', message: `It threw: ${password}`, requests: [] });
    await expect.poll(() => ofType(playground.log().events, 'lab-stopped')).toHaveLength(1);
    told.push(playground.log());
    told.push(await playground.bringBack(), playground.state());
    await playground.settled();
    const { config } = playground.state();
    told.push(playground.log(), maskSecrets(config, kinds));
    const messages = ofType(playground.log().events, 'error').map(({ message }) => message);
    expect(messages).toContainEqual(expect.stringContaining(`cannot say goodbye with {"given":"${mask}"}`));
    expectNoPassword(told);
  });

  it('is not in what is said where its store cannot be had from the start', async () => {
    const stood = stand(withVault({ host: 'gone.example' }));
    await expect(stood).rejects.toThrow(`no route to vault://${mask}@gone.example`);
  });

  it('is in no result of a race, nor in what refuses one', async () => {
    const engine = createRaceEngine({ drivers: vault({ canClose: true }).drivers, kinds });
    onTestFinished(() => engine.close());
    const request = spec({ path: '/views' });
    const race = { handler: null, browsers: ['alice'], before: [], requests: [request, request] };
    const explored = await engine.explore({ ...race, lab: withVault() });
    expect(explored).toMatchObject({ ok: true, result: { config: { store: { password: mask } } } });
    const broken = await engine.explore({ ...race, lab: withVault({ host: 'broken.example' }) });
    const gone = await engine.explore({ ...race, lab: withVault({ host: 'gone.example' }) });
    expect(toldOf(gone)).toMatchObject({ ok: false, message: expect.stringContaining(mask) });
    const look = await engine.look({ ...race, lab: withVault() }, []);
    expect(look.ok).toBe(true);
    expectNoPassword([explored, broken, gone, look]);
    expect(toldOf(await engine.explore({ ...race, lab: withVault({ password: mask }) }))).toMatchObject({
      ok: false,
      at: 'lab.store.password',
    });
  });
});

describe('a configuration with the mask in the password’s place', () => {
  it('keeps the password, and the store, where the store’s other settings are as before', async () => {
    const { playground, opened } = await stand();
    const { config } = playground.state();
    const changed = { ...config, options: { ...config.options, rolling: true } };
    expect(await playground.configure(changed)).toEqual({ ok: true });
    expect(opened).toHaveLength(1);
    expect(await playground.setUp({ config, browsers: [] })).toEqual({ ok: true });
    expect(opened).toEqual([withVault().store, withVault().store]);
  });

  it.each([{ host: 'evil.example' }, { port: 1 }])('is refused with another setting: %o', async (other) => {
    const { playground, opened } = await stand();
    const refusal = { ok: false, at: 'store.password', message: expect.stringContaining('Type it in anew') };
    const config = withVault({ ...other, password: mask });
    expect(toldOf(await playground.configure(config))).toMatchObject(refusal);
    expect(toldOf(await playground.setUp({ config, browsers: [] }))).toMatchObject(refusal);
    expect(opened).toHaveLength(1);
    expect(playground.state().config.store).toMatchObject({ host: 'db.example', password: mask });
  });

  it('is refused where nobody knows the password', async () => {
    await expect(stand(withVault({ password: mask }))).rejects.toThrow(/^store\.password: /);
  });
});
