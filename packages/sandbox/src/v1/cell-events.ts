import type { Emit } from '../behaviour/events.ts';
import type { CellValue, CellWrite } from '../state/cells.ts';
import type { State } from '../state/state.ts';
import { fieldValueOf } from './field-value.ts';
import { valueCode } from './value.ts';

/** Tells webhooks of values that a write made, changed or took away. Enrichment and fields that v1 does not have fire nothing. */
export const tellCells =
  (state: State, emit: Emit) =>
  ({ place, before, after }: CellWrite): void => {
    if (valueCode(place.field) === undefined || place.field.type === 'enriched') return;
    const bySlot = (values: readonly CellValue[]) => new Map(values.map((value) => [value.slot, value]));
    const [old, next] = [bySlot(before), bySlot(after)];
    for (const value of before) if (!next.has(value.slot)) emit('field_value.deleted', () => fieldValueOf(state, place, value));
    for (const value of after) {
      if (!old.has(value.slot)) emit('field_value.created', () => fieldValueOf(state, place, value));
      else if (old.get(value.slot) !== value) emit('field_value.updated', () => fieldValueOf(state, place, value));
    }
  };
