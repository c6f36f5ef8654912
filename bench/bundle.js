/**
 * Bundle size of a program that uses two endpoints, minified and compressed, against the whole client and against zod alone.
 *
 *     npm run build && node bench/bundle.js
 *
 * Sizes do not depend on the machine. What the two endpoints must not bring along is looked for in the bundle; it fails if it is there.
 */
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';

const root = fileURLToPath(new URL('../packages/client', import.meta.url));

const programs = {
  'zod alone': `
    import * as z from 'zod';
    globalThis.found = z.object({ id: z.int(), name: z.string().nullable(), tags: z.array(z.string()).optional() }).safeParse({});`,
  'two endpoints, chosen': `
    import { createClient } from '@affinity-kit/client';
    import { companies } from '@affinity-kit/contract/v2/companies';
    const client = createClient({ get: companies.get, list: companies.list });
    globalThis.found = [await client.get({ companyId: 1 }), await client.list()];`,
  'the same, all of it': `
    import { createAffinity } from '@affinity-kit/client';
    const affinity = createAffinity();
    globalThis.found = [await affinity.v2.companies.get({ companyId: 1 }), await affinity.v2.companies.list()];`,
};

/** Words that stand in resources and services that the two endpoints do not need. */
const foreign = ['/v2/semantic-search', '/v2/transcripts/{transcriptId}', '/organizations/{organization_id}', 'createAffinity'];

const bundle = async (source) => {
  const entry = '\0program';
  const program = {
    name: 'program',
    resolveId: (id) => (id === 'program' ? entry : undefined),
    load: (id) => (id === entry ? source : undefined),
  };
  const { output } = await build({
    root,
    configFile: false,
    logLevel: 'error',
    plugins: [program],
    build: { write: false, target: 'es2022', rollupOptions: { input: 'program', external: [/^node:/] } },
  });
  return output.flatMap((part) => (part.type === 'chunk' ? [part.code] : [])).join('');
};

const sizes = [];
for (const [name, source] of Object.entries(programs)) {
  const code = await bundle(source);
  sizes.push({ name, code, bytes: gzipSync(code, { level: 9 }).length });
}
const whole = sizes.at(-1).bytes;
for (const { name, code, bytes } of sizes) {
  const kB = (count) => `${(count / 1000).toFixed(1)} kB`.padStart(9);
  console.log(`${name.padEnd(22)} ${kB(code.length)} min  ${kB(bytes)} min+gzip  ${(bytes / whole).toFixed(2)} × all of it`);
}
const { code } = sizes[1];
const stowaways = foreign.filter((word) => code.includes(word));
if (stowaways.length > 0) {
  console.error(`In the bundle of two endpoints, without need: ${stowaways.join(', ')}`);
  process.exitCode = 1;
}
