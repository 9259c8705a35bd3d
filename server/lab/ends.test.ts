import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { defaultLabConfig } from '../contract/options/lab-config.ts';
import { sampled } from '../sampled.test-helper.ts';
import type { LabEnd, LabSettings } from './lab.ts';
import { drained, eventsUntil, runningLab, visitor } from './running-lab.test-helper.ts';

/** Long enough that a busy machine does not look like a handler that hangs. */
const patient = { unresponsiveAfter: 60_000 };
const impatient = { unresponsiveAfter: 800 };

/** Sends one request, #7, to a handler that brings its lab to an end. */
async function endOf(handler: string, limits: LabSettings['limits'] = patient) {
  const lab = await runningLab({ handler, ...(limits ? { limits } : {}) });
  const answer = visitor(lab)('/mine', { id: '7' }).catch(() => 'no answer');
  const end: LabEnd = await lab.ended;
  return { lab, answer: await answer, end };
}

describe('a handler that does not give control back', () => {
  it.each(
    sampled(
      'handlers that keep control',
      [
        ['loops', '() => { for (;;); }', 'ran'],
        [
          'loops after it waited',
          'async () => { await new Promise((done) => setTimeout(done, 5)); for (;;); }',
          'was under way',
        ],
        ['awaits without end', 'async () => { for (;;) await 1; }', 'was under way'],
        ['sleeps', '() => { Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0); }', 'ran'],
        ['backtracks', '() => { /^(a+)+$/.test("a".repeat(40) + "!"); }', 'ran'],
      ],
      2,
    ),
  )('because it %s', async (_, handler, verb) => {
    const { end, answer } = await endOf(handler, impatient);
    expect(end.reason).toBe('unresponsive');
    expect(end.message).toMatch(
      new RegExp(
        `^The handler did not give control back for [\\d.]+ s while GET /mine \\(#7\\) ${verb}; the lab was stopped and started afresh\\.$`,
      ),
    );
    expect(end.requests).toEqual(['7']);
    expect(answer).toBe('no answer');
  });

  it('shows in blockedFor() before that, and in nothing else', async () => {
    const lab = await runningLab({
      handler: '() => { for (;;); }',
      limits: { unresponsiveAfter: 2000, slowAfter: 200 },
    });
    expect(lab.blockedFor()).toBe(0);
    visitor(lab)('/mine').catch(() => {});
    let isOver = false;
    void lab.ended.then(() => {
      isOver = true;
    });
    let longest = 0;
    while (!isOver) {
      longest = Math.max(longest, lab.blockedFor());
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(longest).toBeGreaterThanOrEqual(200);
  });

  it('is ended even inside of a system call that cannot be broken off', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ends-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const fifo = join(folder, 'nobody-writes');
    execFileSync('mkfifo', [fifo]);
    const { end } = await endOf(
      `() => { require('node:fs').readFileSync(${JSON.stringify(fifo)}); }`,
      impatient,
    );
    expect(end.reason).toBe('unresponsive');
  });
});

describe('a handler that leaves the lab alive and without an answer', () => {
  it.each(
    sampled(
      'handlers that leave no answer',
      [
        ['closes its port', `require('node:worker_threads').parentPort.close();`],
        ['takes its voice', `require('node:worker_threads').parentPort.postMessage = () => {};`],
        ['takes its ears', `require('node:worker_threads').parentPort.removeAllListeners('message');`],
      ],
      1,
    ),
  )('because it %s', async (_, code) => {
    const lab = await runningLab({
      handler: `(req, res) => { ${code} res.send('done'); }`,
      limits: { ...patient, answerWithin: 500 },
    });
    const asked = visitor(lab)('/mine').then(() => lab.drain());
    asked.catch(() => {});
    expect(await lab.ended).toMatchObject({
      reason: 'unresponsive',
      message: expect.stringMatching(/left the lab’s thread without an answer for [\d.]+ s/),
    });
    await asked.catch(() => {});
    await expect(lab.setClock(1)).rejects.toThrow('without an answer');
  });
});

describe('code that throws where nothing catches it', () => {
  it.each([
    ['a timer', '() => { setTimeout(() => { throw new Error("boom"); }, 1); }'],
    ['a promise', '() => { Promise.reject(new Error("boom")); }'],
    // Not at once: such an end gives the worker no time to tell which request was under way.
    [
      'a timer, with nobody left to listen',
      '() => { process.removeAllListeners("uncaughtException"); setTimeout(() => { throw new Error("boom"); }, 300); }',
    ],
  ])('in %s', async (_, handler) => {
    const { end } = await endOf(handler);
    expect(end).toEqual({
      reason: 'crashed',
      message:
        'The handler threw where nothing catches it while GET /mine (#7) was under way (boom); the lab was stopped and started afresh.',
      requests: ['7'],
    });
  });

  it('after its request was answered', async () => {
    const { end, answer } = await endOf(
      '(req, res) => { res.on("close", () => setTimeout(() => { throw "a text"; }, 1)); res.send("answered"); }',
    );
    expect(answer).toBe('200 answered');
    expect(end).toMatchObject({ reason: 'crashed', requests: [] });
    expect(end.message).toContain('after request #7 was over (a text)');
  });

  it('is told as an error of that request, with its stack', async () => {
    const { lab } = await endOf('() => { setTimeout(() => { throw new Error("boom"); }, 1); }');
    const { events } = await drained(lab);
    expect(events.at(-1)).toMatchObject({ type: 'error', request: '7', message: 'boom' });
  });
});

it('tells of a handler that calls process.exit', async () => {
  const { end } = await endOf('() => { process.exit(3); }');
  expect(end).toMatchObject({ reason: 'exited', requests: ['7'] });
  expect(end.message).toContain('The handler called process.exit(3) while GET /mine (#7) ran');
});

describe('a handler that uses up the memory', () => {
  it.each(
    sampled(
      'handlers that use up the memory',
      [
        ['with objects', '() => { const all = []; for (;;) all.push({ n: all.length }); }'],
        [
          'with objects, a few at a time',
          'async () => { const all = []; for (;;) { for (let i = 0; i < 1e5; i++) all.push({ i }); await new Promise(setImmediate); } }',
        ],
        ['with buffers', '() => { const all = []; for (;;) all.push(Buffer.alloc(1e7, 1)); }'],
        [
          'with buffers, one at a time',
          'async () => { const all = []; for (;;) { all.push(Buffer.alloc(1e7, 1)); await new Promise(setImmediate); } }',
        ],
        [
          'with long texts',
          '() => { const all = []; for (;;) all.push("x".repeat(1e6).split("").join("-" + all.length)); }',
        ],
      ],
      2,
    ),
  )('%s', async (_, handler) => {
    const { end } = await endOf(handler, { ...patient, memory: 96 });
    expect(end.reason).toBe('out-of-memory');
    expect(end.message).toMatch(/^The handler used up its memory of 96 MB while GET \/mine \(#7\)/);
  });
});

describe('when a lab has ended', () => {
  it('what led to it can still be had, then every call fails with the reason', async () => {
    const { lab, end } = await endOf(
      '(req) => { console.log("here"); req.session.touch(); for (;;); }',
      impatient,
    );
    const { events } = await drained(lab);
    expect(events.map(({ type }) => type)).toEqual(['arrived', 'verdict', 'session', 'printed']);
    await expect(lab.drain()).rejects.toThrow(end.message);
    await expect(lab.setClock(1)).rejects.toThrow(end.message);
    await expect(lab.sessions()).rejects.toThrow(end.message);
  });

  it('those who waited for an answer get the last events before they hear of the end', async () => {
    const lab = await runningLab({ handler: '() => { for (;;); }', limits: impatient });
    const order: string[] = [];
    void lab.ended.then(() => order.push('ended'));
    visitor(lab)('/mine', { id: '7' }).catch(() => {});
    await eventsUntil(lab, ({ type }) => type === 'session');
    const waiting = lab.configure(defaultLabConfig(), { keepStore: true });
    await expect(waiting.finally(() => order.push('configure'))).rejects.toThrow('did not give control back');
    await lab.ended;
    expect(order).toEqual(['configure', 'ended']);
  });

  it('a fresh one has its port', async () => {
    const { lab } = await endOf('() => { process.exit(0); }');
    const fresh = await runningLab({ port: lab.port });
    expect(fresh.port).toBe(lab.port);
    expect(await visitor(fresh)('/views')).toBe('200 {"views":1}');
  });

  it('others go on', async () => {
    const other = await runningLab();
    await endOf('() => { process.exit(0); }');
    expect(await visitor(other)('/views')).toBe('200 {"views":1}');
  });
});

it('does not start with a handler whose source never ends', async () => {
  await expect(
    runningLab({ handler: '(() => { for (;;); })()', limits: { unresponsiveAfter: 500 } }),
  ).rejects.toThrow('Code in the lab did not give control back');
});

it('does not end by itself when it is closed', async () => {
  const lab = await runningLab();
  let hasEnded = false;
  void lab.ended.then(() => {
    hasEnded = true;
  });
  await lab.close();
  await new Promise(setImmediate);
  expect(hasEnded).toBe(false);
});
