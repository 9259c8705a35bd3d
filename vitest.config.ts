import { join } from 'node:path';
import { configDefaults, defineConfig } from 'vitest/config';

/**
 * They mock modules, which another file in their process may have loaded, or would get mocked. All others share a process
 * with what runs before and after them: in a process of its own a file would load the same modules anew.
 */
export const mocking = {
  node: [
    'electron/asking.test.ts',
    'electron/files.test.ts',
    'electron/main.test.ts',
    'electron/preload.test.ts',
    'server/stores/missing-sqlite.test.ts',
  ],
  page: [
    'renderer/views/races/races.test.tsx',
    'renderer/views/playground/scenario/use-scenario-files.test.tsx',
  ],
};
const page = { environment: 'jsdom', setupFiles: ['renderer/page.test-setup.ts'] };

export default defineConfig({
  test: {
    testTimeout: 60_000,
    // Most tests wait for labs and timers: two at once on two cores, where the default is one.
    maxWorkers: 2,
    // Threads and processes that tests start load what others have compiled.
    env: { NODE_COMPILE_CACHE: join(import.meta.dirname, '.cache/code') },
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          include: ['{server,renderer,electron,scripts}/**/*.test.ts'],
          exclude: [...configDefaults.exclude, ...mocking.node],
          isolate: false,
          setupFiles: ['server/shared-process.test-setup.ts'],
        },
      },
      { extends: true, test: { name: 'mocking', include: mocking.node } },
      {
        extends: true,
        test: {
          ...page,
          name: 'page',
          include: ['renderer/**/*.test.tsx'],
          exclude: [...configDefaults.exclude, ...mocking.page],
          isolate: false,
        },
      },
      { extends: true, test: { ...page, name: 'mocking page', include: mocking.page } },
    ],
  },
});
