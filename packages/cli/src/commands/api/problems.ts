import type * as z from 'zod';

/** What a schema refuses, and where. */
export interface InputProblem {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

const depthOf = (problems: readonly InputProblem[]): number => Math.max(0, ...problems.map(({ path }) => path.length));

/** Of a union the alternative is told that came furthest, since it is the likeliest to be meant. */
export const problemsOf = (issues: readonly z.core.$ZodIssue[], above: readonly PropertyKey[] = []): readonly InputProblem[] =>
  issues.flatMap((issue) => {
    const path = [...above, ...issue.path];
    if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [{ path, message: issue.message }];
    const alternatives = issue.errors.map((inner) => problemsOf(inner, path));
    return alternatives.reduce((best, one) => (depthOf(one) > depthOf(best) ? one : best));
  });

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;

/** Properties that a schema passed over: Affinity would too, without a word. */
export const unknownProperties = (given: unknown, parsed: unknown, path: readonly PropertyKey[] = []): readonly InputProblem[] => {
  if (!isObject(given) || !isObject(parsed)) return [];
  return Object.entries(given).flatMap(([name, value]) => {
    const here = [...path, Array.isArray(given) ? Number(name) : name];
    if (!Object.hasOwn(parsed, name)) return [{ path: here, message: 'There is no such property' }];
    return unknownProperties(value, parsed[name], here);
  });
};

/** A path as it is written in code: `filters[0].value`. */
export const pathText = (path: readonly PropertyKey[]): string =>
  path.map((step, index) => (typeof step === 'number' ? `[${step}]` : `${index === 0 ? '' : '.'}${String(step)}`)).join('');
