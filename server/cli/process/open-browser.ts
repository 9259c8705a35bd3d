import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ownFolder } from '../../threads/own-folder.ts';

type Opener = { command: string; args: string[] };

/** What opens a file in the default browser; null where there is no display to open it on. */
export function openerFor(
  file: string,
  platform: NodeJS.Platform,
  environment: Readonly<Record<string, string | undefined>>,
): Opener | null {
  if (platform === 'darwin') return { command: 'open', args: [file] };
  if (platform === 'win32') return { command: 'rundll32', args: ['url.dll,FileProtocolHandler', file] };
  const hasDisplay = Boolean(environment['DISPLAY'] || environment['WAYLAND_DISPLAY']);
  return hasDisplay ? { command: 'xdg-open', args: [file] } : null;
}

/** ms after which a browser has read the file, or will not. */
const longestOpening = 60_000;

/**
 * Opens an address in the default browser where that can be done. Everybody on the machine sees what a process is started
 * with, and the address holds the token: so the browser is given a file that only the user can read, and that leads there.
 * Never fails: the address is printed as well. Returns what takes the file away, should it be there still.
 */
export function openBrowser(url: string): () => void {
  const folder = ownFolder('open');
  const file = folder === null ? null : join(folder, `${randomUUID()}.html`);
  const opener = file === null ? null : openerFor(file, process.platform, process.env);
  if (file === null || opener === null) return () => {};
  const remove = () => rmSync(file, { force: true });
  try {
    writeFileSync(file, leadingTo(url), { mode: 0o600, flag: 'wx' });
    const child = spawn(opener.command, opener.args, { detached: true, stdio: 'ignore' });
    child.on('error', remove);
    child.unref();
    setTimeout(remove, longestOpening).unref();
  } catch {
    // As where there is no display.
  }
  return remove;
}

function leadingTo(url: string): string {
  const address = url.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
  return `<!doctype html>
<html lang="en">
  <meta charset="utf-8">
  <meta name="referrer" content="no-referrer">
  <meta http-equiv="refresh" content="0; url=${address}">
  <title>Session Playground</title>
  <a href="${address}">Session Playground</a>
</html>
`;
}
