import { ids } from './ids.ts';
import type { SeedField, SeedOption, ValueType } from './model.ts';
import { at } from './random.ts';

/** A dropdown option before it has an id. */
export interface OptionDraft {
  readonly text: string;
  readonly color?: string;
  readonly category?: NonNullable<SeedOption['statusCategory']>;
  readonly winRate?: number;
}

/** A field before it has an id. */
export interface FieldDraft {
  readonly name: string;
  readonly valueType: ValueType;
  readonly description?: string;
  readonly tracked?: boolean;
  readonly required?: boolean;
  readonly options?: readonly OptionDraft[];
}

/** Where a numbered field belongs. */
export interface FieldHome {
  readonly entityType: SeedField['entityType'];
  /** `null` for an account-wide field. */
  readonly listId: number | null;
  readonly createdAt: string;
}

/** Gives numbers to fields and options, in the order in which they are made. */
export class FieldCounter {
  private fields = 0;
  private options = 0;

  number(draft: FieldDraft, home: FieldHome): SeedField {
    const ranked = draft.valueType === 'ranked-dropdown';
    return {
      id: `field-${ids.field.idAt(this.fields++)}`,
      name: draft.name,
      description: draft.description ?? null,
      type: home.listId === null ? 'global' : 'list',
      enrichmentSource: null,
      valueType: draft.valueType,
      entityType: home.entityType,
      listId: home.listId,
      isRequired: draft.required ?? false,
      trackChanges: draft.tracked ?? false,
      createdAt: home.createdAt,
      options: (draft.options ?? []).map((option, rank) => this.option(option, ranked ? rank : null)),
    };
  }

  private option(draft: OptionDraft, rank: number | null): SeedOption {
    return {
      id: ids.option.idAt(this.options++),
      text: draft.text,
      rank,
      color: rank === null ? null : (draft.color ?? 'gray'),
      statusCategory: draft.category ?? null,
      winRate: draft.category === 'open' ? (draft.winRate ?? null) : null,
    };
  }
}

/** Plain options from their texts. */
export const optionsOf = (...texts: readonly string[]): readonly OptionDraft[] => texts.map((text) => ({ text }));

/** The id of a field's nth option. */
export const optionAt = (field: SeedField, index: number): number => at(field.options, index).id;
