import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { exportsOf } from './export-names.ts';
import { holdModules } from './held-modules.ts';
import { type Hold, isFile, readHold } from './hold.ts';

const folder = mkdtempSync(join(tmpdir(), 'held-modules-'));
afterAll(() => rmSync(folder, { recursive: true }));
const app = join(folder, 'app.js');
let files = 0;
function fileWith(source: string, ending = 'cjs'): string {
  files += 1;
  const file = join(folder, `module-${files}.${ending}`);
  writeFileSync(file, source);
  return file;
}

/** Holds of one file, each call released at once; `calls`: the steps that came of it. */
function held(file: string, ...names: string[]) {
  const calls: string[] = [];
  const holds = names.map((name): Hold => ({ given: `./m:${name}`, module: file, name }));
  const modules = holdModules(app, holds, (step, go) => {
    calls.push(step);
    go({ done: () => calls.push('done'), fail: (error) => calls.push(error.message) });
    return true;
  });
  return { modules, calls, required: () => modules.required(file, createRequire(app)(file)) };
}

describe('--hold', () => {
  it.each([
    ['pg:Client.query', 'pg', 'Client.query', false],
    ['./db.js:*', './db.js', '*', true],
    ['C:\\app\\db.js:find', 'C:\\app\\db.js', 'find', process.platform === 'win32'],
    ['@scope/db:default', '@scope/db', 'default', false],
  ])('reads %s', (given, module, name, isPath) => {
    const hold = readHold(given);
    expect(hold).toEqual({ given, module, name });
    expect(hold && isFile(hold)).toBe(isPath);
  });
  it.each(['pg', ':query', 'pg:', 'pg:a.b.c', 'pg:a-b', 'pg:a b'])('does not take %s', (given) => {
    expect(readHold(given)).toBeNull();
  });
});

describe('functions of CommonJS', () => {
  const source = `
    exports.find = async (key) => key;
    exports.write = (key, done) => { setImmediate(done, null, key); };
    exports.now = () => 1;
    exports.Client = class Client { async query(text) { return [this.name, text]; } };
    Object.defineProperty(exports, 'native', { enumerable: true, get() { throw new Error('not installed'); } });`;

  it('are steps where they give a promise or take a callback, with what they are given and give', async () => {
    const { calls, required } = held(fileWith(source), 'find', 'write', 'Client.query');
    const found = Object(required());
    expect(await found.find('k')).toBe('k');
    expect(await new Promise((done) => found.write('w', (_: null, value: string) => done(value)))).toBe('w');
    const client = Object.assign(new found.Client(), { name: 'c' });
    expect(await client.query('t')).toEqual(['c', 't']);
    expect(calls).toEqual(['find', 'done', 'write', 'done', 'Client#query', 'done']);
    expect(required()).toBe(found);
  });

  it('are all held by a star, but for classes and getters; one that answers at once is told', () => {
    const { modules, calls, required } = held(fileWith(source), '*');
    const found = Object(required());
    expect(new found.Client()).toBeInstanceOf(found.Client);
    found.now();
    expect(calls[1]).toContain('now gives no promise and takes no callback');
    expect(modules.steps()).toEqual([{ hold: './m:*', steps: ['now'] }]);
  });

  it('throw and reject as they do', async () => {
    const file = fileWith(`exports.fails = async () => { throw new Error('no row'); };`);
    await expect(Object(held(file, 'fails').required()).fails()).rejects.toThrow('no row');
  });

  it('are held where a compiler has made them getters, and where the module is one function', async () => {
    const compiled = fileWith(`
      Object.defineProperty(exports, '__esModule', { value: true });
      Object.defineProperty(exports, 'find', { enumerable: true, get: () => async () => 'found' });`);
    const one = held(compiled, 'find');
    expect(await Object(one.required()).find()).toBe('found');
    expect(one.calls).toEqual(['find', 'done']);
    const whole = held(
      fileWith(`module.exports = Object.assign(async () => 'all', { version: 2 });`),
      'default',
    );
    const found = Object(whole.required());
    expect([await found(), found.version, whole.calls]).toEqual(['all', 2, ['default', 'done']]);
  });

  it('give the promise that they give beside the function that they take', async () => {
    const file = fileWith(`
      exports.transaction = async (run) => 'value' + (await run({ id: 1 }));
      exports.both = async (told) => { told(new Error('told')); throw new Error('given'); };
      exports.plain = (each) => [1, 2].map(each);`);
    const found = Object(held(file, '*').required());
    expect(await found.transaction(async ({ id }: { id: number }) => id)).toBe('value1');
    expect(await found.plain((one: number) => one + 1)).toEqual([2, 3]);
    await expect(found.both(() => {})).rejects.toThrow('given');
    // Whoever takes callbacks waits for no promise.
    const message = await new Promise((done) => found.both((error: Error) => done(error.message)));
    expect(message).toBe('told');
  });

  it('are called by their module where a step of the store has the same name', () => {
    const file = fileWith(`exports.save = async () => {}; exports.load = async () => {};`);
    const { calls, required } = held(file, '*');
    Object(required()).save();
    expect(calls).toEqual([expect.stringMatching(/^module-\d+:save$/)]);
  });

  it('that are not there are told, with those that are', () => {
    const { modules, required } = held(fileWith(source), 'fnid');
    required();
    expect(() => modules.check()).toThrow(
      '--hold ./m:fnid: there is no such function; these were found: find, write, now, Client.query',
    );
  });

  it('of a module that nobody asked for, of no package, and of Node are told', () => {
    expect(() => held(fileWith(source), 'find').modules.check()).toThrow('had not asked for that module');
    expect(() => held('no-such-package', 'find')).toThrow('finds no such package');
    expect(() => held('node:fs', 'readFile')).toThrow('Node’s own modules are not held');
  });
});

describe('functions of an ES module', () => {
  it('are known by the names that it exports', () => {
    const file = fileWith(
      `export const a = 1, b = async () => {}; export function c() {} export default class {}
       const d = 1; export { d as e }; export * as f from './other.mjs'; export * from './more.mjs';`,
      'mjs',
    );
    expect(exportsOf({ url: pathToFileURL(file).href })).toEqual(['a', 'b', 'c', 'default', 'e', 'f']);
    expect(exportsOf({ url: pathToFileURL(fileWith('exports.a = 1;', 'js')).href })).toBeNull();
  });

  it('are held in the one that stands before it; all else is as it exports it', async () => {
    const file = fileWith(
      `export let count = 0;
       export async function find(key) { count += 1; return key; }
       export class Client { async query() { return 'rows'; } }
       export default async () => 'default';`,
      'mjs',
    );
    const { calls, modules } = held(file, 'find', 'Client.query', 'default');
    const url = pathToFileURL(file).href;
    const standIn = modules.imported('./m', pathToFileURL(app).href, { url, format: 'module' });
    // What stands before it gets the module itself.
    expect(modules.imported(url, String(standIn), { url, format: 'module' })).toBeNull();
    const found = await import(/* @vite-ignore */ String(standIn));
    expect([await found.find('k'), found.count]).toEqual(['k', 1]);
    expect([await new found.Client().query(), await found.default()]).toEqual(['rows', 'default']);
    expect(calls).toEqual(['find', 'done', 'Client#query', 'done', 'default', 'done']);
    expect(() => modules.check()).not.toThrow();
  });
});
