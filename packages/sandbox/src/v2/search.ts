import { checkSearch, type PaginationWithTotalCount, type ParsedSearchCriteria } from '@affinity-kit/contract';
import { type CursorPosition, type PageRequest, pageByKey } from '../behaviour/paging.ts';
import type { RequestContext } from '../context.ts';
import { invalid, Problem } from '../problem.ts';
import type { FieldScope } from './field-selection.ts';
import { fieldIdsIn, filterTest, type RecordTest } from './search-filter.ts';
import { type SearchRecord, type SearchSpace, searchSpace } from './search-records.ts';
import { type SearchOrder, type SortKey, searchOrder } from './search-sort.ts';
import { termTest } from './search-term.ts';

/** What a version refuses in criteria that are well formed, all of it at once. */
const checkCriteria = ({ version }: RequestContext, criteria: ParsedSearchCriteria): void => {
  const issues = checkSearch(criteria, version).map(({ path, message }) => ({ param: path.join('.'), message }));
  const [first] = issues;
  if (first !== undefined) throw new Problem('validation', first.message, { param: first.param, issues });
};

/** Filters and term must both hold. */
const testsOf = (space: SearchSpace, { filters, search }: ParsedSearchCriteria): RecordTest[] => [
  ...(filters === undefined ? [] : [filterTest(space, filters)]),
  ...(search === undefined ? [] : [termTest(space, search)]),
];

const fieldsOfCriteria = ({ filters, sorts = [], search }: ParsedSearchCriteria): Set<string> =>
  new Set([...(filters === undefined ? [] : fieldIdsIn(filters)), ...sorts.map(({ fieldId }) => fieldId), ...(search?.fieldIds ?? [])]);

/** A record's place in the order, as cursors name it: its sort keys and its id, so that the place outlives the record. */
interface Place {
  readonly id: number;
  readonly keys: readonly SortKey[];
}

const cursorKey = ({ id, keys }: Place): string => (keys.length === 0 ? String(id) : JSON.stringify([...keys, id]));

const readJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const isKey = (value: unknown): value is SortKey => value === null || typeof value === 'string' || typeof value === 'number';

const readPlace = (key: string): Place => {
  const read = readJson(key);
  const parts: unknown[] = Array.isArray(read) ? read : [read];
  const id = parts.at(-1);
  if (typeof id !== 'number' || !parts.every(isKey)) throw invalid('cursor', 'cursor is invalid');
  return { id, keys: parts.slice(0, -1) };
};

const beyond = (found: readonly Place[], order: SearchOrder, { direction, key }: CursorPosition): readonly Place[] => {
  const place = readPlace(key);
  if (direction === 'after') return found.filter((row) => order.compare(row, place) > 0);
  return found.filter((row) => order.compare(row, place) < 0).toReversed();
};

/** A page of what was found, in its order. */
export interface SearchPage {
  readonly ids: readonly number[];
  readonly pagination: PaginationWithTotalCount;
}

/** One page of the records that pass, in an order. */
export const pageOfFound = (request: PageRequest, records: readonly SearchRecord[], order: SearchOrder): SearchPage => {
  const found = records.map((record): Place => ({ id: record.id, keys: order.keysOf(record) })).sort(order.compare);
  const { rows, pagination } = pageByKey(
    request,
    ({ position, count }) => (position === undefined ? found : beyond(found, order, position)).slice(0, count),
    cursorKey,
  );
  return { ids: rows.map(({ id }) => id), pagination };
};

/** A search, as a request asks for it. */
export interface SearchRequest {
  readonly context: RequestContext;
  readonly scope: FieldScope;
  readonly criteria: ParsedSearchCriteria;
  readonly page: PageRequest;
  readonly totalCount: boolean | undefined;
}

/** Whether a search says what it looks for; an empty group of filters counts, nothing at all does not. */
export const hasCriteria = (criteria: ParsedSearchCriteria | undefined): criteria is ParsedSearchCriteria =>
  criteria?.filters !== undefined || criteria?.sorts !== undefined || criteria?.search !== undefined;

/** One page of what a search finds among companies, persons or the rows of a list (v2 reference, section 7.1). */
export const searchPage = ({ context, scope, criteria, page, totalCount }: SearchRequest): SearchPage => {
  checkCriteria(context, criteria);
  const space = searchSpace(context, scope, fieldsOfCriteria(criteria));
  const tests = testsOf(space, criteria);
  const found = tests.length === 0 ? space.records : space.records.filter((record) => tests.every((test) => test(record)));
  const { ids, pagination } = pageOfFound(page, found, searchOrder(space, criteria.sorts ?? [], found));
  return { ids, pagination: totalCount === true ? { ...pagination, totalCount: found.length } : pagination };
};

/** Rows in the order of their ids' list. */
export const inOrder = <Row extends { readonly id: number }>(rows: readonly Row[], ids: readonly number[]): Row[] => {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
};
