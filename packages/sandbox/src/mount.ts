import { type EndpointSpec, type EndpointTree, walkEndpoints } from '@affinity-kit/contract';
import type { HandlersOf, RequestContext } from './context.ts';
import { createRouter, type Router, type RouterEntry } from './router.ts';

/** One operation that is served. */
export interface ServedOperation {
  readonly spec: EndpointSpec;
  readonly run: (input: unknown, context: RequestContext) => unknown;
}

/** Method and path of an operation of Affinity, served or not. */
export interface NamedOperation {
  readonly method: string;
  readonly path: string;
}

/** What a route leads to: a handler, or the name of an operation that has none. */
export type Mounted = ({ readonly served: true } & ServedOperation) | ({ readonly served: false } & NamedOperation);

const isBranch = (node: unknown): node is Readonly<Record<string, unknown>> => typeof node === 'object' && node !== null;

const handlerAt = (handlers: unknown, names: readonly string[]): ServedOperation['run'] => {
  const found = names.reduce<unknown>((node, name) => (isBranch(node) ? node[name] : undefined), handlers);
  if (typeof found !== 'function') throw new Error(`No handler for ${names.join('.')}`);
  // HandlersOf has tied this handler to its endpoint's types, which a walk by name cannot see.
  return found as ServedOperation['run'];
};

/** Every operation of a tree with its handler; a missing handler does not compile. */
export const operationsOf = <const T extends EndpointTree>(tree: T, handlers: HandlersOf<T>): ServedOperation[] =>
  [...walkEndpoints(tree)].map(([names, spec]) => ({ spec, run: handlerAt(handlers, names) }));

/** `/lists/{list_id}` and `/lists/{id}` are one place. */
const placeOf = ({ method, path }: NamedOperation): string => `${method} ${path.replace(/\{\w+\}/g, '{}')}`;

/** Routes for what is served, and for what is `known` to exist at Affinity but is not. */
export const mount = (served: readonly ServedOperation[], known: readonly NamedOperation[]): Router<Mounted> => {
  const places = new Set(served.map(({ spec }) => placeOf(spec)));
  const missing = known.filter((operation) => !places.has(placeOf(operation)));
  const entries: RouterEntry<Mounted>[] = [
    ...served.map((operation) => ({
      method: operation.spec.method,
      path: operation.spec.path,
      leaf: { served: true as const, ...operation },
    })),
    ...missing.map(({ method, path }) => ({ method, path, leaf: { served: false as const, method, path } })),
  ];
  return createRouter(entries);
};
