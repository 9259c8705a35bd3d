import { describe, expect, it } from 'vitest';
import { labConfigSchema } from '../contract/options/lab-config.ts';
import { toldOf } from '../words/told.test-helper.ts';
import { drained, eventsUntil, runningLab, visitor } from './running-lab.test-helper.ts';

const config = (options: object = {}, kind = 'memory') => labConfigSchema.parse({ options, store: { kind } });
const keep = { keepStore: true };

describe('changing the options', () => {
  it('keeps the sessions, and applies to the next request', async () => {
    const lab = await runningLab();
    const visit = visitor(lab);
    await visit('/views');
    expect(await lab.configure(config({ rolling: true, cookie: { maxAge: 60_000 } }), keep)).toEqual({
      ok: true,
    });
    expect(await visit('/views')).toBe('200 {"views":2}');
    const { events } = await drained(lab);
    expect(events.filter(({ type }) => type === 'headers').at(-1)).toMatchObject({
      setCookie: [expect.stringContaining('connect.sid=')],
    });
  });

  it('begins with an empty store when asked to, or when the kind of store changes', async () => {
    const lab = await runningLab();
    const visit = visitor(lab);
    await visit('/views');
    await lab.configure(config(), { keepStore: false });
    expect(await lab.sessions()).toEqual({});
    expect(await visit('/views')).toBe('200 {"views":1}');
    await lab.configure(config({}, 'sqlite'), keep);
    expect(await visit('/views')).toBe('200 {"views":1}');
    expect(Object.keys(await lab.sessions())).toHaveLength(1);
  });

  it('refuses what express-session cannot use, names it, and goes on as before', async () => {
    const lab = await runningLab();
    const visit = visitor(lab);
    await visit('/views');
    expect(toldOf(await lab.configure(config({ name: 'other', cookie: { domain: 'a;b' } }), keep))).toEqual({
      ok: false,
      at: 'options.cookie.domain',
      message: 'option domain is invalid',
    });
    expect(await visit('/views')).toBe('200 {"views":2}');
  });

  it('lets a request that is under way end as it began, in a store that is no longer the lab’s', async () => {
    const lab = await runningLab({ store: 'sqlite' });
    const visit = visitor(lab);
    await visit('/views');
    const slow = visit('/views?work=150', { id: 'slow' });
    await eventsUntil(lab, (event) => event.type === 'work' && event.request === 'slow');
    expect(await lab.configure(config({}, 'memory'), keep)).toEqual({ ok: true });
    expect(await slow).toBe('200 {"views":2}');
    expect(await lab.sessions()).toEqual({});
  });

  it('goes on counting session IDs', async () => {
    const lab = await runningLab({ options: { genid: 'counter' } });
    await visitor(lab)('/views');
    await lab.configure(config({ genid: 'counter', resave: false }), keep);
    await visitor(lab)('/views');
    expect(Object.keys(await lab.sessions())).toEqual(['1', '2']);
  });

  it('leaves no listeners behind on the store', async () => {
    const handler = `(req, res) => res.json(['connect', 'disconnect'].map((name) => req.sessionStore.listenerCount(name)))`;
    const lab = await runningLab({ handler });
    const before = await visitor(lab)('/mine');
    for (let i = 0; i < 12; i++) await lab.configure(config({ rolling: i % 2 === 0 }), keep);
    expect(await visitor(lab)('/mine')).toBe(before);
    expect((await drained(lab)).events.filter(({ type }) => type === 'printed')).toEqual([]);
  });
});

describe('the typed-in handler', () => {
  it('stays when the options change', async () => {
    const lab = await runningLab({ handler: '(req, res) => res.send("views: " + req.session.views)' });
    const visit = visitor(lab);
    await visit('/views');
    await lab.configure(config({ resave: false }), keep);
    expect(await visit('/mine')).toBe('200 views: 1');
  });

  it('prints into the lab’s events, in order with the rest', async () => {
    const lab = await runningLab({
      handler: `(req, res) => { console.log('seen', { id: 1 }); console.error('oh'); res.send('x'); process.emitWarning('careful'); }`,
    });
    await visitor(lab)('/mine', { id: 'A' });
    const events = await eventsUntil(
      lab,
      (event) => event.type === 'printed' && event.text.includes('careful'),
    );
    expect(events.filter(({ type }) => type === 'printed')).toMatchObject([
      { stream: 'stdout', text: 'seen { id: 1 }\n' },
      { stream: 'stderr', text: 'oh\n' },
      { stream: 'stderr', text: 'Warning: careful\n' },
    ]);
    const types = events.map(({ type }) => type);
    expect(types.indexOf('session')).toBeLessThan(types.indexOf('printed'));
    expect(types.indexOf('printed')).toBeLessThan(types.indexOf('headers'));
  });

  it('is cut off when it prints without end', async () => {
    const lab = await runningLab({
      handler: `(req, res) => { for (let i = 0; i < 5000; i++) console.log(i); console.log('x'.repeat(9999)); res.send('x'); }`,
    });
    await visitor(lab)('/mine');
    const printed = (await drained(lab)).events.filter((event) => event.type === 'printed');
    expect(printed).toHaveLength(1001);
    expect(printed.at(-1)?.text).toBe('More was printed than is shown here.\n');
  });

  it('that fails after its headers are out costs its own connection only', async () => {
    const lab = await runningLab({
      handler: `(req, res) => { res.write('half'); throw new Error('too late'); }`,
    });
    await expect(visitor(lab)('/mine')).rejects.toThrow();
    expect(await visitor(lab)('/')).toContain('200');
  });
});
