/** What holds a cell. Values of an opportunity lie in its only list entry. */
export type OwnerKind = 'company' | 'person' | 'entry';

/** One single value in the state: v1 gives each an id, v2 does not. */
export interface ValueAddress {
  readonly owner: OwnerKind;
  readonly ownerId: number;
  readonly fieldNo: number;
  /** Tells the values of one cell apart; stays with its value. */
  readonly slot: number;
}

const kinds: readonly OwnerKind[] = ['company', 'person', 'entry'];
const owners = 2 ** 27;
const fields = 2 ** 13;

/** Slots of one cell. */
export const slotsPerCell = 2 ** 11;

/** Largest id of a company, person or list entry, and largest field number, that v1 value ids have room for. */
export const addressLimits = { ownerId: owners - 1, fieldNo: fields - 1 } as const;

/** The v1 id of a value. It is computed from where the value lies, so a seeded firm needs no row per value; always below 2^53. */
export const valueIdOf = ({ owner, ownerId, fieldNo, slot }: ValueAddress): number =>
  (((kinds.indexOf(owner) + 1) * owners + ownerId) * fields + fieldNo) * slotsPerCell + slot;

/** The inverse of `valueIdOf`; `undefined` for a number that addresses nothing. */
export const addressOf = (valueId: number): ValueAddress | undefined => {
  const cell = Math.floor(valueId / slotsPerCell);
  const record = Math.floor(cell / fields);
  const owner = kinds[Math.floor(record / owners) - 1];
  return owner === undefined ? undefined : { owner, ownerId: record % owners, fieldNo: cell % fields, slot: valueId % slotsPerCell };
};
