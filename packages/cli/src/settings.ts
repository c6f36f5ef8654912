import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parse, TomlError } from 'smol-toml';
import { usageError } from './cli-error.ts';
import type { Terminal } from './terminal.ts';

/** Settings that every command shares, after flags, environment, file and defaults were laid over each other. */
export interface Settings {
  readonly baseUrl: string | undefined;
  readonly database: string;
  readonly apiVersion: string | undefined;
  /** File named by the flag; it goes before the environment. */
  readonly apiKeyFlag: string | undefined;
  /** File and command named by `affinity.toml`; the environment goes before them. */
  readonly apiKeyFile: string | undefined;
  readonly apiKeyCommand: string | undefined;
}

/** Flags that set the same things for one call. */
export interface SettingFlags {
  readonly database?: string;
  readonly baseUrl?: string;
  readonly apiKeyFile?: string;
  readonly profile?: string;
  readonly config?: string;
}

const keys = ['base_url', 'database', 'api_version', 'api_key_file', 'api_key_command'] as const;
type Key = (typeof keys)[number];
type FileSettings = Partial<Record<Key, string>>;

const fileName = 'affinity.toml';

/** The nearest `affinity.toml`, looking upwards from a folder. */
const findFile = (folder: string): string | undefined => {
  const candidate = join(folder, fileName);
  if (existsSync(candidate)) return candidate;
  const parent = dirname(folder);
  return parent === folder ? undefined : findFile(parent);
};

const readToml = (path: string): Record<string, unknown> => {
  try {
    return parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if (error instanceof TomlError)
      throw usageError(`${path}:${error.line}:${error.column}: not valid TOML: ${error.message.split('\n')[0]}`);
    throw usageError(`Cannot read ${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
};

/** Whether a value of a settings file is a table. */
export const isTable = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const checkKey = (path: string, key: string): Key => {
  if (key === 'api_key') {
    throw usageError(`${path}: 'api_key' does not belong in a file that is shared`, "Use 'api_key_file' or 'api_key_command' instead.");
  }
  const known = keys.find((one) => one === key);
  if (known === undefined)
    throw usageError(
      `${path}: unknown setting '${key}'`,
      `Known settings: ${keys.join(', ')}, and tables [profiles.NAME] and [destinations.NAME].`,
    );
  return known;
};

/** The settings of one table; paths in it are relative to the file, not to the working folder. */
const settingsOf = (path: string, table: Record<string, unknown>): FileSettings => {
  const settings: FileSettings = {};
  for (const [name, value] of Object.entries(table)) {
    if ((name === 'profiles' || name === 'destinations') && isTable(value)) continue;
    const key = checkKey(path, name);
    if (typeof value !== 'string') throw usageError(`${path}: '${name}' must be a text in quotes`);
    settings[key] = key === 'database' || key === 'api_key_file' ? resolve(dirname(path), value) : value;
  }
  return settings;
};

const profileOf = (path: string, root: Record<string, unknown>, name: string | undefined): FileSettings => {
  if (name === undefined) return {};
  const profiles = isTable(root['profiles']) ? root['profiles'] : {};
  const profile = profiles[name];
  if (isTable(profile)) return settingsOf(path, profile);
  const known = Object.keys(profiles).join(', ') || 'none';
  throw usageError(`${path}: no profile '${name}'`, `Profiles in it: ${known}.`);
};

/** The settings file that counts for a command, and what stands in it. */
export const readConfigFile = (flags: SettingFlags, terminal: Terminal): { path: string; root: Record<string, unknown> } | undefined => {
  const path = flags.config === undefined ? findFile(terminal.cwd) : resolve(terminal.cwd, flags.config);
  return path === undefined ? undefined : { path, root: readToml(path) };
};

const fromFile = (flags: SettingFlags, terminal: Terminal): FileSettings => {
  const file = readConfigFile(flags, terminal);
  const profile = flags.profile ?? terminal.env['AFFINITY_PROFILE'];
  if (file === undefined) {
    if (profile !== undefined) throw usageError(`No ${fileName} here or above, so there is no profile '${profile}'`);
    return {};
  }
  const { path, root } = file;
  return { ...settingsOf(path, root), ...profileOf(path, root, profile) };
};

const filled = (value: string | undefined): string | undefined => (value === undefined || value === '' ? undefined : value);

/** Lays flags over environment over `affinity.toml` over defaults (design: section 2.5). */
export const readSettings = (flags: SettingFlags, terminal: Terminal): Settings => {
  const file = fromFile(flags, terminal);
  const { env } = terminal;
  return {
    baseUrl: flags.baseUrl ?? filled(env['AFFINITY_BASE_URL']) ?? file.base_url,
    database: resolve(terminal.cwd, flags.database ?? filled(env['AFFINITY_DATABASE']) ?? file.database ?? 'affinity.duckdb'),
    apiVersion: filled(env['AFFINITY_API_VERSION']) ?? file.api_version,
    apiKeyFlag: flags.apiKeyFile === undefined ? undefined : resolve(terminal.cwd, flags.apiKeyFile),
    apiKeyFile: file.api_key_file,
    apiKeyCommand: file.api_key_command,
  };
};
