import { describe, expect, it, onTestFinished } from 'vitest';
import { labConfigSchema } from '../contract/options/lab-config.ts';
import { createPlayground } from './create-playground.ts';
import { endsOf, ofType, spec } from './stand.test-helper.ts';

/** A playground on the real lab, with a handler that was called once and does this. */
async function withHandler(code: string) {
  const playground = await createPlayground({
    config: labConfigSchema.parse({}),
    browsers: ['alice'],
    limits: { unresponsiveAfter: 60_000, answerWithin: 1000 },
  });
  onTestFinished(() => playground.close());
  await endsOf(playground.send(spec({ path: '/views' })));
  expect(await playground.setHandler(`(req, res) => { ${code} res.send('done'); }`)).toEqual({ ok: true });
  await endsOf(playground.send(spec({ path: '/mine' })));
  const visit = async () => {
    const [end] = await endsOf(playground.send(spec({ path: '/views' })));
    return end?.ok ? end.body : end?.message;
  };
  return { playground, visit };
}

const patch = `require('express').response.json = function () { return this.send('patched'); };`;
const silence = `require('node:worker_threads').parentPort.postMessage = () => {};`;

describe('a lab in which a handler ran', () => {
  it.each([
    ['when it is taken out', null],
    ['when another takes its place', '(req, res) => res.send("another")'],
  ])('is a fresh one %s, with what was stored', async (_when, next) => {
    const { playground, visit } = await withHandler(patch);
    expect(await visit()).toBe('patched');
    expect(await playground.setHandler(next)).toEqual({ ok: true });
    expect(playground.state().handler).toBe(next);
    expect([await visit(), await visit()]).toEqual(['{"views":3}', '{"views":4}']);
    await playground.settled();
    const { events } = playground.log();
    expect(ofType(events, 'lab-stopped')).toEqual([]);
    expect(ofType(events, 'lab-configured').at(-1)).toMatchObject({ handler: next, storeKept: true });
  });

  it('stays as it is while another is written wrongly', async () => {
    const { playground, visit } = await withHandler('');
    const before = playground.state();
    expect(await playground.setHandler('(req, res) => {')).toMatchObject({
      problems: [{ code: 'handler-unfinished' }],
    });
    expect(playground.state().handler).toBe(before.handler);
    expect(await visit()).toBe('{"views":2}');
  });

  it('is left with the handler that it had where another throws as it is made', async () => {
    const { playground, visit } = await withHandler('');
    const { handler } = playground.state();
    expect(await playground.setHandler('null.handler')).toMatchObject({
      problems: [{ code: 'handler-threw' }],
    });
    expect(playground.state().handler).toBe(handler);
    expect(await visit()).toBe('{"views":2}');
  });

  it.each<[string, (playground: Awaited<ReturnType<typeof withHandler>>['playground']) => Promise<unknown>]>([
    ['the handler is taken out', (playground) => playground.setHandler(null)],
    ['it is reset', (playground) => playground.reset()],
  ])('is replaced when %s, also where it answers nothing any more', async (_what, act) => {
    const { playground, visit } = await withHandler(silence);
    expect(await act(playground)).toEqual({ ok: true });
    expect(await playground.setHandler(null)).toEqual({ ok: true });
    expect(await visit()).toMatch(/^{"views":[12]}$/);
  });

  it('takes new options at the second try at the latest, also where it answered nothing any more', async () => {
    const { playground, visit } = await withHandler(silence);
    const config = labConfigSchema.parse({ options: { resave: true } });
    const first = await playground.configure(config);
    if (!first.ok) expect(first).toMatchObject({ problems: [{ code: 'lab-ended' }] });
    expect(first.ok ? first : await playground.configure(config)).toEqual({ ok: true });
    expect(await visit()).toMatch(/views/);
  });
});
