import type { Filter, FilterEndpoint, PageLimit, Pagination } from '@affinity-kit/contract';
import { pageByKey } from '../behaviour/paging.ts';
import type { RequestContext } from '../context.ts';
import type { InteractionType } from '../state/interaction-key.ts';
import { type InteractionRow, interactionsWith } from '../state/interactions.ts';
import { readFilter } from './filter.ts';
import { pageRequest } from './page-request.ts';
import { readAheadOf } from './reference-texts.ts';

interface Input {
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
  readonly filter?: string | undefined;
}

interface Collection<T> {
  readonly type: InteractionType;
  readonly endpoint: FilterEndpoint;
  readonly page: { readonly limit: PageLimit };
  readonly show: (context: RequestContext, row: InteractionRow) => T;
}

/** A page of the firm's interactions of one type (v2 reference, section 9.7). */
export const interactionPage = <T>(
  context: RequestContext,
  input: Input,
  collection: Collection<T>,
): { data: T[]; pagination: Pagination } => {
  const { state } = context;
  const { type, endpoint, page, show } = collection;
  const filter: Filter | undefined = readFilter(input.filter, endpoint);
  const condition = interactionsWith(type, filter);
  const { rows, pagination } = pageByKey(
    pageRequest(input, context, page),
    (seek) => state.interactions.page(type, condition, seek),
    ({ id }) => id,
  );
  readAheadOf(state, 'a', [...new Set(rows.flatMap(({ people }) => people))]);
  return { data: rows.map((row) => show(context, row)), pagination };
};

/** What stands for a subject that the caller may not see. */
const maskedSubject = '********';

/** The subject of an e-mail; those of private ones are for who took part. */
export const subjectOf = ({ caller }: RequestContext, { title, isPrivate, people }: InteractionRow): string | null =>
  isPrivate && title !== null && !people.includes(caller.userId) ? maskedSubject : title;
