import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTRPCClient, httpBatchStreamLink } from '@trpc/client';
import { expect, it, onTestFinished } from 'vitest';
import type { AppRouter } from './api/router.ts';
import { defaultLabConfig } from './contract/options/lab-config.ts';
import { stand } from './playground/stand.test-helper.ts';
import { createConsent } from './scenarios/consent/consent.ts';
import { openWorkspace } from './scenarios/workspace/workspace.ts';
import { startApp } from './start-app.ts';

it('starts without the code of a store that the last start had, where that is not allowed', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'start-app-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const module = join(folder, 'store.mjs');
  await writeFile(module, 'export default (session) => class extends session.MemoryStore {};');
  const { playground } = await stand();
  await playground.configure({ ...defaultLabConfig(), store: { kind: 'module', module } });
  const file = join(folder, 'workspace.json');
  const workspace = await openWorkspace(file);
  workspace.follow(playground);
  await workspace.close();

  const app = await startApp({
    pageDir: folder,
    workspace: file,
    consent: createConsent(null),
    token: 'token',
  });
  onTestFinished(() => app.close());
  const headers = { authorization: 'Bearer token' };
  const url = new URL('/api', app.url).href;
  const client = createTRPCClient<AppRouter>({ links: [httpBatchStreamLink({ url, headers })] });
  expect((await client.state.query()).config.store).toEqual({ kind: 'memory' });
}, 60_000);
