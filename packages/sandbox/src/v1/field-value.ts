import type { V1FieldValue } from '@affinity-kit/contract';
import type { CellPlace, CellValue } from '../state/cells.ts';
import { pacificText } from '../state/pacific.ts';
import type { State } from '../state/state.ts';
import { valueIdOf } from '../state/value-id.ts';
import { entityCodes } from './refs.ts';
import { shownValue, valueCode } from './value.ts';

const idOf = ({ owner, ownerId, field }: CellPlace, slot: number): number => valueIdOf({ owner, ownerId, fieldNo: field.no, slot });

/** One value of a cell as v1 shows it. */
export const fieldValueOf = (state: State, place: CellPlace, value: CellValue): V1FieldValue => {
  const { field, entityId, listEntryId } = place;
  const code = valueCode(field);
  if (field.numericId === null || code === undefined) throw new Error(`v1 has no field ${field.id}`);
  return {
    id: idOf(place, value.slot),
    field_id: field.numericId,
    list_entry_id: listEntryId,
    entity_type: entityCodes[field.entityType],
    value_type: code,
    entity_id: entityId,
    created_at: pacificText(value.createdAt),
    updated_at: value.updatedAt === null ? null : pacificText(value.updatedAt),
    value: shownValue(state, field, value.item),
  };
};
