import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';

const row = (page: Page, title: string) => page.getByRole('link', { name: title });
const checks = (page: Page) => page.getByRole('region', { name: 'Checks' });

test('a lesson: open it from the contents, run it, jump to an event, and see it fail with another option', async ({
  page,
  app,
}) => {
  await page.goto(app.url);
  await expect(page.getByRole('region', { name: 'Store' })).toContainText('views');
  await page.getByRole('link', { name: 'Lessons', exact: true }).click();
  await page.getByRole('searchbox', { name: 'Find a lesson' }).fill('reader undoes');
  await row(page, 'A reader undoes a write').click();
  await expect(checks(page)).toContainText('cart in alice');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(checks(page).getByRole('status')).toContainText('The claim holds');
  await page.screenshot({ path: 'test-results/shots/lesson-light.png' });
});
