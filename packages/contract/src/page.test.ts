import { describe, expect, test } from 'vitest';
import { CompanyId, NoteId } from './ids.ts';
import { countedPageOf, limit20orNone, nullablePageOf, pageOf, pageQuery, tokenPageOf, tokenPageQuery } from './page.ts';

const ends = { prevUrl: null, nextUrl: null };

describe('pages of v2', () => {
  test('may lack both links: absent is the same as null', () => {
    expect(pageOf(CompanyId).safeParse({ data: [1], pagination: {} }).success).toBe(true);
  });

  test('have null instead of their data only where that is documented', () => {
    expect(nullablePageOf(CompanyId).parse({ data: null, pagination: ends })).toEqual({ data: null, pagination: ends });
    expect(pageOf(CompanyId).safeParse({ data: null, pagination: ends }).success).toBe(false);
  });

  test('hold at most 100 items', () => {
    const data = Array.from({ length: 101 }, (_, index) => index + 1);
    expect(pageOf(CompanyId).safeParse({ data: data.slice(1), pagination: ends }).success).toBe(true);
    expect(pageOf(CompanyId).safeParse({ data, pagination: ends }).success).toBe(false);
  });

  test('carry a count where it can be asked for', () => {
    const page = { data: [], pagination: { ...ends, totalCount: 12 } };
    expect(countedPageOf(CompanyId).parse(page)).toEqual(page);
  });
});

describe('pageQuery', () => {
  test.each([
    [pageQuery({ max: 100 }), [1, 100], [0, 101, 1.5, '5']],
    [pageQuery(limit20orNone), [0, 100], [-1, 101]],
  ])('bounds the page size', (query, within, beyond) => {
    for (const limit of within) expect(query.safeParse({ limit }).success).toBe(true);
    for (const limit of beyond) expect(query.safeParse({ limit }).success).toBe(false);
  });
});

describe('pages of v1', () => {
  test('have their rows under a key of their own, and a token that may be null or absent', () => {
    const schema = tokenPageOf('list_entries', CompanyId);
    expect(schema.parse({ list_entries: [1], next_page_token: null })).toEqual({ list_entries: [1], next_page_token: null });
    expect(schema.parse({ list_entries: [] })).toEqual({ list_entries: [] });
    expect(schema.safeParse({ data: [] }).success).toBe(false);
  });

  test('are asked for by size and token', () => {
    expect(tokenPageQuery().parse({ page_size: 500, page_token: 'abc' })).toEqual({ page_size: 500, page_token: 'abc' });
    expect(tokenPageQuery().safeParse({ page_size: 0 }).success).toBe(false);
  });
});

describe('ids', () => {
  test('are whole numbers from 1 to 2^53 - 1, and to 2^31 - 1 for notes', () => {
    expect(CompanyId.safeParse(Number.MAX_SAFE_INTEGER).success).toBe(true);
    for (const id of [0, -1, 1.5, 2 ** 53, '1', null]) expect(CompanyId.safeParse(id).success).toBe(false);
    expect(NoteId.safeParse(2 ** 31 - 1).success).toBe(true);
    expect(NoteId.safeParse(2 ** 31).success).toBe(false);
  });
});
