import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import express, { type Express } from 'express';
import session, { type SessionOptions } from 'express-session';
import inject from 'light-my-request';
import { describe, expect, it, onTestFinished } from 'vitest';
import { observe } from '../observer/observe.ts';
import { lineReader, mostLine } from '../observer/send/wire.ts';
import { startRecording } from './recorded-app.test-helper.ts';

type Given = { where: string; now?: () => number; options?: Partial<SessionOptions> };

/** An app that sends to the recording of which a file says where it is. */
function sendingApp({ where, now, options }: Given): Express {
  const observed = observe(session, { send: where, ...(now !== undefined && { now }) });
  const app = express();
  app.use(observed({ secret: 'a', resave: false, saveUninitialized: true, ...options }));
  app.get('/', async (req, res) => {
    Object.assign(req.session, { text: 'x'.repeat(200_000), n: Math.random() });
    await wait(20);
    res.json({ n: 1 });
  });
  // No cookie is set here: with such a maxAge that throws.
  app.get('/plain', async (_req, res) => {
    await wait(20);
    res.json({ n: 1 });
  });
  return app;
}

describe('an app that sends by hand', () => {
  it('is recorded on its own clock, with an option that JSON has no word for', async () => {
    const { where, logged, recording } = await startRecording();
    const now = () => Date.now() * 1000;
    const options = { name: '', key: 'sid', saveUninitialized: false, cookie: { maxAge: Number.NaN } };
    const app = sendingApp({ where, now, options });
    expect((await inject(app, '/plain')).statusCode).toBe(200);
    const [responded] = await logged(({ type }) => type === 'responded');
    const [content] = await logged(({ type }) => type === 'content');
    const [arrived] = await logged(({ type }) => type === 'arrived');
    expect(recording.state()).toMatchObject({
      refused: null,
      processes: [{ sessions: [{ options: { key: 'sid', cookie: { maxAge: 'NaN' } } }] }],
    });
    const [began = 0, at = 0, ended = 0] = [arrived?.at, content?.at, responded?.at];
    expect(ended - began).toBeGreaterThan(15_000);
    expect(at - began).toBeGreaterThan(15_000);
  });

  it('keeps what it has to tell, and when that was, until there is a recording', async () => {
    const { recording, folder, logged } = await startRecording();
    const where = join(folder, 'later.json');
    const app = sendingApp({ where });
    await inject(app, '/');
    await wait(200);
    await inject(app, '/');
    writeFileSync(where, JSON.stringify(recording.where));
    const [first, second] = await logged(({ type }) => type === 'arrived', 2);
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThan(190_000);
    expect(recording.state().dropped).toBe(0);
  });
});

it('what a recording does not take in time is left out in whole requests, which are counted', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'slow-recording-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const said: Array<{ type: string; request?: string; requests?: number }> = [];
  let connected: (socket: Socket) => void = () => {};
  const connection = new Promise<Socket>((resolve) => {
    connected = resolve;
  });
  const server = createServer((socket) => {
    const read = lineReader(
      (line) => void said.push(JSON.parse(line)),
      mostLine,
      () => socket.destroy(),
    );
    socket.setEncoding('utf8').once('data', () => {
      socket.write('{"type":"ask"}\n');
      socket.pause().on('data', read);
    });
    onTestFinished(() => void socket.destroy());
    connected(socket);
  });
  onTestFinished(() => void server.close());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const where = join(folder, 'where.json');
  writeFileSync(where, JSON.stringify({ port: Object(address).port, token: 'a' }));
  const app = sendingApp({ where });
  const count = 120;
  await inject(app, '/');
  for (let sent = 1; sent < count; sent += 1) expect((await inject(app, '/')).statusCode).toBe(200);
  const socket = await connection;
  socket.resume();
  const dropped = () => said.findLast(({ type }) => type === 'dropped')?.requests ?? 0;
  const of = (type: string) => said.filter((one) => one.type === type).map(({ request }) => request);
  await expect
    .poll(
      () => {
        socket.write('{"type":"ask"}\n');
        return of('arrived').length + dropped();
      },
      { timeout: 50_000 },
    )
    .toBe(count);
  expect(dropped()).toBeGreaterThan(0);
  expect(of('responded').sort()).toEqual(of('arrived').sort());
});
