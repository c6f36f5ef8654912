import { Client } from 'pg';
import type { Place } from './suite.ts';

let places = 0;

/** Runs statements as the server's administrator. */
export const asAdmin = async <T extends Record<string, unknown>>(url: string, sql: string): Promise<T[]> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const result: unknown = await client.query<T>(sql);
    // Several statements at once give several results.
    const last = Array.isArray(result) ? result.at(-1) : result;
    return (last as { rows: T[] }).rows;
  } finally {
    await client.end();
  }
};

/** An address with another user, password or path. */
const changed = (url: string, change: (target: URL) => void): string => {
  const target = new URL(url);
  change(target);
  return target.href;
};

/** A schema of its own on a server. */
export const postgresPlace = async (url: string): Promise<Place & { readonly schema: string; readonly reader: string }> => {
  const schema = `Affinity ${process.pid} ${++places}`;
  const reader = `reader_${process.pid}_${places}`;
  await asAdmin(url, `CREATE ROLE "${reader}" LOGIN PASSWORD 'hush-of-the-reader'`);
  const settings = { type: 'postgres', address: url, schema } as const;
  return {
    schema,
    reader,
    settings,
    secrets: ['secret-of-the-server', 'hush-of-the-reader'],
    makeForeign: async () => void (await asAdmin(url, `CREATE SCHEMA "${schema}"; CREATE TABLE "${schema}".companies (mine int)`)),
    withoutRights: {
      ...settings,
      address: changed(url, (target) => Object.assign(target, { username: reader, password: '' })),
      secret: 'hush-of-the-reader',
    },
    nowhere: { ...settings, address: changed(url, (target) => Object.assign(target, { port: '1' })) },
    remove: async () =>
      void (await asAdmin(url, `DROP SCHEMA IF EXISTS "${schema}" CASCADE; DROP OWNED BY "${reader}"; DROP ROLE "${reader}"`)),
  };
};
