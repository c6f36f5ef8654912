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

const handlerAt = (handlers: unknown, names: readonly string[]): ServedOperation['run'] | undefined => {
  const found = names.reduce<unknown>((node, name) => (isBranch(node) ? node[name] : undefined), handlers);
  // HandlersOf has tied this handler to its endpoint's types, which a walk by name cannot see.
  return typeof found === 'function' ? (found as ServedOperation['run']) : undefined;
};

/** The operations of a tree that have a handler. */
export const operationsOf = <const T extends EndpointTree>(tree: T, handlers: HandlersOf<T>): ServedOperation[] =>
  [...walkEndpoints(tree)].flatMap(([names, spec]) => {
    const run = handlerAt(handlers, names);
    return run === undefined ? [] : [{ spec, run }];
  });

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
