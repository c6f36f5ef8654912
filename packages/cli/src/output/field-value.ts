import { htmlText, type Json } from '@affinity-kit/pipeline/replica';
import { plainNumber } from './numbers.ts';

type Data = Readonly<Record<string, unknown>>;

const isData = (value: unknown): value is Data => typeof value === 'object' && value !== null && !Array.isArray(value);

const texts = (...values: readonly unknown[]): string[] =>
  values.filter((value): value is string => typeof value === 'string' && value !== '');

/** A moment to the minute, in UTC: `2026-06-01 09:30`. */
export const minuteOf = (iso: string): string => iso.replace('T', ' ').slice(0, 16);

const moment = (value: unknown): string[] => texts(value).map(minuteOf);

const place = ({ streetAddress, city, state, country, continent }: Data): string => {
  const parts = texts(streetAddress, city, state, country);
  return parts.filter((part, index) => part !== parts[index - 1]).join(', ') || texts(continent).join('');
};

const interaction = ({ type, subject, title, sentAt, startTime }: Data): string =>
  [...moment(sentAt ?? startTime), [...texts(type).map((kind) => kind.replaceAll('-', ' ')), ...texts(subject ?? title)].join(': ')].join(
    ' ',
  );

const reminder = ({ dueDate, content }: Data): string => ['due', ...moment(dueDate), ...texts(content)].join(' ');

const note = ({ createdAt, content }: Data): string =>
  [...moment(createdAt), ...(isData(content) ? texts(content['html']).map(htmlText) : [])].join(' ');

const readers: Readonly<Record<string, (data: Data) => string>> = {
  location: place,
  'location-multi': place,
  interaction,
  reminder,
  note,
};

/**
 * A value of a field as a person reads it: numbers without a needless fraction, places and interactions in a phrase, notes as text. What is of
 * a type that is not known yet is its JSON.
 */
export const shownFieldValue = (value: Json, valueType: string): string => {
  if (value === null) return '';
  if (typeof value === 'number') return plainNumber(value);
  if (typeof value === 'string') return valueType === 'datetime' ? minuteOf(value) : value;
  if (!isData(value)) return JSON.stringify(value);
  return readers[valueType]?.(value) || JSON.stringify(value);
};
