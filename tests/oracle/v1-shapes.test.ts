import {
  V1ChatMessage,
  V1DropdownOption,
  V1Email,
  V1EntityFile,
  V1Field,
  V1FieldValue,
  V1FieldValueChange,
  V1List,
  V1ListEntry,
  V1ListEntryRef,
  V1ListPermission,
  V1Location,
  V1Meeting,
  V1Note,
  V1Opportunity,
  V1OppRef,
  V1Organization,
  V1OrgRef,
  V1Person,
  V1PersonRef,
  V1Reminder,
  V1WebhookSubscription,
} from '@affinity-kit/contract';
import { expect, it } from 'vitest';
import * as z from 'zod';
import { type DataSchema, describeWithApiData, readReference } from './api-data.ts';

/** The shapes of section 5, by the names that the reference gives them. */
const shapes: Readonly<Record<string, z.ZodType>> = {
  PersonRef: V1PersonRef,
  OrgRef: V1OrgRef,
  OppRef: V1OppRef,
  ListPermission: V1ListPermission,
  List: V1List,
  ListEntryRef: V1ListEntryRef,
  ListEntry: V1ListEntry,
  DropdownOption: V1DropdownOption,
  Field: V1Field,
  Location: V1Location,
  FieldValue: V1FieldValue,
  FieldValueChange: V1FieldValueChange,
  Person: V1Person,
  Organization: V1Organization,
  Opportunity: V1Opportunity,
  Meeting: V1Meeting,
  Chat: V1ChatMessage,
  Email: V1Email,
  Note: V1Note,
  EntityFile: V1EntityFile,
  Reminder: V1Reminder,
  WebhookSubscription: V1WebhookSubscription,
};

/** Where the contract says more than the reference, which has one shape for all answers about a record. */
const explained = new Set([
  'List.fields is optional', // of the single list alone, which is a shape of its own
  'Person.organization_ids is optional', // always there when fetched by id; a row of a search is a shape of its own
  'Person.organization_ids is required',
  'Person.list_entries is optional',
  'Person.list_entries is required',
  'Organization.person_ids is optional', // likewise
  'Organization.person_ids is required',
  'Organization.list_entries is optional',
  'Organization.list_entries is required',
]);

const withoutComments = (text: string): string => text.replaceAll(/\/\*.*?\*\/|\/\/.*/g, '');

const source = (): string => withoutComments(/^## 5\..*\n+```ts\n([^]*?)```/m.exec(readReference('v1'))?.[1] ?? '');

interface Interface {
  readonly parents: readonly string[];
  readonly members: readonly string[];
}

const pieces = (text: string, separator: string | RegExp): string[] =>
  text
    .split(separator)
    .map((piece) => piece.trim())
    .filter(Boolean);

const interfaces = (): ReadonlyMap<string, Interface> => {
  const found = source().matchAll(/^interface (\w+)(?: extends ([\w, ]+?))? \{((?:[^{}]|\{[^{}]*\})*)\}/gm);
  return new Map(
    [...found].map(([, name = '', parents = '', body = '']) => [
      name,
      { parents: pieces(parents, ','), members: pieces(body, /;(?![^{]*\})/) },
    ]),
  );
};

const factsOf = (name: string, member: string): string[] => {
  const [, key, mark, type = ''] = /^(\w+)(\??): ([^]+)$/.exec(member) ?? [];
  const facts = [`${name}.${key} is ${mark === '?' ? 'optional' : 'required'}`];
  return /\|\s*null\s*$/.test(type) || type === 'Value' ? [...facts, `${name}.${key} may be null`] : facts;
};

const documentedFacts = (name: string, known = interfaces(), as = name): string[] => {
  const { parents = [], members = [] } = known.get(name) ?? {};
  return [...parents.flatMap((parent) => documentedFacts(parent, known, as)), ...members.flatMap((member) => factsOf(as, member))];
};

const requiredOf = (schema: DataSchema): readonly string[] => (schema['required'] as string[] | undefined) ?? [];

const mayBeNull = (schema: DataSchema): boolean =>
  [schema['type']].flat().includes('null') ||
  (Array.isArray(schema['anyOf']) && schema['anyOf'].some((option: DataSchema) => mayBeNull(option)));

const declaredFacts = (name: string, schema: DataSchema): string[] =>
  Object.entries((schema['properties'] ?? {}) as Record<string, DataSchema>).flatMap(([key, property]) => [
    `${name}.${key} is ${requiredOf(schema).includes(key) ? 'required' : 'optional'}`,
    ...(mayBeNull(property) ? [`${name}.${key} may be null`] : []),
  ]);

describeWithApiData('the shapes of v1 against the reference', () => {
  const names = Object.keys(shapes);
  const differences = (name: string): string[] => {
    const documented = new Set(documentedFacts(name));
    const declared = new Set(declaredFacts(name, z.toJSONSchema(shapes[name] ?? z.never(), { io: 'input' }) as DataSchema)); // JSON by nature
    return [...[...documented].filter((fact) => !declared.has(fact)), ...[...declared].filter((fact) => !documented.has(fact))];
  };

  it.each(names)('have the same properties in %s, required and nullable alike', (name) => {
    expect(differences(name).filter((difference) => !explained.has(difference))).toEqual([]);
  });

  it('differ wherever a difference is explained', () => {
    expect(new Set(names.flatMap(differences))).toEqual(explained);
  });

  it('are all that the reference has', () => {
    expect([...interfaces().keys()].filter((name) => name !== 'WithDates').toSorted()).toEqual(names.toSorted());
  });
});
