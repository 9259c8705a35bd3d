import { configDefaults, defineConfig } from 'vitest/config';

/** What only computes: no app, no lab, no mock, so that nothing is left for the next file. */
const pure = [
  'server/{contract,words,log}/**/*.test.ts',
  'server/scenarios/{read,expectations}/**/*.test.ts',
];

export default defineConfig({
  test: {
    testTimeout: 60_000,
    // Most tests wait for labs and timers: two at once on two cores, where the default is one.
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          include: ['{server,renderer,electron,scripts}/**/*.test.ts'],
          exclude: [...configDefaults.exclude, ...pure],
          environment: 'node',
        },
      },
      // A process for each file would load the same modules anew.
      { extends: true, test: { name: 'pure', include: pure, environment: 'node', isolate: false } },
      {
        extends: true,
        test: {
          name: 'page',
          include: ['renderer/**/*.test.tsx'],
          environment: 'jsdom',
          setupFiles: ['renderer/page.test-setup.ts'],
        },
      },
    ],
  },
});
