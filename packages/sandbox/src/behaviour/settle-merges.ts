import { carryOut, type MergeOutcome } from '../state/merge-records.ts';
import type { MergeRow } from '../state/merges.ts';
import { pacificText } from '../state/pacific.ts';
import type { State } from '../state/state.ts';
import { tellCells } from '../v1/cell-events.ts';
import { orgRef, personRef } from '../v1/refs.ts';
import type { Deliveries } from './deliveries.ts';
import { createEventBuffer, type Emit } from './events.ts';

const tell = (state: State, merge: MergeRow, { outcome, emit }: { outcome: MergeOutcome; emit: Emit }): void => {
  for (const person of outcome.persons) emit('person.deleted', () => personRef(person));
  const changer = state.persons.get(merge.requesterId);
  for (const removed of outcome.companies) {
    const survivor = state.companies.get(state.merges.survivorOf('company', removed.id) ?? 0);
    if (changer === undefined || survivor === undefined) continue;
    emit('organization.merged', () => ({
      changer: personRef(changer),
      removed_company: orgRef(removed),
      company: orgRef(survivor),
      merged_at: pacificText(merge.dueAt),
    }));
  }
};

/** Does the merges whose time has come, each as if at its own moment, and tells webhooks of them. */
export const settleMerges = ({ state, deliveries }: { state: State; deliveries: Deliveries }, now: Date): void => {
  for (const merge of state.merges.due(now.toISOString())) {
    const { emit, events } = createEventBuffer(deliveries.wants);
    state.cells.watch(tellCells(state, emit));
    try {
      tell(state, merge, { outcome: carryOut(state, merge), emit });
    } finally {
      state.cells.watch(undefined);
    }
    deliveries.accept(events);
  }
};
