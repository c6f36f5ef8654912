import type { StoredInteraction } from '../seed/model.ts';
import { encodeCell, readCells, writeCells } from './cell-text.ts';
import type { FieldRow } from './fields.ts';
import { createInteractions, type InteractionRow } from './interactions.ts';
import { isIn } from './keyset.ts';
import type { Sql } from './sql.ts';
import { storedOf } from './stored-interaction.ts';

/** The fields of relationship intelligence that show an interaction, by slug. */
const touchFields = [
  'first-email',
  'last-email',
  'first-event',
  'last-event',
  'next-event',
  'first-chat-message',
  'last-chat-message',
  'last-contact',
] as const;
type TouchField = (typeof touchFields)[number];

const codes = { event: 0, 'chat-message': 2, email: 3 } as const;

const inOrder = (people: string, when: string, order: string): string =>
  `SELECT key FROM participants WHERE ${people} ${when} ORDER BY at ${order}, key ${order} LIMIT 1`;

/** How each field is found among what some people took part in. */
const finders: Record<TouchField, (people: string) => string> = {
  'first-email': (people) => inOrder(people, `AND type = ${codes.email} AND at <= ?`, 'ASC'),
  'last-email': (people) => inOrder(people, `AND type = ${codes.email} AND at <= ?`, 'DESC'),
  'first-event': (people) => inOrder(people, `AND type = ${codes.event} AND at <= ?`, 'ASC'),
  'last-event': (people) => inOrder(people, `AND type = ${codes.event} AND at <= ?`, 'DESC'),
  'next-event': (people) => inOrder(people, `AND type = ${codes.event} AND at > ?`, 'ASC'),
  'first-chat-message': (people) => inOrder(people, `AND type = ${codes['chat-message']} AND at <= ?`, 'ASC'),
  'last-chat-message': (people) => inOrder(people, `AND type = ${codes['chat-message']} AND at <= ?`, 'DESC'),
  'last-contact': (people) => inOrder(people, 'AND at <= ?', 'DESC'),
};

/** A record whose linked values follow from what some people took part in. */
interface Subject {
  readonly table: 'companies' | 'persons' | 'entries';
  readonly id: number;
  readonly entityType: FieldRow['entityType'];
  readonly personIds: readonly number[];
}

const dealsWith = `SELECT opportunities.id, entries.id FROM opportunities
  JOIN entries ON entries.entity_type = 'opportunity' AND entries.entity_id = opportunities.id
  WHERE EXISTS (SELECT 1 FROM json_each(opportunities.person_ids) WHERE value IN (SELECT value FROM json_each(?)))
  OR EXISTS (SELECT 1 FROM json_each(opportunities.company_ids) WHERE value IN (SELECT value FROM json_each(?)))`;

const peopleOfDeal = `SELECT value FROM opportunities, json_each(person_ids) WHERE opportunities.id = ?
  UNION SELECT person_id FROM opportunities, json_each(company_ids) JOIN employments ON company_id = value WHERE opportunities.id = ?`;

/** Linked values: the first, last and next interaction of people, and of the companies and opportunities that they belong to. */
export const createTouches = (sql: Sql) => {
  const interactions = createInteractions(sql);
  const column = (text: string, ...ids: number[]): number[] => sql.tuples<[number]>(text, ...ids).map(([id]) => id);
  const isInternal = (personId: number): boolean => sql.value('SELECT 1 FROM users WHERE id = ?', personId) !== undefined;

  const find = (slug: TouchField, personIds: readonly number[], now: string): InteractionRow | undefined => {
    const people = isIn('person_id', personIds);
    const key = sql.value<number>(finders[slug](people.text), ...people.params, now);
    return key === undefined ? undefined : interactions.byKey(key);
  };

  const subjectsOf = (personIds: readonly number[]): Subject[] => {
    const people = isIn('person_id', personIds);
    const companyIds = sql.tuples<[number]>(`SELECT DISTINCT company_id FROM employments WHERE ${people.text}`, ...people.params).flat();
    const deals = sql.tuples<[number, number]>(dealsWith, JSON.stringify(personIds), JSON.stringify(companyIds));
    return [
      ...personIds.map((id): Subject => ({ table: 'persons', id, entityType: 'person', personIds: [id] })),
      ...companyIds.map(
        (id): Subject => ({
          table: 'companies',
          id,
          entityType: 'company',
          personIds: column('SELECT person_id FROM employments WHERE company_id = ?', id),
        }),
      ),
      ...deals.map(
        ([id, entryId]): Subject => ({
          table: 'entries',
          id: entryId,
          entityType: 'opportunity',
          personIds: column(peopleOfDeal, id, id),
        }),
      ),
    ];
  };

  const refreshOne = ({ table, id, entityType, personIds }: Subject, fields: readonly FieldRow[], now: string): void => {
    const text = sql.value<string>(`SELECT cells FROM ${table} WHERE id = ?`, id);
    if (text === undefined) return;
    const cells = readCells(text);
    for (const slug of touchFields) {
      const field = fields.find((each) => each.id === slug && each.entityType === entityType && each.listId === null);
      if (field === undefined) continue;
      const row = find(slug, personIds, now);
      const stored: StoredInteraction | undefined = row === undefined ? undefined : storedOf(row, isInternal);
      if (stored === undefined) cells.delete(field.no);
      else cells.set(field.no, encodeCell('interaction', stored));
    }
    const next = writeCells(cells);
    if (next !== text) sql.run(`UPDATE ${table} SET cells = ? WHERE id = ?`, next, id);
  };

  return {
    /** Computes the linked values of external people anew, and of what they belong to. Users themselves have none. */
    refresh: (personIds: Iterable<number>, fields: readonly FieldRow[], now: Date): void => {
      const external = [...new Set(personIds)].filter((id) => !isInternal(id));
      if (external.length === 0) return;
      for (const subject of subjectsOf(external)) refreshOne(subject, fields, now.toISOString());
    },
  };
};

export type Touches = ReturnType<typeof createTouches>;
