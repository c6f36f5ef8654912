// Writes the OpenAPI documents, and first the comments that they quote: npm run docs:openapi
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { contractTexts } from './contract-texts.js';

const root = fileURLToPath(new URL('..', import.meta.url));

const run = (command, ...options) => {
  const { status } = spawnSync(join(root, 'node_modules/.bin', command), options, { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
};

const textsFile = 'packages/contract/src/openapi/texts.ts';

const writeTexts = () => {
  const { operations, schemas } = contractTexts(root);
  const source = `// Made by scripts/write-openapi.js from the comments of the contract.

/** What the source says of a schema and of its properties. */
export interface SchemaText {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, string>>;
}

/** What the source says of each operation, by method and path. */
export const operationTexts: Readonly<Record<string, string>> = ${JSON.stringify(operations)};

/** What the source says of each exported schema, by its name. */
export const schemaTexts: Readonly<Record<string, SchemaText>> = ${JSON.stringify(schemas)};
`;
  writeFileSync(join(root, textsFile), source);
  run('biome', 'format', '--write', '--log-level=error', textsFile);
};

writeTexts();
run('tsc', '-b', 'packages/contract');
const { openApiDocument } = await import('../packages/contract/dist/openapi.js');
mkdirSync(join(root, 'docs/openapi'), { recursive: true });
for (const api of ['v1', 'v2']) {
  writeFileSync(join(root, `docs/openapi/${api}.json`), `${JSON.stringify(openApiDocument(api), null, 2)}\n`);
}
