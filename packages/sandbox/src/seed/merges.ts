import { atWorkBefore, dayMs, iso } from './dates.ts';
import { ids } from './ids.ts';
import type { SeedMerge } from './model.ts';
import { at, randomOf, topic } from './random.ts';
import type { FirmWorld } from './story.ts';

type Kind = SeedMerge['kind'];
type Draft = Omit<SeedMerge, 'id' | 'startedAt' | 'completedAt'> & { readonly startedMs: number; readonly tookMs: number };

interface Survivor {
  readonly primaryId: number;
  /** An id of the same time that no record has any more. */
  readonly duplicateId: number;
  readonly createdAt: number;
}

/** Merges into global companies leave no trace among the merges (v2 reference, section 9.12). */
const localCompany = ({ companies }: FirmWorld, index: number): Survivor | undefined => {
  const company = companies.company(index);
  if (company.domain !== null) return undefined;
  return { primaryId: company.id, duplicateId: ids.company.freeAt(index), createdAt: company.createdAt };
};

const knownPerson = ({ persons, team }: FirmWorld, index: number): Survivor | undefined => {
  const duplicateId = ids.person.freeAt(index);
  if (team.members.some(({ id }) => id === duplicateId)) return undefined;
  return { primaryId: ids.person.idAt(index), duplicateId, createdAt: persons.createdAt(index) };
};

const survivorsOf = (world: FirmWorld, kind: Kind, count: number): Survivor[] => {
  const [find, total] = kind === 'company' ? [localCompany, world.companies.count] : [knownPerson, world.persons.count];
  const step = total / count;
  return Array.from({ length: count }, (_, nth) => {
    for (let index = Math.floor(nth * step); index < Math.floor((nth + 1) * step); index++) {
      const survivor = find(world, index);
      if (survivor !== undefined) return [survivor];
    }
    return [];
  }).flat();
};

/** One admin does most of them. */
const draftsOf = (world: FirmWorld, kind: Kind, count: number): Draft[] =>
  survivorsOf(world, kind, count).map(({ primaryId, duplicateId, createdAt }, nth) => {
    const random = randomOf(world.seed, topic.merges, nth * 2 + Number(kind === 'person'));
    const since = createdAt + dayMs;
    const startedMs = atWorkBefore(since + Math.max(0, world.now - since) * random.next(), world.now - 3_600_000);
    const requesterId = at(world.team.members, random.chance(0.8) ? 0 : 1).id;
    return { kind, primaryId, duplicateId, requesterId, startedMs, tookMs: random.between(900, 8000), error: null };
  });

/** Somebody tried what cannot be done: to merge a company that was gone, and a colleague. */
const failuresOf = ({ team }: FirmWorld, drafts: readonly Draft[]): Draft[] => {
  const again = drafts.filter(({ kind }) => kind === 'company').slice(0, 1);
  const colleague = drafts.filter(({ kind }) => kind === 'person').slice(0, 1);
  return [
    ...again.map((draft) => ({ ...draft, startedMs: draft.startedMs + 600_000, error: 'Duplicate company not found' })),
    ...colleague.map((draft) => {
      const duplicateId = at(team.members, 1).id;
      return { ...draft, duplicateId, startedMs: draft.startedMs + 600_000, error: 'Duplicate person must be external' };
    }),
  ];
};

/** Merges that are over, oldest first, most of which succeeded. */
export function* inventMerges(world: FirmWorld): Generator<SeedMerge> {
  const companies = draftsOf(world, 'company', Math.ceil(world.companies.count / 300));
  const persons = draftsOf(world, 'person', Math.ceil(world.persons.count / 500));
  const drafts = [...companies, ...persons, ...failuresOf(world, [...companies, ...persons])];
  drafts.sort((a, b) => a.startedMs - b.startedMs);
  for (const [index, { startedMs, tookMs, ...draft }] of drafts.entries())
    yield { id: ids.merge.idAt(index), ...draft, startedAt: iso(startedMs), completedAt: iso(startedMs + tookMs) };
}
