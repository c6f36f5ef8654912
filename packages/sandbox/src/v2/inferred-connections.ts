import { type PageLimit, type PaginationWithTotalCount, v2 } from '@affinity-kit/contract';
import { pageOfArray } from '../behaviour/paging.ts';
import type { HandlersOf, RequestContext } from '../context.ts';
import { companyOf } from './connected-people.ts';
import { coworkerGroups, type RankedGroup } from './coworkers.ts';
import { readFilter } from './filter.ts';
import { investorGroups } from './investor-connections.ts';
import { counted, pageRequest } from './page-request.ts';

interface PageInput {
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
  readonly totalCount?: boolean | undefined;
}

interface GroupPage<Group> {
  readonly data: Group[];
  readonly pagination: PaginationWithTotalCount;
}

/** A page of targets. */
const pageOfGroups = <Group>(
  context: RequestContext,
  groups: readonly RankedGroup<Group>[],
  { input, endpoint }: { readonly input: PageInput; readonly endpoint: { readonly limit: PageLimit } },
): GroupPage<Group> => {
  const { rows, pagination } = pageOfArray(pageRequest(input, context, endpoint), groups, ({ personId }) => personId);
  return { data: rows.map(({ group }) => group), pagination: counted(input, pagination, () => groups.length) };
};

export const inferredConnections: HandlersOf<typeof v2.inferredConnections> = {
  coworkers: {
    list: (input, context) => {
      const company = companyOf(context, readFilter(input.filter, 'GET /v2/inferred-connections/coworkers'));
      return pageOfGroups(context, coworkerGroups(context, company), { input, endpoint: v2.inferredConnections.coworkers.list });
    },
  },
  investorExecutiveConnections: {
    list: (input, context) => {
      const company = companyOf(context, readFilter(input.filter, 'GET /v2/inferred-connections/investor-executive-connections'));
      const endpoint = v2.inferredConnections.investorExecutiveConnections.list;
      return pageOfGroups(context, investorGroups(context, company), { input, endpoint });
    },
  },
};
