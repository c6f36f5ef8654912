import type { Chosen } from './chosen.ts';
import type { JsonObject } from './json.ts';
import type { OddityName } from './oddities.ts';

/** Changes one object of an answer in place, if it is of the kind that an oddity is about. */
export type Twist = (object: JsonObject, chosen: Chosen) => void;

type Spoil = (text: string) => string;

const spoiltDomains: readonly Spoil[] = [
  (domain) => `https://www.${domain}/`,
  (domain) => `${domain}/about`,
  (domain) => ` ${domain}`,
  (domain) => domain.replace('.', '_team.'),
];

const spoiltEmails: readonly Spoil[] = [
  (email) => email.replace('@', '..@'),
  (email) => `"${email.replace(/@.*/, '')}" <${email}>`,
  (email) => email.replace(/@.*/, '@'),
];

const idOf = ({ id }: JsonObject): number => (typeof id === 'number' ? id : 0);

const spoil = (spoilt: readonly Spoil[], object: JsonObject): Spoil => spoilt[idOf(object) % spoilt.length] ?? ((text) => text);

const apply = (object: JsonObject, names: readonly string[], change: Spoil): void => {
  for (const name of names) {
    const value = object[name];
    if (typeof value === 'string') object[name] = change(value);
    if (Array.isArray(value)) object[name] = value.map((each: unknown) => (typeof each === 'string' ? change(each) : each));
  }
};

const linked = (chosen: Chosen, value: unknown, shape: (text: string) => object): unknown =>
  typeof value === 'string' && chosen('linkedin-objects', value) ? shape(value) : value;

const linkedInOf: Twist = ({ id, value }, chosen) => {
  if (typeof value !== 'object' || value === null || !('data' in value)) return;
  const { data } = value;
  if (id === 'affinity-data-linkedin-url') value.data = linked(chosen, data, (link) => ({ link, text: 'LinkedIn' }));
  if (id === 'affinity-data-phone-number' && Array.isArray(data))
    value.data = data.map((each: unknown) => linked(chosen, each, (text) => ({ text })));
};

const newType: Twist = (object) => {
  if (object['id'] !== 'dealroom-growth-stage') return;
  if ('valueType' in object) object['valueType'] = 'growth-stage';
  const { value } = object;
  if (typeof value !== 'object' || value === null || !('data' in value)) return;
  object['value'] = { type: 'growth-stage', data: value.data === null ? null : { label: value.data } };
};

/** What each oddity does to the objects of an answer, wherever they stand. */
export const twists: Partial<Record<OddityName, Twist>> = {
  'malformed-domains': (object, chosen) => {
    if (typeof object['domain'] !== 'string' || !('name' in object) || !chosen('malformed-domains', idOf(object))) return;
    apply(object, ['domain', 'domains'], spoil(spoiltDomains, object));
  },
  'malformed-emails': (object, chosen) => {
    if (!('primaryEmailAddress' in object || 'primary_email' in object) || !chosen('malformed-emails', idOf(object))) return;
    apply(object, ['primaryEmailAddress', 'emailAddresses', 'primary_email', 'emails'], spoil(spoiltEmails, object));
  },
  'null-first-names': (object, chosen) => {
    if (!('primaryEmailAddress' in object && 'type' in object) || object['type'] === 'internal') return;
    if (chosen('null-first-names', idOf(object))) object['firstName'] = null;
  },
  'linkedin-objects': linkedInOf,
  'unknown-value-types': newType,
  'unknown-members': (object, chosen) => {
    if (object['id'] === 'dealroom-valuation' && 'enrichmentSource' in object) object['enrichmentSource'] = 'pitchbook';
    if ('statusCategory' in object && chosen('unknown-members', idOf(object))) object['color'] = 'teal';
  },
  'unknown-properties': (object) => {
    if ('isGlobal' in object) object['logoUrl'] = null;
    if ('action_type' in object) Object.assign(object, { entity_attribute_id: object['field_id'], person: null, company: null, opp: null });
  },
  'list-sizes-of-zero': (object) => {
    if ('entityCount' in object) object['entityCount'] = 0;
    if ('isPublic' in object && 'ownerId' in object) object['listSize'] = 0;
  },
  'absent-page-addresses': ({ pagination }) => {
    if (typeof pagination !== 'object' || pagination === null || !('nextUrl' in pagination && 'prevUrl' in pagination)) return;
    if (pagination.nextUrl !== null || pagination.prevUrl !== null) return;
    Reflect.deleteProperty(pagination, 'nextUrl');
    Reflect.deleteProperty(pagination, 'prevUrl');
  },
  microseconds: (object) => {
    const { changed_at: at } = object;
    if (typeof at === 'string' && 'action_type' in object) object['changed_at'] = at.replace(/\.(\d{3})(?!\d)/, '.$1417');
  },
};
