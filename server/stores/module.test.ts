import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { messageOf } from '../contract/message-of.ts';
import { ProblemError } from '../words/problems.ts';
import { callsOf, sessionFor } from './calls.ts';
import { openStore } from './drivers.ts';

const expressSession = pathToFileURL(
  join(import.meta.dirname, '../../node_modules/express-session/index.js'),
).href;

/** A module with that text, which can use `session` and has a Map of what is elsewhere in `theirs`. */
function moduleOf(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'store-module-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'store.mjs');
  writeFileSync(file, `import session from ${JSON.stringify(expressSession)};\n${text}`);
  return file;
}

const opened = async (text: string, options?: string) => {
  const module = moduleOf(text);
  const open = await openStore({ kind: 'module', module, ...(options !== undefined && { options }) });
  onTestFinished(() => open.close());
  return open;
};

describe('a module is a store where it exports', () => {
  it.each([
    ['a class by default', 'export default class extends session.MemoryStore {}'],
    ['a class by name', 'export class OwnStore extends session.MemoryStore {}'],
    ['an instance', 'export default new session.MemoryStore();'],
    [
      'a function that gives a class',
      'export default ({ Store, MemoryStore }) => class extends MemoryStore {};',
    ],
    [
      'a function that gives an instance in time',
      'export default async ({ MemoryStore }) => new MemoryStore();',
    ],
  ])('%s', async (_what, text) => {
    const { store, snapshot } = await opened(text);
    await callsOf(store).set('a', sessionFor(null, { views: 1 }));
    expect(await callsOf(store).get('a')).toMatchObject({ views: 1 });
    expect(Object.keys(await snapshot())).toEqual(['a']);
  });

  it('no store, it is told what it exports', async () => {
    await expect(opened('export const one = 1; export default { two: 2 };')).rejects.toThrow(
      /expected .*store\.mjs to export a class .*; it exports one, default/,
    );
  });

  it('nothing that can be loaded, it is told why', async () => {
    await expect(opened('throw new Error("not today");')).rejects.toThrow(/store\.mjs: not today/);
    await expect(openStore({ kind: 'module', module: './none.js' })).rejects.toThrow(
      'there is no module ./none.js',
    );
  });
});

it.each([
  ['speaks of TLS', "new Error('bad tls option')", 'other', /store\.mjs: bad tls option$/],
  [
    'was kept from something',
    "Object.assign(new Error('no write'), { code: 'ERR_ACCESS_DENIED' })",
    'contained',
    /write no files and start nothing\.$/,
  ],
])('is told of as a module where what it throws %s', async (_what, thrown, why, sentence) => {
  const refused = await opened(`throw ${thrown};`).catch((error: unknown) => error);
  const told =
    refused instanceof ProblemError ? refused.problems.map(({ at, params }) => ({ at, params })) : [];
  expect(told).toMatchObject([{ at: 'store.module', params: { why } }]);
  expect(messageOf(refused)).toMatch(sentence);
});

it('is made with its options, and loses at the end what the lab put there, and nothing else', async () => {
  const text = `const theirs = new session.MemoryStore();
theirs.set('before', { cookie: {} });
export default class { constructor({ name }) { return Object.assign(theirs, { name }); } get() {} set() {} destroy() {} on() {} createSession() {} }`;
  const open = await opened(text, '{"name":"ours"}');
  expect(open.store).toMatchObject({ name: 'ours' });
  const calls = callsOf(open.store);
  await calls.set('mine', sessionFor(null));
  expect(Object.keys(await open.snapshot())).toEqual(['mine']);
  await open.close();
  expect(Object.keys(Object(await calls.all()))).toEqual(['before']);
});

it('is looked at and cleared by its own methods, whatever is put over them, and past one that fails', async () => {
  const module = moduleOf(`export default class extends session.MemoryStore {
  destroy(sid, callback) { sid === 'a' ? callback(new Error('not a')) : super.destroy(sid, callback); }
}`);
  const open = await openStore({ kind: 'module', module });
  const { store } = open;
  const calls = callsOf(store);
  for (const sid of ['a', 'b', 'c']) await calls.set(sid, sessionFor(null));
  store.get = (_sid, callback) => callback(new Error('a fault'));
  store.destroy = (_sid, callback) => callback?.(new Error('a fault'));
  expect(Object.keys(await open.snapshot())).toEqual(['a', 'b', 'c']);
  await expect(open.close()).rejects.toThrow('not a');
  expect(Object.keys(Object(await calls.all()))).toEqual(['a']);
});
