import { createServer, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { instanceHeader, requestIdHeader } from '../contract/endpoints.ts';
import { labConfigSchema } from '../contract/options/lab-config.ts';
import { labRoutes } from '../contract/routes.ts';
import { workerSpawner } from '../threads/spawn.ts';
import { drained, eventsUntil, runningLab, visitor } from './running-lab.test-helper.ts';

/** A request under another name than the address's own, as after DNS rebinding. */
const underHosts = (url: string, hosts: readonly string[]): Promise<string> =>
  new Promise((resolve, reject) => {
    const headers = hosts.flatMap((host) => ['Host', host]);
    request(`${url}/views`, { headers }, (answer) => {
      text(answer).then((body) => resolve(`${answer.statusCode} ${body}`), reject);
    })
      .on('error', reject)
      .end();
  });

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

  it('does not take a name, nor an instance, from whom it has not told its key', async () => {
    const lab = await runningLab({ handler: '(req, res) => res.json(req.rawHeaders)' });
    const headers = { [requestIdHeader]: 'A', [instanceHeader]: '2' };
    const seen = await (await fetch(`${lab.url}/mine`, { headers })).text();
    expect(seen).not.toContain('playground');
    await fetch(lab.url, { headers: { [requestIdHeader]: `${'x'.repeat(lab.key.length)} A` } });
    const arrived = (await drained(lab)).events.filter(({ type }) => type === 'arrived');
    expect(arrived).toMatchObject([{ request: 'ext1' }, { request: 'ext2' }]);
    expect((await runningLab()).key).not.toBe(lab.key);
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

describe('whatever else runs on this host', () => {
  it('may fill the Cookie header, which knows of no ports, and locks nobody out', async () => {
    const { url } = await runningLab();
    const cookie = Array.from({ length: 13 }, (_, at) => `other${at}=${'x'.repeat(3000)}`).join('; ');
    const response = await fetch(`${url}/views`, { headers: { cookie } });
    expect([response.status, await response.text()]).toEqual([200, '{"views":1}']);
  });

  it('installs no service worker from here, which would outlive the lab on its port', async () => {
    const handler = '(req, res) => res.type("js").send("self.onfetch = () => {}")';
    const { url } = await runningLab({ handler });
    const asWorker = await fetch(`${url}/mine`, { headers: { 'service-worker': 'script' } });
    expect([asWorker.status, await asWorker.text()]).toEqual([
      403,
      expect.stringContaining('service worker'),
    ]);
    expect((await fetch(`${url}/mine`)).status).toBe(200);
  });
});

describe('a request for another host', () => {
  it.each([
    ['evil.example'],
    ['127.0.0.1.evil.example:80'],
    ['localhost.evil.example'],
    ['localhost', 'localhost'],
    ['evil.example', '127.0.0.1'],
  ])('is turned away, and why is told: %j %j', async (...hosts) => {
    const lab = await runningLab();
    const answer = await underHosts(lab.url, hosts);
    expect(answer).toMatch(hosts.length === 1 ? /^403 .*anyHost/ : /^400 .*two Host headers/);
    const { events } = await drained(lab);
    expect(typesOf(events)).toEqual(['arrived', 'error', 'headers', 'responded']);
    expect(events[1]).toMatchObject({ request: 'ext1', message: answer.slice(4).trim() });
  });

  it.each(['127.0.0.1', 'localhost:3000', 'LOCALHOST', 'shop.localhost:80'])(
    'is none where the name can be nobody else’s: %s',
    async (host) => {
      expect(await underHosts((await runningLab()).url, [host])).toBe('200 {"views":1}');
    },
  );

  it('is answered where the lab is told to', async () => {
    const config = labConfigSchema.parse({ anyHost: true });
    const lab = await runningLab({ config });
    expect(await underHosts(lab.url, ['shop.example'])).toBe('200 {"views":1}');
    expect(await underHosts(lab.url, ['a', 'b'])).toMatch(/^400/);
    await lab.configure(labConfigSchema.parse({}), { keepStore: true });
    expect(await underHosts(lab.url, ['shop.example'])).toMatch(/^403/);
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
  [{ options: { trustProxy: 'nowhere' } }, 'options.trustProxy: at this Express throws'],
  [{ handler: '(req) =>' }, 'handler: line 1'],
  [{ spawn: workerSpawner(new URL('./no-such-worker.js', import.meta.url)) }, 'no-such-worker.js'],
])('does not start with %j', async (settings, message) => {
  await expect(runningLab(settings)).rejects.toThrow(message);
});
