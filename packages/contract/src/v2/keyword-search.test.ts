import { expect, it } from 'vitest';
import { FileSearchCriteria } from './files.ts';
import { NoteSearchCriteria } from './notes.ts';

it.each([
  [NoteSearchCriteria, 'noteIds'],
  [FileSearchCriteria, 'fileIds'],
])('a search for words is among some, in a company or everywhere', (schema, key) => {
  for (const body of [
    { prompt: 'term sheet' },
    { prompt: 'term sheet', limit: 5, [key]: [7] },
    { prompt: 'term sheet', companyId: 70455 },
  ]) {
    expect(schema.parse(body)).toEqual(body);
  }
  expect(schema.safeParse({ prompt: 'term sheet', [key]: [7], companyId: 70455 }).error?.issues).toMatchObject([{ path: ['companyId'] }]);
  expect(schema.safeParse({ prompt: 'ab' }).error?.issues).toMatchObject([{ path: ['prompt'] }]);
});
