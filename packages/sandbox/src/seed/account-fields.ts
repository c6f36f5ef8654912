import { iso } from './dates.ts';
import { type FieldCounter, type FieldDraft, optionsOf } from './field-draft.ts';
import type { SeedField, ValueType } from './model.ts';
import { sectors, themes } from './sectors.ts';

type Entity = SeedField['entityType'];
type Slug = readonly [id: string, name: string, valueType: ValueType];

const companyData: readonly Slug[] = [
  ['affinity-data-description', 'Description', 'text'],
  ['affinity-data-industry', 'Industry', 'filterable-text-multi'],
  ['affinity-data-investment-stage', 'Investment Stage', 'filterable-text'],
  ['affinity-data-investors', 'Investors', 'filterable-text-multi'],
  ['affinity-data-last-funding-amount', 'Last Funding Amount (USD)', 'number'],
  ['affinity-data-last-funding-date', 'Last Funding Date', 'datetime'],
  ['affinity-data-linkedin-url', 'LinkedIn URL', 'text'],
  ['affinity-data-location', 'Location', 'location'],
  ['affinity-data-number-of-employees', 'Number of Employees', 'number'],
  ['affinity-data-total-funding-amount', 'Total Funding Amount (USD)', 'number'],
  ['affinity-data-year-founded', 'Year Founded', 'number'],
];
const companyDealroom: readonly Slug[] = [
  ['dealroom-growth-stage', 'Growth Stage', 'filterable-text'],
  ['dealroom-industry', 'Industry', 'filterable-text-multi'],
  ['dealroom-number-of-employees', 'Number of Employees', 'number'],
  ['dealroom-valuation', 'Valuation (USD)', 'number'],
];
const personData: readonly Slug[] = [
  ['affinity-data-current-job-title', 'Current Job Title', 'filterable-text'],
  ['affinity-data-current-organization', 'Current Organization', 'company'],
  ['affinity-data-industry', 'Industry', 'filterable-text-multi'],
  ['affinity-data-job-titles', 'Job Titles', 'filterable-text-multi'],
  ['affinity-data-linkedin-url', 'LinkedIn URL', 'text'],
  ['affinity-data-location', 'Location', 'location'],
  ['affinity-data-phone-number', 'Phone Number', 'filterable-text-multi'],
];
const touches: readonly Slug[] = [
  ['first-chat-message', 'First Chat Message', 'interaction'],
  ['first-email', 'First Email', 'interaction'],
  ['first-event', 'First Event', 'interaction'],
  ['last-chat-message', 'Last Chat Message', 'interaction'],
  ['last-contact', 'Last Contact', 'interaction'],
  ['last-email', 'Last Email', 'interaction'],
  ['last-event', 'Last Event', 'interaction'],
  ['next-event', 'Next Event', 'interaction'],
];
const onEntries: readonly Slug[] = [
  ['created-at', 'Date Added', 'datetime'],
  ['time-in-current-status', 'Time in Current Status', 'datetime'],
];
const shared: readonly Slug[] = [
  ['lists', 'Lists', 'list-multi'],
  ['notes', 'Notes', 'note'],
  ['reminders', 'Reminders', 'reminder'],
];

type Nature = Pick<SeedField, 'type' | 'enrichmentSource'> & { readonly createdAt?: string };

const builtIn = (entityType: Entity, slugs: readonly Slug[], nature: Nature): SeedField[] =>
  slugs.map(([id, name, valueType]) => ({
    id,
    name,
    description: null,
    type: nature.type,
    enrichmentSource: nature.enrichmentSource,
    valueType,
    entityType,
    listId: null,
    isRequired: false,
    trackChanges: false,
    createdAt: nature.createdAt ?? null,
    options: [],
  }));

/** Those of Affinity's own fields that follow from other records, and need no stored values (v2 reference, section 5.3). */
export const computedFields = (opening: number): SeedField[] => {
  const createdAt = iso(opening);
  const computed: Nature = { type: 'relationship-intelligence', enrichmentSource: null };
  const plain: Nature = { type: 'enriched', enrichmentSource: null };
  const linked: Nature = { type: 'list', enrichmentSource: null };
  const introduction: Slug = ['source-of-introduction', 'Source of Introduction', 'person'];
  const people: Slug = ['persons', 'People', 'person-multi'];
  const organizations: Slug = ['companies', 'Organizations', 'company-multi'];
  return [
    ...builtIn('company', [people], plain),
    ...builtIn('person', [organizations], linked),
    ...builtIn('opportunity', [organizations, people], linked),
    ...(['company', 'person', 'opportunity'] as const).flatMap((entity) => [
      ...builtIn(entity, touches, computed),
      ...builtIn(entity, onEntries, plain),
    ]),
    ...(['company', 'person'] as const).flatMap((entity) => [
      ...builtIn(entity, [introduction], { ...computed, createdAt }),
      ...builtIn(entity, shared, { type: 'global', enrichmentSource: null }),
    ]),
  ];
};

/** What partners tell of companies and persons (v2 reference, section 5.3). */
const enrichedFields = (opening: number): SeedField[] => {
  const from = (enrichmentSource: SeedField['enrichmentSource']): Nature => ({
    type: 'enriched',
    enrichmentSource,
    createdAt: iso(opening),
  });
  return [
    ...builtIn('company', companyData, from('affinity-data')),
    ...builtIn('company', companyDealroom, from('dealroom')),
    ...builtIn('person', personData, from('affinity-data')),
    ...builtIn('person', [['eventbrite-events-attended', 'Events Attended', 'filterable-text-multi']], from('eventbrite')),
    ...builtIn('person', [['mailchimp-last-opened', 'Last Campaign Opened', 'datetime']], from('mailchimp')),
  ];
};

/** All of Affinity's own fields. */
export const builtInFields = (opening: number): SeedField[] => [...enrichedFields(opening), ...computedFields(opening)];

const companyDrafts = {
  sector: { name: 'Sector', valueType: 'dropdown', options: optionsOf(...sectors.map((each) => each.name)) },
  themes: { name: 'Investment Themes', valueType: 'dropdown-multi', options: optionsOf(...themes) },
  coverage: { name: 'Coverage Owner', valueType: 'person', description: 'Who answers when they call.' },
  conviction: {
    name: 'Conviction',
    valueType: 'ranked-dropdown',
    options: [
      { text: 'Not for us', color: 'gray' },
      { text: 'Watch', color: 'blue' },
      { text: 'Interesting', color: 'green' },
      { text: 'Must win', color: 'orange' },
    ],
  },
  checkIn: { name: 'Next Check-in', valueType: 'datetime', tracked: true },
  oneLiner: { name: 'One-liner', valueType: 'text', description: 'How we would pitch it on Monday morning.' },
  fit: { name: 'Fit Score', valueType: 'number', description: '0 to 100, from the sourcing model.' },
  revenue: { name: 'ARR History (USD)', valueType: 'number-multi', description: 'Year ends, oldest first, as the company told us.' },
  offices: { name: 'Offices', valueType: 'location-multi' },
  competitors: { name: 'Competitors', valueType: 'company-multi' },
  parent: { name: 'Parent Company', valueType: 'company' },
  /** Its name meets Affinity's own field of the same name. */
  industry: { name: 'Industry', valueType: 'text', description: 'Our own words, before we had enrichment.' },
} as const satisfies Record<string, FieldDraft>;

const personDrafts = {
  owner: { name: 'Relationship Owner', valueType: 'person' },
  tags: {
    name: 'Contact Tags',
    valueType: 'dropdown-multi',
    options: optionsOf('Founder', 'Operator', 'Investor', 'LP', 'Advisor', 'Press', 'Candidate', 'Corporate', 'Academic'),
  },
  warmth: {
    name: 'Warmth',
    valueType: 'ranked-dropdown',
    options: [
      { text: 'Cold', color: 'blue' },
      { text: 'Met once', color: 'gray' },
      { text: 'Warm', color: 'orange' },
      { text: 'Close', color: 'red' },
    ],
  },
  metAt: { name: 'Met At', valueType: 'text' },
} as const satisfies Record<string, FieldDraft>;

/** The firm's own account-wide fields. */
export interface AccountFields {
  readonly company: Record<keyof typeof companyDrafts, SeedField>;
  readonly person: Record<keyof typeof personDrafts, SeedField>;
}

const numbered = <K extends string>(
  drafts: Record<K, FieldDraft>,
  entityType: Entity,
  number: (draft: FieldDraft, entityType: Entity) => SeedField,
): Record<K, SeedField> =>
  Object.fromEntries(Object.entries<FieldDraft>(drafts).map(([key, draft]) => [key, number(draft, entityType)])) as Record<K, SeedField>; // one field per key

export const inventAccountFields = (counter: FieldCounter, opening: number): AccountFields => {
  const number = (draft: FieldDraft, entityType: Entity): SeedField =>
    counter.number(draft, { entityType, listId: null, createdAt: iso(opening) });
  return { company: numbered(companyDrafts, 'company', number), person: numbered(personDrafts, 'person', number) };
};
