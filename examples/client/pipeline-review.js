// Finds the deals of a pipeline that are worth a look, writes what a partner decided, and downloads what was filed.
//
//   node examples/client/pipeline-review.js
//
// It starts a local Affinity with an invented firm, and checks what it did there.
import assert from 'node:assert/strict';
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAffinity, F, fieldsOf } from '@affinity-kit/client';
import { createSandbox } from '@affinity-kit/sandbox';

const sandbox = createSandbox({ size: 'S', seed: 1 });
const affinity = createAffinity({
  apiKey: sandbox.keys[0].key,
  baseUrl: sandbox.url,
  fetch: sandbox.fetch,
  consistency: 'read-your-writes',
  onMerged: 'follow',
});

// Names, not ids: lists, fields and options are looked up once. Amount comes with every list of opportunities.
const list = await affinity.lists.create({ name: 'Review', type: 'opportunity' });
const company = await affinity.companies.first();
for (const [name, Amount] of Object.entries({ 'Series A': 2_000_000, 'Series B': 9_000_000, Seed: 400_000 })) {
  const { id } = await affinity.opportunities.create({ name, list: list.id, companies: [company.id] });
  const { written } = await affinity.opportunities.setFields(id, { Amount });
  assert.deepEqual(
    written.map((change) => change.name),
    ['Amount'],
  );
}

// Runs on the server; `evaluate: 'local'` would do here what it cannot.
const large = F.field('Amount').between(1_000_000, 10_000_000);
const found = await affinity.opportunities.all({ list: list.id, filter: large, fieldTypes: ['list'] });
for (const deal of found) console.log(`${deal.name}: ${fieldsOf(deal).get('Amount').data}`);
assert.deepEqual(
  found.map(({ name }) => name),
  ['Series A', 'Series B'],
);

// A record's web address does for its id.
await affinity.notes.create({ html: '<p>Worth a second call</p>', companies: [`https://firm.affinity.co/companies/${company.id}`] });

// Downloads go on where they broke off.
const [file] = await affinity.files.upload({ company: company.id }, new File(['the deck'], 'deck.txt', { type: 'text/plain' }));
const path = join(await mkdtemp(join(tmpdir(), 'review-')), file.name);
await affinity.files.downloadTo(file.id, path);
assert.equal(await readFile(path, 'utf8'), 'the deck');

sandbox.close();
console.log('Done');
