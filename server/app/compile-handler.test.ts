import { describe, expect, it } from 'vitest';
import { ProblemError } from '../words/problems.ts';
import { toldOf } from '../words/told.test-helper.ts';
import { compileHandler } from './compile-handler.ts';
import { runningApp } from './running-app.test-helper.ts';

async function answer(source: string) {
  const compiled = compileHandler(source);
  if (!compiled.ok) throw new ProblemError(compiled.problems);
  const { visit } = await runningApp({}, { handler: compiled.handler });
  const { statusCode, body } = await visit('/mine');
  return `${statusCode} ${body}`;
}

describe('a typed-in handler', () => {
  it.each([
    ['(req, res) => res.send("hello")', '200 hello'],
    ['  (req, res) => { res.send(String(req.session.views)) };  \n', '200 undefined'],
    ['function mine(req, res) { res.status(418).send("tea") }', '418 tea'],
    ['async (req, res) => { await work(req); res.send("worked") } // done', '200 worked'],
    ['(req, res) => res.send(typeof require("node:os").cpus)', '200 function'],
    ['async (req, res) => res.send(typeof (await import("node:os")).cpus)', '200 function'],
    ['(req, res, next) => next(new Error("passed on"))', '500 passed on'],
    ['() => { throw new Error("thrown") }', '500 thrown'],
    ['async () => { throw new Error("rejected") }', '500 rejected'],
    ['() => { throw "a text" }', '500 a text'],
    [
      'async (req, res) => {\n  await reloadEarly(req);\n  await saveEarly(req);\n  res.send("ok");\n}',
      '200 ok',
    ],
  ])('%s answers %s', async (source, expected) => {
    expect(await answer(source)).toBe(expected);
  });

  it('answers every method', async () => {
    const compiled = compileHandler('(req, res) => res.send(req.method)');
    const { visit } = await runningApp({}, compiled.ok ? { handler: compiled.handler } : {});
    for (const method of ['GET', 'POST', 'DELETE'] as const) {
      expect((await visit('/mine', { method })).body).toBe(method);
    }
  });
});

describe('what is refused', () => {
  it.each([
    ['(req, res) => {\n  let a = ;\n}', "line 2, column 11: Unexpected token ';'"],
    ['a b', "line 1, column 3: Unexpected identifier 'b'"],
    ['(req, res) => {\n  if (req) {', 'line 2, column 13: the function is not finished here'],
    ['(req) => { await 1 }', 'line 1, column 12: await is only valid in async functions'],
    ['const f = 1', "line 1, column 1: Unexpected token 'const'"],
    ['42', 'expected a function (req, res, next) => { … }, found a value of type number'],
    ['[]', 'found an array'],
    ['', 'found nothing'],
    ['app.get("/", () => {})', 'it could not be made: ReferenceError: app is not defined'],
    ['(error, req, res, next) => {}', 'expected at most three parameters (req, res, next), found 4'],
  ])('%j: %s', (source, message) => {
    const compiled = compileHandler(source);
    expect(toldOf(compiled)).toMatchObject({
      ok: false,
      at: 'handler',
      message: expect.stringContaining(message),
    });
  });
});
