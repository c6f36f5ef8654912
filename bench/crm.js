// Believable records of a CRM, the same for the same number.
const words = [
  'Kestrel',
  'Harbor',
  'Lumen',
  'Alder',
  'Quarry',
  'Tidal',
  'Ferrous',
  'Juniper',
  'Northwind',
  'Cobalt',
  'Saffron',
  'Meridian',
];
const trades = ['Robotics', 'Biosciences', 'Logistics', 'Capital', 'Systems', 'Energy', 'Foods', 'Health', 'Analytics', 'Materials'];
const cities = ['Oslo', 'Lisbon', 'Austin', 'Toronto', 'Nairobi', 'Osaka', 'Leipzig', 'Bergen'];
const pick = (list, n) => list[n % list.length];
const day = (n) => new Date(Date.UTC(2015, 0, 1 + (n % 3650), 8)).toISOString();
const person = (n) => ({
  id: 500_000 + (n % 4000),
  firstName: 'Mira',
  lastName: 'Okafor',
  primaryEmailAddress: `mira${n % 4000}@firm.example`,
  type: 'internal',
});
const option = (n) => ({ dropdownOptionId: 31_000 + (n % 8), text: `Option ${n % 8}` });

/** Twenty fields as a firm has them: mostly enriched text and numbers, some references, two lists of values, one interaction. */
const makers = [
  (n) => [
    'affinity-data-description',
    'text',
    `${pick(words, n)} builds ${pick(trades, n + 3).toLowerCase()} for the ${pick(cities, n)} market, founded by two engineers. №${n}`,
  ],
  (n) => ['affinity-data-industry', 'filterable-text-multi', [pick(trades, n), pick(trades, n + 4)]],
  (n) => ['affinity-data-investment-stage', 'filterable-text', `Series ${'ABCD'[n % 4]}`],
  (n) => ['affinity-data-last-funding-amount', 'number', 250_000 * (1 + (n % 80))],
  (n) => ['affinity-data-last-funding-date', 'datetime', day(n)],
  (n) => ['affinity-data-linkedin-url', 'text', `https://linkedin.example/company/${n}`],
  (n) => [
    'affinity-data-location',
    'location',
    { streetAddress: null, city: pick(cities, n), state: null, country: 'Norway', continent: 'Europe' },
  ],
  (n) => ['affinity-data-number-of-employees', 'number', 5 + (n % 900)],
  (n) => ['affinity-data-total-funding-amount', 'number', 1_000_000 + 1000 * (n % 9000)],
  (n) => ['affinity-data-year-founded', 'number', 1990 + (n % 34)],
  (n) => ['field-1001', 'text', n % 3 ? `Met at the ${pick(cities, n)} summit` : null],
  (n) => ['field-1002', 'dropdown', option(n)],
  (n) => ['field-1003', 'ranked-dropdown', { ...option(n), rank: n % 8, color: 'blue' }],
  (n) => ['field-1004', 'person', person(n)],
  (n) => ['field-1005', 'person-multi', [person(n), person(n + 1)]],
  (n) => ['field-1006', 'number', n % 5 ? n / 7 : null],
  (n) => ['field-1007', 'datetime', day(n + 200)],
  (n) => ['source-of-introduction', 'person', n % 4 ? person(n + 9) : null],
  (n) => [
    'last-email',
    'interaction',
    {
      type: 'email',
      id: n + 1,
      subject: 'Next steps',
      sentAt: day(n),
      from: { emailAddress: 'a@firm.example', person: person(n) },
      to: [],
      cc: [],
    },
  ],
  (n) => ['field-1008', 'filterable-text', pick(words, n + 5)],
];
const kinds = ['enriched', 'global', 'relationship-intelligence'];
const kindOf = (id) => (id.startsWith('affinity') ? kinds[0] : id.startsWith('field') ? kinds[1] : kinds[2]);

const field = (n, f) => {
  const [id, type, data] = makers[f % makers.length](n);
  return {
    id: f < makers.length ? id : `${id}-${f}`,
    name: id,
    type: kindOf(id),
    enrichmentSource: id.startsWith('affinity') ? 'affinity-data' : null,
    value: { type, data },
  };
};
/** The nth company as the API answers with it, with so many fields; none were asked for when it is 0. */
export const company = (n, fieldCount) => ({
  id: n + 1,
  name: `${pick(words, n)} ${pick(trades, Math.floor(n / 12))} ${n}`,
  domain: `company${n}.example`,
  domains: [`company${n}.example`],
  isGlobal: n % 2 === 0,
  fields: fieldCount === 0 ? null : Array.from({ length: fieldCount }, (_, f) => field(n, f)),
});

/** The nth list. */
export const list = (n) => ({ id: n + 1, name: `List ${n}`, type: 'company', isPublic: true, ownerId: 5101, creatorId: 5101 });

/** The nth entry of a list: a company with one value of its own. */
export const listEntry = (listId, n) => ({
  id: listId * 1_000_000 + n,
  listId,
  type: 'company',
  createdAt: day(n),
  creatorId: 5101,
  entity: {
    ...company(n, 0),
    fields: [{ id: `field-${listId}`, name: 'Size', type: 'list', enrichmentSource: null, value: { type: 'number', data: n } }],
  },
});

/** The only field of a list. */
export const listField = (listId) => ({
  id: `field-${listId}`,
  name: 'Size',
  type: 'list',
  enrichmentSource: null,
  valueType: 'number',
});

export const whoami = {
  tenant: { id: 77, name: 'Harborlight Capital', subdomain: 'harborlight' },
  user: { id: 5101, firstName: 'Mira', lastName: 'Okafor', emailAddress: 'mira@harborlight.example' },
  grant: { type: 'api-key', scopes: ['api'], createdAt: '2026-01-12T09:14:03Z' },
};
