import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { expect, startApp, test } from './app.ts';

// npm asks its registry, as on a user's machine.
test.describe.configure({ timeout: 240_000 });

test('packages that a store needs and the project lacks are installed on asking, and the store is taken', async ({
  page,
}) => {
  const place = mkdtempSync(join(tmpdir(), 'no-project-'));
  const before = String(process.env['PATH']);
  // Until it may go on, npm takes as long as one likes.
  mkdirSync(join(place, 'bin'));
  const mayGoOn = join(place, 'go');
  const body = `#!/bin/sh\n[ -e '${mayGoOn}' ] || exec sleep 200\nPATH='${before}' exec npm "$@"\n`;
  writeFileSync(join(place, 'bin/npm'), body, { mode: 0o755 });
  const PATH = join(place, 'bin') + delimiter + before;
  const env = {
    ...process.env,
    PATH,
    XDG_CACHE_HOME: join(place, 'cache'),
    XDG_CONFIG_HOME: join(place, 'config'),
  };
  const app = await startApp([], { cwd: place, env });
  try {
    await page.goto(app.url);
    const store = page.getByRole('combobox', { name: 'store' });
    await store.selectOption('memorystore');
    await expect(page.getByRole('alert').filter({ hasText: 'npm i memorystore' })).toBeVisible();
    await expect(store).toHaveValue('memory');
    const offer = page.locator('.store-packages');
    await expect(offer).toContainText('can install memorystore 1.6.8 for this app alone');

    await offer.getByRole('button', { name: 'Install' }).click();
    await offer.getByRole('button', { name: 'Cancel' }).click();
    await expect(offer.getByRole('button', { name: 'Install' })).toBeVisible();
    await expect(store).toHaveValue('memory');

    writeFileSync(mayGoOn, '');
    await offer.getByRole('button', { name: 'Install' }).click();
    await expect(store).toHaveValue('memorystore', { timeout: 120_000 });
    await expect(offer).toHaveCount(0);
    await page.getByRole('button', { name: 'Fire', exact: true }).click();
    await expect(page.getByRole('region', { name: 'Store' })).toContainText('views');

    await store.selectOption('file');
    await page.getByRole('button', { name: 'Test connection' }).click();
    const tested = page.getByRole('group', { name: 'Settings of the store' });
    await expect(tested).toContainText('npm i session-file-store');
    await offer.getByRole('button', { name: 'Install' }).click();
    await expect(offer).toContainText('Installed: session-file-store 1.5.0.', { timeout: 120_000 });
    await expect(tested).not.toContainText('npm i session-file-store');
    await page.getByRole('button', { name: 'Use this store' }).click();
    await expect(page.getByRole('button', { name: 'In use' })).toBeVisible();
  } finally {
    await app.stop();
    rmSync(place, { recursive: true });
  }
});
