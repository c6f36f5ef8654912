import type { EndpointSpec } from '@affinity-kit/contract/protocol';
import { AffinityCall, withResponse } from './call.ts';
import { readPage } from './page.ts';
import { type FetchedPage, Paged, type PageRequest, type WalkOptions } from './paged.ts';
import type { AnyInput } from './transport/encode.ts';
import type { CallOptions, Transport } from './transport/transport.ts';
import type { MethodFactory } from './tree.ts';

const parseJson = (text: string): unknown => (text === '' ? undefined : JSON.parse(text));

/** The largest page is asked for where a walk would otherwise take smaller ones. v1 list entries page only when a size is sent. */
const sizeOf = ({ limit, query, paging }: EndpointSpec, input: AnyInput, { walk }: PageRequest): AnyInput | undefined => {
  const name = paging === 'page-token' ? 'page_size' : 'limit';
  if (input[name] !== undefined || limit === undefined || !Object.hasOwn(query?.shape ?? {}, name)) return undefined;
  const wanted = paging === 'page-token' || (walk && limit.default !== limit.max);
  return wanted ? { [name]: limit.max } : undefined;
};

const positionOf = (spec: EndpointSpec, { cursor }: PageRequest): AnyInput | undefined => {
  if (cursor === undefined) return undefined;
  return spec.paging === 'page-token' ? { page_token: cursor } : { cursor };
};

const fetchPage = async (transport: Transport, endpoint: Endpoint, request: PageRequest): Promise<FetchedPage<unknown, unknown>> => {
  const { spec, baseUrl, input, signal } = endpoint;
  const position = positionOf(spec, request);
  const size = sizeOf(spec, input, request);
  const paged = position === undefined && size === undefined ? input : { ...input, ...position, ...size };
  const { value, exchange } = await transport.request(spec, paged, { signal, read: parseJson });
  const read = readPage(spec, value, baseUrl);
  return { ...read, answer: () => withResponse<unknown>(exchange, read.page) };
};

interface Endpoint {
  readonly spec: EndpointSpec;
  readonly baseUrl: string;
  readonly input: AnyInput;
  readonly signal: AbortSignal | undefined;
}

/** Makes the methods of endpoints: a call, or a collection of pages. */
export const createMethods =
  (transport: Transport, baseUrl: string): MethodFactory =>
  (spec) =>
  (input: AnyInput = {}, { signal, onProgress }: CallOptions & WalkOptions = {}): unknown => {
    if (spec.paging === undefined) return new AffinityCall(transport.request(spec, input, { signal, read: parseJson }));
    return new Paged((request) => fetchPage(transport, { spec, baseUrl, input, signal }, request), { onProgress });
  };
