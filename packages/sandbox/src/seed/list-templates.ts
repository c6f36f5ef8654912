import type { PlanName } from './field-plans.ts';
import type { SeedList } from './model.ts';
import type { Place } from './places.ts';
import type { FunnelName } from './stages.ts';

/** Who may be on a list. */
export interface Population {
  readonly kinds: readonly ('startup' | 'investor' | 'corporate' | 'other')[];
  /** Index of a sector, for sector maps. */
  readonly sector?: number;
  /** The latest round, as an index in `rounds`, at which the firm still looks. */
  readonly latestRound?: number;
  readonly where?: (place: Place) => boolean;
}

/** A kind of list as this firm keeps it. */
export interface ListTemplate {
  readonly name: string;
  readonly type: SeedList['type'];
  readonly isPublic: boolean;
  readonly funnel: FunnelName;
  readonly population: Population;
  readonly columns: readonly PlanName[];
  readonly required?: PlanName;
  /** The year to which the list is confined. */
  readonly year?: number;
  /** Share of the entries. */
  readonly weight: number;
}

const startups: Population = { kinds: ['startup'] };
/** This firm invests from pre-seed to Series A. */
export const early: Population = { kinds: ['startup'], latestRound: 2 };
const capital: Population = { kinds: ['investor', 'corporate'] };

const sourcingColumns: readonly PlanName[] = [
  'source',
  'priority',
  'thesis',
  'round',
  'roundSize',
  'amount',
  'referrer',
  'hq',
  'tags',
  'firstCall',
  'nextStep',
  'nextStepDate',
  'team',
  'market',
  'product',
  'introductions',
  'passReasons',
  'passNote',
  'comments',
  'weighted',
  'monthly',
  'markets',
];
const diligenceColumns: readonly PlanName[] = [
  'lead',
  'preMoney',
  'ownership',
  'arr',
  'growth',
  'margin',
  'burn',
  'runway',
  'retention',
  'payback',
  'founders',
  'partnerMeeting',
  'committee',
  'coInvestors',
  'leadInvestor',
  'rivals',
  'references',
  'deck',
  'dataRoom',
  'esg',
  'memo',
  'employees',
  'lastRound',
  'region',
  'closeDate',
  'sponsor',
];
export const dealColumnNames: readonly PlanName[] = [
  'amount',
  'closeDate',
  'source',
  'priority',
  'lead',
  'round',
  'roundSize',
  'preMoney',
  'ownership',
  'arr',
  'growth',
  'runway',
  'committee',
  'coInvestors',
  'references',
  'supporters',
  'instrument',
  'fund',
  'board',
  'legal',
  'weighted',
  'nextStep',
  'passReasons',
  'passNote',
  'memo',
  'markets',
];

export const sourcing: ListTemplate = {
  name: 'Sourcing',
  type: 'company',
  isPublic: true,
  funnel: 'sourcing',
  population: early,
  columns: sourcingColumns,
  weight: 10,
};
/** Forty-eight columns beside Status and Owners. */
export const wideSourcing: ListTemplate = { ...sourcing, columns: [...sourcingColumns, ...diligenceColumns] };
export const pipeline: ListTemplate = {
  name: 'Deal Pipeline',
  type: 'opportunity',
  isPublic: true,
  funnel: 'pipeline',
  population: early,
  columns: dealColumnNames,
  required: 'source',
  weight: 16,
};
const fundraising: ListTemplate = {
  name: 'Fund IV Fundraising',
  type: 'person',
  isPublic: false,
  funnel: 'fundraising',
  population: capital,
  columns: ['investorType', 'commitment', 'previousFunds', 'warmPath', 'kyc', 'region', 'followUp', 'nextTouch', 'remarks'],
  weight: 10,
};

export const essential: readonly ListTemplate[] = [sourcing, pipeline, fundraising];

export const founderSummit: ListTemplate = {
  name: 'Founder Summit',
  type: 'person',
  isPublic: true,
  funnel: 'events',
  population: { kinds: ['startup', 'investor'] },
  columns: ['seat', 'dietary', 'warmPath', 'remarks'],
  weight: 7,
};

export const scouting: ListTemplate = {
  name: 'Scouts: Europe',
  type: 'company',
  isPublic: true,
  funnel: 'sourcing',
  population: { ...early, where: ({ continent }) => continent === 'Europe' },
  columns: ['source', 'priority', 'round', 'referrer', 'hq', 'nextStep', 'comments'],
  weight: 7,
};

export const further: readonly ListTemplate[] = [
  {
    name: 'Portfolio',
    type: 'company',
    isPublic: true,
    funnel: 'portfolio',
    population: startups,
    columns: [
      'invested',
      'investedOn',
      'fund',
      'multiple',
      'health',
      'boardMember',
      'board',
      'introductions',
      'arr',
      'runway',
      'monthly',
      'hq',
      'comments',
    ],
    weight: 3,
  },
  {
    name: 'Follow-ons',
    type: 'opportunity',
    isPublic: true,
    funnel: 'pipeline',
    population: early,
    columns: ['amount', 'closeDate', 'lead', 'round', 'roundSize', 'preMoney', 'fund', 'instrument', 'weighted', 'memo'],
    weight: 4,
  },
  {
    name: 'Co-investors',
    type: 'company',
    isPublic: true,
    funnel: 'network',
    population: { kinds: ['investor'] },
    columns: ['thesis', 'checkRange', 'lead', 'region', 'followUp', 'tags', 'remarks'],
    weight: 6,
  },
  {
    name: 'Corporate Partners',
    type: 'company',
    isPublic: true,
    funnel: 'network',
    population: { kinds: ['corporate'] },
    columns: ['track', 'priority', 'sponsor', 'hq', 'introductions', 'followUp', 'remarks'],
    weight: 5,
  },
  {
    name: 'Executive Talent',
    type: 'person',
    isPublic: true,
    funnel: 'talent',
    population: startups,
    columns: ['role', 'seniority', 'compensation', 'introducedTo', 'available', 'region', 'remarks'],
    weight: 9,
  },
  {
    name: 'Founders in Stealth',
    type: 'person',
    isPublic: true,
    funnel: 'network',
    population: startups,
    columns: ['source', 'thesis', 'referrer', 'followUp', 'nextTouch', 'remarks'],
    weight: 6,
  },
  {
    name: 'Advisors & Experts',
    type: 'person',
    isPublic: true,
    funnel: 'network',
    population: { kinds: ['corporate', 'other', 'startup'] },
    columns: ['role', 'tags', 'warmPath', 'followUp', 'remarks'],
    weight: 5,
  },
  founderSummit,
  {
    name: 'Exits',
    type: 'opportunity',
    isPublic: false,
    funnel: 'exits',
    population: startups,
    columns: ['amount', 'closeDate', 'acquirers', 'price', 'lead', 'legal', 'weighted', 'memo'],
    weight: 2,
  },
  {
    name: 'Demo Days',
    type: 'company',
    isPublic: true,
    funnel: 'sourcing',
    population: early,
    columns: ['source', 'thesis', 'round', 'firstCall', 'team', 'market', 'passReasons', 'comments'],
    weight: 9,
  },
  {
    name: 'Fund III Fundraising',
    type: 'person',
    isPublic: false,
    funnel: 'fundraising',
    population: capital,
    columns: ['investorType', 'commitment', 'kyc', 'remarks'],
    weight: 5,
  },
  scouting,
];
