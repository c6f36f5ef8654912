/**
 * Type checking: `tsc --noEmit` of a program that uses ten operations of the built packages, against one that imports zod alone.
 *
 *     npm run build && node bench/type-check.js [--rounds 7]
 *
 * Whole processes, in turn, on a folder outside the repository, so that the declarations are read as a user's compiler reads them.
 * Bar: the ten operations ≤ 1 s.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '7' } } });
const root = fileURLToPath(new URL('..', import.meta.url));

/** In a function, since a chosen resource has the name that its page would get. */
const tenCalls = (v2) => `
export const tenCalls = async () => {
  const company = await ${v2}.companies.get({ companyId: 7, fieldTypes: ['enriched'] });
  const some = await ${v2}.companies.list({ limit: 5 }).all({ limit: 5 });
  const fields = await ${v2}.companies.fields.list();
  await ${v2}.companies.fieldValues.update({ companyId: company.id, fieldId: 'field-1', body: { value: { type: 'text', data: company.name } } });
  const found = await ${v2}.companies.search({ body: { filters: { operator: 'and', filters: [] } } });
  const page = await ${v2}.persons.list();
  const person = await ${v2}.persons.get({ personId: page.data[0]?.id ?? 1 });
  const all = await ${v2}.lists.list();
  const entries = await ${v2}.lists.entries.list({ listId: all.data[0]?.id ?? 1 });
  const written = await ${v2}.notes.list({ filter: 'creator.id=1' });
  return [company.domain, some, fields.data[0]?.valueType, person.lastName, entries.data?.length, written.data, found.pagination];
};
`;

const programs = {
  'imports zod alone': `import * as z from 'zod';\nexport const schema = z.object({ id: z.int() });\n`,
  'ten operations': `import { createAffinity } from '@affinity-kit/client';\nconst affinity = createAffinity();${tenCalls('affinity.v2')}`,
  'ten operations, chosen': `import { createClient } from '@affinity-kit/client/core';
import { companies } from '@affinity-kit/contract/v2/companies';
import { lists } from '@affinity-kit/contract/v2/lists';
import { notes } from '@affinity-kit/contract/v2/notes';
import { persons } from '@affinity-kit/contract/v2/persons';
const client = createClient({ companies, lists, notes, persons });${tenCalls('client')}`,
};

const compilerOptions = {
  strict: true,
  noEmit: true,
  target: 'ES2023',
  lib: ['ES2023', 'DOM'],
  types: [],
  module: 'NodeNext',
  moduleResolution: 'NodeNext',
  skipLibCheck: true,
};

const folder = mkdtempSync(join(tmpdir(), 'affinity-type-check-'));
const setUp = (name, source) => {
  const place = join(folder, name.replaceAll(/\W+/g, '-'));
  mkdirSync(place);
  symlinkSync(join(root, 'node_modules'), join(place, 'node_modules'));
  writeFileSync(join(place, 'package.json'), JSON.stringify({ type: 'module' }));
  writeFileSync(join(place, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['program.ts'] }));
  writeFileSync(join(place, 'program.ts'), source);
  return place;
};

const checkMs = (place) => {
  const start = performance.now();
  const { status, stdout } = spawnSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', place], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stdout);
  return performance.now() - start;
};
const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

try {
  const places = Object.entries(programs).map(([name, source]) => ({ name, place: setUp(name, source), times: [] }));
  for (let round = 0; round < Number(values.rounds); round += 1) for (const { place, times } of places) times.push(checkMs(place));
  const bare = median(places[0].times);
  for (const { name, times } of places) {
    console.log(`${name.padEnd(24)} ${median(times).toFixed(0).padStart(5)} ms  ${(median(times) / bare).toFixed(2)} × zod alone`);
  }
} finally {
  rmSync(folder, { recursive: true });
}
