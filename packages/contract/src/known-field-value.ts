import * as z from 'zod';
import type { FieldValueType, KnownFieldValue } from './field-value.ts';

type Check = (value: unknown) => boolean;

const instant = z.regexes.datetime({ offset: true });

const isText: Check = (value) => typeof value === 'string';
const isNumber: Check = (value) => Number.isFinite(value);
const isBoolean: Check = (value) => typeof value === 'boolean';
const isInstant: Check = (value) => typeof value === 'string' && instant.test(value);
const isCount: Check = (value) => Number.isSafeInteger(value) && Number(value) >= 0;
const isCount32: Check = (value) => isCount(value) && Number(value) < 2 ** 31;
const isId: Check = (value) => isCount(value) && value !== 0;
const isId32: Check = (value) => isCount32(value) && value !== 0;
const is =
  (literal: string): Check =>
  (value) =>
    value === literal;

const nullable =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
const arrayOf =
  (check: Check, max = Infinity): Check =>
  (value) =>
    Array.isArray(value) && value.length <= max && value.every(check);

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const objectOf = (shape: Readonly<Record<string, Check>>): Check => {
  const checks = Object.entries(shape);
  return (value) => {
    if (!isRecord(value)) return false;
    for (const [key, check] of checks) if (!check(value[key])) return false;
    return true;
  };
};

const isPerson = objectOf({
  id: isId,
  firstName: nullable(isText),
  lastName: nullable(isText),
  primaryEmailAddress: nullable(isText),
  type: isText,
});
const isCompany = objectOf({ id: isId, name: isText, domain: nullable(isText) });
const isList = objectOf({ id: isId, name: isText, type: isText, entityCount: isCount32 });
const isDropdown = objectOf({ dropdownOptionId: isId, text: isText });
const isRankedDropdown = objectOf({ dropdownOptionId: isId, text: isText, rank: isCount, color: nullable(isText) });
const isLocation = objectOf({
  streetAddress: nullable(isText),
  city: nullable(isText),
  state: nullable(isText),
  country: nullable(isText),
  continent: nullable(isText),
});

const isAttendee = objectOf({ emailAddress: nullable(isText), person: nullable(isPerson) });
const interactions: readonly Check[] = [
  objectOf({
    type: is('chat-message'),
    id: isId,
    direction: isText,
    sentAt: isInstant,
    manualCreator: isPerson,
    participants: arrayOf(isPerson),
  }),
  objectOf({
    type: is('email'),
    id: isId,
    subject: nullable(isText),
    sentAt: isInstant,
    from: isAttendee,
    to: arrayOf(isAttendee),
    cc: arrayOf(isAttendee),
  }),
  objectOf({
    type: is('meeting'),
    id: isId,
    title: nullable(isText),
    allDay: isBoolean,
    startTime: isInstant,
    endTime: nullable(isInstant),
    attendees: arrayOf(isAttendee),
  }),
  objectOf({ type: is('call'), id: isId, startTime: isInstant, attendees: arrayOf(isAttendee) }),
];
const isInteraction: Check = (value) => interactions.some((check) => check(value));

const isNote = objectOf({
  id: isId32,
  content: objectOf({ html: nullable(isText) }),
  creator: isPerson,
  mentions: arrayOf(objectOf({ id: isId32, type: is('person'), person: isPerson }), 100),
  createdAt: isInstant,
  updatedAt: nullable(isInstant),
});
const isReminder = objectOf({ id: isId, type: isText, content: nullable(isText), createdAt: isInstant, dueDate: isInstant });

const valueOf = (check: Check): Check => objectOf({ data: nullable(check) });
const valuesOf = (check: Check): Check => objectOf({ data: nullable(arrayOf(check, 100)), totalCount: optional(isCount) });

const checks: Readonly<Record<FieldValueType, Check>> = {
  text: valueOf(isText),
  'filterable-text': valueOf(isText),
  'filterable-text-multi': valuesOf(isText),
  number: valueOf(isNumber),
  'number-multi': valuesOf(isNumber),
  datetime: valueOf(isInstant),
  location: valueOf(isLocation),
  'location-multi': valuesOf(isLocation),
  dropdown: valueOf(isDropdown),
  'dropdown-multi': valuesOf(isDropdown),
  'ranked-dropdown': valueOf(isRankedDropdown),
  person: valueOf(isPerson),
  'person-multi': valuesOf(isPerson),
  company: valueOf(isCompany),
  'company-multi': valuesOf(isCompany),
  'list-multi': valuesOf(isList),
  'formula-number': valueOf(objectOf({ calculatedValue: optional(nullable(isNumber)) })),
  interaction: objectOf({ data: nullable(isInteraction), internalPerson: optional(nullable(isPerson)) }),
  note: valueOf(isNote),
  reminder: valueOf(isReminder),
};

const isKnown = (value: { readonly type: string }): value is KnownFieldValue =>
  Object.hasOwn(checks, value.type) && checks[value.type as FieldValueType](value); // just seen to be a key

/**
 * Narrows a value to the documented ones, or gives `undefined`: for a new type, and for data that their type does not allow.
 *
 * Accepts what the schema {@link KnownFieldValue} accepts, but neither copies the value nor needs generated code: it may run for every value of
 * a sync, and where `eval` is forbidden.
 */
export const knownFieldValue = (value: { readonly type: string; readonly data: unknown }): KnownFieldValue | undefined =>
  isKnown(value) ? value : undefined;
