import type { KeyRing } from './behaviour/auth.ts';
import type { UserRow } from './state/users.ts';

/** A key that the sandbox accepts, and whose it is. */
export interface SandboxKey {
  /** 43 URL-safe characters, as Affinity's are. */
  readonly key: string;
  readonly userId: number;
  readonly name: string;
  readonly email: string;
  readonly role: 'Admin' | 'Member';
  /** Role permissions by their documented names. */
  readonly permissions: readonly string[];
}

/** The keys of the active users, in the order of their ids. */
export const keysOf = (users: readonly UserRow[]): SandboxKey[] =>
  users.flatMap(({ id, firstName, lastName, email, role, status, permissions, apiKey }) =>
    apiKey === null || status !== 'active' ? [] : [{ key: apiKey, userId: id, name: `${firstName} ${lastName}`, email, role, permissions }],
  );

/** Finds the caller behind a key. */
export const keyRingOf = (keys: readonly SandboxKey[]): KeyRing =>
  new Map(keys.map(({ key, userId, role, permissions }) => [key, { userId, role, permissions: new Set(permissions) }]));
