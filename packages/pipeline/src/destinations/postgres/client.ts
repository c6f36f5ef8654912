import type { Readable, Writable } from 'node:stream';
import type { ClientConfig } from 'pg';
import { AffinityDestinationUnreachableError } from '../errors.ts';
import { loadPackage } from '../load-package.ts';

/** What is asked of a connection to Postgres. */
export interface PostgresClient {
  query(sql: string, values?: readonly unknown[]): Promise<Readonly<Record<string, unknown>>[]>;
  /** A stream that takes the data of a COPY … FROM STDIN. */
  copyFrom(sql: string): Writable;
  /** A stream that gives the data of a COPY … TO STDOUT. */
  copyTo(sql: string): Readable;
  end(): Promise<void>;
}

/** Where a database is and how to get in. */
export interface PostgresAddress {
  /** `postgres://user@host:port/database`, with `?sslmode=` where the server asks for it. */
  readonly url: string;
  /** Goes before a password in `url`. */
  readonly password?: string | undefined;
}

/** An address as it can be shown. */
export function shownAddress(url: string): string {
  try {
    const { hostname, port, pathname, username } = new URL(url);
    return `postgres://${username === '' ? '' : `${username}@`}${hostname}${port === '' ? '' : `:${port}`}${pathname}`;
  } catch {
    return 'postgres';
  }
}

const configOf = ({ url, password }: PostgresAddress): ClientConfig => ({
  connectionString: withPassword(url, password),
  application_name: 'affinity-kit',
  keepAlive: true,
  connectionTimeoutMillis: 15_000,
});

function withPassword(url: string, password: string | undefined): string {
  if (password === undefined) return url;
  const target = new URL(url);
  target.password = encodeURIComponent(password);
  return target.href;
}

/** Connects to a database. */
export async function connectPostgres(address: PostgresAddress): Promise<PostgresClient> {
  const need = (name: string): { kind: string; name: string } => ({ kind: 'postgres', name });
  const pg = await loadPackage(need('pg'), () => import('pg'));
  const copy = await loadPackage(need('pg-copy-streams'), () => import('pg-copy-streams'));
  const client = new pg.default.Client(configOf(address));
  // What a cut connection means is said by the statement that it cuts.
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    throw new AffinityDestinationUnreachableError(shownAddress(address.url), error);
  }
  return {
    query: async (sql, values = []) => (await client.query<Record<string, unknown>>(sql, values.length > 0 ? [...values] : undefined)).rows,
    copyFrom: (sql) => client.query(copy.from(sql)),
    copyTo: (sql) => client.query(copy.to(sql)),
    end: () => client.end().catch(() => undefined),
  };
}
