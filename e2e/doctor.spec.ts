import { expect, test } from './app.ts';
import { graveFindings } from './axe.ts';

test('the doctor tells hazards as options change, fixes with one click, and the fix can be undone', async ({
  page,
  app,
}) => {
  await page.goto(app.url);
  const doctor = page.getByRole('region', { name: 'Doctor', exact: true });
  await expect(doctor).toContainText('1 hazard, 2 warnings');

  const resave = page.getByRole('switch', { name: 'resave', exact: true });
  await resave.click();
  await expect(doctor).toContainText('1 hazard, 1 warning');
  await page.keyboard.press('Control+z');
  await expect(doctor).toContainText('1 hazard, 2 warnings');

  await doctor.getByRole('button', { name: 'Fix resave-touching-store' }).click();
  await expect(resave).not.toBeChecked();
  await expect(doctor).toContainText('1 hazard, 1 warning');
  await page.keyboard.press('Control+z');
  await expect(resave).toBeChecked();
  await expect(doctor).toContainText('1 hazard, 2 warnings');

  await doctor.getByRole('button', { name: 'Fix secret-guessable' }).click();
  await doctor.getByRole('button', { name: 'Fix resave-touching-store' }).click();
  await doctor.getByRole('button', { name: 'Fix save-uninitialized-login' }).click();
  await expect(doctor).toContainText('Nothing speaks against these options');
});

test('the doctor judges for the app that the reader has in mind, and says why', async ({ page, app }) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(app.url);
  const doctor = page.getByRole('region', { name: 'Doctor', exact: true });
  await doctor.getByRole('button', { name: 'https' }).click();
  const secure = doctor.getByRole('button', { name: 'hazard: The cookie also goes over plain http.' });
  await expect(secure).toHaveAttribute('aria-expanded', 'false');
  await secure.focus();
  await page.keyboard.press('Enter');
  await expect(doctor).toContainText('carries the cookie in the clear');
  await expect(doctor.locator('pre')).toContainText('secure: true,');

  await expect(doctor.getByRole('link', { name: 'See it happen' })).toHaveAttribute(
    'href',
    '#/lessons/secure-auto',
  );

  await doctor.getByRole('button', { name: 'Copy for a code review' }).click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toMatch(
    /^Session options: 2 hazards, 2 warnings\.\nJudged for: production false, https true,/,
  );
  expect(copied).not.toContain('keyboard cat');

  await doctor.getByRole('link', { name: 'See it happen' }).click();
  await expect(page.getByText('one that begins on plain http gets one that is not').first()).toBeVisible();
});

test('axe finds nothing serious in the doctor with a finding open', async ({ page, app }) => {
  await page.goto(app.url);
  const doctor = page.getByRole('region', { name: 'Doctor', exact: true });
  await doctor.getByRole('button', { name: 'warning: Requests that only read' }).click();
  await expect(doctor.locator('pre')).toBeVisible();
  expect(await graveFindings(page, '.doctor')).toEqual([]);
});
