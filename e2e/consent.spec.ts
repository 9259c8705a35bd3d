import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect as impatient, startApp, test } from './app.ts';
import { graveFindings } from './axe.ts';

/** A lab takes its start: on a machine with other work to do, seconds. */
const expect = impatient.configure({ timeout: 20_000 });

test('code in a file runs in no view before it was read and allowed, and a no loses nothing', async ({
  page,
}) => {
  const folder = await mkdtemp(join(tmpdir(), 'session-playground-consent-'));
  const file = join(folder, 'own.scenario.json');
  const mine = (id: string) => ({ id, browser: 'alice', path: '/mine' });
  await writeFile(
    file,
    JSON.stringify({
      format: 'session-playground/scenario@1',
      title: 'A handler of its own',
      lab: {
        handler: [
          'async (req, res) => {',
          '  await work(req); // \u202e',
          "  res.end('from the file');",
          '}',
        ],
      },
      browsers: ['alice'],
      steps: [{ together: [mine('A'), mine('B')] }, { expect: { response: 'A', body: 'from the file' } }],
    }),
  );
  const app = await startApp([file]);
  try {
    await page.goto(app.url);
    const dialog = page.getByRole('dialog', { name: 'Run the code of this file?' });
    await expect(page.getByRole('heading', { name: 'A handler of its own' })).toBeVisible();
    await expect(page.getByRole('region', { name: '/mine' })).toContainText('from the file');
    await expect(dialog).toBeHidden();

    const run = page.getByRole('button', { name: 'Run', exact: true });
    const verdict = page.getByRole('region', { name: 'Checks' }).getByRole('status');
    await run.click();
    await expect(dialog.getByRole('textbox', { name: 'The code' })).toHaveValue(
      /\\u202e\n {2}res\.end\('from/,
    );
    expect(await graveFindings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await expect(page.getByText(/runs only when somebody has allowed it/)).toBeVisible();
    await expect(verdict).toContainText('Not checked yet');

    await run.click();
    await dialog.getByRole('button', { name: 'Run it this once' }).click();
    await expect(verdict).toHaveText(/1 of 1 checks\.$/);
    // What was allowed is allowed in every view, for as long as the app runs.
    await run.click();
    await expect(verdict).toHaveText(/1 of 1 checks\.$/);
    await expect(dialog).toBeHidden();
  } finally {
    await app.stop();
    await rm(folder, { recursive: true });
  }
});
