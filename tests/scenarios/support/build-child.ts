import { mkdtemp, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** Bundles a script of this folder from source, so that a plain `node` can run it. Gives the folder and the script in it. */
export const buildChild = async (name: string): Promise<{ readonly folder: string; readonly script: string }> => {
  const folder = await mkdtemp(join(tmpdir(), 'affinity-child-'));
  const outDir = join(folder, 'dist', 'child');
  await build({
    logLevel: 'silent',
    configFile: false,
    resolve: { conditions: ['@affinity-kit/source'] },
    ssr: { noExternal: /^@affinity-kit\//, external: ['@duckdb/node-api', 'zod'], resolve: { conditions: ['@affinity-kit/source'] } },
    build: { ssr: here(name), outDir, minify: false, rollupOptions: { output: { entryFileNames: 'child.mjs' } } },
  });
  // What is not bundled is found where it is installed, and the views where the package has its sources.
  await symlink(here('../../../node_modules'), join(folder, 'node_modules'));
  await symlink(here('../../../packages/pipeline/src'), join(folder, 'src'));
  return { folder, script: join(outDir, 'child.mjs') };
};
