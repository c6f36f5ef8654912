import { type DuckDBConnection, type DuckDBValue, type JS, JSON } from '@duckdb/node-api';
export {};
