import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { labConfigSchema } from '../contract/options/lab-config.ts';
import { createWorld, fold } from '../log/world.ts';
import { toldOf } from '../words/told.test-helper.ts';
import type { Lab } from './lab.ts';
import { drained, eventsUntil, runningLab, visitor } from './running-lab.test-helper.ts';

const restart = (lab: Lab, given: object = {}, config: object = {}) =>
  lab.restart({ kill: false, config: labConfigSchema.parse(config), ...given });
const inFile = () => {
  const folder = mkdtempSync(join(tmpdir(), 'restart-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return { folder, store: { kind: 'sqlite' as const, path: join(folder, 'sessions.db') } };
};
const several = { instances: 2, sharedStore: true };

describe('a restart', () => {
  it.each([false, true])('leaves nothing of a store in the process (kill: %s)', async (kill) => {
    const lab = await runningLab();
    const visit = visitor(lab);
    await visit('/views');
    expect(await restart(lab, { kill })).toEqual({ ok: true });
    expect(await lab.sessions()).toEqual({});
    expect(await visit('/views')).toBe('200 {"views":1}');
    const { events } = await drained(lab);
    expect(events).toContainEqual(
      expect.objectContaining({ type: 'lab-restarted', isKilled: kill, cut: [], emptied: [null] }),
    );
  });

  it.each([false, true])(
    'finds in a file what was there, counts its versions on, and clears up (kill: %s)',
    async (kill) => {
      const { folder, store } = inFile();
      const lab = await runningLab({ config: labConfigSchema.parse({ store }) });
      const visit = visitor(lab);
      await visit('/views');
      await visit('/views');
      expect(await restart(lab, { kill }, { store })).toEqual({ ok: true });
      expect(await visit('/views')).toBe('200 {"views":3}');
      const { events } = await drained(lab);
      const versions = events.flatMap((event) =>
        event.type === 'store-answered' && event.operation === 'set' ? [event.version] : [],
      );
      expect(versions).toEqual([1, 2, 3]);
      const world = createWorld();
      for (const [seq, event] of events.entries()) fold(world, { ...event, seq });
      expect([...world.sessions.values()].map(({ version }) => version)).toEqual([3]);
      await lab.close();
      expect(readdirSync(folder)).toEqual([]);
    },
  );

  it('finds an empty store where it is said to be lost', async () => {
    const { store } = inFile();
    const lab = await runningLab({ config: labConfigSchema.parse({ store }) });
    const visit = visitor(lab);
    await visit('/views');
    expect(await restart(lab, { store: 'lost' }, { store })).toEqual({ ok: true });
    expect(await visit('/views')).toBe('200 {"views":1}');
  });

  it('is refused where a store in the process is to be kept', async () => {
    const lab = await runningLab();
    const visit = visitor(lab);
    await visit('/views');
    expect(toldOf(await restart(lab, { store: 'kept' }))).toMatchObject({ ok: false, at: 'store' });
    expect(await visit('/views')).toBe('200 {"views":2}');
  });

  it('answers first what is under way, and lets what comes meanwhile wait', async () => {
    const lab = await runningLab();
    const visit = visitor(lab);
    await visit('/views');
    const slow = visit('/views?work=700', { id: 'slow' });
    await eventsUntil(lab, (event) => event.type === 'work' && event.request === 'slow');
    const restarted = restart(lab);
    const waits = visitor(lab)('/views');
    expect(await Promise.race([restarted.then(() => 'restarted'), waits, slow])).toBe('200 {"views":2}');
    expect(await restarted).toEqual({ ok: true });
    expect(await waits).toBe('200 {"views":1}');
    expect(Object.keys(await lab.sessions())).toHaveLength(1);
    expect(await visit('/views')).toBe('200 {"views":1}');
  });

  it('that kills cuts what is under way, of which nothing is stored any more', async () => {
    const { store } = inFile();
    const lab = await runningLab({ config: labConfigSchema.parse({ store }) });
    const visit = visitor(lab);
    await visit('/views');
    const slow = visit('/views?work=150', { id: 'slow' }).catch(() => 'cut');
    await eventsUntil(lab, (event) => event.type === 'work' && event.request === 'slow');
    expect(await restart(lab, { kill: true }, { store })).toEqual({ ok: true });
    expect(await slow).toBe('cut');
    // Long enough for what was cut to come to its end.
    await visitor(lab)('/views?work=250');
    expect(await visit('/views')).toBe('200 {"views":2}');
    const { events } = await drained(lab);
    const ofSlow = events.filter((event) => 'request' in event && event.request === 'slow');
    expect(ofSlow.map(({ type }) => type)).toEqual(['aborted']);
    expect(events).toContainEqual(expect.objectContaining({ type: 'lab-restarted', cut: ['slow'] }));
  });

  it('is not waited for by who closes the lab: nothing of its store is left', async () => {
    const { folder, store } = inFile();
    const lab = await runningLab({ config: labConfigSchema.parse({ store }) });
    const visit = visitor(lab);
    await visit('/views');
    const slow = visit('/views?work=5000', { id: 'slow' }).catch(() => 'cut');
    await eventsUntil(lab, (event) => event.type === 'work' && event.request === 'slow');
    const restarted = restart(lab, {}, { store }).catch(() => 'closed');
    await lab.drain();
    await lab.close();
    expect(readdirSync(folder)).toEqual([]);
    await Promise.all([slow, restarted]);
  });

  it('ends also what a handler still does after its answer: nothing of that is stored', async () => {
    const handler = `(req, res) => {
      req.session.late = true;
      res.send('answered');
      setTimeout(() => { req.session.save(() => {}); console.log('tried'); }, 200);
    }`;
    const { store } = inFile();
    const lab = await runningLab({ handler, config: labConfigSchema.parse({ store }) });
    const visit = visitor(lab);
    expect(await visit('/mine')).toBe('200 answered');
    const before = await lab.sessions();
    expect(await restart(lab, { store: 'lost' }, { store })).toEqual({ ok: true });
    const events = await eventsUntil(lab, ({ type }) => type === 'printed');
    const at = events.findIndex(({ type }) => type === 'lab-restarted');
    expect(Object.keys(before)).toHaveLength(1);
    expect(events.slice(at).filter(({ type }) => type.startsWith('store-'))).toEqual([]);
  });

  it('begins with other options: a cookie signed with a secret that is gone is none', async () => {
    const { store } = inFile();
    const lab = await runningLab({ config: labConfigSchema.parse({ store, options: { secret: ['old'] } }) });
    const visit = visitor(lab);
    await visit('/views');
    await restart(lab, {}, { store, options: { secret: ['new', 'old'] } });
    expect(await visit('/views')).toBe('200 {"views":2}');
    await restart(lab, {}, { store, options: { secret: ['another'] } });
    expect(await visit('/views')).toBe('200 {"views":1}');
  });

  it('counts session IDs from the beginning again, as a new process does', async () => {
    const options = { genid: 'counter' };
    const lab = await runningLab({ options });
    await visitor(lab)('/views');
    await restart(lab, {}, { options });
    await visitor(lab)('/views');
    expect(Object.keys(await lab.sessions())).toEqual(['1']);
  });

  it('begins a handler of one’s own anew, with what it keeps beside the session', async () => {
    const handler = '(() => { let count = 0; return (req, res) => res.send(String(++count)); })()';
    const lab = await runningLab({ handler });
    const visit = visitor(lab);
    expect([await visit('/mine'), await visit('/mine')]).toEqual(['200 1', '200 2']);
    expect(await restart(lab)).toEqual({ ok: true });
    expect(await visit('/mine')).toBe('200 1');
  });

  it('is refused, and all goes on, where the app does not start with its options', async () => {
    const lab = await runningLab();
    const visit = visitor(lab);
    await visit('/views');
    expect(await restart(lab, {}, { options: { trustProxy: 'nowhere' } })).toMatchObject({ ok: false });
    expect(await visit('/views')).toBe('200 {"views":2}');
  });
});

describe('of one of several instances', () => {
  it('takes the sessions of that instance alone', async () => {
    const config = { instances: 2 };
    const lab = await runningLab({ config: labConfigSchema.parse(config) });
    const [one, other] = [visitor(lab), visitor(lab)];
    await one('/views');
    await other('/views');
    expect(Object.keys(await lab.sessions())).toHaveLength(2);
    expect(await restart(lab, { instance: 2 }, config)).toEqual({ ok: true });
    expect(Object.keys(await lab.sessions())).toHaveLength(1);
    expect(await one('/views')).toBe('200 {"views":2}');
  });

  it('lets the others answer meanwhile', async () => {
    const lab = await runningLab({ config: labConfigSchema.parse(several) });
    const visit = visitor(lab);
    const slow = visit('/views?work=300', { id: 'slow' });
    const began = await eventsUntil(lab, (event) => event.type === 'work' && event.request === 'slow');
    const place = began.flatMap((event) => (event.type === 'arrived' ? [event.place] : []))[0];
    const restarted = restart(lab, { instance: Number(place) }, several);
    expect(await visitor(lab)('/views')).toBe('200 {"views":1}');
    expect(await visitor(lab)('/views')).toBe('200 {"views":1}');
    expect(await Promise.race([restarted.then(() => 'restarted'), slow])).toBe('200 {"views":1}');
    expect(await restarted).toEqual({ ok: true });
    expect(Object.keys(await lab.sessions())).toHaveLength(3);
  });

  it('may start with a secret that the others do not know yet', async () => {
    const next = { ...several, options: { secret: ['new', 'old'] } };
    const lab = await runningLab({
      config: labConfigSchema.parse({ ...several, options: { secret: ['old'] } }),
    });
    await restart(lab, { instance: 1 }, next);
    const visit = visitor(lab);
    // Made by the new one, unknown to the old one, which makes another.
    const views = [];
    for (let i = 0; i < 4; i++) views.push(await visit('/views'));
    expect(views).not.toContain('200 {"views":4}');
    await restart(lab, { instance: 2 }, next);
    const later = visitor(lab);
    for (const views of [1, 2, 3]) expect(await later('/views')).toBe(`200 {"views":${views}}`);
  });

  it('is refused of a store that the others go on with, and of an instance that there is not', async () => {
    const lab = await runningLab({ config: labConfigSchema.parse(several) });
    expect(toldOf(await restart(lab, { instance: 1, store: 'lost' }, several))).toMatchObject({
      at: 'store',
    });
    expect(toldOf(await restart(lab, { instance: 3 }, several))).toMatchObject({ at: 'instance' });
  });
});
