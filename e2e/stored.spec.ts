import { createClient } from 'redis';
import { isLeftOut, startRedis } from '../server/stores/servers.test-helper.ts';
import { expect, test } from './app.ts';

test.skip(isLeftOut('redis'), 'there is no redis-server here');

test('a session is shown as Redis keeps it, and what redis-cli changes there is marked', async ({
  app,
  page,
}) => {
  const server = await startRedis();
  const others = createClient({ url: server.url });
  await others.connect();
  try {
    await page.goto(app.url);
    const store = page.getByRole('region', { name: 'Store', exact: true });
    const fold = store.getByRole('button', { name: 'As stored' });
    await expect(fold).toHaveAttribute('aria-expanded', 'false');
    await fold.click();
    await expect(store).toContainText('nobody else can change it');

    await page.getByRole('combobox', { name: 'store' }).selectOption('redis');
    await page.getByLabel('url', { exact: true }).fill(server.url);
    await page.getByRole('button', { name: 'Use this store' }).click();
    await expect(store).toContainText('0 sessions');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await expect(store).toContainText('Redis tells of what others change here');

    const [key = ''] = await others.keys('session_playground_*');
    const stored = store.getByRole('region', { name: 'The session’s own text' });
    await expect(stored).toHaveText(String(await others.get(key)));
    await expect(store).toContainText(key);
    await expect(store).toContainText(/expires in (1 d 0|23):\d\d:\d\d by the store’s clock/);
    await expect(store).toContainText(
      /The store’s clock: \d\d:\d\d:\d\d\. The lab’s: \d\d:\d\d:\d\d, the same\./,
    );

    const changed = { ...JSON.parse(String(await others.get(key))), views: 41 };
    await others.set(key, JSON.stringify(changed), { expiration: 'KEEPTTL' });
    await expect(store.getByRole('list', { name: 'History of the session' })).toContainText(
      'changed from outside',
    );
    await expect(store.getByRole('list', { name: 'History of the session' })).toContainText('v1');
    await expect(stored).toContainText('"views":41');
    await expect(store.locator('.session-head')).toContainText('v2changed from outside');

    await page.keyboard.press('ArrowLeft');
    await expect(store).toContainText('The store itself knows the present alone');
    await expect(stored).toHaveCount(0);
    await page.getByRole('button', { name: 'live', exact: true }).click();
    await expect(stored).toContainText('"views":41');

    await others.del(key);
    await expect(store).toContainText('0 sessions');
    await page.keyboard.press('/');
    await expect(page.getByTestId('event')).toContainText('was removed from outside');
  } finally {
    others.destroy();
    await server.close();
  }
});
