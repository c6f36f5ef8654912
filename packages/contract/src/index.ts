export {
  type EndpointSpec,
  type EndpointTree,
  endpoint,
  type Input,
  isEndpoint,
  type Item,
  type Method,
  type Output,
  type Paging,
  type Parsed,
  walkEndpoints,
} from './endpoint.ts';
export { V1Errors, V2Error, V2Errors } from './error-envelope.ts';
export {
  type Filter,
  type FilterComparison,
  type FilterCondition,
  type FilterGroup,
  type FilterNegation,
  type FilterOperand,
  filterComparisons,
  filterConditions,
} from './filter/ast.ts';
export { checkFilter, FilterRefusedError } from './filter/check.ts';
export { parseFilter } from './filter/parse.ts';
export { printFilter } from './filter/print.ts';
export { type FilterEndpoint, type FilterProperties, type FilterProperty, type FilterType, filterable } from './filter/properties.ts';
export { FilterSyntaxError } from './filter/syntax.ts';
export { CompanyId, type Id, PersonId } from './ids.ts';
export {
  ceilings,
  freeOfMonthlyQuota,
  type HeaderLookup,
  monthlyRequests,
  type RateState,
  type RateWindow,
  rateHeaders,
  rateState,
} from './limits.ts';
export { type Page, Pagination, pageOf, pageQuery } from './page.ts';
export { type Permission, permissions } from './permissions.ts';
export { type MergedRecord, mergedInto, type ParsedError, type ParsedProblem, parseProblem, type UnknownId, unknownId } from './problem.ts';
export { type ProblemCode, problemStatuses } from './problem-code.ts';
export { v1 } from './v1/index.ts';
export { Company } from './v2/companies.ts';
export { v2 } from './v2/index.ts';
export { encodeTarget, type WireTarget } from './wire.ts';
