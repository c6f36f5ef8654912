import type { AnyEndpointTree } from '@affinity-kit/contract/protocol';
import { createConnector } from './connection.ts';
import { createMethods } from './methods.ts';
import { type AffinityOptions, realSurroundings, settle } from './options.ts';
import { createObserver } from './transport/hooks.ts';
import { createTransport } from './transport/transport.ts';
import { buildTree, type ClientOf } from './tree.ts';

/**
 * Creates a client of the endpoints that it is given, and of no others: a bundle holds these and what they need.
 *
 * The methods have the names of the tree: with `companies` from `@affinity-kit/contract/v2/companies`,
 * `createClient({ companies }).companies.get({ companyId: 7 })`. Key, pace, retries, pages and errors are those of `createAffinity`; there are
 * no services, and what happens to be called alike in v1 and v2 is told apart by the tree: `{ v1: { persons }, v2: { companies } }`.
 */
export const createClient = <const Api extends AnyEndpointTree>(api: Api, options: AffinityOptions = {}): ClientOf<Api> => {
  const surroundings = realSurroundings();
  const settings = settle(options, surroundings.environment);
  const { connect } = createConnector(settings, surroundings);
  const observer = createObserver(settings.hooks, settings.logger);
  const transport = createTransport({ ...settings, ...surroundings, connect, observer });
  return buildTree(api, createMethods(transport, settings.baseUrl));
};
