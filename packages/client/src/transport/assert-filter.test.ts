import { describe, expect, it } from 'vitest';
import { AffinityFilterError } from '../errors.ts';
import { createFake, json } from '../fake-fetch.fixture.ts';

const page = { data: [], pagination: { prevUrl: null, nextUrl: null } };

/** A caller without types, as in plain JavaScript. */
const untyped = (input: Record<string, unknown>): never => input as never;

describe('a filter', () => {
  it('is sent where the endpoint takes it', async () => {
    const { affinity, seen } = createFake(() => json(page));
    await affinity.v2.notes.list({ filter: 'createdAt>=2026-01-01' });
    expect(seen[0]?.url.searchParams.get('filter')).toBe('createdAt>=2026-01-01');
  });

  it('is refused before anything is sent where the endpoint takes none, a property is unknown, or the text is no filter', async () => {
    const { affinity, seen } = createFake(() => json(page));
    const refused = [
      affinity.v2.companies.list(untyped({ filter: 'name=Acme' })),
      affinity.v1.persons.list(untyped({ filter: 'name=Acme' })),
      affinity.v2.notes.list(untyped({ filter: 'title=Acme' })),
      affinity.v2.notes.list(untyped({ filter: '(createdAt>=' })),
      affinity.v2.inferredConnections.coworkers.list(untyped({})),
    ];
    for (const call of refused) await expect(call).rejects.toBeInstanceOf(AffinityFilterError);
    expect(seen).toEqual([]);
  });

  it('may come as a list, as a parameter taken from a link does, or not at all', async () => {
    const { affinity, seen } = createFake(() => json(page));
    await affinity.v2.notes.list(untyped({ filter: ['createdAt>=2026-01-01'] }));
    await affinity.v2.companies.list(untyped({ filter: null }));
    await expect(affinity.v2.notes.list(untyped({ filter: ['title=Acme'] }))).rejects.toBeInstanceOf(AffinityFilterError);
    expect(seen).toHaveLength(2);
  });

  it('names the part at fault', async () => {
    const { affinity } = createFake(() => json(page));
    await expect(affinity.v2.notes.list(untyped({ filter: 'id=5 & title=Acme' }))).rejects.toMatchObject({ part: 'title', code: 'filter' });
  });
});
