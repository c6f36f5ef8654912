import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { v1, v2, walkEndpoints } from '@affinity-kit/contract';
import { describe, expect, it } from 'vitest';
import { behaviours, operations } from './requirements/index.ts';

const root = join(import.meta.dirname, '..');

const testsBelow = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts') && !file.includes('node_modules'))
    .map((file) => join(folder, file));

const packages = readdirSync(join(root, 'packages')).map((name) => join('packages', name, 'src'));
const sources = ['tests', ...packages].flatMap(testsBelow).map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }));

/** An id in brackets, as titles of tests cite it. */
const citation = /\[((?:v1|v2|sandbox)(?:\.[\w-]+)+)\]/;
const cited = new Set(sources.flatMap(({ text }) => [...text.matchAll(new RegExp(citation, 'g'))].map(([, id = '']) => id)));

/** Operations that the tests below `operations` prove; the types demand a scenario and a request of each, and the helper adds its refusals. */
const proved = new Map<string, number>();
for (const { file, text } of sources)
  if (file.includes('operations'))
    for (const [, id = ''] of text.matchAll(/^proves\('([\w.]+)', \{$/gm)) proved.set(id, (proved.get(id) ?? 0) + 1);

const endpoints = [...walkEndpoints({ v1, v2 })].map(([names]) => names.join('.'));

describe('the requirements', () => {
  it('have a sentence for each operation of the contract, and for no other', () => {
    expect(Object.keys(operations).toSorted()).toEqual(endpoints.toSorted());
    expect(endpoints).toHaveLength(173);
  });

  it('say where each behaviour comes from, in one sentence', () => {
    for (const [id, [section, behaviour]] of Object.entries({ ...operations, ...behaviours })) {
      expect([id, section]).toEqual([id, expect.stringMatching(/^(v[12] )?\d+(\.\d+)?(, v2 \d+(\.\d+)?)?$/)]);
      expect([id, behaviour]).toEqual([id, expect.stringMatching(/^\S.*\.$/)]);
    }
  });

  it('keep the ids of behaviours and operations apart', () => {
    expect(Object.keys(behaviours).filter((id) => id in operations)).toEqual([]);
  });
});

describe('the tests', () => {
  it('prove every operation once: by a scenario, a request as it is written on the wire, and its refusals', () => {
    expect(endpoints.filter((id) => proved.get(id) !== 1)).toEqual([]);
  });

  it('prove every behaviour', () => {
    expect(Object.keys(behaviours).filter((id) => !cited.has(id))).toEqual([]);
  });

  it('cite no behaviour that there is not', () => {
    expect([...cited].filter((id) => !(id in behaviours))).toEqual([]);
  });

  it('that prove anything are neither left out nor run alone', () => {
    const marks = /\b(?:it|test|describe)\.(?:only|skip|todo|fails)\b/;
    const proving = sources.filter(({ text }) => citation.test(text) || text.includes("\nproves('"));
    expect(proving.filter(({ text }) => marks.test(text)).map(({ file }) => file)).toEqual([]);
    expect(proving.length).toBeGreaterThan(40);
  });
});
