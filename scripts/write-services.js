// Writes the page of the client's services. Run after a build: node scripts/write-services.js
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serviceIndex } from './service-index.js';

const root = fileURLToPath(new URL('..', import.meta.url));
writeFileSync(join(root, 'docs/services.md'), serviceIndex(root));
