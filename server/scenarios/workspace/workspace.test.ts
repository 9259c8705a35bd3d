import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { cutSession } from '../../contract/events/cut-text.ts';
import { defaultLabConfig, labConfigSchema } from '../../contract/options/lab-config.ts';
import { eventually } from '../../eventually.test-helper.ts';
import { createWorld, fold } from '../../log/world.ts';
import { fakeLabs } from '../../playground/fake-lab.test-helper.ts';
import { endsOf, ofType, spec, stand } from '../../playground/stand.test-helper.ts';
import { createConsent, hashOf, onlyAllowed, storeSource } from '../consent/consent.ts';
import { openWorkspace } from './workspace.ts';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'session-playground-workspace-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  file = join(folder, 'settings', 'workspace.json');
});

const handler = "(req, res) => res.end('mine')";

/** A lab in which something was done, kept in the file. */
async function keepOne() {
  const { playground } = await stand((_, response) => {
    response.setHeader('set-cookie', 'a=1; Path=/');
    response.end('ok');
  });
  await playground.configure({ ...defaultLabConfig(), oneAtATime: true });
  await playground.setHandler(handler);
  playground.addBrowser('carol');
  await playground.advance(60_000);
  await endsOf(playground.send(spec()));
  await endsOf(playground.send(spec({ id: 'login' })));
  await playground.settled();
  const workspace = await openWorkspace(file);
  workspace.follow(playground);
  workspace.setPage('{"draft":{}}');
  await workspace.close();
  return { before: playground.log().events };
}

const resumed = async (settings: Parameters<typeof stand>[1] = {}) => {
  const { kept } = await openWorkspace(file);
  if (kept === null) throw new Error('nothing was kept');
  return stand(undefined, { kept, ...settings });
};

/** A lab that stores these sessions, in this order, kept in the file. `isBlocked`: it does not answer any more. */
async function keepSessions(sessions: Readonly<Record<string, string>>, { isBlocked = false } = {}) {
  const { playground, fake } = await stand((_, response, emit) => {
    for (const [call, [sid, text]] of Object.entries(sessions).entries()) {
      const answer = { found: null, after: cutSession(text), version: 1, error: null };
      emit({ type: 'store-answered', request: '1', call, operation: 'set', sid, ...answer });
    }
    response.end();
  });
  Object.assign(fake.newest().stored, sessions);
  await endsOf(playground.send(spec()));
  await playground.settled();
  if (isBlocked) fake.newest().block();
  const workspace = await openWorkspace(file);
  workspace.follow(playground);
  await workspace.close();
  fake.newest().unblock();
}

/** What a lab that goes on with the file has stored, and what its log says is stored. */
async function storedAgain() {
  const { playground, fake } = await resumed();
  await playground.settled();
  const { events, horizon } = playground.log();
  const world = createWorld(horizon);
  for (const event of events) fold(world, event);
  return { inLab: fake.newest().settings.sessions, inLog: [...world.sessions.keys()] };
}

const sessionOf = (letters: number) => JSON.stringify({ cookie: {}, text: 'x'.repeat(letters) });

describe('a workspace', () => {
  it('brings options, browsers, jars, handler, clock and log of the last start back, and what the forms held', async () => {
    const { before } = await keepOne();
    const { playground, fake } = await resumed();
    await playground.settled();
    expect(playground.state()).toMatchObject({
      config: { oneAtATime: true },
      handler,
      clock: 60_000,
      browsers: [{ name: 'alice' }, { name: 'bob' }, { name: 'carol' }],
    });
    expect(fake.newest().settings).toMatchObject({ handler, clock: 60_000, config: { oneAtATime: true } });
    expect(playground.log().events.slice(0, before.length)).toEqual(before);
    expect((await openWorkspace(file)).page()).toBe('{"draft":{}}');
    await endsOf(playground.send(spec()));
    const sent = ofType(playground.log().events, 'sent');
    expect(sent.at(-1)).toMatchObject({ cookie: 'a=1' });
  });

  it('brings sessions back whole, also those of which the log has a part', async () => {
    const sessions = { small: sessionOf(10), large: sessionOf(400_000) };
    await keepSessions(sessions);
    expect(await storedAgain()).toEqual({ inLab: sessions, inLog: ['small', 'large'] });
  });

  it('says of a session that was not kept that it is lost', async () => {
    const small = sessionOf(10);
    await keepSessions({ small, large: sessionOf(400_000) }, { isBlocked: true });
    expect(await storedAgain()).toEqual({ inLab: { small }, inLog: ['small'] });
  });

  it('keeps the newest of many sessions, and says that the others are lost', async () => {
    const all = Array.from({ length: 32 }, (_, n) => [`s${n}`, sessionOf(300_000)] as const);
    await keepSessions(Object.fromEntries(all));
    const kept = all.slice(-27).map(([sid]) => sid);
    const { inLab = {}, inLog } = await storedAgain();
    expect(Object.keys(inLab).sort()).toEqual([...kept].sort());
    expect(inLog.sort()).toEqual([...kept].sort());
  });

  it('keeps nothing of a lab that is too large, and forgets the older one', async () => {
    await keepOne();
    const { kept, page } = await openWorkspace(file);
    if (kept === null) throw new Error('nothing was kept');
    const workspace = await openWorkspace(file);
    // Half as many characters as bytes.
    const handler = 'é'.repeat(17 * 1024 * 1024);
    workspace.follow({ kept: async () => ({ ...kept, handler }), changed: () => new Promise(() => {}) });
    await workspace.close();
    const again = await openWorkspace(file);
    expect([again.kept, again.page()]).toEqual([null, page()]);
  });

  it('keeps what changes while it is being written, though nothing changes after it', async () => {
    await keepOne();
    const { kept } = await openWorkspace(file);
    if (kept === null) throw new Error('nothing was kept');
    const workspace = await openWorkspace(file);
    let clock = 0;
    let tell = () => {};
    workspace.follow({
      kept: async () => {
        const now = { ...kept, clock };
        if (clock === 0) {
          clock = 77_000;
          tell();
          // Whoever follows has heard of it by then.
          await new Promise(setImmediate);
        }
        return now;
      },
      changed: () => new Promise((resolve) => (tell = resolve)),
    });
    await eventually(async () => expect((await openWorkspace(file)).kept?.clock).toBe(77_000));
    await workspace.close();
  });

  it('says of a handler that cannot be started again that it is out', async () => {
    await keepOne();
    const { create } = fakeLabs();
    const createLab: typeof create = async (settings) => {
      if (settings.handler !== null) throw new Error('no such module.');
      return create(settings);
    };
    const { playground } = await resumed({ createLab });
    await eventually(() => expect(playground.state()).toMatchObject({ handler: null }));
    await eventually(() =>
      expect(ofType(playground.log().events, 'error')).toMatchObject([
        { message: expect.stringMatching(/could not be started again: .*no such module\..* editor/) },
      ]),
    );
  });

  it('says that a store whose password is not kept is not there', async () => {
    await keepOne();
    const { kept } = await openWorkspace(file);
    if (kept === null) throw new Error('nothing was kept');
    const config = {
      ...kept.config,
      store: Object.assign({ ...kept.config.store }, { password: 'password of your own' }),
    };
    const kinds = { memory: { secrets: ['password'] } };
    const { playground } = await stand(undefined, { kept: { ...kept, config }, kinds });
    await playground.settled();
    expect(ofType(playground.log().events, 'error')).toMatchObject([
      { message: expect.stringContaining('password of the memory store') },
    ]);
    expect(playground.state().config.store).toEqual({ kind: 'memory' });
  });

  it('gives no request a name that the log has, and goes on in its time', async () => {
    const { before } = await keepOne();
    const { playground } = await resumed();
    await endsOf(playground.send(spec()));
    await endsOf(playground.send(spec({ id: 'login' })));
    await playground.settled();
    const { events } = playground.log();
    const names = ofType(events, 'sent').map(({ request }) => request);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(['1', 'login', '2', 'login-2']);
    expect(events[before.length]?.at).toBeGreaterThan(before.at(-1)?.at ?? 0);
  });

  it('says of requests that were under way that they ended with the app', async () => {
    const { playground } = await stand(() => {});
    playground.send(spec());
    await eventually(() => expect(ofType(playground.log().events, 'arrived')).toHaveLength(1));
    const workspace = await openWorkspace(file);
    workspace.follow(playground);
    await workspace.close();
    const { playground: again } = await resumed();
    await again.settled();
    const { events } = again.log();
    expect(ofType(events, 'aborted')).toMatchObject([{ request: '1' }]);
    expect(ofType(events, 'send-failed')).toMatchObject([{ request: '1' }]);
    expect(again.state().pending).toBe(0);
  });

  it('is written while one works, whole, and for its user alone', async () => {
    const { playground } = await stand();
    const workspace = await openWorkspace(file);
    workspace.follow(playground);
    onTestFinished(() => workspace.close());
    await endsOf(playground.send(spec()));
    const kept = async () => (await openWorkspace(file)).kept?.log.events ?? [];
    await eventually(async () => expect(ofType(await kept(), 'received')).toHaveLength(1));
    expect(await readdir(join(folder, 'settings'))).toEqual(['workspace.json']);
    if (process.platform !== 'win32') expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it('runs no handler that came from another machine', async () => {
    await keepOne();
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace(/"machine":"\w+"/, '"machine":"elsewhere"'));
    const { playground, fake } = await resumed();
    expect(playground.state()).toMatchObject({ handler: null, config: { oneAtATime: true } });
    expect(fake.labs.map(({ settings }) => settings.handler)).toEqual([null]);
  });

  it('takes a cookie function along, but not from another machine', async () => {
    const { playground } = await stand();
    const options = { cookie: '() => ({ path: "/" })' };
    await playground.configure(labConfigSchema.parse({ options }));
    const workspace = await openWorkspace(file);
    workspace.follow(playground);
    await workspace.close();
    const own = await resumed();
    expect(own.playground.state().config.options.cookieFunction).toBe(options.cookie);
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace(/"machine":"\w+"/, '"machine":"elsewhere"'));
    const others = await resumed();
    expect(others.playground.state().config.options.cookieFunction).toBeNull();
  });

  it('opens no store that is code which was not allowed as it is now', async () => {
    const store = { kind: 'module' as const, module: join(folder, 'store.mjs') };
    await writeFile(store.module, 'export default 1;');
    const { playground } = await stand();
    await playground.configure({ ...defaultLabConfig(), store });
    const workspace = await openWorkspace(file);
    workspace.follow(playground);
    await workspace.close();
    const consent = createConsent(null);
    await consent.allow(hashOf((await storeSource(store)) ?? ''));
    const { create } = fakeLabs();
    const again = await resumed({ createLab: onlyAllowed(create, consent) });
    expect(again.playground.state().config).toMatchObject({ store });

    await writeFile(store.module, 'export default 2;');
    expect(await again.playground.reset()).toMatchObject({ ok: false });
    const { labs, create: createOther } = fakeLabs();
    const { playground: other } = await resumed({ createLab: onlyAllowed(createOther, consent) });
    await other.settled();
    expect(new Set(labs.map(({ settings }) => settings.config.store.kind))).toEqual(new Set(['memory']));
    const told = ofType(other.log().events, 'error').map(({ message }) => message);
    expect(told.join()).toContain('its code as it is now is not allowed');
  });

  it.each([
    ['is damaged', (text: string) => text.slice(0, -20)],
    ['is of a later version', (text: string) => text.replace('workspace@1', 'workspace@2')],
    ['has an event that is none', (text: string) => text.replace('"type":"sent"', '"type":"seen"')],
    ['has a gap in its log', (text: string) => text.replace(/"seq":3\b/, '"seq":4')],
  ])('is as if there were none where the file %s', async (_, spoil) => {
    await keepOne();
    const text = await readFile(file, 'utf8');
    const spoilt = spoil(text);
    expect(spoilt).not.toBe(text);
    await writeFile(file, spoilt);
    const workspace = await openWorkspace(file);
    expect([workspace.kept, workspace.page()]).toEqual([null, null]);
  });
});
