import { defineConfig } from 'vitest/config';

const fromSource = { resolve: { conditions: ['@affinity-kit/source'] }, ssr: { resolve: { conditions: ['@affinity-kit/source'] } } };
const setupFiles = ['tests/setup/no-console.ts'];

export default defineConfig({
  test: {
    // One worker less than there are cores is the default, which leaves half of two cores idle.
    maxWorkers: '100%',
    projects: [
      { ...fromSource, test: { name: 'unit', include: ['packages/*/src/**/*.test.ts'], setupFiles, isolate: false, testTimeout: 60_000 } },
      {
        ...fromSource,
        test: {
          name: 'scenarios',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/browser/**', 'tests/destinations/**', 'tests/operations/**'],
          setupFiles,
          isolate: false,
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
      // Many files that share only what never changes: loading it once for each would cost more than all of their tests.
      {
        ...fromSource,
        test: { name: 'operations', include: ['tests/operations/**/*.test.ts'], setupFiles, isolate: false, testTimeout: 30_000 },
      },
      {
        ...fromSource,
        test: { name: 'browser', include: ['tests/browser/**/*.test.ts'], setupFiles, testTimeout: 60_000, hookTimeout: 60_000 },
      },
      {
        ...fromSource,
        test: {
          name: 'destinations',
          isolate: false,
          include: ['tests/destinations/**/*.test.ts'],
          globalSetup: ['tests/destinations/support/postgres-server.ts'],
          setupFiles,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
