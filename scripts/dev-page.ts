import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolveConfig } from 'electron-vite';
import { createServer } from 'vite';
import { inRepository } from './root.ts';

export type Front = { readonly ended: Promise<unknown>; close(): Promise<unknown> };

/** electron-vite serves the page, builds the shell, and restarts the window when the shell changes. */
function startWindow(address: string): Front {
  const electronVite = inRepository('node_modules/electron-vite/bin/electron-vite.js');
  const child = spawn(process.execPath, [electronVite, 'dev', '--watch'], {
    cwd: inRepository(),
    stdio: 'inherit',
    env: {
      ...process.env,
      PLAYGROUND_DEV_ADDRESS: address,
      // Apart from what `npm start` runs, which would not start from it.
      ELECTRON_ENTRY: inRepository('out/dev/main/main.js'),
    },
  });
  const ended = once(child, 'close');
  return {
    ended,
    close: () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

/** Serves the page with hot reload; with the window when there can be one. */
export async function startPage(settings: { address: string; withWindow: boolean }): Promise<Front> {
  if (settings.withWindow) return startWindow(settings.address);
  process.env['NODE_ENV_ELECTRON_VITE'] = 'development';
  const { config } = await resolveConfig({ root: inRepository() }, 'serve', 'development');
  const server = await createServer(config?.renderer);
  await server.listen();
  return { ended: once(server.httpServer ?? process, 'close'), close: () => server.close() };
}
