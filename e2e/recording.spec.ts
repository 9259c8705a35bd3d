import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from '@playwright/test';
import { requireBuild } from '../scripts/build.ts';
import { inRepository } from '../scripts/root.ts';

requireBuild();

const counting = inRepository('server/recording/fixtures/counting-app.cjs');

async function lineOf(stream: ChildProcess['stdout'], begins: string): Promise<string> {
  if (stream === null) throw new Error('expected a pipe');
  for await (const line of createInterface({ input: stream }))
    if (line.startsWith(begins)) return line.slice(begins.length);
  throw new Error(`nothing came that begins with ${begins}`);
}

test('an app is recorded live, ends, and its recording is saved and opened again', async ({ page }) => {
  const folder = mkdtempSync(join(tmpdir(), 'record-'));
  const command = [inRepository('out/main/cli.js'), 'record', '--no-open', '--', process.execPath, counting];
  const child = spawn(process.execPath, command, { cwd: folder, stdio: ['pipe', 'pipe', 'pipe'] });
  try {
    const [url, origin] = await Promise.all([
      lineOf(child.stderr, 'Session Playground: '),
      lineOf(child.stdout, '').then((line) => line),
    ]);
    await page.goto(url);
    const status = page.getByRole('status', { name: 'Recorded app' });
    const first = await fetch(`${origin}/`);
    const cookie = first.headers.getSetCookie()[0]?.split(';', 1)[0] ?? '';
    const visit = (path: string) => fetch(`${origin}${path}`, { headers: { cookie } });
    await expect(status).toContainText('one process');
    const held = visit('/hold');
    await expect(page.getByLabel('Search the log')).toBeVisible();
    await page.getByLabel('Search the log').fill('/hold');
    await expect(page.getByText(/arrives at process 1: GET \/hold/).first()).toBeVisible();
    await visit('/');
    child.stdin?.write('go\n');
    await held;

    const anomalies = page.getByRole('region', { name: 'Anomalies' });
    await anomalies
      .getByRole('button', { name: /Lost update: #1-2 saved .* what #1-3 wrote, so views is gone/ })
      .click();
    await expect(page.getByRole('region', { name: 'Event' })).toContainText('Lost update');

    await page.getByLabel('Browser', { exact: true }).selectOption('b1');
    await page.getByLabel('Search the requests').fill('/hold');
    await expect(page.getByText('Show all')).toBeVisible();
    await page.getByText('Show all').click();

    await fetch(`${origin}/end`).catch(() => {});
    await expect(status).toContainText('The app ended with exit code 7. What was recorded stays here.');
    await expect(anomalies.getByRole('button', { name: /Lost update/ })).toBeVisible();

    const downloaded = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    const file = join(folder, 'saved.recording.ndjson');
    await (await downloaded).saveAs(file);
    expect(readFileSync(file, 'utf8')).toContain('session-playground/recording@1');
    const chosen = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Open', exact: true }).click();
    await (await chosen).setFiles(file);
    await expect(status).toContainText('saved.recording.ndjson, as it was saved.');
    await expect(anomalies.getByRole('button', { name: /Lost update/ })).toBeVisible();

    const ended = once(child, 'exit');
    await page.close();
    expect((await ended)[0]).toBe(7);
  } finally {
    child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
});
