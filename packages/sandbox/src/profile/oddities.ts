/** Something that Affinity's servers have been seen to do against their own reference. */
export interface Oddity {
  /** What a client gets to see. */
  readonly shows: string;
  /** Which operations show it. */
  readonly where: string;
  /** One in so many records, values, requests; every one where it is left out. */
  readonly oneIn?: number;
  /** Where it was seen. */
  readonly source: string;
}

/** What the profile `realWorld` adds to the reference text, by name. */
export const oddities = {
  'linkedin-objects': {
    shows: 'LinkedIn addresses and phone numbers are objects `{ link?, text? }` where a string is promised.',
    where: 'Fields of companies, persons and list entries in v2',
    oneIn: 3,
    source: 'v2 reference, section 5.5; published patches of a Python pipeline (2025)',
  },
  'malformed-domains': {
    shows: 'Domains that are no host names: with a scheme, a path, a blank or an underscore.',
    where: 'Companies in v1 and v2, wherever they stand',
    oneIn: 19,
    source: 'A Python pipeline had to drop the `hostname` format of the published description',
  },
  'malformed-emails': {
    shows: 'E-mail addresses that are none: two dots in a row, a display name around them, no host.',
    where: 'Persons in v1 and v2, wherever they stand',
    oneIn: 23,
    source: 'A Python pipeline had to drop the `email` format of the published description',
  },
  'null-first-names': {
    shows: '`firstName: null` where a string is promised.',
    where: 'Persons in v2',
    oneIn: 41,
    source: 'A Python pipeline died of it; v2 reference, trap 5',
  },
  'nulls-in-bulk': {
    shows: 'Values that are `null` on pages of list entries, while a read of the one entry shows them.',
    where: 'Pages of list entries and of saved views in v2',
    oneIn: 17,
    source: "A firm's own client, comparing pages with single reads and with the product",
  },
  'null-pages': {
    shows: '`data: null` where a page is empty; by the reference it may be.',
    where: 'Pages of list entries and of saved views in v2, searches included',
    source: 'v2 reference, section 4; a Python SDK dies of it on every empty list',
  },
  'list-sizes-of-zero': {
    shows: '`listSize: 0` and `entityCount: 0` for lists that have entries.',
    where: 'Lists in v2, and values of type `list-multi`',
    source: 'Change log of a Python SDK (0.13.0)',
  },
  'unknown-value-types': {
    shows: 'A value type that no reference names: `growth-stage`, with an object as its data.',
    where: 'Metadata and values of the field `dealroom-growth-stage`',
    source: 'New value types came before their description (2025); a Python pipeline died of them',
  },
  'unknown-members': {
    shows: 'Members that no enumeration lists: the enrichment source `pitchbook`, the colour `teal`.',
    where: 'The field `dealroom-valuation`, and options of Status fields, in v2',
    oneIn: 5,
    source: 'A Python pipeline turned an unknown enrichment source into NULL, and died of it elsewhere',
  },
  'unknown-properties': {
    shows: 'Properties that no reference names, deprecated ones of v1 among them.',
    where: 'Companies in v2; `GET /field-value-changes`',
    source: 'v1 reference, section 6.5',
  },
  'absent-page-addresses': {
    shows: '`pagination` without `prevUrl` and `nextUrl` where everything is on one page.',
    where: 'Collections of v2',
    source: 'v2 reference, section 4: both keys are optional',
  },
  microseconds: {
    shows: '`changed_at` with six decimals.',
    where: '`GET /field-value-changes`',
    source: 'v1 reference, section 1',
  },
  'camel-case-files': {
    shows: 'Files in camelCase (`personId`) instead of snake_case.',
    where: '`GET /entity-files` and `GET /entity-files/{entity_file_id}`',
    oneIn: 4,
    source: "v2 reference, section 14, row 20: the vendor's own client expects both",
  },
  'late-associations': {
    shows: '`person_ids: []` in the answer to a write that named some; the next read has them.',
    where: '`POST /organizations`',
    source: 'v1 reference, section 6.7',
  },
  'late-merge-tasks': {
    shows: '404 for the task of a merge that has just begun.',
    where: '`GET /v2/tasks/company-merges/{taskId}` and the same for persons, for 300 ms',
    source: 'v2 reference, section 9.12',
  },
  'lagging-v2': {
    shows: 'Writes of v1 that v2 shows 100 to 500 ms later.',
    where: 'Reads of v2',
    source: 'v1 reference, section 1; v2 reference, section 14, row 21',
  },
  'html-errors': {
    shows: '502 and 503 with a page of HTML, from the edge, before anything took effect.',
    where: 'Everywhere',
    oneIn: 200,
    source: 'v2 reference, section 2',
  },
} as const satisfies Record<string, Oddity>;

/** Name of an oddity. */
export type OddityName = keyof typeof oddities;

/** All of them. */
export const oddityNames = Object.keys(oddities) as readonly OddityName[]; // the keys of the table above

/** `strict` is the reference text, what was observed for all included; `realWorld` adds what breaks clients that trust it. */
export type Profile = 'strict' | 'realWorld';

/** The names of the profiles. */
export const profiles: readonly Profile[] = ['strict', 'realWorld'];

/** Which oddities a profile has. */
export const odditiesOf = (profile: Profile): readonly OddityName[] => (profile === 'realWorld' ? oddityNames : []);
