import type { ValueType } from '../seed/model.ts';
import { decodeItems } from './cell-text.ts';
import type { CellItem } from './cells.ts';
import { instant } from './instant.ts';

/** The first such property of a payload; text inside it has its quotes escaped, so it cannot pretend to be one. */
const timeIn = (names: string, payload: string): CellItem[] => {
  const [, time] = new RegExp(`"(?:${names})":"([^"]+)"`).exec(payload) ?? [];
  return time === undefined ? [] : [instant(time)];
};

/**
 * What a payload compares by: an interaction by its time, a formula by its result, a note by its creation, a reminder by when it is due, a list
 * by its id, everything else by its values. Times come as `instant` writes them.
 */
export const comparableItems = (type: ValueType, payload: string): readonly CellItem[] => {
  switch (type) {
    case 'interaction':
      return timeIn('sentAt|startTime', payload);
    case 'note':
      return timeIn('createdAt', payload);
    case 'reminder':
      return timeIn('dueDate', payload);
    case 'datetime':
      return decodeItems(type, payload).map((time) => instant(String(time)));
    case 'formula-number': {
      const { calculatedValue } = JSON.parse(payload) as { calculatedValue: number | null }; // as encodeItem wrote it
      return calculatedValue === null ? [] : [calculatedValue];
    }
    case 'list-multi':
      return (JSON.parse(payload.slice(payload.indexOf('['))) as { id: number }[]).map(({ id }) => id); // as field-facts writes lists
    default:
      return decodeItems(type, payload);
  }
};
