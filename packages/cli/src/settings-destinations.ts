import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { promisify } from 'node:util';
import { type Destination, type DestinationSettings, destinationTypes, fileFormats, openDestination } from '@affinity-kit/pipeline';
import { CliError, usageError } from './cli-error.ts';
import { isTable, readConfigFile, type SettingFlags } from './settings.ts';
import type { Terminal } from './terminal.ts';

/** A `[destinations.NAME]` of `affinity.toml`. */
export interface ConfiguredDestination {
  readonly name: string;
  readonly settings: DestinationSettings;
  /** Views whose rows are published too. */
  readonly views: readonly string[] | 'all';
  /** Where its secret comes from; the environment goes before the file and the command. */
  readonly secretSources: { readonly variable: string; readonly file: string | undefined; readonly command: string | undefined };
}

type Table = Readonly<Record<string, unknown>>;

const texts = [
  'type',
  'address',
  'schema',
  'prefix',
  'format',
  'mode',
  'json',
  'region',
  'endpoint',
  'secret_env',
  'secret_file',
  'secret_command',
];
const known = [...texts, 'views', 'keep_versions'];

/** What is wrong with a table, at its place. */
const misuse = (where: string, problem: string, nextStep?: string): CliError => usageError(`${where}: ${problem}`, nextStep);

const textIn = (where: string, table: Table, key: string): string | undefined => {
  const value = table[key];
  if (value === undefined || typeof value === 'string') return value;
  throw misuse(where, `'${key}' must be a text in quotes`);
};

const choiceIn = <Choice extends string>(
  where: string,
  table: Table,
  [key, ...choices]: readonly [key: string, ...choices: Choice[]],
): Choice | undefined => {
  const value = textIn(where, table, key);
  if (value === undefined) return undefined;
  const choice = choices.find((one) => one === value);
  if (choice === undefined) throw misuse(where, `'${key}' does not know '${value}'`, `It takes: ${choices.join(', ')}.`);
  return choice;
};

const viewsIn = (where: string, { views = [] }: Table): readonly string[] | 'all' => {
  if (views === 'all') return views;
  if (Array.isArray(views) && views.every((view) => typeof view === 'string')) return views;
  throw misuse(where, `'views' must be a list of names, or "all"`);
};

const countIn = (where: string, table: Table, key: string): number | undefined => {
  const value = table[key];
  if (value === undefined) return undefined;
  if (typeof value === 'number' && Number.isInteger(value) && value >= 2) return value;
  throw misuse(where, `'${key}' must be a whole number, 2 or more`);
};

const checkKeys = (where: string, table: Table): void => {
  for (const key of Object.keys(table)) {
    if (['secret', 'password', 'key', 'token'].includes(key))
      throw misuse(
        where,
        `'${key}' does not belong in a file that is shared`,
        `Use 'secret_env', 'secret_file' or 'secret_command' instead.`,
      );
    if (!known.includes(key)) throw misuse(where, `unknown setting '${key}'`, `Known settings: ${known.join(', ')}.`);
  }
};

/** A password in the address would be shown to whoever reads the file, so that it is refused before anything is said about the address. */
const checkAddress = (where: string, type: string, address: string): void => {
  if (/^\w+:\/\/[^/@]*:[^/@]+@/.test(address))
    throw misuse(
      where,
      `a password in 'address' does not belong in a file that is shared`,
      `Use 'secret_env', 'secret_file' or 'secret_command' instead.`,
    );
  if (type === 'postgres' && !(/^postgres(ql)?:\/\//.test(address) && URL.canParse(address)))
    throw misuse(where, `'address' must look like postgres://user@host/database`);
};

const destinationOf = (path: string, name: string, table: Table): ConfiguredDestination => {
  const where = `${path}: [destinations.${name}]`;
  checkKeys(where, table);
  const type = choiceIn(where, table, ['type', ...destinationTypes]);
  const address = textIn(where, table, 'address');
  if (type === undefined || address === undefined || address === '')
    throw misuse(
      where,
      `'${type === undefined ? 'type' : 'address'}' is missing`,
      `type is one of ${destinationTypes.join(', ')}; address says where.`,
    );
  checkAddress(where, type, address);
  const file = textIn(where, table, 'secret_file');
  return {
    name,
    views: viewsIn(where, table),
    secretSources: {
      variable: textIn(where, table, 'secret_env') ?? `AFFINITY_${name.toUpperCase().replaceAll(/\W/g, '_')}_SECRET`,
      file: file === undefined ? undefined : resolve(dirname(path), file),
      command: textIn(where, table, 'secret_command'),
    },
    settings: {
      type,
      address: type === 'files' ? resolve(dirname(path), address) : address,
      schema: textIn(where, table, 'schema'),
      prefix: textIn(where, table, 'prefix'),
      format: choiceIn(where, table, ['format', ...fileFormats]),
      mode: choiceIn(where, table, ['mode', 'delta', 'snapshot']),
      json: choiceIn(where, table, ['json', 'json', 'jsonb']),
      keepVersions: countIn(where, table, 'keep_versions'),
      region: textIn(where, table, 'region'),
      endpoint: textIn(where, table, 'endpoint'),
    },
  };
};

/** The destinations of the nearest `affinity.toml`, in its order. */
export const readDestinations = (flags: SettingFlags, terminal: Terminal): ConfiguredDestination[] => {
  const file = readConfigFile(flags, terminal);
  const tables = file && isTable(file.root['destinations']) ? file.root['destinations'] : {};
  return Object.entries(tables).map(([name, table]) => {
    const path = file?.path ?? '';
    if (!isTable(table)) throw misuse(path, `'destinations.${name}' must be a table`);
    return destinationOf(path, name, table);
  });
};

/** The destinations of some names, all of them where none is named; one that does not exist is wrong usage. */
export const chooseDestinations = (flags: SettingFlags, terminal: Terminal, names: readonly string[]): ConfiguredDestination[] => {
  const all = readDestinations(flags, terminal);
  if (all.length === 0)
    throw usageError(
      'No destinations are configured.',
      `Add to affinity.toml, for instance:\n\n  [destinations.warehouse]\n  type = "postgres"\n  address = "postgres://user@host/database"\n`,
    );
  const unknown = names.find((name) => !all.some((one) => one.name === name));
  if (unknown !== undefined)
    throw usageError(`There is no destination '${unknown}'`, `Destinations: ${all.map(({ name }) => name).join(', ')}.`);
  return names.length === 0 ? all : all.filter(({ name }) => names.includes(name));
};

/** What the command prints is the secret, so a failure tells nothing of its output. */
const runCommand = async (command: string, name: string): Promise<string> => {
  const shell =
    process.platform === 'win32' ? (['cmd.exe', ['/d', '/s', '/c', command]] as const) : (['/bin/sh', ['-c', command]] as const);
  try {
    return (await promisify(execFile)(shell[0], [...shell[1]], { timeout: 60_000 })).stdout;
  } catch {
    throw new CliError(`The secret_command of the destination '${name}' failed.`, { nextStep: 'Run it by hand to see why.' });
  }
};

const readSecretFile = async (file: string, name: string): Promise<string> => {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    throw new CliError(`The secret_file of the destination '${name}' cannot be read (${code}): ${file}`);
  }
};

const findSecret = async ({ name, secretSources }: ConfiguredDestination, { env }: Terminal): Promise<string | undefined> => {
  const { variable, file, command } = secretSources;
  const given = env[variable];
  if (given !== undefined && given !== '') return given;
  const found = file !== undefined ? await readSecretFile(file, name) : command !== undefined ? await runCommand(command, name) : undefined;
  return found?.trim();
};

/** Opens a configured destination for some work, with its secret, and closes it. */
export const withDestination = async <T>(
  configured: ConfiguredDestination,
  terminal: Terminal,
  work: (destination: Destination) => Promise<T>,
): Promise<T> => {
  const destination = await openDestination({ ...configured.settings, secret: await findSecret(configured, terminal) });
  try {
    return await work(destination);
  } finally {
    await destination.close();
  }
};
