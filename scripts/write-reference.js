// Writes the pages of docs/reference. Run after a build: npm run docs:reference
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { referencePages } from './reference/pages.js';

for (const [path, make] of Object.entries(referencePages)) writeFileSync(fileURLToPath(new URL(`../${path}`, import.meta.url)), make());
