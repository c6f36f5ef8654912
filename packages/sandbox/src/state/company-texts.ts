import { decodeItems, readCells } from './cell-text.ts';
import type { FieldRow } from './fields.ts';
import { allOf, always, type Condition, isIn, where } from './keyset.ts';
import type { Sql } from './sql.ts';

/** A company with what is written of it. */
export interface CompanyText {
  readonly id: number;
  readonly name: string;
  readonly domain: string | null;
  readonly domains: readonly string[];
  readonly isGlobal: boolean;
  /** Name, domains and values of some fields, side by side. */
  readonly text: string;
}

interface Stored {
  readonly id: number;
  readonly name: string;
  readonly domain: string | null;
  readonly domains: string;
  readonly isGlobal: number;
  readonly cells: string;
}

/** What is asked for. */
export interface CompanyTextQuery {
  /** Words in lower case, at least one of which is there. */
  readonly words: readonly string[];
  /** Fields whose values count. */
  readonly fields: readonly FieldRow[];
  /** On these lists alone. */
  readonly listIds?: readonly number[] | undefined;
}

/** Companies that are looked at closely: those that have most of the words somewhere. */
const candidates = 2000;

const haystack = "lower(name || ' ' || domains || ' ' || cells)";
const hits = `(SELECT count(*) FROM json_each(?) AS word WHERE instr(${haystack}, word.value))`;

const onLists = (listIds: readonly number[] | undefined): Condition => {
  if (listIds === undefined) return always;
  const lists = isIn('list_id', listIds);
  return where(`id IN (SELECT entity_id FROM entries WHERE entity_type = 'company' AND ${lists.text})`, ...lists.params);
};

const wordy = (item: unknown): string => (typeof item === 'object' ? Object.values(item ?? {}).join(' ') : String(item));

const textOf = ({ name, domains, cells }: Stored, fields: readonly FieldRow[]): string => {
  const values = readCells(cells);
  const texts = fields.flatMap(({ no, valueType }) => {
    const payload = values.get(no);
    return payload === undefined ? [] : decodeItems(valueType, payload).map(wordy);
  });
  return [name, ...(JSON.parse(domains) as string[]), ...texts].join(' '); // written from an array of texts
};

/** Companies by what is written of them. */
export const createCompanyTexts =
  (sql: Sql) =>
  ({ words, fields, listIds }: CompanyTextQuery): CompanyText[] => {
    const condition = allOf(onLists(listIds));
    const text = `SELECT id, name, domain, domains, is_global AS isGlobal, cells, ${hits} AS hits FROM companies
      WHERE ${condition.text} AND hits > 0 ORDER BY hits DESC, id LIMIT ${candidates}`;
    return sql.all<Stored>(text, JSON.stringify(words), ...condition.params).map((stored) => ({
      id: stored.id,
      name: stored.name,
      domain: stored.domain,
      domains: JSON.parse(stored.domains) as string[], // written from an array of texts
      isGlobal: stored.isGlobal === 1,
      text: textOf(stored, fields),
    }));
  };

export type CompanyTexts = ReturnType<typeof createCompanyTexts>;
