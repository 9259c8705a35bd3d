import { existsSync } from 'node:fs';

/** A Chromium or Chrome on this machine: the one that CHROMIUM_PATH names, an installed one, or Playwright's own. */
export function findChromium(playwrightPath: string): string {
  const places = [
    process.env['CHROMIUM_PATH'],
    '/usr/bin/chromium',
    '/usr/bin/google-chrome',
    playwrightPath,
  ];
  const found = places.find((place) => place !== undefined && place !== '' && existsSync(place));
  if (found === undefined) {
    throw new Error(
      `No Chromium was found (looked at ${places.filter(Boolean).join(', ')}). Install Debian's chromium, run ` +
        '`npx playwright install chromium`, or name one with CHROMIUM_PATH.',
    );
  }
  return found;
}
