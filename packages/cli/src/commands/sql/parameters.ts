import { usageError } from '../../cli-error.ts';

/** A value of `--param`. */
export type Parameter = string | number | boolean | null;

const words: Readonly<Record<string, Parameter>> = { true: true, false: false, null: null };

/** Numbers, true, false and null are what they look like; all else is text, and so is what stands in single quotes. */
const valueOf = (text: string): Parameter => {
  const quoted = /^'(.*)'$/s.exec(text)?.[1];
  if (quoted !== undefined) return quoted;
  if (/^-?\d{1,15}(?:\.\d+)?$/.test(text)) return Number(text);
  const word = words[text.toLowerCase()];
  return word === undefined ? text : word;
};

const entryOf = (text: string): [string, Parameter] => {
  const match = /^\$?([A-Za-z_]\w*)=(.*)$/s.exec(text);
  if (match === null)
    throw usageError(`--param takes name=value, not '${text}'`, 'For instance --param id=123, behind it $id in the query.');
  const [, name = '', value = ''] = match;
  return [name, valueOf(value)];
};

const isUsed = (name: string, sql: string): boolean => new RegExp(`\\$${name}\\b`).test(sql);

/** The values of `--param name=value`, as often as it is given. */
export const parametersOf = (texts: readonly string[], sql: string): ReadonlyMap<string, Parameter> => {
  const parameters = new Map(texts.map(entryOf));
  const unused = [...parameters.keys()].find((name) => !isUsed(name, sql));
  if (unused !== undefined) throw usageError(`The query has no $${unused}`, `--param ${unused}=… stands for $${unused} in it.`);
  return parameters;
};

/** Those of the parameters that a statement has. */
export const parametersIn = (sql: string, parameters: ReadonlyMap<string, Parameter>): Record<string, Parameter> =>
  Object.fromEntries([...parameters].filter(([name]) => isUsed(name, sql)));
