import {
  type AnyEndpoint,
  type AnyEndpointTree,
  type EndpointSpec,
  type EndpointTree,
  type Input,
  type Item,
  isEndpoint,
  type Output,
} from '@affinity-kit/contract/protocol';
import type { AffinityCall } from './call.ts';
import type { PageOf } from './page.ts';
import type { Paged, WalkOptions } from './paged.ts';
import type { Selected } from './selected.ts';
import type { CallOptions } from './transport/transport.ts';

type Arguments<I, O> = object extends I ? [input?: I, options?: O] : [input: I, options?: O];

/** The fields that a call asks for by id. */
type FieldIds = readonly string[] | undefined;

/** A call whose input may choose fields: what it answers remembers the choice in its type. */
type ChoosingCall<E extends AnyEndpoint> =
  object extends Input<E>
    ? <const Ids extends FieldIds = undefined>(
        input?: Input<E> & { readonly fieldIds?: Ids },
        options?: CallOptions,
      ) => AffinityCall<Selected<Output<E>, Ids>>
    : <const Ids extends FieldIds = undefined>(
        input: Input<E> & { readonly fieldIds?: Ids },
        options?: CallOptions,
      ) => AffinityCall<Selected<Output<E>, Ids>>;

/** The rows of a page of v2, which may be `null` in some collections. */
type RowsOf<Page, Row> = Page extends { readonly data: infer Data } ? Row[] | Extract<Data, null> : never;

type ChosenPage<E extends AnyEndpoint, Ids extends FieldIds> = [Ids] extends [readonly string[]]
  ? Omit<PageOf<E>, 'data'> & { readonly data: RowsOf<PageOf<E>, Selected<Item<E>, Ids>> }
  : PageOf<E>;

/** A collection whose input may choose fields. */
type ChoosingWalk<E extends AnyEndpoint> =
  object extends Input<E>
    ? <const Ids extends FieldIds = undefined>(
        input?: Input<E> & { readonly fieldIds?: Ids },
        options?: CallOptions & WalkOptions,
      ) => Paged<ChosenPage<E, Ids>, Selected<Item<E>, Ids>>
    : <const Ids extends FieldIds = undefined>(
        input: Input<E> & { readonly fieldIds?: Ids },
        options?: CallOptions & WalkOptions,
      ) => Paged<ChosenPage<E, Ids>, Selected<Item<E>, Ids>>;

type PlainMethod<E extends AnyEndpoint> = E extends { paging: string }
  ? (...args: Arguments<Input<E>, CallOptions & WalkOptions>) => Paged<PageOf<E>, Item<E>>
  : (...args: Arguments<Input<E>, CallOptions>) => AffinityCall<Output<E>>;

/** The function that an endpoint becomes. */
export type MethodOf<E extends AnyEndpoint> = 'fieldIds' extends keyof Input<E>
  ? E extends { paging: string }
    ? ChoosingWalk<E>
    : ChoosingCall<E>
  : PlainMethod<E>;

/** The methods of a tree of endpoints, under the same names. */
export type ClientOf<T> = { readonly [K in keyof T]: T[K] extends AnyEndpoint ? MethodOf<T[K]> : ClientOf<T[K]> };

/** Makes the method of one endpoint. */
export type MethodFactory = (spec: EndpointSpec) => unknown;

const build = (tree: EndpointTree, methodOf: MethodFactory): object => {
  const entries = Object.entries(tree).map(([name, node]) => [name, isEndpoint(node) ? methodOf(node) : build(node, methodOf)]);
  return Object.freeze(Object.fromEntries(entries));
};

/** Turns every endpoint of a tree into a method. The result is a plain object, so that a misspelt name is `undefined` and a debugger shows it all. */
export const buildTree = <T extends AnyEndpointTree>(tree: T, methodOf: MethodFactory): ClientOf<T> =>
  // Endpoints have their schemas, which the bound leaves out; the mapped type says of each what `methodOf` does with it.
  build(tree as unknown as EndpointTree, methodOf) as ClientOf<T>;
