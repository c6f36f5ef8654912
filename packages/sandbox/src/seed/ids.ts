import { scramble } from './random.ts';

/** Ids of one kind: ascending with the index, with small gaps, and computable without their predecessors. */
export interface IdSpace {
  readonly idAt: (index: number) => number;
  /** The number of the same slot that no record has: for one that was there once. */
  readonly freeAt: (index: number) => number;
}

/** Each id lies in a slot of `stride` numbers, of which the last one stays free. */
const idSpace = (base: number, stride: number, salt: number): IdSpace => ({
  idAt: (index) => base + index * stride + (scramble(index + salt) % (stride - 1)),
  freeAt: (index) => base + index * stride + stride - 1,
});

/** Where the ids of a firm begin: notes and users must stay within 31 bits (v2 reference, section 1). */
export const ids = {
  company: idSpace(1_843_100, 6, 11),
  person: idSpace(48_210_400, 7, 12),
  list: idSpace(214_300, 41, 13),
  opportunity: idSpace(5_120_700, 5, 14),
  entry: idSpace(61_402_000, 6, 15),
  note: idSpace(3_301_800, 4, 16),
  mention: idSpace(880_100, 3, 17),
  field: idSpace(1_104_200, 9, 18),
  option: idSpace(9_120_300, 5, 19),
  view: idSpace(390_500, 23, 20),
  change: idSpace(402_110_000, 4, 21),
  email: idSpace(710_400_000, 5, 22),
  meeting: idSpace(92_300_000, 5, 23),
  chat: idSpace(15_600_000, 5, 24),
  call: idSpace(7_700_000, 5, 25),
  reminder: idSpace(2_410_600, 4, 26),
  file: idSpace(6_120_300, 4, 27),
  team: idSpace(4_100, 9, 28),
  teamMember: idSpace(71_500, 3, 29),
  webhook: idSpace(18_200, 7, 30),
  merge: idSpace(7_300, 5, 31),
} as const satisfies Record<string, IdSpace>;

/** The id of a user who joined when `personsBefore` persons were known: the free number of that slot. Users share the space of persons. */
export const userIdAt = (personsBefore: number): number => ids.person.freeAt(personsBefore - 1);
