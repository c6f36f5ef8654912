import type { StoredInteraction } from '../seed/model.ts';

/** What an interaction is. */
export type InteractionType = StoredInteraction['type'];

/** By their v1 codes (v1 reference, section 4.2). */
export const interactionTypes: readonly InteractionType[] = ['meeting', 'call', 'chat-message', 'email'];

const idsPerType = 2 ** 40;

/** Where the keys of a type begin. */
export const firstKey = (type: InteractionType): number => interactionTypes.indexOf(type) * idsPerType;

/** Type and id in one number; ids of no interaction lead to -1, which no row has. */
export const keyOf = (type: InteractionType, id: number): number => (id < idsPerType ? firstKey(type) + id : -1);

/** The inverse of `keyOf`. */
export const identityOf = (key: number): { readonly type: InteractionType; readonly id: number } => ({
  type: interactionTypes[Math.floor(key / idsPerType)] ?? 'email',
  id: key % idsPerType,
});

/** Where the keys of a type end, exclusively. */
export const endKey = (type: InteractionType): number => firstKey(type) + idsPerType;
