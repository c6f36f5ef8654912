import { type UserData, v2 } from '@affinity-kit/contract';
import { pageOfArray } from '../behaviour/paging.ts';
import type { Caller, HandlersOf } from '../context.ts';
import { notFound } from '../problem.ts';
import type { UserRow } from '../state/users.ts';
import { readFilter, satisfies } from './filter.ts';
import { pageRequest } from './page-request.ts';

/** Addresses and role are for user managers alone, and absent for others (v2 reference, section 1.1). */
const shown = ({ permissions }: Caller, user: UserRow): UserData => {
  const { id, firstName, lastName, email, status, role } = user;
  const data = { id, firstName, lastName, primaryEmailAddress: email, photoUrl: null, status };
  return permissions.has('Manage Users') ? { ...data, emailAddresses: [email], role } : data;
};

const matches = (user: UserRow, term: string): boolean =>
  [user.firstName, user.lastName, user.email].some((text) => text.toLowerCase().includes(term.toLowerCase()));

const propertyOf =
  (user: UserRow) =>
  (property: string): string =>
    property === 'id' ? String(user.id) : user.status;

export const users: HandlersOf<typeof v2.users> = {
  list: (input, context) => {
    const filter = readFilter(input.filter, 'GET /v2/users');
    const { term } = input;
    const found = context.state.users
      .all()
      .filter((user) => term === undefined || matches(user, term))
      .filter((user) => filter === undefined || satisfies(filter, propertyOf(user)));
    const { rows, pagination } = pageOfArray(pageRequest(input, context, v2.users.list), found, ({ id }) => id);
    return { data: rows.map((user) => shown(context.caller, user)), pagination };
  },
  get: ({ userId }, { state, caller }) => {
    const user = state.users.get(userId);
    if (user === undefined) throw notFound();
    return shown(caller, user);
  },
};
