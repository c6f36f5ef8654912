import type * as z from 'zod';
import type { FilterProperties } from './filter/properties.ts';
import type { Permission } from './permissions.ts';

/** The HTTP methods that Affinity uses: v1 has PUT and no PATCH, v2 PATCH and no PUT. */
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** How a collection is paged: v2 sends a `nextUrl`, v1 a `next_page_token`. */
export type Paging = 'next-url' | 'page-token';

/** Everything that is known of one operation, as plain data. */
export interface EndpointSpec {
  readonly method: Method;
  /** Path template from the host's root, parameters in braces: `/v2/companies/{companyId}`. */
  readonly path: `/${string}`;
  /** What a call does. Policies, retries and tools go by this, since a POST may be a search. */
  readonly effect: 'read' | 'write';
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** The success body; `z.undefined()` where the answer is empty. No transform, default or coercion in it. */
  readonly response: z.ZodType;
  /** Success status; 200 unless stated. */
  readonly status?: 200 | 201 | 202 | 204 | 302;
  readonly paging?: Paging;
  /**
   * Key of the array in a page of v1, such as `list_entries`; v2 always says `data`.
   *
   * Several, where the key depends on what was asked for: a page has one of them.
   */
  readonly items?: string | readonly string[];
  /** Page size: what applies when none is asked for, and what may be asked for. Without a default everything comes at once. */
  readonly limit?: { readonly default?: number; readonly min: number; readonly max: number };
  /** What the `filter` parameter takes. */
  readonly filter?: FilterProperties;
  /** Order of a collection when none is asked for: a property, with `-` before it for descending. */
  readonly order?: string;
  /** Role permission without which the answer is 403. */
  readonly permission?: Permission;
  /** May change or break without a new version. */
  readonly beta?: true;
  /** First appearance: a date (`~2026-08` where it is not in the change notes), or `initial`. */
  readonly since?: string;
  /** Declared error statuses besides 401, 429 and 5xx. */
  readonly errors?: readonly number[];
  /** Media type of the request body; JSON unless stated. */
  readonly bodyMedia?: 'multipart/form-data';
}

/** The schemas of an endpoint. */
type Schemas = Pick<EndpointSpec, 'params' | 'query' | 'body' | 'response'>;

/**
 * An endpoint as it is written down: its schemas stand behind functions, each called once, when the schema is first used.
 *
 * So an import builds none of them, and a program pays for the operations that it calls.
 */
export type EndpointDeclaration = Omit<EndpointSpec, keyof Schemas> & {
  readonly [name in keyof Schemas]: () => NonNullable<Schemas[name]>;
};

/** The endpoint that a declaration describes. */
export type Endpoint<D extends EndpointDeclaration> = {
  readonly [name in keyof D]: D[name] extends () => infer Schema ? Schema : D[name];
};

type ParamIn<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}` ? Name | ParamIn<Rest> : never;
type Declared<D extends EndpointDeclaration> = D extends { params: () => z.ZodObject<infer Shape> } ? keyof Shape & string : never;
type PathCheck<D extends EndpointDeclaration> = [ParamIn<D['path']>] extends [Declared<D>]
  ? [Declared<D>] extends [ParamIn<D['path']>]
    ? unknown
    : { params: `'${Exclude<Declared<D>, ParamIn<D['path']>>}' is not in the path` }
  : { params: `path parameter '${Exclude<ParamIn<D['path']>, Declared<D>>}' has no schema` };

type Misspelt<D extends EndpointDeclaration> = Exclude<keyof D, keyof EndpointSpec>;
type OptionCheck<D extends EndpointDeclaration> = [Misspelt<D>] extends [never]
  ? unknown
  : { readonly [name in Misspelt<D>]: `an endpoint has no '${name & string}'` };

const schemaNames = ['params', 'query', 'body', 'response'] as const satisfies readonly (keyof Schemas)[];

/** A property that is worked out when it is first read. */
const lazily = (build: () => z.ZodType): PropertyDescriptor => {
  let built: z.ZodType | undefined;
  const get = (): z.ZodType => {
    built ??= build();
    return built;
  };
  return { enumerable: true, get };
};

/**
 * Declares one operation of the Affinity API.
 *
 * Client methods, sandbox routes, columns and documents are derived from what is written here, so it is written once.
 * A path parameter without a schema, a schema without its place in the path and a misspelt property do not compile.
 */
// @__NO_SIDE_EFFECTS__
export function endpoint<const D extends EndpointDeclaration>(declaration: D & PathCheck<D> & OptionCheck<D>): Endpoint<D> {
  const made = { ...declaration };
  for (const name of schemaNames) {
    const build = declaration[name];
    if (build !== undefined) Object.defineProperty(made, name, lazily(build));
  }
  return made as unknown as Endpoint<D>; // schemas are where functions were
}

/** A tree of endpoints, as deep as it needs to be: `v2.companies.list`. */
export interface EndpointTree {
  readonly [name: string]: EndpointSpec | EndpointTree;
}

/** Tells an endpoint from a branch of the tree. */
export const isEndpoint = (node: EndpointSpec | EndpointTree): node is EndpointSpec =>
  typeof node['method'] === 'string' && typeof node['path'] === 'string';

/** Visits every endpoint of a tree with its names from the root: `['companies', 'list']`. */
export function* walkEndpoints(tree: EndpointTree, names: readonly string[] = []): Generator<[readonly string[], EndpointSpec]> {
  for (const [name, node] of Object.entries(tree)) {
    if (isEndpoint(node)) yield [[...names, name], node];
    else yield* walkEndpoints(node, [...names, name]);
  }
}

/** What tells an endpoint from a branch to the compiler: its schemas need no look, which would cost it seconds. */
export interface AnyEndpoint {
  readonly method: Method;
  readonly path: string;
}

/** A tree of endpoints, as the compiler tells one from other objects: {@link EndpointTree} without a look at the schemas. */
export interface AnyEndpointTree {
  readonly [name: string]: AnyEndpoint | AnyEndpointTree;
}

/** What a schema takes: read off it, where `z.ZodType` as a constraint would have the compiler compare all of its methods. */
type Taken<Schema> = Schema extends { readonly _zod: { readonly input: infer I } } ? I : unknown;
/** What a schema gives. */
type Given<Schema> = Schema extends { readonly _zod: { readonly output: infer O } } ? O : unknown;

/** What a caller passes: path and query parameters side by side, and the body under `body`. */
export type Input<E extends AnyEndpoint> = (E extends { params: infer P } ? Taken<P> : unknown) &
  (E extends { query: infer Q } ? Taken<Q> : unknown) &
  (E extends { body: infer B } ? (undefined extends Taken<B> ? { readonly body?: Taken<B> } : { readonly body: Taken<B> }) : unknown);

/** What a server gets after parsing: the same shape, with defaults filled in. */
export type Parsed<E extends AnyEndpoint> = (E extends { params: infer P } ? Given<P> : unknown) &
  (E extends { query: infer Q } ? Given<Q> : unknown) &
  (E extends { body: infer B } ? { readonly body: Given<B> } : unknown);

/** The success body. */
export type Output<E extends AnyEndpoint> = E extends { response: infer R } ? Given<R> : never;

type Rows<T> = T extends readonly (infer R)[] ? R : never;
type PageOf<E extends AnyEndpoint> = Extract<Output<E>, object>;
type ItemsKey<E> = E extends { items: infer K extends string | readonly string[] }
  ? K extends readonly (infer One extends string)[]
    ? One
    : K
  : 'data';
type RowsAt<P, K> = K extends string ? (P extends { readonly [key in K]: infer D } ? Rows<NonNullable<D>> : never) : never;

/** One item of a collection. */
export type Item<E extends AnyEndpoint> = RowsAt<PageOf<E>, ItemsKey<E>>;

/** The keys that the array of a page may stand under; a page has one of them. */
export const itemsKeys = ({ items = 'data' }: Pick<EndpointSpec, 'items'>): readonly string[] =>
  typeof items === 'string' ? [items] : items;
