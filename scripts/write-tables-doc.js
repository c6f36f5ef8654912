// Writes docs/tables.md: npm run docs:tables
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { tablesPage } from './tables-doc.js';

const root = fileURLToPath(new URL('..', import.meta.url));

const { status } = spawnSync(join(root, 'node_modules/.bin/tsc'), ['-b', 'packages/pipeline'], { cwd: root, stdio: 'inherit' });
if (status !== 0) process.exit(status ?? 1);

const replica = '../packages/pipeline/dist/replica';
const [{ dataTables, ledgerTables }, { origins }, { bookkeepingColumns }, { fixedViews }] = await Promise.all([
  import(`${replica}/tables/index.js`),
  import(`${replica}/tables/origins.js`),
  import(`${replica}/schema.js`),
  import('../packages/pipeline/dist/views/fixed-views.js'),
]);
writeFileSync(join(root, 'docs/tables.md'), tablesPage({ dataTables, ledgerTables, bookkeepingColumns, origins, views: fixedViews() }));
