import { spawn } from 'node:child_process';

type Opener = { command: string; args: string[] };

/** What opens an address in the default browser; null where there is no display to open it on. */
export function openerFor(
  url: string,
  platform: NodeJS.Platform,
  environment: Readonly<Record<string, string | undefined>>,
): Opener | null {
  if (platform === 'darwin') return { command: 'open', args: [url] };
  if (platform === 'win32') return { command: 'rundll32', args: ['url.dll,FileProtocolHandler', url] };
  const hasDisplay = Boolean(environment['DISPLAY'] || environment['WAYLAND_DISPLAY']);
  return hasDisplay ? { command: 'xdg-open', args: [url] } : null;
}

/** Opens an address in the default browser where that can be done. Never fails: the address is printed as well. */
export function openBrowser(url: string): void {
  const opener = openerFor(url, process.platform, process.env);
  if (opener === null) return;
  const child = spawn(opener.command, opener.args, { detached: true, stdio: 'ignore' });
  child.on('error', () => {});
  child.unref();
}
