import type { EndpointSpec } from './endpoint.ts';

/** Path and query of one request, ready to be put behind a base URL. */
export interface WireTarget {
  readonly path: string;
  readonly search: URLSearchParams;
}

const paramPattern = /\{(\w+)\}/g;

/** One path segment. A value that would leave its segment is refused: empty, `.` or `..`; the rest is percent-encoded. */
const segment = (name: string, value: unknown): string => {
  const text = String(value);
  if (value === undefined || value === null || text === '' || text === '.' || text === '..') {
    throw new TypeError(`Path parameter '${name}' is ${text === '' || value == null ? 'missing' : `'${text}'`}`);
  }
  return encodeURIComponent(text);
};

const appendQuery = (search: URLSearchParams, name: string, value: unknown): void => {
  if (value === undefined || value === null) return;
  if (Array.isArray(value)) for (const item of value) search.append(name, String(item));
  else search.append(name, String(value));
};

/** Spreads an input over path and query. Arrays become repeated parameters, booleans `true` or `false` (v2 reference, section 1). */
export const encodeTarget = (spec: EndpointSpec, input: Readonly<Record<string, unknown>>): WireTarget => {
  const path = spec.path.replace(paramPattern, (_, name: string) => segment(name, input[name]));
  const search = new URLSearchParams();
  for (const name of Object.keys(spec.query?.shape ?? {})) appendQuery(search, name, input[name]);
  return { path, search };
};
