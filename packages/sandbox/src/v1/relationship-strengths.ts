import type { v1 } from '@affinity-kit/contract';
import type { HandlersOf } from '../context.ts';
import { requireEntity } from './access.ts';
import { unknownId } from './problems.ts';

export const relationshipStrengths: HandlersOf<typeof v1.relationshipStrengths> = {
  list: ({ external_id, internal_id }, context) => {
    const { state, now } = context;
    requireEntity(context, { entityType: 'person', id: external_id, param: 'external_id' });
    if (internal_id !== undefined && state.users.get(internal_id) === undefined) throw unknownId('internal_id', internal_id, 'Person');
    return state.relationships
      .ofPersons([external_id], now)
      .filter(({ userId, score }) => score > 0 && (internal_id === undefined || userId === internal_id))
      .map(({ userId, personId, score }) => ({ internal_id: userId, external_id: personId, strength: score }));
  },
};
