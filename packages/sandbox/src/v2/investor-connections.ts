import type { DealFundingEvent, InvestorExecutiveConnection, InvestorExecutiveConnectionGroup } from '@affinity-kit/contract';
import { startBefore } from '../behaviour/past-overlap.ts';
import type { RequestContext } from '../context.ts';
import { decodeItems, readCells } from '../state/cell-text.ts';
import type { CompanyName } from '../state/companies.ts';
import type { ConnectedPerson } from '../state/connections.ts';
import { cellText, companyRef, personRef, targetOf, titleOf } from './connected-people.ts';
import type { RankedGroup } from './coworkers.ts';

const mostConnections = 50;
const mostInvestors = 20;

const executive = /chief|founder|president|\bc[efmot]o\b|partner|director|head|\bvp\b|vice/i;

/** The last round of a company; without a date nobody knows of a deal. */
const fundingOf = (context: RequestContext, cells: ReadonlyMap<number, string>): DealFundingEvent | undefined => {
  const text = (fieldId: string): string | null => cellText(context, { kind: 'company', fieldId, cells });
  const date = text('affinity-data-last-funding-date')?.slice(0, 10);
  if (date === undefined) return undefined;
  const amount = text('affinity-data-last-funding-amount');
  return {
    date,
    series: text('affinity-data-investment-stage'),
    amount: amount === null ? null : Number(amount),
    currencyCode: amount === null ? null : 'USD',
  };
};

/** The investors of a company that are companies in the data themselves. */
const investorsOf = ({ state }: RequestContext, cells: ReadonlyMap<number, string>, ownId: number): CompanyName[] => {
  const field = state.fields.ofEntity('company').find(({ id }) => id === 'affinity-data-investors');
  const payload = field === undefined ? undefined : cells.get(field.no);
  const names = field === undefined || payload === undefined ? [] : decodeItems(field.valueType, payload).map(String);
  const ids = [...state.connections.companiesNamed(names).values()].filter((id) => id !== ownId).slice(0, mostInvestors);
  return state.companies.names(ids).toSorted((a, b) => a.id - b.id);
};

interface Deal {
  readonly company: CompanyName;
  readonly fundingEvent: DealFundingEvent;
}

const roleOf = (context: RequestContext, person: ConnectedPerson, { company, fundingEvent }: Deal) => ({
  title: titleOf(context, person),
  startDate: startBefore(fundingEvent.date, person.id, company.id),
  endDate: null,
  company: companyRef(company),
});

/** Executives of a company and the people of its investors, through the last round. */
export const investorGroups = (context: RequestContext, company: CompanyName): RankedGroup<InvestorExecutiveConnectionGroup>[] => {
  const { state } = context;
  const cells = readCells(state.companies.get(company.id)?.cells ?? '');
  const fundingEvent = fundingOf(context, cells);
  if (fundingEvent === undefined) return [];
  const firms = new Map(investorsOf(context, cells, company.id).map((firm) => [firm.id, firm]));
  const investors = state.companies.persons(firms.keys());
  const staff = state.companies.persons([company.id]).map(([, personId]) => personId);
  const persons = state.connections.persons([...staff, ...investors.map(([, personId]) => personId)]);

  const connectionsOf = (target: ConnectedPerson): InvestorExecutiveConnection[] =>
    investors.flatMap(([firmId, personId]) => {
      const [firm, source] = [firms.get(firmId), persons.get(personId)];
      if (firm === undefined || source === undefined || personId === target.id) return [];
      const investor = roleOf(context, source, { company: firm, fundingEvent });
      const dealContext = { fundingEvent, investor, executive: roleOf(context, target, { company, fundingEvent }) };
      const inference = { investingFirm: companyRef(firm), portfolioCompany: companyRef(company) };
      return [{ source: personRef(source), inference, dealContext }];
    });

  return staff
    .flatMap((personId) => {
      const target = persons.get(personId);
      if (target === undefined || !executive.test(titleOf(context, target) ?? '')) return [];
      const connections = connectionsOf(target).slice(0, mostConnections);
      if (connections.length === 0) return [];
      return [{ personId, strength: connections.length, group: { target: targetOf(context, target, company), connections } }];
    })
    .toSorted((a, b) => b.strength - a.strength || a.personId - b.personId);
};
