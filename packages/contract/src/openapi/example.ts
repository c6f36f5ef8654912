import type { JsonSchema } from './schemas.ts';

/** Example texts and numbers by the name of a property or parameter, snake case taken for camel case. */
const byName: Readonly<Record<string, unknown>> = {
  id: 70455,
  companyId: 70455,
  organizationId: 70455,
  primaryCompanyId: 70455,
  duplicateCompanyId: 70902,
  personId: 90211,
  primaryPersonId: 90211,
  duplicatePersonId: 90212,
  opportunityId: 3301,
  listId: 822,
  listEntryId: 640001,
  viewId: 17,
  noteId: 21501,
  parentId: 21501,
  userId: 5101,
  creatorId: 5101,
  ownerId: 5101,
  fieldId: 'field-4101',
  dropdownOptionId: 31007,
  reminderId: 15,
  meetingId: 880,
  fileId: 4410,
  mergeId: 12,
  teamId: 3,
  webhookId: 9,
  transcriptId: 901,
  totalCount: 1,
  limit: 20,
  name: 'Kestrel Robotics',
  listName: 'Pipeline',
  domain: 'kestrelrobotics.example',
  domains: 'kestrelrobotics.example',
  firstName: 'Mira',
  lastName: 'Okafor',
  fullName: 'Ada Novak',
  emailAddress: 'mira@harborlight.example',
  primaryEmailAddress: 'mira@harborlight.example',
  emailAddresses: 'mira@harborlight.example',
  emails: 'mira@harborlight.example',
  subdomain: 'harborlight',
  html: '<p>Met the founders.</p>',
  content: 'Met the founders.',
  subject: 'Follow-up',
  title: 'Partner call',
  text: 'Diligence',
  prompt: 'warehouse robotics in Norway',
  term: 'kestrel',
  score: '0.87',
  scopes: 'api',
  languageCode: 'en',
  startTimestamp: '00:00:04',
  endTimestamp: '00:00:09',
  speaker: 'Mira Okafor',
  currencyCode: 'USD',
  rank: 2,
  winRate: 40,
  size: 48213,
  periodDays: 30,
  interactionScore: 0.62,
  url: 'https://hooks.harborlight.example/affinity',
  taskUrl: 'https://api.affinity.co/v2/tasks/company-merges/123e4567-e89b-42d3-a456-426614174000',
  downloadUrl: 'https://files.affinity.example/4410?signature=c0ffee',
  cursor: 'ICAgICAgIGFmdGVyOjo6NA',
  prevUrl: null,
  nextUrl: null,
  nextPageToken: null,
  errorMessage: null,
};

const byFormat: Readonly<Record<string, string>> = {
  'date-time': '2026-03-02T17:04:33Z',
  date: '2026-03-02',
  uuid: '123e4567-e89b-42d3-a456-426614174000',
  uri: 'https://hooks.harborlight.example/affinity',
  binary: '(contents of the file)',
};

const camel = (name: string): string => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

const isSchema = (value: unknown): value is JsonSchema => typeof value === 'object' && value !== null && !Array.isArray(value);
const schemasOf = (value: unknown): readonly JsonSchema[] => (Array.isArray(value) ? value.filter(isSchema) : []);

interface Place {
  readonly components: Readonly<Record<string, JsonSchema>>;
  readonly name: string;
  /** Objects around this one. */
  readonly depth: number;
  /** Optional properties are shown down to this depth. */
  readonly optional: number;
}

const typesOf = ({ type }: JsonSchema): readonly unknown[] => (Array.isArray(type) ? type : [type]);

/** Whether a remembered example suits a schema. */
const suits = (value: unknown, schema: JsonSchema): boolean => {
  const types = typesOf(schema);
  if (value === null) return types.includes('null') || schemasOf(schema['anyOf']).some(({ type }) => type === 'null');
  if (typeof value === 'number') return types.includes('number') || (types.includes('integer') && Number.isInteger(value));
  return types.includes('string') && schema['format'] === undefined;
};

const bounded = (wanted: number, { minimum, maximum }: JsonSchema): number =>
  Math.min(Math.max(wanted, typeof minimum === 'number' ? minimum : wanted), typeof maximum === 'number' ? maximum : wanted);

/** Texts by name, where the same name is a number elsewhere. */
const textByName: Readonly<Record<string, string>> = { id: 'field-4101' };

const scalar = (schema: JsonSchema, name: string): unknown => {
  const { format } = schema;
  const types = typesOf(schema);
  if (typeof format === 'string' && byFormat[format] !== undefined) return byFormat[format];
  if (types.includes('boolean')) return false;
  if (types.includes('integer') || types.includes('number')) return bounded(1, schema);
  if (types.includes('string')) return textByName[name] ?? (name.toLowerCase().endsWith('url') ? byFormat['uri'] : 'Text');
  return types.includes('null') ? null : 'Text';
};

const objectExample = (schema: JsonSchema, place: Place): unknown => {
  const required = new Set(Array.isArray(schema['required']) ? schema['required'] : []);
  const shown = Object.entries(isSchema(schema['properties']) ? schema['properties'] : {}).filter(
    ([name, property]) => isSchema(property) && !isSchema(property['not']) && (required.has(name) || place.depth < place.optional),
  );
  return Object.fromEntries(
    shown.map(([name, property]) => [name, example(property as JsonSchema, { ...place, name, depth: place.depth + 1 })]),
  );
};

const arrayExample = (schema: JsonSchema, place: Place): unknown => {
  const { items, minItems = 0 } = schema;
  if (!isSchema(items) || (place.depth > 6 && minItems === 0)) return [];
  return Array.from({ length: Math.max(1, Number(minItems)) }, () => example(items, place));
};

/** The option to show: the first that is not `null`. */
const firstOf = (options: readonly JsonSchema[]): JsonSchema => options.find(({ type }) => type !== 'null') ?? {};

const example = (schema: JsonSchema, place: Place): unknown => {
  const { $ref, const: literal } = schema;
  if (typeof $ref === 'string') return example(place.components[$ref.split('/').at(-1) ?? ''] ?? {}, place);
  if (literal !== undefined) return literal;
  if (Array.isArray(schema['enum'])) return schema['enum'][0];
  const known = byName[camel(place.name)];
  if (known !== undefined && suits(known, schema)) return known;
  const options = [...schemasOf(schema['oneOf']), ...schemasOf(schema['anyOf'])];
  if (options.length > 0) return example(firstOf(options), place);
  if (isSchema(schema['properties'])) return objectExample(schema, place);
  return typesOf(schema).includes('array') ? arrayExample(schema, place) : scalar(schema, place.name);
};

/** An invented value that a schema allows: required properties everywhere, optional ones down to `optional` objects deep. */
export const exampleOf = (
  schema: JsonSchema,
  components: Readonly<Record<string, JsonSchema>>,
  { name = '', optional = 0 }: { readonly name?: string; readonly optional?: number } = {},
): unknown => example(schema, { components, name, depth: 0, optional });
