import { checkFilterText, decodeParams, decodeQuery, FilterRefusedError, FilterSyntaxError } from '@affinity-kit/contract';
import type * as z from 'zod';
import { usageError } from '../../cli-error.ts';
import type { Terminal } from '../../terminal.ts';
import { readForm, readJsonBody } from './body.ts';
import type { ApiOperation } from './operation.ts';
import { flagOf, type GivenTexts, readParameters } from './parameters.ts';
import { type InputProblem, pathText, problemsOf, unknownProperties } from './problems.ts';

/** What an operation is called with: parameters side by side, and the body under `body`. */
export type ApiInput = Readonly<Record<string, unknown>>;

const refuse = ({ name }: ApiOperation, lines: readonly string[]): never => {
  throw usageError(`${name} does not take this: ${lines.join('; ')}`, `Nothing was sent. affinity api ${name} --help explains it.`);
};

/** A whole parameter is told by its flag. */
const parameterLine = ({ path: [name, ...rest], message }: InputProblem): string =>
  `${flagOf(String(name ?? ''))}${rest.length > 0 && typeof rest[0] !== 'number' ? `.${pathText(rest)}` : ''}: ${message}`;

const bodyLine = ({ path, message }: InputProblem): string => `${pathText(['body', ...path])}: ${message}`;

const check = (operation: ApiOperation, schema: z.ZodType | undefined, value: Record<string, unknown>): void => {
  const result = schema?.safeParse(value);
  if (result?.success === false) refuse(operation, problemsOf(result.error.issues).map(parameterLine));
};

const checkFilter = (operation: ApiOperation, filter: unknown): void => {
  try {
    checkFilterText(typeof filter === 'string' ? filter : undefined, operation.spec.filter);
  } catch (error) {
    if (!(error instanceof FilterRefusedError || error instanceof FilterSyntaxError)) throw error;
    refuse(operation, [`--filter: ${error.message}`]);
  }
};

const checkBody = (operation: ApiOperation, body: unknown): void => {
  const result = operation.spec.body?.safeParse(body);
  if (result === undefined) return;
  if (!result.success && body === undefined) refuse(operation, ['--body is missing']);
  const problems = result.success ? unknownProperties(body, result.data) : problemsOf(result.error.issues);
  if (problems.length > 0) refuse(operation, problems.map(bodyLine));
};

const pathInput = ({ spec }: ApiOperation, { path }: GivenTexts): Record<string, unknown> =>
  decodeParams(spec, Object.fromEntries([...path].map(([name, texts]) => [name, texts.at(-1) ?? ''])));

const searchOf = (name: string, texts: readonly string[]): URLSearchParams => {
  const search = new URLSearchParams();
  for (const text of texts) search.append(name, text);
  return search;
};

/** Several values of a parameter come as several flags, or with commas between them. */
const queryValue = ({ spec }: ApiOperation, name: string, texts: readonly string[]): unknown => {
  const value = decodeQuery(spec, searchOf(name, texts))[name];
  if (!Array.isArray(value)) return value;
  const members = texts.flatMap((text) => text.split(',')).map((text) => text.trim());
  return decodeQuery(spec, searchOf(name, members))[name];
};

const queryInput = (operation: ApiOperation, { query }: GivenTexts): Record<string, unknown> =>
  Object.fromEntries([...query].map(([name, texts]) => [name, queryValue(operation, name, texts)]));

/** Reads the input of an operation from a command line; what the contract refuses is told by its place, before anything is sent. */
export const readInput = async (
  operation: ApiOperation,
  words: readonly string[],
  { body: bodyText, terminal }: { readonly body: string | undefined; readonly terminal: Terminal },
): Promise<ApiInput> => {
  const { spec } = operation;
  const given = readParameters(operation, words);
  const params = pathInput(operation, given);
  const query = queryInput(operation, given);
  check(operation, spec.params, params);
  check(operation, spec.query, query);
  checkFilter(operation, query['filter']);
  const json = await readJsonBody(operation, bodyText, terminal);
  const body = spec.bodyMedia === 'multipart/form-data' ? await readForm(given.form, terminal) : json;
  checkBody(operation, body);
  return { ...params, ...query, ...(body !== undefined && { body }) };
};
