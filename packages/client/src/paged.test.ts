import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { company, createFake, json } from './fake-fetch.fixture.ts';

/** Serves pages of the given sizes; `null` is a page whose data is null. */
const pagesOf = (sizes: readonly (number | null)[]) => {
  let id = 0;
  const pages = sizes.map((size) => (size === null ? null : Array.from({ length: size }, () => company((id += 1)))));
  const reply = ({ url }: { url: URL }): Response => {
    const at = Number(url.searchParams.get('cursor') ?? 0);
    const nextUrl = at + 1 < pages.length ? `https://api.affinity.co/v2/companies?cursor=${at + 1}` : null;
    return json({ data: pages[at], pagination: { prevUrl: null, nextUrl } });
  };
  return { reply, ids: Array.from({ length: id }, (_, index) => index + 1), pages };
};

const idsOf = async (items: AsyncIterable<{ id: number }>): Promise<number[]> => {
  const ids: number[] = [];
  for await (const { id } of items) ids.push(id);
  return ids;
};

describe('a collection', () => {
  it('requests nothing before it is used', () => {
    const { affinity, seen } = createFake(pagesOf([1]).reply);
    affinity.v2.companies.list();
    expect(seen).toEqual([]);
  });

  it('is one page when awaited, requested once however often', async () => {
    const { affinity, seen } = createFake(pagesOf([2, 1]).reply);
    const companies = affinity.v2.companies.list({ limit: 2 });
    const page = await companies;
    expect(page.data.map(({ id }) => id)).toEqual([1, 2]);
    expect(page.nextCursor).toBe('1');
    expect(await companies).toBe(page);
    expect((await companies.withResponse()).data).toBe(page);
    expect(seen).toHaveLength(1);
  });

  it('is all items when iterated, and does not repeat a page that was awaited', async () => {
    const { affinity, seen } = createFake(pagesOf([2, 2, 1]).reply);
    const companies = affinity.v2.companies.list();
    await companies;
    expect(await idsOf(companies)).toEqual([1, 2, 3, 4, 5]);
    expect(seen).toHaveLength(3);
  });

  it('stops requesting when the caller stops reading', async () => {
    const { affinity, seen } = createFake(pagesOf([2, 2, 2]).reply);
    for await (const { id } of affinity.v2.companies.list()) if (id === 2) break;
    expect(seen).toHaveLength(1);
  });

  it('yields every item once and in order, however its pages are split, interrupted and resumed', async () => {
    const sizes = fc.array(fc.option(fc.nat({ max: 4 }), { freq: 5 }), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(sizes, fc.nat(), async (split, pick) => {
        const { reply, ids } = pagesOf(split);
        const { affinity } = createFake(reply);
        expect(await idsOf(affinity.v2.companies.list())).toEqual(ids);

        const stopAfter = pick % split.length;
        const before: number[] = [];
        let cursor: string | null = null;
        let page = 0;
        for await (const { data, nextCursor } of affinity.v2.companies.list().pages()) {
          for (const { id } of data ?? []) before.push(id);
          cursor = nextCursor;
          if (page++ === stopAfter) break;
        }
        const after = cursor === null ? [] : await affinity.v2.companies.list({ cursor }).all();
        expect([...before, ...after.map(({ id }) => id)]).toEqual(ids);
      }),
      { numRuns: 60 },
    );
  });

  it('tells its progress page by page', async () => {
    const { affinity } = createFake(pagesOf([2, 0, 1]).reply);
    const onProgress = vi.fn();
    await affinity.v2.companies.list({}, { onProgress }).all();
    expect(onProgress.mock.calls).toEqual([[{ page: 1, items: 2 }], [{ page: 2, items: 2 }], [{ page: 3, items: 3 }]]);
  });

  it('refuses more than the limit rather than cutting', async () => {
    const { affinity, seen } = createFake(pagesOf([2, 2, 2]).reply);
    const companies = affinity.v2.companies.list();
    await expect(companies.all({ limit: 3 })).rejects.toMatchObject({ code: 'too_many_results', limit: 3 });
    expect(seen).toHaveLength(2);
    await expect(companies.all({ limit: 6 })).resolves.toHaveLength(6);
  });

  it('has a limit of 100,000 unless it is lifted', async () => {
    const many = (size: number) =>
      createFake(() => json({ data: Array.from({ length: size }, (_, id) => ({ id })), pagination: {} })).affinity;
    await expect(many(100_000).v2.companies.list().all()).resolves.toHaveLength(100_000);
    await expect(many(100_001).v2.companies.list().all()).rejects.toMatchObject({ code: 'too_many_results' });
    await expect(many(100_001).v2.companies.list().all({ limit: null })).resolves.toHaveLength(100_001);
  });

  it('does not follow a nextUrl to another server', async () => {
    const { affinity, seen } = createFake(() => json({ data: [], pagination: { nextUrl: 'https://evil.example/v2/companies?cursor=1' } }));
    await expect(affinity.v2.companies.list().all()).rejects.toMatchObject({ code: 'unsafe_url' });
    expect(seen).toHaveLength(1);
  });

  it('notices pages that lead in a circle', async () => {
    const { affinity } = createFake(({ url }) => {
      const cursor = url.searchParams.get('cursor') === 'a' ? 'b' : 'a';
      return json({ data: [company(1)], pagination: { nextUrl: `?cursor=${cursor}` } });
    });
    await expect(affinity.v2.companies.list().all()).rejects.toMatchObject({ code: 'decode' });
  });

  it('repeats its own parameters beside the cursor', async () => {
    const { affinity, seen } = createFake(pagesOf([1, 1]).reply);
    await affinity.v2.companies.list({ fieldTypes: ['enriched'], limit: 1 }).all();
    expect(seen.map(({ url }) => url.search)).toEqual(['?limit=1&fieldTypes=enriched', '?cursor=1&limit=1&fieldTypes=enriched']);
  });

  it('follows servers that page by number: then the query is theirs', async () => {
    const { affinity, seen } = createFake(({ url }) => {
      const page = Number(url.searchParams.get('page') ?? 1);
      return json({ data: [company(page)], pagination: { nextUrl: page < 3 ? `/v2/companies?page=${page + 1}&limit=1` : null } });
    });
    expect(await idsOf(affinity.v2.companies.list({ limit: 1 }))).toEqual([1, 2, 3]);
    expect(seen.map(({ url }) => url.search)).toEqual(['?limit=1', '?page=2&limit=1', '?page=3&limit=1']);
    expect(await idsOf(affinity.v2.companies.list({ cursor: '?page=3&limit=1' }))).toEqual([3]);
  });

  it('asks for the largest page when it is walked and would be served smaller ones', async () => {
    const { affinity, seen } = createFake(() => json({ data: [], pagination: {} }));
    await affinity.v2.notes.list();
    await affinity.v2.notes.list().all();
    await affinity.v2.notes.list({ limit: 7 }).all();
    expect(seen.map(({ url }) => url.search)).toEqual(['', '?limit=100', '?limit=7']);
  });

  it('of v1 sends a page size, without which everything would come at once, and pages by token', async () => {
    const { affinity, seen } = createFake(({ url }) =>
      url.searchParams.has('page_token')
        ? json({ list_entries: [], next_page_token: null })
        : json({ list_entries: [{ id: 1 }], next_page_token: 't' }),
    );
    expect(await idsOf(affinity.v1.lists.entries.list({ list_id: 3 }))).toEqual([1]);
    expect(seen.map(({ url }) => url.pathname + url.search)).toEqual([
      '/lists/3/list-entries?page_size=500',
      '/lists/3/list-entries?page_size=500&page_token=t',
    ]);
  });
});
