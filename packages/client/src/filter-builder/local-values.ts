import type { FieldValue } from '@affinity-kit/contract';

type Properties = Readonly<Record<string, unknown>>;

/** One value of a field, in the forms in which it may be compared. */
export interface LocalItem {
  /** A number, or the moment of a date. */
  readonly raw: unknown;
  /** A text, the text of an option, or the name of a record; `undefined` for what has none. */
  readonly text: string | undefined;
  /** Of an option or a record. */
  readonly id: number | undefined;
  /** Of a place. */
  readonly parts: Properties | undefined;
}

const isObject = (value: unknown): value is Properties => typeof value === 'object' && value !== null;

const nameOf = ({ text, name, firstName, lastName }: Properties): string | undefined => {
  if (typeof text === 'string') return text;
  if (typeof name === 'string') return name;
  const names = [firstName, lastName].filter((part) => typeof part === 'string');
  return names.length === 0 ? undefined : names.join(' ');
};

const idOf = ({ dropdownOptionId, id }: Properties): number | undefined => {
  const found = dropdownOptionId ?? id;
  return typeof found === 'number' ? found : undefined;
};

/** What an interaction, a note, a reminder or a formula is compared by. */
const comparedBy = (type: string, data: Properties): unknown => {
  if (type === 'interaction') return data['sentAt'] ?? data['startTime'];
  if (type === 'note') return data['createdAt'];
  if (type === 'reminder') return data['dueDate'];
  return type === 'formula-number' ? data['calculatedValue'] : undefined;
};

const itemOf = (type: string, data: unknown): LocalItem => {
  if (!isObject(data)) return { raw: data, text: typeof data === 'string' ? data : undefined, id: undefined, parts: undefined };
  return { raw: comparedBy(type, data), text: nameOf(data), id: idOf(data), parts: data };
};

/** The values of a field; a formula without a result has none. */
export const localItems = ({ type, data }: Pick<FieldValue, 'type' | 'data'>): readonly LocalItem[] => {
  if (data === null || data === undefined) return [];
  const items = (Array.isArray(data) ? data : [data]).map((item) => itemOf(type, item));
  return type === 'formula-number' ? items.filter(({ raw }) => raw !== null && raw !== undefined) : items;
};
