import { expect, it, onTestFinished } from 'vitest';
import { labConfigSchema } from '../contract/options/lab-config.ts';
import { runningLab } from '../lab/running-lab.test-helper.ts';
import { toldOf } from '../words/told.test-helper.ts';
import { createPlayground } from './create-playground.ts';
import { endsOf, spec } from './stand.test-helper.ts';

const withFunction = (cookie: string, options: object = {}) =>
  labConfigSchema.parse({ options: { resave: false, ...options, cookie } });
const plain = labConfigSchema.parse({ options: { resave: false } });

async function playgroundOf(config = plain) {
  const playground = await createPlayground({ config, browsers: ['alice'] });
  onTestFinished(() => playground.close());
  const visit = async (path = '/views') => (await endsOf(playground.send(spec({ path }))))[0];
  const errors = () =>
    playground.log().events.flatMap((event) => (event.type === 'error' ? [event.message] : []));
  return { playground, visit, errors };
}

it('a lab in a thread of the app takes no cookie function, and one with a function no other', async () => {
  const lab = await runningLab();
  const refused = { ok: false, problems: [{ code: 'function-of-another-lab' }] };
  expect(await lab.configure(withFunction('() => ({})'), { keepStore: true })).toMatchObject(refused);
  // Not in use, it could be at the next change.
  const unused = withFunction('() => ({})', { cookieForm: 'static' });
  expect(await lab.configure(unused, { keepStore: true })).toMatchObject(refused);
});

it('a cookie function runs in a process of its own, beside what was stored, and is taken out again', async () => {
  const { playground, visit } = await playgroundOf();
  expect(await visit()).toMatchObject({ body: expect.stringContaining('1') });
  const written = withFunction(
    "() => { try { require('node:fs').writeFileSync(process.cwd() + '/written', ''); } catch (error) { throw new Error(error.code + ' ' + process.pid); } }",
  );
  expect(await playground.configure(written)).toEqual({ ok: true });
  const end = await visit();
  expect(end).toMatchObject({
    ok: true,
    status: 500,
    body: expect.stringMatching(/^ERR_ACCESS_DENIED \d+$/),
  });
  expect(end).not.toMatchObject({ body: `ERR_ACCESS_DENIED ${process.pid}` });

  expect(await playground.configure(withFunction('() => ({ priority: "high" })'))).toEqual({ ok: true });
  expect(await visit()).toMatchObject({ body: expect.stringContaining('2') });
  expect(await playground.configure(withFunction('() => ({ priority: "high" })', { rolling: true }))).toEqual(
    {
      ok: true,
    },
  );
  expect(await visit()).toMatchObject({ body: expect.stringContaining('3') });
  expect(await playground.configure(plain)).toEqual({ ok: true });
  expect(await visit()).toMatchObject({ body: expect.stringContaining('4') });
});

it('one that is none is refused in words, and the lab before goes on', async () => {
  const { playground, visit } = await playgroundOf();
  for (const [source, says] of [
    ['(req) => ({', 'line 1, column 12: the function is not finished here'],
    ['({ secure: true })', 'found a value of type object'],
    ["(() => { throw new Error('no'); })()", 'it could not be made: Error: no'],
  ] as const) {
    expect(JSON.stringify(toldOf(await playground.configure(withFunction(source))))).toContain(says);
    expect(playground.state()).toMatchObject({ config: { options: { cookieFunction: null } } });
    expect(await visit()).toMatchObject({ ok: true, status: 200 });
  }
});

it('what it throws, and what express-session makes nothing of, stands in the log', async () => {
  const { playground, visit, errors } = await playgroundOf(
    withFunction("() => { throw new Error('not today'); }"),
  );
  expect(await visit()).toMatchObject({ status: 500, body: 'not today' });
  await playground.configure(withFunction('async () => ({ secure: true })'));
  expect(await visit()).toMatchObject({ status: 200 });
  await playground.settled();
  expect(errors()).toEqual([
    'not today',
    'The cookie function gave a promise, which express-session does not wait for: the cookie has its defaults.',
  ]);
});
