import { expect, test } from './app.ts';

test('a store that is slow or disconnected is seen to be so, and it can be ended', async ({ page, app }) => {
  await page.goto(app.url);
  const options = page.getByRole('region', { name: 'Session options' });
  await options.locator('summary', { hasText: /^Faults/ }).click();
  const latency = options.getByRole('textbox', { name: 'latency of set in ms' });
  await latency.fill('400');
  await latency.press('Enter');
  await expect(page.getByRole('banner').getByRole('button', { name: 'Faults' })).toBeVisible();
  await options.getByRole('switch', { name: 'disconnected' }).click();
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(page.getByText('The store said that it is disconnected').first()).toBeVisible();
  await options.getByRole('button', { name: 'End all' }).click();
  await expect(page.getByRole('banner').getByRole('button', { name: 'Faults' })).toHaveCount(0);
  await expect(latency).toHaveValue('0');
});

test('instances with stores of their own and a second app can be chosen, and answer', async ({
  page,
  app,
}) => {
  await page.goto(app.url);
  const options = page.getByRole('region', { name: 'Session options' });
  await options.getByRole('combobox', { name: 'instances' }).selectOption('2');
  await options.getByRole('switch', { name: 'second app' }).click();
  const requests = page.getByRole('region', { name: 'Requests' });
  await requests.getByText('Body, headers, proxy').click();
  await requests.getByRole('combobox', { name: 'answered by' }).selectOption('instance 2');
  await requests.getByRole('switch', { name: 'via TLS proxy' }).click();
  await expect(requests.getByRole('switch', { name: 'via TLS proxy' })).toBeChecked();
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Store' }).getByText('instance 2').first()).toBeVisible();
});
