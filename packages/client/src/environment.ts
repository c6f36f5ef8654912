import { AffinityConfigurationError, AffinityMissingKeyError } from './errors.ts';

/** Variables by name; `process.env`, or what an env file says. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The environment of the process; empty where there is none, as in a browser. */
export const processEnvironment = (): Environment => globalThis.process?.env ?? {};

const assignment = /^\s*(?:export\s+)?([\w.]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([^#]*?))\s*(?:#.*)?$/;

/** Parses an env file: `NAME=value` lines, quotes, comments and `export` allowed. Nothing is expanded. */
export const parseEnvironment = (text: string): Environment => {
  const found = new Map<string, string>();
  for (const line of text.split(/\r?\n/)) {
    const [, name, double, single, bare = ''] = assignment.exec(line) ?? [];
    const unescaped = double?.replaceAll('\\n', '\n').replaceAll('\\"', '"');
    if (name !== undefined) found.set(name, unescaped ?? single ?? bare);
  }
  return Object.fromEntries(found);
};

/** Reads an env file; what the process already has wins, as with `node --env-file`. Node, Bun and Deno only. */
export const readEnvironment = (file: string): Environment => {
  const fs = globalThis.process?.getBuiltinModule?.('node:fs');
  if (fs === undefined) throw new AffinityConfigurationError('An env file can only be read on Node, Bun or Deno');
  try {
    return { ...parseEnvironment(fs.readFileSync(file, 'utf8')), ...processEnvironment() };
  } catch (error) {
    throw new AffinityConfigurationError(`The env file cannot be read: ${reasonOf(error)}`);
  }
};

const reasonOf = (error: unknown): string => {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return String(code ?? 'unknown reason');
};

const readKeyFile = async (file: string): Promise<string> => {
  const { readFile } = await import('node:fs/promises');
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new AffinityMissingKeyError(`AFFINITY_API_KEY_FILE cannot be read: ${reasonOf(error)}`);
  }
};

/** What the command prints may be the key, so a failure tells its exit code and nothing of its output. */
const runKeyCommand = async (command: string): Promise<string> => {
  const { execFile } = await import('node:child_process');
  const windows = globalThis.process?.platform === 'win32';
  const [shell, ...flags] = windows ? ['cmd.exe', '/d', '/s', '/c'] : ['/bin/sh', '-c'];
  const options = { timeout: 60_000, windowsVerbatimArguments: windows };
  return new Promise((resolve, reject) => {
    execFile(shell ?? '/bin/sh', [...flags, command], options, (error, stdout) => {
      if (error === null) resolve(stdout);
      else reject(new AffinityMissingKeyError(`AFFINITY_API_KEY_COMMAND failed (${reasonOf(error)})`));
    });
  });
};

/**
 * Finds the key in `AFFINITY_API_KEY`, the file named by `AFFINITY_API_KEY_FILE`, or the output of `AFFINITY_API_KEY_COMMAND`, in this order.
 */
export const findKey = async (environment: Environment): Promise<string> => {
  const { AFFINITY_API_KEY: key, AFFINITY_API_KEY_FILE: file, AFFINITY_API_KEY_COMMAND: command } = environment;
  if (key) return key;
  if (file) return readKeyFile(file);
  if (command) return runKeyCommand(command);
  throw new AffinityMissingKeyError(
    'No API key. Pass { apiKey }, or set AFFINITY_API_KEY, AFFINITY_API_KEY_FILE or AFFINITY_API_KEY_COMMAND.',
  );
};
