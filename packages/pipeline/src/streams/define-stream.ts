import { type EndpointSpec, itemsKeys, type Permission } from '@affinity-kit/contract';
import * as z from 'zod';
import type { PageRows } from '../normalise/page-rows.ts';
import { isId, type JsonObject, RecordReader } from '../normalise/record-reader.ts';
import type { Cell, Column, ColumnType, Table } from '../replica/table.ts';
import type { Stream } from './stream.ts';

/** What a stream of one's own needs beside its endpoint. */
export interface DefineStreamOptions {
  /** Table to be filled; also the name of the stream. */
  readonly table: string;
  /** Property that identifies a record, `id` unless stated; an integer. */
  readonly key?: string;
  /** Fixed parameters of every request. */
  readonly input?: Readonly<Record<string, unknown>>;
  readonly permission?: Permission;
}

interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
}

/** `lastFundingDate` becomes `last_funding_date`. */
const snakeCase = (name: string): string => name.replace(/([a-z\d])([A-Z])/g, '$1_$2').toLowerCase();

const typesOf = ({ type, anyOf }: JsonSchema): readonly string[] => {
  const own = type === undefined ? [] : [type].flat();
  return [...own, ...(anyOf ?? []).flatMap(typesOf)].filter((name) => name !== 'null');
};

const isMoment = ({ format, anyOf }: JsonSchema): boolean => format === 'date-time' || (anyOf ?? []).some(isMoment);

/** Objects, arrays and mixtures are kept as JSON: nothing is lost, and nothing is guessed. */
const columnType = (schema: JsonSchema): ColumnType => {
  const types = new Set(typesOf(schema));
  if (types.size !== 1) return 'JSON';
  if (types.has('string')) return isMoment(schema) ? 'TIMESTAMPTZ' : 'VARCHAR';
  if (types.has('integer')) return 'BIGINT';
  if (types.has('number')) return 'DOUBLE';
  return types.has('boolean') ? 'BOOLEAN' : 'JSON';
};

const itemProperties = (endpoint: EndpointSpec): Readonly<Record<string, JsonSchema>> => {
  const page = z.toJSONSchema(endpoint.response, { unrepresentable: 'any', io: 'output' }) as JsonSchema & {
    $defs?: Record<string, JsonSchema>;
  };
  const key = itemsKeys(endpoint).find((name) => page.properties?.[name]);
  const data = (key !== undefined && page.properties?.[key]) || page;
  const item = data.items ?? data.anyOf?.find(({ items }) => items)?.items;
  if (item?.properties) return item.properties;
  throw new TypeError(`${endpoint.method} ${endpoint.path} does not answer with a collection of objects`);
};

const readCell = (reader: RecordReader, property: string, { type }: Column): Cell => {
  const value = reader.raw[property] ?? null;
  switch (type) {
    case 'VARCHAR':
      return reader.text(property);
    case 'BOOLEAN':
      return reader.boolean(property);
    case 'BIGINT':
      return reader.integer(property);
    case 'TIMESTAMPTZ':
      return reader.instant(property);
    case 'DOUBLE':
      return reader.number(property);
    default:
      return value === null ? null : JSON.stringify(value);
  }
};

/**
 * A stream of one's own: every item of a collection as a row, with a column for each property of the endpoint's item schema.
 *
 * @example `sync({ client, database, streams: ['companies', defineStream(v2.teams.list, { table: 'teams' })] })`
 */
export const defineStream = (endpoint: EndpointSpec, options: DefineStreamOptions): Stream => {
  const key = options.key ?? 'id';
  const properties = Object.entries(itemProperties(endpoint));
  const columns = properties.map(([property, schema]): Column => {
    return { name: snakeCase(property), type: columnType(schema), comment: `${property} of ${endpoint.path}.` };
  });
  const table: Table = {
    name: options.table,
    comment: `Items of ${endpoint.method} ${endpoint.path}.`,
    columns,
    key: [snakeCase(key)],
    guarded: true,
  };
  const record = (raw: JsonObject, out: PageRows): number | undefined => {
    const id = raw[key];
    if (!isId(id)) return undefined;
    const reader = new RecordReader(out, { id, raw });
    out.of(table).add(...properties.map(([property], index) => readCell(reader, property, columns[index] as Column)));
    return id;
  };
  const limit = endpoint.limit === undefined ? {} : { [endpoint.paging === 'page-token' ? 'page_size' : 'limit']: endpoint.limit.max };
  return {
    name: options.table,
    feeds: [{ table: options.table, owner: snakeCase(key) }],
    tables: [table],
    needs: [],
    ...((options.permission ?? endpoint.permission) ? { permission: options.permission ?? (endpoint.permission as Permission) } : {}),
    stages: () => [[{ endpoint, input: { ...limit, ...options.input }, record }]],
    pageSize: endpoint.limit?.max ?? 100,
  };
};
