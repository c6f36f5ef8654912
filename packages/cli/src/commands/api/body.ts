import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { usageError } from '../../cli-error.ts';
import type { Terminal } from '../../terminal.ts';
import type { ApiOperation } from './operation.ts';
import { flagOf } from './parameters.ts';

const readOrRefuse = async (path: string, { cwd }: Terminal): Promise<Buffer> => {
  try {
    return await readFile(resolve(cwd, path));
  } catch (error) {
    throw usageError(`Cannot read ${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
};

const textOfBody = async (given: string, terminal: Terminal): Promise<string> => {
  if (given === '-') return text(terminal.in ?? process.stdin);
  return given.startsWith('@') ? (await readOrRefuse(given.slice(1), terminal)).toString('utf8') : given;
};

/** The body that `--body` gives: JSON, `@file`, or `-` for standard input. */
export const readJsonBody = async ({ name, spec }: ApiOperation, given: string | undefined, terminal: Terminal): Promise<unknown> => {
  if (given === undefined) return undefined;
  if (spec.bodyMedia === 'multipart/form-data') throw usageError(`${name} takes files, not JSON`, 'Give --file and the record as flags.');
  if (spec.body === undefined) throw usageError(`${name} takes no body`, 'Parameters are flags.');
  const json = await textOfBody(given, terminal);
  try {
    return JSON.parse(json);
  } catch (error) {
    throw usageError(
      `--body is not JSON: ${error instanceof Error ? error.message : String(error)}`,
      'In a shell, put it into single quotes.',
    );
  }
};

const fileAt = async (path: string, terminal: Terminal): Promise<File> =>
  new File([new Uint8Array(await readOrRefuse(path, terminal))], basename(path));

/** Only the API knows `files[]` as a list; who uploads says `--file` once or several times. */
const isFile = (name: string): boolean => /^files?(\[\])?$/.test(name);

const numberOf = (name: string, given: string): number => {
  const value = Number(given);
  if (given.trim() === '' || !Number.isInteger(value)) throw usageError(`${flagOf(name)} must be a whole number, not '${given}'`);
  return value;
};

/** The body of an upload, from flags: files by their paths, the record by its id. */
export const readForm = async (form: ReadonlyMap<string, readonly string[]>, terminal: Terminal): Promise<Record<string, unknown>> => {
  const paths = [...form].flatMap(([name, texts]) => (isFile(name) ? texts : []));
  const files = await Promise.all(paths.map((path) => fileAt(path, terminal)));
  const others = [...form].filter(([name]) => !isFile(name)).map(([name, texts]) => [name, numberOf(name, texts.at(-1) ?? '')]);
  return { ...(files.length > 0 && { 'files[]': files }), ...Object.fromEntries(others) };
};
