import { expect, test } from './app.ts';

test('what comes from outside the page stands under outside, and not under a browser of it', async ({
  app,
  page,
}) => {
  await page.goto(app.url);
  await expect(page.getByRole('region', { name: 'Store' })).toContainText('views');
  expect((await fetch(`${app.labUrl}/views`)).status).toBe(200);
  await expect(page.getByRole('region', { name: 'Event' })).toContainText('outside');
  const requests = page.getByRole('list', { name: /^Newest requests/ });
  await expect(requests.getByRole('listitem').first()).toContainText('outside ext1 GET /views');
});
