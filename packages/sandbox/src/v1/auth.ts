import type { v1 } from '@affinity-kit/contract';
import type { HandlersOf } from '../context.ts';
import { pacificText } from '../state/pacific.ts';
import { unknownId } from './problems.ts';

export const auth: HandlersOf<typeof v1.auth> = {
  whoami: (_, { state, caller }) => {
    const user = state.users.get(caller.userId);
    if (user === undefined) throw unknownId('user_id', caller.userId, 'User');
    const { id, firstName, lastName, email, createdAt } = user;
    return {
      tenant: state.tenant(),
      user: { id, firstName, lastName, email },
      grant: { type: 'api_key', scope: 'external_api', createdAt: pacificText(createdAt) },
    };
  },
};
