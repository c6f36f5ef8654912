// Packs every publishable package and asks publint and are-the-types-wrong whether users can import it.
// Run after a build: node scripts/check-packages.js
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const bin = (name) => join(root, 'node_modules', '.bin', name);

const failed = readdirSync(join(root, 'packages')).filter((name) => {
  const folder = join(root, 'packages', name);
  const lint = spawnSync(bin('publint'), ['run', folder, '--strict'], { encoding: 'utf8' });
  // The command line has no entry to import; its package exports only package.json.
  const types =
    name === 'cli' ? { status: 0, stdout: '' } : spawnSync(bin('attw'), ['--pack', folder, '--profile', 'esm-only'], { encoding: 'utf8' });
  for (const result of [lint, types]) if (result.status !== 0) process.stderr.write(`${name}:\n${result.stdout}${result.stderr ?? ''}\n`);
  return lint.status !== 0 || types.status !== 0;
});
process.exitCode = failed.length > 0 ? 1 : 0;
