import { defineConfig } from 'vitest/config';

const source = { resolve: { conditions: ['@affinity-kit/source'] }, ssr: { resolve: { conditions: ['@affinity-kit/source'] } } };

export default defineConfig({
  test: {
    projects: [
      { ...source, test: { name: 'unit', include: ['packages/*/src/**/*.test.ts'] } },
      { ...source, test: { name: 'scenarios', include: ['tests/**/*.test.ts'], testTimeout: 30_000 } },
    ],
  },
});
