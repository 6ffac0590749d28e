import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

/** Two projects: `unit` holds everything that needs no browser, `e2e` the journeys in a real one. */
export default defineConfig({
  plugins: [svelte({ configFile: false })],
  test: {
    // In CI each run leaves its figures for the last line.
    reporters: process.env['CI'] ? ['default', ['json', { outputFile: `.cache/report-${process.env['TEST_DATABASE_URL'] ? 'server' : 'embedded'}.json` }]] : ['default'],
    pool: 'forks',
    maxWorkers: 2,
    isolate: false,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    globalSetup: ['src/core/kernel/testing/global-setup.ts'],
    setupFiles: ['src/core/kernel/testing/same-draws.ts'],
    projects: [
      { extends: true, test: { name: 'unit', sequence: { groupOrder: 0 }, include: ['src/**/*.test.ts', 'bench/**/*.test.ts'] } },
      {
        extends: true,
        test: { name: 'e2e', sequence: { groupOrder: 1 }, include: ['e2e/**/*.test.ts'], globalSetup: ['e2e/support/global-setup.ts'], fileParallelism: false, testTimeout: 60_000 },
      },
    ],
  },
});
