import { expect, test } from './app.ts';

test('the page loads nothing from elsewhere and evaluates nothing', async ({ page, app }) => {
  const elsewhere: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(new URL(app.url).origin)) elsewhere.push(request.url());
  });
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  // One that is caught is told by nothing else.
  await page.addInitScript(() => {
    const blocked: string[] = [];
    document.addEventListener('securitypolicyviolation', ({ blockedURI }) => blocked.push(blockedURI));
    Object.assign(window, { blocked });
  });
  const response = await page.goto(app.url);
  expect(response?.headers()['content-security-policy']).toContain("default-src 'none'");
  await page.getByRole('button', { name: 'Fire', exact: true }).click();
  await expect(page.getByText(/writes were lost/)).toBeVisible();
  expect(elsewhere).toEqual([]);
  expect(complaints).toEqual([]);
  expect(await page.evaluate(() => Reflect.get(window, 'blocked'))).toEqual([]);
  const evaluated = await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'window.evaluated = true';
    document.body.append(script);
    return 'evaluated' in window;
  });
  expect(evaluated).toBe(false);
});

test('without its token the page says what to do', async ({ page, app }) => {
  await page.goto(new URL('/', app.url).href);
  await expect(page.getByRole('alert').or(page.getByRole('main'))).toContainText(/address/i);
  await page.goto(`${new URL('/', app.url).href}#token=wrong`);
  await page.reload();
  await expect(page.getByRole('alert').or(page.getByRole('main'))).toContainText(/token|address/i);
});

test('a handler that never ends is stopped, named, and followed by a fresh lab', async ({ page, app }) => {
  await page.goto(app.url);
  await page.getByRole('tab', { name: 'Your own handler' }).click();
  await page.getByRole('textbox', { name: /handler/i }).fill('(req, res) => { for (;;); }');
  await page.getByRole('button', { name: /^Run|Use/ }).click();
  await page.getByRole('combobox', { name: 'path' }).fill('/mine');
  await page.getByRole('combobox', { name: 'path' }).press('Escape');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(page.getByText(/did not give control back/).first()).toBeVisible({ timeout: 15_000 });
  await page.getByRole('combobox', { name: 'path' }).fill('/views');
  await page.getByRole('combobox', { name: 'path' }).press('Escape');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Store' })).toContainText('views');
});

test('a handler that is no JavaScript is refused with its line, and the one before goes on', async ({
  page,
  app,
}) => {
  await page.goto(app.url);
  await page.getByRole('tab', { name: 'Your own handler' }).click();
  await page.getByRole('textbox', { name: /handler/i }).fill('(req, res) => {\n  res.send(;\n}');
  await page.getByRole('button', { name: /^Run|Use/ }).click();
  await expect(page.getByText(/line 2/i)).toBeVisible();
});

test('a refused option keeps what was typed, says what was expected, and leaves the lab as it was', async ({
  page,
  app,
}) => {
  await page.goto(app.url);
  const trusted = page.getByRole('textbox', { name: 'trust proxy', exact: true });
  await trusted.fill('nowhere');
  await trusted.press('Enter');
  await expect(page.getByText(/throws .invalid IP address: nowhere/)).toBeVisible();
  await expect(trusted).toHaveValue('nowhere');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Cookies' })).toContainText('connect.sid');
});

test('two tabs keep one set of preferences: neither undoes what the other chose', async ({
  page,
  context,
  app,
}) => {
  const other = await context.newPage();
  for (const tab of [page, other]) await tab.goto(app.url);
  await page.getByRole('button', { name: 'Theme: system' }).click();
  await expect(other.getByRole('button', { name: 'Theme: light' })).toBeVisible();
  await other.getByRole('button', { name: 'Presenter size' }).click();
  await expect(page.getByRole('button', { name: 'Presenter size' })).toHaveAttribute('aria-pressed', 'true');
  await page.reload();
  await expect(page.getByRole('button', { name: 'Theme: light' })).toBeVisible();
});

test('the app ends when it is told to, with exit code 0', async ({ app }) => {
  expect(await app.stop()).toBe(0);
  await expect(fetch(app.labUrl)).rejects.toThrow();
});
