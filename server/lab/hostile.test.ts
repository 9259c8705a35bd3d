import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { codeMay } from '../contract/code-rights.ts';
import { sampled } from '../sampled.test-helper.ts';
import { drained, eventsUntil, runningLab, visitor } from './running-lab.test-helper.ts';

const timeout = 60_000;
const patient = { unresponsiveAfter: 60_000 };

/** A lab whose handler does this and then answers `done`, or what this returns. */
const labThat = (code: string, limits: object = patient) =>
  runningLab({
    handler: `async (req, res) => { const told = await (async () => { ${code} })(); res.send(String(told ?? 'done')); }`,
    limits,
  });

const fs = `require('node:fs')`;

describe('a handler that attacks the process it runs in ends its lab alone', { timeout }, () => {
  it.each(
    sampled(
      'attacks on the process',
      [
        ['ends it', `process.kill(process.pid)`, 'exited', /ended \(SIGTERM\)/],
        ['kills it', `process.kill(process.pid, 'SIGKILL')`, 'exited', /ended \(SIGKILL\)/],
        ['stops it', `process.kill(process.pid, 'SIGSTOP')`, 'unresponsive', /did not give control back/],
        ['closes the way to the app', `${fs}.closeSync(3)`, 'exited', /ended \(SIGKILL\)/],
        [
          'closes all that is open',
          `for (let fd = 0; fd < 100; fd++) try { ${fs}.closeSync(fd); } catch {}`,
          'exited',
          /ended \(SIG\w+\)/,
        ],
        [
          'writes nonsense to the app',
          `${fs}.writeSync(3, Buffer.alloc(64, 'x'))`,
          'crashed',
          /sent the app what no lab sends/,
        ],
        [
          'forges a message of its relay',
          `const text = JSON.stringify({ type: 'end', end: { reason: 'garbled' } });
       const frame = Buffer.alloc(8 + text.length);
       frame.writeUInt32LE(4 + text.length); frame.writeUInt32LE(text.length, 4); frame.write(text, 8);
       ${fs}.writeSync(3, frame)`,
          'crashed',
          /sent the app what no lab sends/,
        ],
        ['throws in a promise', `Promise.reject(new Error('boom'))`, 'crashed', /\(boom\)/],
      ],
      3,
    ),
  )('and %s', async (_what, code, reason, words) => {
    const lab = await labThat(code, { unresponsiveAfter: 1500 });
    await visitor(lab)('/mine').catch(() => 'no answer');
    const end = await lab.ended;
    expect(end.message).toMatch(words);
    expect(end.reason).toBe(reason);
  });

  it.runIf(process.platform === 'linux')(
    'and fills memory that is neither in its heap nor in a buffer',
    async () => {
      const more = `await new Promise((done) => require('node:crypto').scrypt('a', 'b', 64, { N: 2 ** 21, r: 8, maxmem: 2 ** 33 }, done))`;
      const lab = await labThat(more, { ...patient, memory: 96 });
      await visitor(lab)('/mine').catch(() => 'no answer');
      expect(await lab.ended).toMatchObject({
        reason: 'out-of-memory',
        message: expect.stringContaining('used up its memory of 96 MB'),
      });
      const next = await labThat('', { ...patient, memory: 96 });
      expect(await visitor(next)('/mine')).toBe('200 done');
    },
  );

  it('and floods the app with messages, which goes on meanwhile', async () => {
    const flood = `const { parentPort } = require('node:worker_threads'); for (;;) parentPort.postMessage({ notice: 'entered', told: null });`;
    const lab = await labThat(flood, { unresponsiveAfter: 800, memory: 256 });
    const other = await runningLab();
    visitor(lab)('/mine').catch(() => 'no answer');
    expect(await visitor(other)('/views')).toBe('200 {"views":1}');
    expect(['unresponsive', 'out-of-memory']).toContain((await lab.ended).reason);
  });
});

describe('a process with a typed-in handler', { timeout }, () => {
  it('is not the app’s, knows nothing of its environment, and is gone with its lab', async () => {
    process.env['OF_NOBODY_ELSE'] = 'a secret';
    onTestFinished(() => {
      delete process.env['OF_NOBODY_ELSE'];
    });
    const lab = await labThat(`return JSON.stringify([process.pid, process.env, process.argv])`);
    const [pid, env, argv] = JSON.parse((await visitor(lab)('/mine')).slice(4));
    expect(pid).not.toBe(process.pid);
    expect(Object.keys(env)).not.toContain('OF_NOBODY_ELSE');
    expect(Object.keys(env).filter((name) => /^NODE_(?!ENV$)/.test(name))).toEqual([]);
    expect(argv).toHaveLength(2);
    await lab.close();
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  });

  it('has an output of its own, which the lab tells of', async () => {
    const lab = await labThat(`${fs}.writeSync(2, 'past the streams\\n')`);
    await visitor(lab)('/mine');
    const events = await eventsUntil(lab, ({ type }) => type === 'printed');
    expect(events).toContainEqual(
      expect.objectContaining({ type: 'printed', stream: 'stderr', text: 'past the streams\n' }),
    );
  });

  it('has what it prints past the streams cut off as well', async () => {
    const lab = await labThat(`for (let i = 0; i < 3000; i++) ${fs}.writeSync(2, 'x'.repeat(20_000))`);
    await visitor(lab)('/mine');
    const told = (await drained(lab)).events.flatMap((event) => (event.type === 'printed' ? event.text : []));
    expect(told.join('').length).toBeLessThan(5_000_000);
  });
});

/** Node has permissions, and can take back the right to start threads. */
const canRestrict = process.allowedNodeEnvironmentFlags.has('--permission');

describe.runIf(canRestrict)('a typed-in handler may not', { timeout }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'hostile-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const file = JSON.stringify(join(folder, 'written'));
  const attempts: Record<string, string> = {
    'write a file': `${fs}.writeFileSync(${file}, 'x')`,
    'remove one': `${fs}.rmSync(${file}, { force: true })`,
    'start a process': `require('node:child_process').execSync('touch ' + ${file})`,
    'start a thread without these limits': `new (require('node:worker_threads').Worker)('0', { eval: true, execArgv: [], env: {} })`,
    'open an inspector': `require('node:inspector').open(0)`,
    'reach into the relay': `new (require('node:inspector').Session)().connectToMainThread()`,
    'load native code': `process.dlopen({ exports: {} }, ${file})`,
  };

  // None of these ends the lab, so that one is enough for all.
  it(Object.keys(attempts).join(', '), async () => {
    const tries = Object.values(attempts).map((code) => `() => { ${code} }`);
    const lab = await labThat(
      `try { [${tries}][Number(req.url.split('?')[1])](); } catch ({ code }) { return code; }`,
    );
    const visit = visitor(lab);
    for (const [place, what] of Object.keys(attempts).entries()) {
      expect(await visit(`/mine?${place}`), what).toMatch(/^200 ERR_(ACCESS_DENIED|DLOPEN_DISABLED)$/);
      expect(readdirSync(folder), what).toEqual([]);
    }
  });

  it('but it may what the question before it says: read, reach the network, signal other processes, write by SQLite', async () => {
    const database = join(folder, 'by-sqlite.db');
    const lab = await labThat(`
      const told = [${fs}.readFileSync(${JSON.stringify(import.meta.filename)}).length > 0];
      told.push(process.kill(${process.pid}, 0));
      const { DatabaseSync } = require('node:sqlite');
      new DatabaseSync(${JSON.stringify(database)}).exec('create table written (here)');
      const port = req.socket.localPort;
      await new Promise((done, fail) => {
        const socket = require('node:net').connect(port, '127.0.0.1', () => done(socket.destroy())).on('error', fail);
      });
      told.push('reached');
      return told;`);
    expect(await visitor(lab)('/mine')).toBe('200 true,true,reached');
    expect(readdirSync(folder)).toContain('by-sqlite.db');
    expect(codeMay.node).toMatch(/read all your files.*network.*end your other programs.*SQLite/);
  });
});
