import { randomBytes } from 'node:crypto';
import { Problem } from '../problem.ts';
import type { UserRow } from '../state/users.ts';
import type { KeyRing } from './auth.ts';

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

/** Whose key to make: a user's, or the first active user's of a role; the first active user's where neither is named. */
export interface KeyRequest {
  readonly userId?: number;
  readonly role?: 'Admin' | 'Member';
  /** Role permissions of the key in the place of its user's. */
  readonly permissions?: readonly string[];
}

/** A key as it may be shown. */
export interface ShownKey extends SandboxKey {
  /** Counted from 1. */
  readonly id: number;
  /** The user whose key it is when it acts as nobody else. */
  readonly ownerId: number;
  /** Whether it was made while the sandbox ran. */
  readonly isMade: boolean;
}

/** Keys, and as which user each of them acts. */
export interface KeyChain {
  /** Finds the caller behind a key; follows every change. */
  readonly ring: KeyRing;
  readonly all: () => readonly ShownKey[];
  /** Makes one more key. A `Problem` where no active user fits. */
  readonly create: (request: KeyRequest) => ShownKey;
  /** Lets a key act as another user, or as its owner again. A `Problem` where the key is unknown or the user is not active. */
  readonly actAs: (key: string, userId: number | null) => ShownKey;
  /** Goes back to the keys of the firm, each its owner's. */
  readonly reset: () => void;
}

interface Held {
  readonly key: string;
  readonly owner: UserRow;
  readonly isMade: boolean;
  readonly permissions: readonly string[] | undefined;
  acting: UserRow;
}

const shown = ({ key, owner, acting, permissions, isMade }: Held, index: number): ShownKey => ({
  key,
  userId: acting.id,
  name: `${acting.firstName} ${acting.lastName}`,
  email: acting.email,
  role: acting.role,
  permissions: permissions ?? acting.permissions,
  id: index + 1,
  ownerId: owner.id,
  isMade,
});

const ofFirm = (users: readonly UserRow[]): Held[] =>
  users.flatMap((user) =>
    user.apiKey === null || user.status !== 'active'
      ? []
      : [{ key: user.apiKey, owner: user, acting: user, permissions: undefined, isMade: false }],
  );

const isActive = ({ status }: UserRow): boolean => status === 'active';

/** The keys of the active users, in the order of their ids, and those that are made later. */
export const createKeyChain = (users: () => readonly UserRow[]): KeyChain => {
  let held = ofFirm(users());
  const ring = new Map<string, ReturnType<KeyRing['get']> & object>();

  const fillRing = (): void => {
    ring.clear();
    for (const { key, userId, role, permissions } of held.map(shown)) ring.set(key, { userId, role, permissions: new Set(permissions) });
  };
  fillRing();

  const activeUser = (fits: (user: UserRow) => boolean, which: string): UserRow => {
    const found = users().find((user) => isActive(user) && fits(user));
    if (found === undefined) throw new Problem('not-found', `There is no active user ${which}`);
    return found;
  };

  const userFor = ({ userId, role }: KeyRequest): UserRow =>
    activeUser(
      (user) => (userId === undefined || user.id === userId) && (role === undefined || user.role === role),
      [userId ?? '', role === undefined ? '' : `of role ${role}`].join(' ').trim(),
    );

  const shownKey = (key: string): ShownKey => {
    const index = held.findIndex((each) => each.key === key);
    const found = held[index];
    if (found === undefined) throw new Problem('not-found', 'There is no such key');
    return shown(found, index);
  };

  return {
    ring,
    all: () => held.map(shown),
    create: (request) => {
      const owner = userFor(request);
      const key = randomBytes(32).toString('base64url');
      held = [...held, { key, owner, acting: owner, permissions: request.permissions, isMade: true }];
      fillRing();
      return shownKey(key);
    },
    actAs: (key, userId) => {
      const found = held.find((each) => each.key === key);
      if (found === undefined) throw new Problem('not-found', 'There is no such key');
      found.acting = userId === null ? found.owner : activeUser(({ id }) => id === userId, String(userId));
      fillRing();
      return shownKey(key);
    },
    reset: () => {
      held = ofFirm(users());
      fillRing();
    },
  };
};
