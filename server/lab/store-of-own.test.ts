import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { defaultLabConfig, type LabConfig } from '../contract/options/lab-config.ts';
import { createPlayground } from '../playground/create-playground.ts';
import { endsOf, spec } from '../playground/stand.test-helper.ts';
import { toldOf } from '../words/told.test-helper.ts';
import { runningLab } from './running-lab.test-helper.ts';

const withStore = (text: string): LabConfig => {
  const folder = mkdtempSync(join(tmpdir(), 'store-of-own-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const module = join(folder, 'store.mjs');
  writeFileSync(module, text);
  const options = '{"password":"sesame-open"}';
  return { ...defaultLabConfig(), store: { kind: 'module', module, options } };
};

it('a lab in a thread of the app does not open a store that is code', async () => {
  const lab = await runningLab();
  const outcome = await lab.configure(withStore('process.exit(7);'), { keepStore: false });
  expect(outcome).toMatchObject({ ok: false, problems: [{ code: 'store-of-another-lab' }] });
});

it('a playground gives it a process of its own, and has its own lab on where it cannot be opened', async () => {
  const playground = await createPlayground({ config: defaultLabConfig(), browsers: ['alice'] });
  onTestFinished(() => playground.close());
  const refused = await playground.configure(withStore('throw new Error("not with sesame-open");'));
  expect(JSON.stringify(toldOf(refused))).toContain('not with options of your own');
  expect(playground.state()).toMatchObject({
    lab: { status: 'running' },
    config: { store: { kind: 'memory' } },
  });

  const config = withStore(
    'import fs from "node:fs"; export default (session) => class extends session.MemoryStore { get(sid, done) { try { fs.writeFileSync(`${process.cwd()}/written`, ""); done(); } catch (error) { done(new Error(`${error.code} ${process.pid}`)); } } };',
  );
  expect(await playground.configure(config)).toEqual({ ok: true });
  expect(await endsOf(playground.send(spec({ path: '/views' })))).toMatchObject([{ ok: true, status: 200 }]);
  const [end] = await endsOf(playground.send(spec({ path: '/views' })));
  expect(end).toMatchObject({ ok: true, body: expect.stringMatching(/^ERR_ACCESS_DENIED \d+$/) });
  expect(end).not.toMatchObject({ body: `ERR_ACCESS_DENIED ${process.pid}` });
  expect(JSON.stringify([playground.state(), playground.log()])).not.toContain('sesame');

  expect(await playground.configure(defaultLabConfig())).toEqual({ ok: true });
  expect(await endsOf(playground.send(spec({ path: '/views' })))).toMatchObject([{ ok: true, status: 200 }]);
});
