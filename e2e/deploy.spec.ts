import { expect, test } from './app.ts';

test('a restart empties a store in memory, is on the timeline, and leaves browsers their cookies', async ({
  page,
  app,
}) => {
  await page.goto(app.url);
  const store = page.getByRole('region', { name: 'Store' });
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(store).toContainText('1 session');
  await page.getByRole('button', { name: 'Restart…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Restart the app' });
  await expect(dialog.getByText('in the memory of the process: gone')).toBeVisible();
  await dialog.getByRole('button', { name: 'Restart', exact: true }).click();
  await expect(store).toContainText('0 sessions');
  await expect(
    page.getByText('The app was stopped and started anew: its store is empty.').first(),
  ).toBeVisible();
  await expect(page.getByRole('region', { name: 'Cookies' }).getByText('connect.sid').first()).toBeVisible();
});

test('one instance is killed while it works, and begins with a new secret', async ({ page, app }) => {
  await page.goto(app.url);
  const options = page.getByRole('region', { name: 'Session options' });
  await options.getByRole('combobox', { name: 'instances' }).selectOption('2');
  const requests = page.getByRole('region', { name: 'Requests' });
  await requests.getByRole('spinbutton', { name: 'work' }).fill('20000');
  await requests.getByText('Body, headers, proxy').click();
  await requests.getByRole('combobox', { name: 'answered by' }).selectOption('instance 2');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(page.getByText('#2 begins its work.').first()).toBeVisible();
  await page.getByRole('button', { name: 'Restart…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Restart the app' });
  await dialog.getByRole('combobox', { name: 'Which' }).selectOption('instance 2');
  await dialog.getByRole('combobox', { name: 'It ends' }).selectOption('at once: what is under way is cut');
  await dialog
    .getByRole('combobox', { name: 'Secret' })
    .selectOption('a new one alone, as one made at each start');
  await dialog.getByRole('button', { name: 'Restart', exact: true }).click();
  await expect(
    page.getByText('Instance 2 was killed and started anew, one request cut off').first(),
  ).toBeVisible();
  await expect(options.getByRole('textbox', { name: 'secret' })).toHaveValue(/^made at /);
});
