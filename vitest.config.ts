import { defineConfig } from 'vitest/config';

const fromSource = { resolve: { conditions: ['@affinity-kit/source'] }, ssr: { resolve: { conditions: ['@affinity-kit/source'] } } };
const setupFiles = ['tests/setup/no-console.ts'];

export default defineConfig({
  test: {
    // One worker less than there are cores is the default, which leaves half of two cores idle.
    maxWorkers: '100%',
    projects: [
      { ...fromSource, test: { name: 'unit', include: ['packages/*/src/**/*.test.ts'], setupFiles, testTimeout: 30_000 } },
      {
        ...fromSource,
        test: { name: 'scenarios', include: ['tests/**/*.test.ts'], setupFiles, testTimeout: 120_000, hookTimeout: 60_000 },
      },
    ],
  },
});
