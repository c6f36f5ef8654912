import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { findViolations } from '../../scripts/check-layers.js';

const made: string[] = [];
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const planted = (file: string, text: string): string[] => {
  const root = mkdtempSync(join(tmpdir(), 'layers-'));
  made.push(root);
  const path = join(root, 'packages', file);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, text);
  return findViolations(root);
};

describe('the layer check', () => {
  it('finds nothing in this repository', () => {
    expect(findViolations(join(import.meta.dirname, '../..'))).toEqual([]);
  });

  it('refuses an import that points up', () => {
    expect(planted('contract/src/a.ts', "import { createAffinity } from '@affinity-kit/client';")).toEqual([
      "packages/contract/src/a.ts: '@affinity-kit/client': contract may not import client",
    ]);
  });

  it('refuses an import between neighbours, type-only and dynamic ones too', () => {
    expect(planted('client/src/a.ts', "import type { Sandbox } from '@affinity-kit/sandbox';")).toHaveLength(1);
    expect(planted('sandbox/src/a.ts', "const client = await import('@affinity-kit/client');")).toHaveLength(1);
    expect(planted('pipeline/src/a.ts', "export { listen } from '@affinity-kit/sandbox/listen';")).toHaveLength(1);
  });

  it('refuses a relative path into another package', () => {
    expect(planted('client/src/a.ts', "import { x } from '../../contract/src/x.ts';")).toHaveLength(1);
  });

  it('refuses Node modules in a package that must run in a browser, unless loaded on demand', () => {
    expect(planted('client/src/a.ts', "import { readFileSync } from 'node:fs';")).toHaveLength(1);
    expect(planted('client/src/a.ts', "const fs = await import('node:fs');")).toEqual([]);
    expect(planted('client/src/a.ts', "import type { Stats } from 'node:fs';")).toEqual([]);
  });

  it('refuses a package that the picture does not know', () => {
    expect(planted('utils/src/a.ts', 'export {};')).toHaveLength(1);
  });

  it('sees an import that is spread over lines', () => {
    expect(planted('contract/src/a.ts', "import {\n  createAffinity,\n} from '@affinity-kit/client';")).toHaveLength(1);
  });
});
