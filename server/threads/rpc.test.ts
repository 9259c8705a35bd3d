import { once } from 'node:events';
import { MessageChannel } from 'node:worker_threads';
import { expect, it, onTestFinished, vi } from 'vitest';
import { z } from 'zod';
import { eventually } from '../eventually.test-helper.ts';
import { createRpc, noticeSender, serve } from './rpc.ts';

type Calls = {
  add(a: number, b: number): Promise<number>;
  fail(message: string): Promise<never>;
  wait(): Promise<string>;
  give(): Promise<unknown>;
};
type Told = { heard: Uint8Array };

/** Both ends of a channel, as a thread and its host have them. */
function ends(heard: (told: Uint8Array) => void = () => {}) {
  const { port1: host, port2: thread } = new MessageChannel();
  onTestFinished(() => host.close());
  const garbled = vi.fn();
  const answers = { add: z.number(), fail: z.never(), wait: z.string(), give: z.unknown() };
  const rpc = createRpc<Calls, Told>(host, {
    answers,
    notices: { heard: { schema: z.instanceof(Uint8Array), take: heard } },
    onGarbled: garbled,
  });
  const aborted = vi.fn();
  serve<Calls>(thread, {
    add: (a, b) => a + b,
    fail: (message) => Promise.reject(new Error(message)),
    wait: async (signal) => {
      await once(signal, 'abort');
      aborted();
      return 'stopped';
    },
    give: () => () => 'a function cannot be cloned',
  });
  return { rpc, aborted, garbled, thread, settle: noticeSender<Told>(thread) };
}

it('answers each call with its own answer', async () => {
  const { rpc } = ends();
  expect(await Promise.all([rpc.ask('add', [1, 2]), rpc.ask('add', [3, 4])])).toEqual([3, 7]);
});

it('fails with the message of what was thrown, also where the answer cannot be sent', async () => {
  const { rpc } = ends();
  await expect(rpc.ask('fail', ['no such store'])).rejects.toThrow('no such store');
  await expect(rpc.ask('give', [])).rejects.toThrow('could not be cloned');
});

it('lets go of an aborted call at once, and is idle when the thread has stopped too', async () => {
  const { rpc, aborted } = ends();
  const stop = new AbortController();
  const waiting = rpc.ask('wait', [], stop.signal);
  stop.abort(new Error('enough'));
  await expect(waiting).rejects.toThrow('enough');
  expect(aborted).not.toHaveBeenCalled();
  await rpc.idle();
  expect(aborted).toHaveBeenCalledOnce();
  await expect(rpc.ask('wait', [], stop.signal)).rejects.toThrow('enough');
});

it('fails every call once it has ended, also those that wait', async () => {
  const { rpc } = ends();
  const waiting = rpc.ask('wait', []);
  rpc.end(new Error('the thread is gone'));
  rpc.end(new Error('another reason'));
  await expect(waiting).rejects.toThrow('the thread is gone');
  await expect(rpc.ask('add', [1, 2])).rejects.toThrow('the thread is gone');
  await rpc.idle();
});

it('hands a notice over, before the answer that follows it, with what was transferred', async () => {
  const heard: Uint8Array[] = [];
  const { rpc, settle } = ends((told) => heard.push(told));
  const bytes = new Uint8Array([1, 2, 3]);
  settle('heard', bytes, [bytes.buffer]);
  await rpc.ask('add', [1, 2]);
  expect(heard).toEqual([new Uint8Array([1, 2, 3])]);
  expect(bytes.byteLength).toBe(0);
});

it.each<[string, unknown]>([
  ['nothing', null],
  ['a text', 'events'],
  ['an unknown notice', { notice: 'constructor', told: {} }],
  ['a notice that does not fit', { notice: 'heard', told: [1, 2n] }],
  ['an answer to nobody', { call: 99, value: 3 }],
  ['an answer that does not fit', { call: 1, value: 3 }],
  ['a failure without words', { call: 1, failure: { message: 'no text' } }],
])('calls a message garbled that is %s, and hands nothing of it on', async (_what, forged) => {
  const heard = vi.fn();
  const { rpc, garbled, thread } = ends(heard);
  const waiting = rpc.ask('wait', []).catch(() => 'over');
  thread.postMessage(forged);
  await eventually(() => expect(garbled).toHaveBeenCalledWith(expect.any(String)));
  expect(heard).not.toHaveBeenCalled();
  rpc.end(new Error('garbled'));
  expect(await waiting).toBe('over');
});
