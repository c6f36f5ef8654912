import type { v2 } from '@affinity-kit/contract';
import type { HandlersOf } from '../context.ts';
import { notFound } from '../problem.ts';

export const auth: HandlersOf<typeof v2.auth> = {
  whoami: (_, { state, caller }) => {
    const user = state.users.get(caller.userId);
    if (user === undefined) throw notFound();
    const { id, firstName, lastName, email, createdAt } = user;
    return {
      tenant: state.tenant(),
      user: { id, firstName, lastName, emailAddress: email },
      grant: { type: 'api-key', scopes: ['api'], createdAt },
    };
  },
};
