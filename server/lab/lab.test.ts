import { createServer } from 'node:http';
import { describe, expect, it } from 'vitest';
import { requestIdHeader } from '../contract/endpoints.ts';
import { labRoutes } from '../contract/routes.ts';
import { workerSpawner } from '../threads/spare-workers.ts';
import { drained, eventsUntil, runningLab, visitor } from './running-lab.test-helper.ts';

const typesOf = (events: ReadonlyArray<{ type: string }>) => events.map(({ type }) => type);

describe('a lab', () => {
  it('answers on this machine, and says which versions run', async () => {
    const lab = await runningLab();
    expect(lab.url).toBe(`http://127.0.0.1:${lab.port}`);
    expect(lab.versions).toEqual({
      node: process.versions.node,
      express: expect.stringMatching(/^5\./),
      expressSession: expect.stringMatching(/^1\.19\./),
    });
    expect(await visitor(lab)('/views')).toBe('200 {"views":1}');
  });

  it('tells what happened, under the name that the request came with', async () => {
    const lab = await runningLab();
    await visitor(lab)('/views', { id: 'A' });
    const { events } = await drained(lab);
    expect(new Set(events.map((event) => 'request' in event && event.request))).toEqual(new Set(['A']));
    expect(typesOf(events)).toEqual(
      expect.arrayContaining(['arrived', 'session', 'work', 'changed', 'store-called', 'responded']),
    );
    expect((await drained(lab)).events).toEqual([]);
  });

  it('names requests from elsewhere ext1, ext2, also those whose name makes no sense', async () => {
    const lab = await runningLab();
    await visitor(lab)('/');
    await visitor(lab)('/', { id: 'no such name' });
    const arrived = (await drained(lab)).events.filter(({ type }) => type === 'arrived');
    expect(arrived).toMatchObject([{ request: 'ext1' }, { request: 'ext2' }]);
  });

  it('hides the name from the app', async () => {
    const handler = '(req, res) => res.json([req.headers, req.rawHeaders, req.headersDistinct])';
    const lab = await runningLab({ handler });
    const answer = await visitor(lab)('/mine', { id: 'A' });
    expect(answer).toContain('host');
    expect(answer).not.toContain(requestIdHeader);
  });

  it('gives each event once, none later than a drain said was the last', async () => {
    const lab = await runningLab();
    const visits = Array.from({ length: 40 }, (_, i) => visitor(lab)('/views?work=2', { id: `r${i}` }));
    let isOver = false;
    void Promise.all(visits).then(() => {
      isOver = true;
    });
    let known = -1;
    let responded = 0;
    while (!isOver || responded < 40) {
      const { events, upTo } = await drained(lab);
      for (const { at } of events) expect(at).toBeGreaterThan(known);
      responded += events.filter(({ type }) => type === 'responded').length;
      known = upTo;
    }
    expect(responded).toBe(40);
  });

  it('tells what it holds, and begins with sessions of an earlier lab', async () => {
    const lab = await runningLab();
    const visit = visitor(lab);
    await visit('/views');
    const sessions = await lab.sessions();
    expect(Object.values(sessions).map((text) => JSON.parse(text))).toMatchObject([{ views: 1 }]);
    const port = lab.port;
    await lab.close();
    const next = await runningLab({ sessions, port, store: 'sqlite' });
    expect(next.port).toBe(port);
    expect(await visit('/views')).toBe('200 {"views":2}');
  });

  it('counts on from the session IDs that it begins with', async () => {
    const text = '{"cookie":{"originalMaxAge":null,"expires":null,"path":"/"},"views":5}';
    const lab = await runningLab({ options: { genid: 'counter' }, sessions: { 7: text } });
    expect(await visitor(lab)('/views')).toBe('200 {"views":1}');
    expect(Object.keys(await lab.sessions())).toEqual(['7', '8']);
  });

  it('takes another port where its own is taken', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const lab = await runningLab({ port });
    expect(lab.port).not.toBe(port);
    expect(await visitor(lab)('/')).toContain('200 Hello');
    server.close();
  });

  it('tells of an error in a handler once', async () => {
    const lab = await runningLab();
    await visitor(lab)('/fail', { id: 'A' });
    const errors = (await drained(lab)).events.filter(({ type }) => type === 'error');
    expect(errors).toMatchObject([{ request: 'A', message: expect.stringContaining('always fails') }]);
  });
});

describe('the source of a route', () => {
  it('is as it runs, without types', async () => {
    const lab = await runningLab();
    for (const id of Object.keys(labRoutes)) {
      const source = await lab.routeSource(id);
      expect(source).toMatch(/^async \(req(, res(, next)?)?\) => \{\n/);
      expect(source).toContain('await work(req);');
      expect(source).not.toMatch(/\S {2}| \)| ,/);
    }
  });

  it('of no route is an error', async () => {
    const lab = await runningLab();
    await expect(lab.routeSource('nothing')).rejects.toThrow('There is no built-in route "nothing".');
  });
});

describe('closing', () => {
  it('ends requests that are never answered, and every call', async () => {
    const lab = await runningLab({ handler: '() => {}' });
    const unanswered = visitor(lab)('/mine').catch(() => 'ended');
    await eventsUntil(lab, ({ type }) => type === 'arrived');
    await lab.close();
    expect(await unanswered).toBe('ended');
    await expect(lab.sessions()).rejects.toThrow('The lab is closed.');
    await lab.close();
  });
});

it.each([
  [
    { options: { trustProxy: 'nowhere' } },
    'options.trustProxy: at this Express throws “invalid IP address: nowhere”',
  ],
  [{ handler: '(req) =>' }, 'handler: line 1'],
  [{ spawn: workerSpawner(new URL('./no-such-worker.js', import.meta.url)) }, 'no-such-worker.js'],
])('does not start with %j', async (settings, message) => {
  await expect(runningLab(settings)).rejects.toThrow(message);
});
