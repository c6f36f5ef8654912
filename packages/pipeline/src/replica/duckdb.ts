import { createRequire } from 'node:module';
import type * as Api from '@duckdb/node-api';
import type Bindings from '@duckdb/node-bindings';

/**
 * DuckDB's packages are CommonJS. `import` reads each of their files once more to find its exports, which costs more than loading them, so
 * they are required.
 */
const require = createRequire(import.meta.url);

/** DuckDB's API. */
export const api = require('@duckdb/node-api') as typeof Api; // what the package exports

/** The C calls beneath it. */
export const bindings = require('@duckdb/node-bindings') as typeof Bindings; // what the package exports
