import type { CoworkerConnection, CoworkerConnectionGroup } from '@affinity-kit/contract';
import { overlapOf } from '../behaviour/past-overlap.ts';
import type { RequestContext } from '../context.ts';
import type { CompanyName } from '../state/companies.ts';
import type { ConnectedPerson } from '../state/connections.ts';
import { companyRef, personRef, targetOf } from './connected-people.ts';
import { groupPairs } from './field-facts.ts';

const mostConnections = 50;

/** A group and how strong its strongest connection is. */
export interface RankedGroup<Group> {
  readonly personId: number;
  readonly strength: number;
  readonly group: Group;
}

/** Who worked where besides the company in question. */
const otherEmployers = ({ state }: RequestContext, personIds: readonly number[], companyId: number) =>
  groupPairs(state.persons.companies(personIds).filter(([, employer]) => employer !== companyId));

/** People of a company whom somebody in the data worked with elsewhere, the longest-shared time first. */
export const coworkerGroups = (context: RequestContext, company: CompanyName): RankedGroup<CoworkerConnectionGroup>[] => {
  const { state } = context;
  const people = state.companies.persons([company.id]).map(([, personId]) => personId);
  const employers = otherEmployers(context, people, company.id);
  const shared = new Set([...employers.values()].flat());
  const colleagues = groupPairs(state.companies.persons(shared));
  const insiders = new Set(people);
  const persons = state.connections.persons([...people, ...[...colleagues.values()].flat()]);
  const companies = new Map(state.companies.names(shared).map((each) => [each.id, each]));

  const connectionsOf = (target: ConnectedPerson) =>
    (employers.get(target.id) ?? []).flatMap((employerId) => {
      const employer = companies.get(employerId);
      if (employer === undefined) return [];
      return (colleagues.get(employerId) ?? []).flatMap((id): { months: number; connection: CoworkerConnection }[] => {
        const source = persons.get(id);
        if (source === undefined || insiders.has(id)) return [];
        const { start, end, months } = overlapOf(target.id, id, employerId);
        const inference = { sharedEmployer: companyRef(employer), overlapStartDate: start, overlapEndDate: end };
        return [{ months, connection: { source: personRef(source), inference } }];
      });
    });

  return people
    .flatMap((personId) => {
      const target = persons.get(personId);
      if (target === undefined) return [];
      const found = connectionsOf(target).toSorted((a, b) => b.months - a.months || a.connection.source.id - b.connection.source.id);
      const [strongest] = found;
      if (strongest === undefined) return [];
      const connections = found.slice(0, mostConnections).map(({ connection }) => connection);
      return [{ personId, strength: strongest.months, group: { target: targetOf(context, target, company), connections } }];
    })
    .toSorted((a, b) => b.strength - a.strength || a.personId - b.personId);
};
