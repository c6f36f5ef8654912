import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, it } from 'vitest';

const repository = fileURLToPath(new URL('../../', import.meta.url));

/** The folder with the API's published data: `AFFINITY_API_DATA`, or `shared/affinity-api` beside the repository. */
const apiDataFolder = resolve(process.env['AFFINITY_API_DATA'] ?? join(repository, '../shared/affinity-api'));

const present = existsSync(join(apiDataFolder, 'v2-2026-09-17.json'));

/**
 * Declares tests that need the API's data, which is not part of this repository.
 *
 * Without it one test is reported as skipped, with the reason in its title. The readers below are for the inside of `tests` only.
 */
export const describeWithApiData = (title: string, tests: () => void): void => {
  describe(title, () => {
    if (present) tests();
    else it.skip('needs the published API data: set AFFINITY_API_DATA to its folder');
  });
};

/** A JSON Schema as the data files hold it. */
export type DataSchema = Readonly<Record<string, unknown>>;

/** One operation of a data file. */
export interface DataOperation {
  readonly parameters: Readonly<Record<`${'path' | 'query'}:${string}`, { readonly required: boolean; readonly schema: DataSchema }>>;
  readonly requestBody?: { readonly required: boolean; readonly content: Readonly<Record<string, DataSchema>> };
  /** By status; an empty object is an answer without a body. */
  readonly responses: Readonly<Record<string, Readonly<Record<string, DataSchema>>>>;
  readonly 'x-stability-level'?: string;
}

/** The machine-readable contract of one version of API v2. */
export interface ApiContract {
  /** By method and path: `GET /v2/companies/{companyId}`. */
  readonly operations: Readonly<Record<string, DataOperation>>;
  readonly schemas: Readonly<Record<string, DataSchema>>;
}

const readJson = (...path: readonly string[]): unknown => JSON.parse(readFileSync(join(apiDataFolder, ...path), 'utf8'));

/** The contract of a version of API v2. */
export const readContract = (version: string): ApiContract => readJson(`v2-${version}.json`) as ApiContract; // its shape is documented beside it

/** The reference of an API version, as Markdown. */
export const readReference = (version: 'v1' | 'v2'): string => readFileSync(join(apiDataFolder, `${version}.md`), 'utf8');

/** A published example answer. */
export interface ApiSample {
  /** File name without `.json`. */
  readonly name: string;
  readonly operation: { readonly method: string; readonly path: string };
  readonly status: number;
  readonly body: unknown;
  /** Says what has been added to the API since. */
  readonly outdated?: string;
}

/** The published example answers of an API version. */
export const readSamples = (version: 'v1' | 'v2'): readonly ApiSample[] =>
  readdirSync(join(apiDataFolder, 'samples', version)).map((file) => ({
    ...(readJson('samples', version, file) as Omit<ApiSample, 'name'>), // likewise
    name: file.replace(/\.json$/, ''),
  }));
