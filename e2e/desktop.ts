import { join } from 'node:path';
import { _electron, type ElectronApplication, expect, type Page, test } from '@playwright/test';
import { findRuntime, whyNoWindow } from '../scripts/desktop.ts';
import { inRepository } from '../scripts/root.ts';

/** The packed app where one is named, else the built one in the fetched runtime. */
export const packed = process.env['PACKED_APP'];
const runtime = packed ?? findRuntime();
const reason =
  whyNoWindow() ?? (runtime === null ? "Electron's runtime is not here (npx install-electron)" : null);

/** Chromium has no sandbox for root. */
export const isSandboxed = process.getuid?.() !== 0;

export let app: ElectronApplication;
export let page: Page;
export const fire = () => page.getByRole('button', { name: 'Fire', exact: true });

export const argsFor = (profile: string): string[] => [
  ...(packed === undefined ? [inRepository('out')] : []),
  `--user-data-dir=${profile}`,
];
export async function launch(profile: string): Promise<void> {
  app = await _electron.launch({
    chromiumSandbox: isSandboxed,
    ...(runtime === null ? {} : { executablePath: runtime }),
    args: argsFor(profile),
  });
  page = await app.firstWindow();
  await expect(fire()).toBeEnabled();
}

/** A window for each test of a file, where one can be opened; where one must open, a machine that cannot is a fault. */
export function setUpWindow(): void {
  if (reason !== null && process.env['MUST_OPEN_WINDOW'])
    throw new Error(`no window can be opened here: ${reason}`);
  test.skip(reason !== null, `no real window can be opened here: ${reason}`);
  test.beforeEach(({ browserName: _ }, info) => launch(info.outputPath('user-data')));
  test.afterEach(async ({ browserName: _ }, info) => {
    await page.screenshot({ path: join(info.outputDir, 'window.png') }).catch(() => {});
    await app.close();
  });
}
