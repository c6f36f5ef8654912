import type { FirmSink, SeedField, SeedOption } from '@affinity-kit/sandbox';

/** Options of the firm, by what they say. */
export const options = {
  robotics: 31001,
  energy: 31002,
  sales: 31051,
  fresh: 31006,
  diligence: 31007,
  won: 31008,
  hot: 31011,
  cold: 31012,
  dealNew: 31021,
  dealWon: 31022,
} as const;

const option = (id: number, text: string): SeedOption => ({ id, text, rank: null, color: null, statusCategory: null, winRate: null });

const status = (id: number, text: string, rank: number): SeedOption => {
  const isWon = text === 'Won';
  return { id, text, rank, color: 'blue', statusCategory: isWon ? 'won' : 'open', winRate: isWon ? null : 10 };
};

type Draft = Pick<SeedField, 'id' | 'name' | 'valueType' | 'entityType'> & Partial<SeedField>;

const enriched = { type: 'enriched', enrichmentSource: 'affinity-data' } as const;
const global = { type: 'global' } as const;
const touch = { type: 'relationship-intelligence', valueType: 'interaction' } as const;

const touches = [
  ['first-email', 'First Email'],
  ['last-email', 'Last Email'],
  ['first-event', 'First Event'],
  ['last-event', 'Last Event'],
  ['next-event', 'Next Event'],
  ['first-chat-message', 'First Chat Message'],
  ['last-chat-message', 'Last Chat Message'],
  ['last-contact', 'Last Contact'],
] as const;

const shared = (['company', 'person'] as const).flatMap((entityType): Draft[] => [
  ...touches.map(([id, name]) => ({ id, name, entityType, ...touch })),
  { id: 'source-of-introduction', name: 'Source of Introduction', valueType: 'person', entityType, type: 'relationship-intelligence' },
  { id: 'lists', name: 'Lists', valueType: 'list-multi', entityType, ...global },
  { id: 'notes', name: 'Notes', valueType: 'note', entityType, ...global },
  { id: 'reminders', name: 'Reminders', valueType: 'reminder', entityType, ...global },
]);

const ofCompanies: Draft[] = [
  { id: 'affinity-data-description', name: 'Description', valueType: 'text', entityType: 'company', ...enriched },
  { id: 'affinity-data-industry', name: 'Industry', valueType: 'filterable-text-multi', entityType: 'company', ...enriched },
  { id: 'affinity-data-investors', name: 'Investors', valueType: 'filterable-text-multi', entityType: 'company', ...enriched },
  { id: 'affinity-data-last-funding-date', name: 'Last Funding Date', valueType: 'datetime', entityType: 'company', ...enriched },
  { id: 'affinity-data-last-funding-amount', name: 'Last Funding Amount (USD)', valueType: 'number', entityType: 'company', ...enriched },
  { id: 'affinity-data-location', name: 'Location', valueType: 'location', entityType: 'company', ...enriched },
  { id: 'persons', name: 'People', valueType: 'person-multi', entityType: 'company' },
  {
    id: 'field-301',
    name: 'Sector',
    valueType: 'dropdown',
    entityType: 'company',
    ...global,
    options: [option(options.robotics, 'Robotics'), option(options.energy, 'Energy')],
  },
  { id: 'field-302', name: 'Fit', valueType: 'number', entityType: 'company', ...global, trackChanges: true },
  { id: 'field-303', name: 'Competitors', valueType: 'company-multi', entityType: 'company', ...global, trackChanges: true },
  { id: 'field-304', name: 'Thesis', valueType: 'text', entityType: 'company', ...global },
];

const ofPersons: Draft[] = [
  { id: 'affinity-data-current-organization', name: 'Current Organization', valueType: 'company', entityType: 'person', ...enriched },
  { id: 'affinity-data-current-job-title', name: 'Current Job Title', valueType: 'filterable-text', entityType: 'person', ...enriched },
  { id: 'companies', name: 'Organizations', valueType: 'company-multi', entityType: 'person', type: 'list' },
  {
    id: 'field-311',
    name: 'Expertise',
    valueType: 'dropdown-multi',
    entityType: 'person',
    ...global,
    options: [option(options.sales, 'Sales')],
  },
];

const watchlist = { type: 'list', entityType: 'company', listId: 821 } as const;
const deals = { type: 'list', entityType: 'opportunity', listId: 822 } as const;

const statuses = [status(options.fresh, 'New', 0), status(options.diligence, 'Diligence', 1), status(options.won, 'Won', 2)];
const stages = [status(options.dealNew, 'New', 0), status(options.dealWon, 'Won', 1)];

const ofLists: Draft[] = [
  { id: 'created-at', name: 'Date Added', valueType: 'datetime', entityType: 'company' },
  { id: 'time-in-current-status', name: 'Time in Current Status', valueType: 'datetime', entityType: 'company' },
  { id: 'field-4101', name: 'Status', valueType: 'ranked-dropdown', ...watchlist, trackChanges: true, options: statuses },
  { id: 'field-4102', name: 'Owners', valueType: 'person-multi', ...watchlist, trackChanges: true },
  { id: 'field-4103', name: 'Amount', valueType: 'number', ...watchlist, trackChanges: true },
  { id: 'field-4104', name: 'Why now', valueType: 'text', ...watchlist },
  {
    id: 'field-4105',
    name: 'Tags',
    valueType: 'dropdown-multi',
    ...watchlist,
    options: [option(options.hot, 'Hot'), option(options.cold, 'Cold')],
  },
  { id: 'field-4106', name: 'Next step', valueType: 'datetime', ...watchlist, trackChanges: true },
  { id: 'field-4107', name: 'Sites', valueType: 'location-multi', ...watchlist, trackChanges: true },
  { id: 'created-at', name: 'Date Added', valueType: 'datetime', entityType: 'opportunity' },
  { id: 'companies', name: 'Organizations', valueType: 'company-multi', entityType: 'opportunity', type: 'list' },
  { id: 'persons', name: 'People', valueType: 'person-multi', entityType: 'opportunity', type: 'list' },
  { id: 'field-4201', name: 'Status', valueType: 'ranked-dropdown', ...deals, trackChanges: true, options: stages },
  { id: 'field-4202', name: 'Amount', valueType: 'number', ...deals, trackChanges: true },
  { id: 'field-4301', name: 'Warmth', valueType: 'text', entityType: 'person', type: 'list', listId: 820 },
  { id: 'field-4401', name: 'Secret note', valueType: 'text', entityType: 'company', type: 'list', listId: 823 },
];

/** Declares the fields of the firm. */
export const declareFields = (sink: FirmSink): void => {
  const missing = { description: null, type: 'enriched', enrichmentSource: null, listId: null, isRequired: false } as const;
  const rest = { trackChanges: false, createdAt: null, options: [] };
  for (const draft of [...shared, ...ofCompanies, ...ofPersons, ...ofLists]) sink.field({ ...missing, ...rest, ...draft });
};
