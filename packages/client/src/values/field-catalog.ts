import type { FieldMetadata } from '@affinity-kit/contract';
import { AffinityFieldValuesError, type FieldProblem } from '../errors.ts';
import { describeField, type FieldKey, fieldsMeant } from './field-key.ts';

/** Fields that share a part of their name with a name that nobody has; the first ten. */
const similar = (fields: readonly FieldMetadata[], key: FieldKey): readonly FieldMetadata[] => {
  const words = String(key).toLowerCase().split(/\W+/);
  const meant = words.filter((word) => word.length > 2);
  return fields.filter(({ name }) => meant.some((word) => name.toLowerCase().includes(word))).slice(0, 10);
};

/** The fields of companies, of persons or of one list, found by name or id. */
export class FieldCatalog implements Iterable<FieldMetadata> {
  readonly #fields: readonly FieldMetadata[];
  readonly #scope: string;

  constructor(fields: readonly FieldMetadata[], scope: string) {
    this.#fields = fields;
    this.#scope = scope;
  }

  [Symbol.iterator](): Iterator<FieldMetadata> {
    return this.#fields[Symbol.iterator]();
  }

  /** The field that a key means, or what is wrong with the key. */
  find(key: FieldKey): FieldMetadata | FieldProblem {
    const [field, ...others] = fieldsMeant(this.#fields, key);
    if (field === undefined) {
      const candidates = similar(this.#fields, key).map(describeField);
      const hint = candidates.length === 0 ? '' : `; similar: ${candidates.join(', ')}`;
      return { key: String(key), message: `there is no such field (${this.#scope})${hint}`, candidates };
    }
    if (others.length === 0) return field;
    const candidates = [field, ...others].map(describeField);
    return {
      key: String(key),
      message: `this name is ambiguous; say which by its id, or with its source or type in front: ${candidates.join(', ')}`,
      candidates,
    };
  }

  /** The field that a key means. An unknown or ambiguous one fails with `AffinityFieldValuesError`, which lists the candidates. */
  get(key: FieldKey): FieldMetadata {
    const found = this.find(key);
    if ('message' in found) throw new AffinityFieldValuesError([found]);
    return found;
  }
}
