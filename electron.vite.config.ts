import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { devProxy } from './scripts/dev-proxy.ts';
import { notices } from './scripts/notices.ts';

const here = (...parts: string[]): string => join(import.meta.dirname, ...parts);

/** Origins of the control plane and of the page, as scripts/dev.ts chose them; nothing else sets them. */
const api = process.env['PLAYGROUND_DEV_API'];
const page = process.env['PLAYGROUND_DEV_PAGE'];

const shell = { main: here('electron/main.ts') };

/** In development the shell only opens the page: what serves it runs, and restarts, outside of it. */
const development = { out: here('out/dev'), input: shell, external: [/\/server\/index\.ts$/] };
const production = {
  out: here('out'),
  input: {
    ...shell,
    cli: here('server/cli.ts'),
    'lab-worker': here('server/lab/worker.ts'),
    'race-worker': here('server/races/worker.ts'),
    relay: here('server/threads/process/relay.ts'),
  },
  external: [],
};

export default defineConfig(({ command }) => {
  const { out, input, external } = command === 'serve' ? development : production;
  return {
    main: {
      plugins: [notices()],
      build: {
        outDir: join(out, 'main'),
        // Of packages only the `dependencies` stay outside: who installs this gets those, and no more.
        target: 'node20.19',
        rolldownOptions: {
          input,
          external,
          output: {
            // All in one folder, so that `./lab-worker.js` is beside whichever chunk asks for it.
            chunkFileNames: 'chunk-[name]-[hash].js',
          },
        },
      },
    },
    preload: {
      build: {
        outDir: join(out, 'preload'),
        // A sandboxed preload must be one CommonJS file.
        externalizeDeps: false,
        rolldownOptions: {
          input: { preload: here('electron/preload.ts') },
          output: { format: 'cjs', entryFileNames: '[name].cjs' },
        },
      },
    },
    renderer: {
      root: here('renderer'),
      plugins: [react(), notices()],
      server: {
        host: '127.0.0.1',
        strictPort: true,
        cors: false,
        ...(api && page
          ? { port: Number(new URL(page).port), proxy: { '/api': devProxy({ api, page }) } }
          : {}),
      },
      build: {
        outDir: here('out/renderer'),
        // Any current browser opens the page, not only the window's Chromium.
        target: 'es2023',
        minify: true,
        // The page comes from this machine; what it may weigh is measured in bench/.
        chunkSizeWarningLimit: 1000,
        rolldownOptions: {
          input: here('renderer/index.html'),
          output: {
            codeSplitting: {
              // One chunk, which every other imports: what comes first in it comes before any schema is made.
              groups: [{ name: 'schemas', test: /node_modules[\\/]zod[\\/]|no-eval\.ts$/ }],
            },
          },
        },
      },
    },
  };
});
