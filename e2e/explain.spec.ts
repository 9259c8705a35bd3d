import { expect, test } from './app.ts';
import { graveFindings } from './axe.ts';

test('what somebody pasted is explained, and a cURL command becomes the playground’s sequence', async ({
  page,
  app,
}) => {
  await page.goto(app.url);
  await page.getByRole('button', { name: 'Explain…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Explain' });
  const pasted = dialog.getByRole('textbox', { name: 'Pasted text' });
  await expect(pasted).toBeFocused();
  await page.keyboard.insertText('Set-Cookie: connect.sid=s%3Aabc.def; Path=/; SameSite=None');
  await page.keyboard.press('Control+Enter');
  const answer = dialog.getByRole('region', { name: 'What it is' });
  await expect(answer).toContainText('SameSite=None is accepted only together with Secure');
  await expect(answer.getByRole('button', { name: 'Open as scenario' })).toHaveCount(0);
  expect(await graveFindings(page, '.dialog')).toEqual([]);

  await pasted.fill('help me');
  await dialog.getByRole('button', { name: 'Explain', exact: true }).click();
  await expect(dialog.getByRole('alert')).toContainText('expected a Set-Cookie line');

  await pasted.fill(`curl 'http://localhost:3000/cart/apples' -X POST -H 'accept: */*'`);
  await dialog.getByRole('button', { name: 'Explain', exact: true }).click();
  await answer.getByRole('button', { name: 'Open as scenario' }).click();
  await answer.getByRole('button', { name: 'Replace' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole('list', { name: 'Sequence' })).toContainText('/cart/apples');

  await page.keyboard.press('x');
  await expect(pasted).toBeFocused();
  await page.keyboard.insertText(
    `app.use(session({ secret: 'keyboard cat', resave: false, rolling: true }))`,
  );
  await page.keyboard.press('Control+Enter');
  await answer.getByRole('button', { name: 'Judge in doctor' }).click();
  await answer.getByRole('button', { name: 'Replace' }).click();
  await expect(page.getByRole('switch', { name: 'rolling', exact: true })).toBeChecked();
  await expect(page.getByRole('region', { name: 'Doctor', exact: true })).toContainText('rolling');
});
