import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{server,renderer,electron,scripts}/**/*.test.{ts,tsx}'],
    environment: 'node',
    testTimeout: 60_000,
  },
});
