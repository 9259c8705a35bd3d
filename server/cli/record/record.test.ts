import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { whereVariable } from '../../observer/send/where.ts';
import { record } from './record.ts';

it('leaves nothing behind where its own start fails', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'record-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const taken = createServer();
  onTestFinished(() => void taken.close());
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  const address = taken.address();
  const where = join(folder, 'where.json');
  vi.stubEnv(whereVariable, where);
  onTestFinished(() => void vi.unstubAllEnvs());
  const servers = () => process.getActiveResourcesInfo().filter((name) => name === 'TCPServerWrap').length;
  const before = servers();
  const recorded = record({
    command: ['node', '-e', '0'],
    open: false,
    port: Object(address).port,
    pageDir: folder,
    preload: join(folder, 'none.cjs'),
    io: { out: () => {}, err: () => {} },
  });
  await expect(recorded).rejects.toMatchObject({ problems: [{ code: 'port-taken' }] });
  expect(existsSync(where)).toBe(false);
  await expect.poll(servers).toBe(before);
});
