import { readTexts } from '../replica/connection.ts';
import { live } from '../replica/delta.ts';
import { text } from '../replica/sql.ts';
import type { Part } from '../streams/stream.ts';
import { partsOfUnit } from '../streams/unit-names.ts';
import type { Standing, StreamFacts } from './facts.ts';

/** Which of the lists that the replica holds are read. */
export interface ChosenLists {
  readonly ids: readonly string[];
  /** Their ids, comma-separated, for SQL; `NULL` where there are none. */
  readonly sql: string;
  /** Whether a chain or unit is of a list that is not read. */
  readonly leavesOut: (name: string) => boolean;
}

const idsOf = async (standing: NonNullable<Standing>, where = 'true'): Promise<readonly string[]> =>
  await readTexts(standing.connection, `SELECT CAST(id AS VARCHAR) FROM ${live}.lists WHERE ${where}`);

/** Finds the lists of these names and ids; all when nothing is named. */
export const chosenLists = async (standing: Standing, wanted: readonly string[] | undefined): Promise<ChosenLists> => {
  if (!standing?.tables.has('lists')) return { ids: [], sql: 'NULL', leavesOut: () => false };
  const all = await idsOf(standing);
  const names = (wanted ?? []).map((name) => text(name.trim().toLowerCase())).join(', ');
  const chosen =
    wanted && wanted.length > 0 ? await idsOf(standing, `lower(name) IN (${names}) OR CAST(id AS VARCHAR) IN (${names})`) : all;
  const others = new Set(all.filter((id) => !chosen.includes(id)));
  return { ids: chosen, sql: chosen.length === 0 ? 'NULL' : chosen.join(', '), leavesOut: (name) => others.has(partsOfUnit(name)[0]) };
};

/** What is known of a stream, without the lists that are not read. */
export const withoutOthers = (facts: StreamFacts, { leavesOut }: ChosenLists): StreamFacts => ({
  ...facts,
  chains: Object.fromEntries(Object.entries(facts.chains).filter(([chain]) => !leavesOut(chain))),
  units: facts.units.filter(({ unit }) => !leavesOut(unit)),
});

/** The parts of chains that are read. */
export const partsOfChosen = (parts: readonly Part[], { leavesOut }: ChosenLists): readonly Part[] =>
  parts.filter(({ chain }) => !leavesOut(chain));
