import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{server,renderer,electron,scripts}/**/*.test.{ts,tsx}'],
    environment: 'node',
    testTimeout: 60_000,
    // Most tests wait for labs and timers: two at once on two cores, where the default is one.
    maxWorkers: 2,
  },
});
