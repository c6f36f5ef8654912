import * as z from 'zod';
import { DropdownOptionId, ReminderId } from './ids.ts';
import { arrayOf, Instant, openEnum, type TypeOf } from './schema.ts';
import { BaseNote } from './v2/base-note.ts';
import { FieldInteraction } from './v2/field-interaction.ts';
import { CompanyData, CompanyReference, ListData, PersonData, PersonReference } from './v2/references.ts';

/** The value types of v2 that are documented (v2 reference, section 5.5). */
export const fieldValueTypes = [
  'text',
  'filterable-text',
  'filterable-text-multi',
  'number',
  'number-multi',
  'datetime',
  'location',
  'location-multi',
  'dropdown',
  'dropdown-multi',
  'ranked-dropdown',
  'person',
  'person-multi',
  'company',
  'company-multi',
  'list-multi',
  'formula-number',
  'interaction',
  'note',
  'reminder',
] as const;

/** A documented value type. */
export type FieldValueType = (typeof fieldValueTypes)[number];

const location = () => ({
  streetAddress: z.string().nullable(),
  city: z.string().nullable(),
  state: z.string().nullable(),
  country: z.string().nullable(),
  continent: z.string().nullable(),
});
/** A place. All five keys are there, in requests too. */
export interface Location extends TypeOf<typeof location> {}
export const Location: z.ZodType<Location, Location> = z.lazy(() => z.object(location()));

/** Shape of {@link Dropdown}, for what extends it. */
export const dropdownShape = () => ({ dropdownOptionId: DropdownOptionId, text: z.string() });
/** A chosen option of a dropdown field. */
export interface Dropdown extends TypeOf<typeof dropdownShape> {}
export const Dropdown: z.ZodType<Dropdown> = z.lazy(() => z.object(dropdownShape()));

/** Shape of {@link RankedDropdown}, for what extends it. */
export const rankedDropdownShape = () => ({
  ...dropdownShape(),
  /** Position among the options, from 0; may have gaps and repeat. */
  rank: z.int().min(0),
  color: z.string().nullable(),
});
/** A chosen option of a ranked dropdown; Status fields are ranked dropdowns. */
export interface RankedDropdown extends TypeOf<typeof rankedDropdownShape> {}
export const RankedDropdown: z.ZodType<RankedDropdown> = z.lazy(() => z.object(rankedDropdownShape()));

const formulaNumber = () => ({ calculatedValue: z.number().nullable().optional() });
/** The result of a formula. */
export interface FormulaNumber extends TypeOf<typeof formulaNumber> {}
export const FormulaNumber: z.ZodType<FormulaNumber> = z.lazy(() => z.object(formulaNumber()));

const reminderData = () => ({
  id: ReminderId,
  type: openEnum(['one-time', 'recurring']),
  content: z.string().nullable(),
  createdAt: Instant,
  dueDate: Instant,
});
/** The next open reminder of a record. */
export interface ReminderData extends TypeOf<typeof reminderData> {}
export const ReminderData: z.ZodType<ReminderData> = z.lazy(() => z.object(reminderData()));

/** A value of one type, or `null` where there is none. */
const valueOf = <const Type extends string, Data extends z.ZodType>(type: Type, data: Data) =>
  z.object({ type: z.literal(type), data: data.nullable() });

/** Several values of one type: never empty, `null` instead; cut at 100, the full number is in `totalCount` when the server sends it. */
const valuesOf = <const Type extends string, Data extends z.ZodType>(type: Type, data: Data) =>
  valueOf(type, z.array(data).max(100)).extend({ totalCount: z.int().min(0).optional() });

const textValue = () => ({ type: z.enum(['text', 'filterable-text']), data: z.string().nullable() });
/** Free text, or a text that can be filtered by; the latter is filled by Affinity. */
export interface TextValue extends TypeOf<typeof textValue> {}

const textsValue = z.lazy(() => valuesOf('filterable-text-multi', z.string()));
/** Several texts, such as industries. */
export interface TextsValue extends z.infer<typeof textsValue> {}

const numberValue = z.lazy(() => valueOf('number', z.number()));
/** A number. */
export interface NumberValue extends z.infer<typeof numberValue> {}

const numbersValue = z.lazy(() => valuesOf('number-multi', z.number()));
/** Several numbers. */
export interface NumbersValue extends z.infer<typeof numbersValue> {}

const datetimeValue = z.lazy(() => valueOf('datetime', Instant));
/** A calendar day, sent as the instant at which it begins in Pacific time. */
export interface DatetimeValue extends z.infer<typeof datetimeValue> {}

const locationValue = z.lazy(() => valueOf('location', Location));
/** A place. */
export interface LocationValue extends z.infer<typeof locationValue> {}

const locationsValue = z.lazy(() => valuesOf('location-multi', Location));
/** Several places. */
export interface LocationsValue extends z.infer<typeof locationsValue> {}

const dropdownValue = z.lazy(() => valueOf('dropdown', Dropdown));
/** An option. */
export interface DropdownValue extends z.infer<typeof dropdownValue> {}

const dropdownsValue = z.lazy(() => valuesOf('dropdown-multi', Dropdown));
/** Several options. */
export interface DropdownsValue extends z.infer<typeof dropdownsValue> {}

const rankedDropdownValue = z.lazy(() => valueOf('ranked-dropdown', RankedDropdown));
/** An option that has a rank; Status fields hold these. */
export interface RankedDropdownValue extends z.infer<typeof rankedDropdownValue> {}

const personValue = z.lazy(() => valueOf('person', PersonData));
/** A person. */
export interface PersonValue extends z.infer<typeof personValue> {}

const personsValue = z.lazy(() => valuesOf('person-multi', PersonData));
/** Several persons. */
export interface PersonsValue extends z.infer<typeof personsValue> {}

const companyValue = z.lazy(() => valueOf('company', CompanyData));
/** A company. */
export interface CompanyValue extends z.infer<typeof companyValue> {}

const companiesValue = z.lazy(() => valuesOf('company-multi', CompanyData));
/** Several companies. */
export interface CompaniesValue extends z.infer<typeof companiesValue> {}

const listsValue = z.lazy(() => valuesOf('list-multi', ListData));
/** The lists a record is on, as far as the caller may see them. Read-only. */
export interface ListsValue extends z.infer<typeof listsValue> {}

const formulaValue = z.lazy(() => valueOf('formula-number', FormulaNumber));
/** The result of a formula. Read-only. */
export interface FormulaValue extends z.infer<typeof formulaValue> {}

const interactionValue = () => ({
  type: z.literal('interaction'),
  data: FieldInteraction.nullable(),
  /** The colleague who took part; documented for the fields of a single record, absent elsewhere. */
  internalPerson: PersonData.nullable().optional(),
});
/** The first, last or next interaction. Read-only. */
export interface InteractionValue extends TypeOf<typeof interactionValue> {}

const noteValue = z.lazy(() => valueOf('note', BaseNote));
/** A note. Read-only. */
export interface NoteValue extends z.infer<typeof noteValue> {}

const reminderValue = z.lazy(() => valueOf('reminder', ReminderData));
/** A reminder. Read-only. */
export interface ReminderValue extends z.infer<typeof reminderValue> {}

/** Every documented value, told apart by `type`: closed, for `switch`. Get one from `knownFieldValue(value)`. */
export type KnownFieldValue =
  | TextValue
  | TextsValue
  | NumberValue
  | NumbersValue
  | DatetimeValue
  | LocationValue
  | LocationsValue
  | DropdownValue
  | DropdownsValue
  | RankedDropdownValue
  | PersonValue
  | PersonsValue
  | CompanyValue
  | CompaniesValue
  | ListsValue
  | FormulaValue
  | InteractionValue
  | NoteValue
  | ReminderValue;
export const KnownFieldValue: z.ZodType<KnownFieldValue> = z.lazy(() =>
  z.discriminatedUnion('type', [
    z.object(textValue()),
    textsValue,
    numberValue,
    numbersValue,
    datetimeValue,
    locationValue,
    locationsValue,
    dropdownValue,
    dropdownsValue,
    rankedDropdownValue,
    personValue,
    personsValue,
    companyValue,
    companiesValue,
    listsValue,
    formulaValue,
    z.object(interactionValue()),
    noteValue,
    reminderValue,
  ]),
);

const fieldValue = () => ({
  /** Says what `data` is. The set grows: a redacted value has been seen as `hidden`. */
  type: openEnum(fieldValueTypes),
  /** The value, `null` where there is none; also for several values, which are never an empty array. */
  data: z.unknown(),
  /** Number of values of a `-multi` type, of which `data` holds at most 100; not every endpoint sends it. */
  totalCount: z.int().min(0).optional(),
  /** Of `interaction` only, and not from every endpoint: the colleague who took part. */
  internalPerson: z.unknown().optional(),
});
/** A value as it comes, of a type that may be new. `knownFieldValue(value)` narrows it. */
export interface FieldValue extends TypeOf<typeof fieldValue> {}
export const FieldValue: z.ZodType<FieldValue> = z.lazy(() => z.object(fieldValue()));

const optionReference = z.lazy(() => z.object({ dropdownOptionId: DropdownOptionId }));

const writable = () =>
  [
    z.object(textValue()),
    valueOf('filterable-text-multi', arrayOf(z.string(), { max: 100 })),
    numberValue,
    valueOf('number-multi', arrayOf(z.number(), { max: 100 })),
    datetimeValue,
    locationValue,
    valueOf('location-multi', arrayOf(Location, { max: 100 })),
    valueOf('dropdown', optionReference),
    valueOf('dropdown-multi', arrayOf(optionReference)),
    valueOf('ranked-dropdown', optionReference),
    valueOf('person', PersonReference),
    valueOf('person-multi', arrayOf(PersonReference, { max: 100 })),
    valueOf('company', CompanyReference),
    valueOf('company-multi', arrayOf(CompanyReference, { max: 100 })),
  ] as const;

/**
 * A value to write, told apart by `type`; `data: null` clears it, and an array replaces the whole set.
 *
 * Options, persons and companies are given by id. A `datetime` needs a full date-time, of which Affinity keeps the UTC day.
 */
export type FieldValueUpdate = z.input<ReturnType<typeof writable>[number]>;
export const FieldValueUpdate: z.ZodType<FieldValueUpdate, FieldValueUpdate> = z.lazy(() => z.discriminatedUnion('type', writable()));

type OfType<Update, Type> = Update extends { readonly type: infer Types } ? (Type extends Types ? Update : never) : never;
/** The {@link FieldValueUpdate} of one type: `FieldValueUpdateOf<'dropdown-multi'>`. */
export type FieldValueUpdateOf<Type extends FieldValueUpdate['type']> = OfType<FieldValueUpdate, Type>;
