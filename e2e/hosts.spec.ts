import { expect, test } from './app.ts';

test('a request goes to a host and comes from a page that are typed in, and what they are shows', async ({
  page,
  app,
}) => {
  await page.goto(app.url);
  const requests = page.getByRole('region', { name: 'Requests' });
  await requests.getByText('Body, headers, proxy').click();
  await requests.getByRole('textbox', { name: 'host' }).fill('http://app.localhost');
  await requests.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(requests.getByRole('alert')).toContainText('without scheme, port or path');

  await requests.getByRole('textbox', { name: 'host' }).fill('api.example.com');
  await requests.getByRole('textbox', { name: 'from page' }).fill('http://app.example.com:5173');
  await requests.getByRole('combobox', { name: 'credentials' }).selectOption('include');
  await requests.getByRole('button', { name: 'Send', exact: true }).click();
  const cookies = page.getByRole('region', { name: 'Cookies' });
  await expect(cookies).toContainText('of api.example.com alone');
  await expect(page.getByRole('region', { name: 'Event' })).toContainText('is not given the answer');
  await expect(page.getByRole('region', { name: 'Timeline' })).toContainText('api.example.com/views');
});
