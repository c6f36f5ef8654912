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
export { CompanyId, type Id, PersonId } from './ids.ts';
export { type Page, Pagination, pageOf, pageQuery } from './page.ts';
export { type Permission, permissions } from './permissions.ts';
export { v1 } from './v1/index.ts';
export { Company } from './v2/companies.ts';
export { v2 } from './v2/index.ts';
export { encodeTarget, type WireTarget } from './wire.ts';
