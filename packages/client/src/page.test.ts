import { v1, v2 } from '@affinity-kit/contract';
import { describe, expect, it } from 'vitest';
import { nextCursor, readPage } from './page.ts';

const base = 'https://api.affinity.co';
const v2Page = (nextUrl: unknown, data: unknown = []) => ({ data, pagination: { prevUrl: null, nextUrl } });

describe('the next cursor', () => {
  it.each([
    ['the cursor of the nextUrl', v2Page(`${base}/v2/companies?limit=2&cursor=ICAg%3D`), 'ICAg='],
    ['the cursor whatever the path, since searches name another one', v2Page(`${base}/v2/elsewhere?cursor=abc`), 'abc'],
    ['the cursor of a relative nextUrl', v2Page('/v2/companies?cursor=abc'), 'abc'],
    ['the cursor of a nextUrl that is only a query', v2Page('?cursor=abc'), 'abc'],
    ['the whole query where there is no cursor', v2Page(`${base}/v2/companies?page=3&limit=2`), '?page=3&limit=2'],
    ['the whole query where the cursor is empty', v2Page(`${base}/v2/companies?cursor=&offset=9`), '?cursor=&offset=9'],
    ['null after a null nextUrl', v2Page(null), null],
    ['null after an empty nextUrl', v2Page(''), null],
    ['null without a nextUrl', { data: [], pagination: {} }, null],
    ['null without pagination', { data: [] }, null],
    ['the token of v1', { list_entries: [], next_page_token: 'tok' }, 'tok'],
    ['null after a null token', { list_entries: [], next_page_token: null }, null],
    ['null after a bare array', [{ id: 1 }], null],
    ['null after no body', undefined, null],
  ])('is %s', (_, page, expected) => {
    expect(nextCursor(page)).toBe(expected);
    expect(nextCursor(page, base)).toBe(expected);
  });

  it.each([
    'https://evil.example/v2/companies?cursor=abc',
    'http://api.affinity.co/v2/companies?cursor=abc',
    '//evil.example/?cursor=a',
    'https://api.affinity.co:444/?cursor=a',
  ])('is refused on another server: %s', (nextUrl) => {
    expect(() => nextCursor(v2Page(nextUrl), base)).toThrow(expect.objectContaining({ code: 'unsafe_url' }));
  });

  it('is accepted where loopback is called by its other name, on the same port only', () => {
    expect(nextCursor(v2Page('http://localhost:81/v2/companies?cursor=a'), 'http://127.0.0.1:81')).toBe('a');
    expect(() => nextCursor(v2Page('http://localhost:82/v2/companies?cursor=a'), 'http://127.0.0.1:81')).toThrow();
  });

  it.each(['http://', `${base}/v2/companies`])('is an error where the nextUrl leads nowhere: %s', (nextUrl) => {
    expect(() => nextCursor(v2Page(nextUrl), base)).toThrow(expect.objectContaining({ code: 'decode' }));
  });
});

describe('a page', () => {
  it('of v2 is what the wire sent, with its cursor beside its JSON', () => {
    const body = v2Page(`${base}/v2/companies?cursor=c`, [{ id: 1 }]);
    const { page, items } = readPage(v2.companies.list, structuredClone(body), base);
    expect(JSON.parse(JSON.stringify(page))).toEqual(body);
    expect(page.nextCursor).toBe('c');
    expect(items).toEqual([{ id: 1 }]);
  });

  it('whose data is null has no items and is not the end', () => {
    expect(readPage(v2.lists.entries.list, v2Page('?cursor=c', null), base)).toMatchObject({ items: [], nextCursor: 'c' });
  });

  it('of v1 has its items as data too', () => {
    const { page } = readPage(v1.lists.entries.list, { list_entries: [{ id: 1 }], next_page_token: 't' }, base);
    expect(page.data).toEqual([{ id: 1 }]);
    expect(page.nextCursor).toBe('t');
    expect(JSON.stringify(page)).toBe('{"list_entries":[{"id":1}],"next_page_token":"t"}');
  });

  it('of v1 may be a bare array', () => {
    const { page, nextCursor: cursor } = readPage(v1.lists.entries.list, [{ id: 1 }], base);
    expect(page).toMatchObject({ list_entries: [{ id: 1 }] });
    expect(page.data).toEqual([{ id: 1 }]);
    expect(cursor).toBeNull();
  });

  it('of v1 may name its array differently', () => {
    expect(readPage(v1.lists.entries.list, { entries: [{ id: 1 }], next_page_token: null }, base).items).toEqual([{ id: 1 }]);
  });

  it.each([{ message: 'hello' }, 'text', 7, null, { data: { id: 1 } }])('is an error where the body is none: %j', (body) => {
    expect(() => readPage(v2.companies.list, body, base)).toThrow(expect.objectContaining({ code: 'decode' }));
  });
});
