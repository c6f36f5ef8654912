import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Problem } from '../problem.ts';
import { cursorUrl, decodeCursor, decodeIdCursor, encodeCursor, pageByToken, pageOfArray, type Seek } from './paging.ts';

const base = new URL('http://localhost:4747/v2/companies?limit=2&ids=1&ids=2');
const rowsUpTo = (count: number) => Array.from({ length: count }, (_, index) => ({ id: index + 1 }));
const idOf = (row: { id: number }) => row.id;

const page = (all: readonly { id: number }[], link: string, limit: number) => {
  const url = new URL(link);
  return pageOfArray({ url, cursor: url.searchParams.get('cursor') ?? undefined, limit }, all, idOf);
};

describe('v2 cursors', () => {
  it('look like the ones Affinity sends [v2.paging.cursors]', () => {
    expect(encodeCursor('after', 4)).toBe('ICAgICAgIGFmdGVyOjo6NA');
    expect(decodeCursor('ICAgICAgIGFmdGVyOjo6NA')).toEqual({ direction: 'after', key: '4' });
    expect(decodeCursor('YWZ0ZXI6OjozNw')).toEqual({ direction: 'after', key: '37' });
  });

  it('read back what was written, whatever the key', () => {
    fc.assert(
      fc.property(fc.constantFrom('after' as const, 'before' as const), fc.string({ minLength: 1, unit: 'grapheme' }), (direction, key) => {
        expect(decodeCursor(encodeCursor(direction, key))).toEqual({ direction, key });
      }),
    );
  });

  it('that cannot be read are a validation problem of the parameter [v2.paging.bad-cursor]', () => {
    for (const cursor of ['', 'nonsense', '####', encodeCursor('after', 'x')]) {
      expect(() => decodeIdCursor(cursor)).toThrowError(
        expect.objectContaining({ code: 'validation', status: 400, param: 'cursor' }) as Problem,
      );
    }
  });

  it('stand last in the link, behind every other parameter', () => {
    expect(cursorUrl(new URL('http://h/v2/x?cursor=old&limit=2&ids=1&ids=2'), 'new')).toBe('http://h/v2/x?limit=2&ids=1&ids=2&cursor=new');
  });
});

describe('pages of v2', () => {
  it('have no links when one page holds everything, or nothing was asked for', () => {
    expect(page(rowsUpTo(2), base.href, 2).pagination).toEqual({ prevUrl: null, nextUrl: null });
    expect(page(rowsUpTo(9), base.href, 0)).toEqual({ rows: [], pagination: { prevUrl: null, nextUrl: null } });
  });

  it('lead through every row once, and back again [v2.paging.prev-url]', () => {
    fc.assert(
      fc.property(fc.nat(40), fc.integer({ min: 1, max: 7 }), (count, limit) => {
        const all = rowsUpTo(count);
        const forward = [];
        let last = base.href;
        for (let link: string | null | undefined = base.href; link; ) {
          last = link;
          const { rows, pagination } = page(all, link, limit);
          forward.push(...rows);
          link = pagination.nextUrl;
        }
        expect(forward).toEqual(all);
        const backward = [];
        for (let link: string | null | undefined = last; link; ) {
          const { rows, pagination } = page(all, link, limit);
          backward.unshift(...rows);
          link = pagination.prevUrl;
        }
        expect(backward).toEqual(all);
      }),
    );
  });
});

describe('pages of v1', () => {
  const all = rowsUpTo(5);
  const keyOf = ({ id }: { readonly id: number }) => String(id);
  const seek = ({ position, count }: Seek) => {
    const from = position === undefined ? 0 : all.findIndex((row) => keyOf(row) === position.key) + 1;
    return all.slice(from, from + count);
  };
  const url = new URL('http://h/lists/1/list-entries?page_size=2&b=2&a=1');

  const walk = (pageSize: number) => {
    const sizes: number[] = [];
    let token: string | undefined;
    do {
      const { rows, nextPageToken } = pageByToken({ url, token, pageSize }, seek, keyOf);
      sizes.push(rows.length);
      token = nextPageToken ?? undefined;
    } while (token !== undefined);
    return sizes;
  };

  it('end with a missing token, which may follow an empty page', () => {
    expect(walk(2)).toEqual([2, 2, 1]);
    expect(walk(5)).toEqual([5, 0]);
  });

  it('say in their token which parameters, size and place they were made for', () => {
    const { nextPageToken } = pageByToken({ url, token: undefined, pageSize: 2 }, seek, keyOf);
    expect(JSON.parse(atob(nextPageToken ?? ''))).toEqual({
      params: { a: '1', b: '2' },
      page_size: 2,
      offset: 2,
      after: keyOf(all[1] ?? { id: 0 }),
    });
  });

  it('refuse a token that was made for other parameters, another size, or by nobody', () => {
    const { nextPageToken } = pageByToken({ url, token: undefined, pageSize: 2 }, seek, keyOf);
    const token = nextPageToken ?? undefined;
    const refused = expect.objectContaining({ status: 422, message: 'Invalid page_token variable' }) as Problem;
    expect(() => pageByToken({ url: new URL('?a=9', url), token, pageSize: 2 }, seek, keyOf)).toThrowError(refused);
    expect(() => pageByToken({ url, token, pageSize: 3 }, seek, keyOf)).toThrowError(refused);
    expect(() => pageByToken({ url, token: btoa('null'), pageSize: 2 }, seek, keyOf)).toThrowError(refused);
    expect(() => pageByToken({ url, token: 'nonsense', pageSize: 2 }, seek, keyOf)).toThrowError(refused);
  });
});
