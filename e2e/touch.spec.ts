import { expect as impatient, test } from './app.ts';

const expect = impatient.configure({ timeout: 20_000 });

test.use({ hasTouch: true, viewport: { width: 1024, height: 768 } });

test('the first walk by touch: a lost update, why it was lost, its cure, and the code', async ({
  page,
  app,
}) => {
  await page.goto(app.url);
  const store = page.getByRole('region', { name: 'Store' });
  await expect(store).toContainText('views');
  await page.getByRole('button', { name: 'Fire', exact: true }).tap();
  await expect(page.getByText(/[1-4] of 5 writes were lost/)).toBeVisible();
  await page.getByRole('button', { name: 'Go to the first' }).tap();
  await expect(page.getByRole('region', { name: 'Event' })).toContainText('without having read it');

  // What explains an option to a mouse that rests on it does so at a tap.
  await page.getByRole('button', { name: 'About resave' }).tap();
  await expect(page.getByRole('tooltip')).toBeVisible();
  await page.getByRole('button', { name: 'About resave' }).tap();

  const oneAtATime = page.getByRole('switch', { name: 'oneAtATime', exact: true });
  await oneAtATime.tap();
  await expect(oneAtATime).toBeChecked();
  await page.getByRole('button', { name: 'Fire', exact: true }).tap();
  await expect(store).toContainText('v11');
  await page.getByRole('button', { name: 'Express code' }).tap();
  const code = page.getByRole('dialog').getByRole('textbox');
  await expect(code).toHaveValue(/session\(\{/);
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).tap();
  await expect(page.getByRole('dialog')).toBeHidden();
});
