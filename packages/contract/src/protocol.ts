export {
  type AnyEndpoint,
  type AnyEndpointTree,
  type Endpoint,
  type EndpointDeclaration,
  type EndpointSpec,
  type EndpointTree,
  endpoint,
  type Input,
  type Item,
  isEndpoint,
  itemsKeys,
  type Output,
  walkEndpoints,
} from './endpoint.ts';
export { FilterRefusedError } from './filter/check.ts';
export { FilterSyntaxError } from './filter/syntax.ts';
export { checkFilterText } from './filter/text.ts';
export { freeOfMonthlyQuota, type RateState, rateState } from './limits.ts';
export { type Permission, permissions } from './permissions.ts';
export { mergedInto, type ParsedProblem, parseProblem, unknownId } from './problem.ts';
export { encodeTarget } from './wire.ts';
