import * as z from 'zod';
import { endpoint } from '../endpoint.ts';
import { filterable } from '../filter/properties.ts';
import { filterOf } from '../filter/text.ts';
import { CompanyId } from '../ids.ts';
import { countedPageOf, limit20of50, pageQuery, totalCount } from '../page.ts';
import { Day, type TypeOf } from '../schema.ts';
import { RelationshipPerson } from './relationship.ts';

const companyRef = () => ({ id: CompanyId, name: z.string().nullable(), domain: z.string().nullable() });
/** A company in an inferred connection. */
export interface InferredConnectionCompanyRef extends TypeOf<typeof companyRef> {}
export const InferredConnectionCompanyRef: z.ZodType<InferredConnectionCompanyRef> = z.lazy(() => z.object(companyRef()));

const target = () => ({
  fullName: z.string().nullable(),
  title: z.string().nullable(),
  linkedinUrl: z.string().nullable(),
  currentCompany: InferredConnectionCompanyRef,
});
/** Somebody outside of your data, who therefore has no id. */
export interface InferredConnectionTarget extends TypeOf<typeof target> {}
export const InferredConnectionTarget: z.ZodType<InferredConnectionTarget> = z.lazy(() => z.object(target()));

const coworkerInference = () => ({
  sharedEmployer: InferredConnectionCompanyRef,
  overlapStartDate: Day,
  overlapEndDate: Day,
});
/** Where and when two people worked together. */
export interface CoworkerInference extends TypeOf<typeof coworkerInference> {}
export const CoworkerInference: z.ZodType<CoworkerInference> = z.lazy(() => z.object(coworkerInference()));

const coworkerConnection = () => ({
  /** Somebody in your data. */
  source: RelationshipPerson,
  inference: CoworkerInference,
});
/** A path to somebody over a former colleague. */
export interface CoworkerConnection extends TypeOf<typeof coworkerConnection> {}
export const CoworkerConnection: z.ZodType<CoworkerConnection> = z.lazy(() => z.object(coworkerConnection()));

const coworkerGroup = () => ({
  target: InferredConnectionTarget,
  /** The strongest first. */
  connections: z.array(CoworkerConnection).min(1).max(50),
});
/** The paths to one person over former colleagues (v2 reference, section 8.7). */
export interface CoworkerConnectionGroup extends TypeOf<typeof coworkerGroup> {}
export const CoworkerConnectionGroup: z.ZodType<CoworkerConnectionGroup> = z.lazy(() => z.object(coworkerGroup()));

const investorInference = () => ({
  investingFirm: InferredConnectionCompanyRef.nullable(),
  portfolioCompany: InferredConnectionCompanyRef,
});
/** Deprecated by Affinity in favour of {@link DealContext}. */
export interface InvestorExecutiveInference extends TypeOf<typeof investorInference> {}
export const InvestorExecutiveInference: z.ZodType<InvestorExecutiveInference> = z.lazy(() => z.object(investorInference()));

const fundingEvent = () => ({
  date: Day,
  series: z.string().nullable(),
  amount: z.number().nullable(),
  /** ISO 4217. */
  currencyCode: z.string().nullable(),
});
/** The round in which investor and executive met. */
export interface DealFundingEvent extends TypeOf<typeof fundingEvent> {}
export const DealFundingEvent: z.ZodType<DealFundingEvent> = z.lazy(() => z.object(fundingEvent()));

const memberRole = () => ({
  title: z.string().nullable(),
  startDate: Day,
  endDate: Day.nullable(),
  company: InferredConnectionCompanyRef,
});
/** What somebody was where, at the time of the deal. */
export interface DealMemberRole extends TypeOf<typeof memberRole> {}
export const DealMemberRole: z.ZodType<DealMemberRole> = z.lazy(() => z.object(memberRole()));

const dealContext = () => ({ fundingEvent: DealFundingEvent, investor: DealMemberRole, executive: DealMemberRole });
/** The deal that connects investor and executive. */
export interface DealContext extends TypeOf<typeof dealContext> {}
export const DealContext: z.ZodType<DealContext> = z.lazy(() => z.object(dealContext()));

const investorConnection = () => ({
  /** Often somebody outside the firm. */
  source: RelationshipPerson,
  inference: InvestorExecutiveInference,
  dealContext: DealContext,
});
/** A path to somebody over a deal. */
export interface InvestorExecutiveConnection extends TypeOf<typeof investorConnection> {}
export const InvestorExecutiveConnection: z.ZodType<InvestorExecutiveConnection> = z.lazy(() => z.object(investorConnection()));

const investorGroup = () => ({
  target: InferredConnectionTarget,
  /** The strongest first. */
  connections: z.array(InvestorExecutiveConnection).min(1).max(50),
});
/** The paths to one person over deals (v2 reference, section 8.7). */
export interface InvestorExecutiveConnectionGroup extends TypeOf<typeof investorGroup> {}
export const InvestorExecutiveConnectionGroup: z.ZodType<InvestorExecutiveConnectionGroup> = z.lazy(() => z.object(investorGroup()));

/** Paths to people whom nobody in the firm knows (v2 reference, section 9.14). */
export const inferredConnections = {
  coworkers: {
    /** Page through the people of one company whom somebody in your data worked with. */
    list: endpoint({
      method: 'GET',
      path: '/v2/inferred-connections/coworkers',
      effect: 'read',
      query: () =>
        pageQuery(limit20of50).extend({
          /** `target.currentCompany.id=…`, of one company. */
          filter: filterOf('GET /v2/inferred-connections/coworkers'),
          ...totalCount(),
        }),
      filter: filterable['GET /v2/inferred-connections/coworkers'],
      response: () => countedPageOf(CoworkerConnectionGroup, limit20of50.max),
      paging: 'next-url',
      limit: limit20of50,
      beta: true,
      since: '2026-08-05',
      errors: [400, 404],
    }),
  },
  investorExecutiveConnections: {
    /** Page through the executives of one company whom somebody in your data met over a deal. */
    list: endpoint({
      method: 'GET',
      path: '/v2/inferred-connections/investor-executive-connections',
      effect: 'read',
      query: () =>
        pageQuery(limit20of50).extend({
          /** `target.currentCompany.id=…`, of one company. */
          filter: filterOf('GET /v2/inferred-connections/investor-executive-connections'),
          ...totalCount(),
        }),
      filter: filterable['GET /v2/inferred-connections/investor-executive-connections'],
      response: () => countedPageOf(InvestorExecutiveConnectionGroup, limit20of50.max),
      paging: 'next-url',
      limit: limit20of50,
      beta: true,
      since: '2026-08-05',
      errors: [400, 404],
    }),
  },
};
