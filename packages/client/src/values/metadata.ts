import type { DropdownOption, EndpointSpec, FieldId, FieldMetadata, ListId, ListWithType, v2 } from '@affinity-kit/contract';
import type { ClientOf } from '../tree.ts';
import { FieldCatalog } from './field-catalog.ts';

/** The records whose fields are meant: all companies, all persons, or the rows of one list (opportunities are rows of theirs). */
export type FieldScope = { readonly kind: 'company' } | { readonly kind: 'person' } | { readonly kind: 'list'; readonly listId: ListId };

/** What lists and fields there are and what options they have, asked for once and kept for a while. */
export interface Metadata {
  /** The lists that the key's user may see. */
  lists(): Promise<readonly ListWithType[]>;
  /** The fields of a scope. */
  fields(scope: FieldScope): Promise<FieldCatalog>;
  /** The options of a dropdown field of a scope, in the order in which the server has them, which is not that of their ranks. */
  options(scope: FieldScope, fieldId: FieldId): Promise<readonly DropdownOption[]>;
  /** Forgets everything, so that the next question is asked of the server. */
  clear(): void;
}

/** Options of {@link createMetadata}. */
export interface MetadataOptions {
  /** Milliseconds for which an answer is kept, counted from when it was asked for; 300,000 unless stated, 0 keeps none. */
  readonly lifetimeMs?: number | undefined;
  /** The time in milliseconds. */
  readonly now?: (() => number) | undefined;
}

interface Kept {
  readonly sinceMs: number;
  readonly answer: Promise<unknown>;
}

/** Questions under way are shared, and failures are not kept. */
const createMemory = (lifetimeMs: number, now: () => number) => {
  const kept = new Map<string, Kept>();
  const recall = <T>(key: string, ask: () => Promise<T>): Promise<T> => {
    const known = kept.get(key);
    if (known !== undefined && now() - known.sinceMs < lifetimeMs) return known.answer as Promise<T>; // one key, one type
    const answer = ask();
    kept.set(key, { sinceMs: now(), answer });
    answer.catch(() => {
      if (kept.get(key)?.answer === answer) kept.delete(key);
    });
    return answer;
  };
  return { recall, clear: () => kept.clear() };
};

const nameOf = (scope: FieldScope): string => (scope.kind === 'list' ? `list ${scope.listId}` : scope.kind);

const loadFields = async (api: ClientOf<typeof v2>, scope: FieldScope): Promise<FieldMetadata[]> => {
  if (scope.kind === 'company') return api.companies.fields.list().all({ limit: null });
  if (scope.kind === 'person') return api.persons.fields.list().all({ limit: null });
  return api.lists.fields.list({ listId: scope.listId }).all({ limit: null });
};

const loadOptions = async (api: ClientOf<typeof v2>, scope: FieldScope, fieldId: FieldId): Promise<DropdownOption[]> => {
  if (scope.kind === 'company') return api.companies.fields.dropdownOptions.list({ fieldId }).all({ limit: null });
  if (scope.kind === 'person') return api.persons.fields.dropdownOptions.list({ fieldId }).all({ limit: null });
  return api.lists.fields.dropdownOptions.list({ listId: scope.listId, fieldId }).all({ limit: null });
};

/** Creates the memory of a client for lists, fields and options. What others change in Affinity is seen when `lifetimeMs` is over. */
export const createMetadata = (api: ClientOf<typeof v2>, { lifetimeMs = 300_000, now = Date.now }: MetadataOptions = {}): Metadata => {
  const memory = createMemory(lifetimeMs, now);
  return {
    lists: () => memory.recall('lists', () => api.lists.list().all({ limit: null })),
    fields: (scope) => memory.recall(nameOf(scope), async () => new FieldCatalog(await loadFields(api, scope), nameOf(scope))),
    options: (scope, fieldId) => memory.recall(`${nameOf(scope)} ${fieldId}`, () => loadOptions(api, scope, fieldId)),
    clear: () => memory.clear(),
  };
};

/** Writes of lists, fields and options, and those of v1 values, which make new options of texts that are none yet. */
const changing = [/^(?:\/v2)?\/lists$/, /^\/fields(?:\/|$)/, /\/dropdown-options(?:\/|$)/, /^\/field-values(?:\/|$)/];

/** Whether a write makes what is remembered out of date. */
export const changesMetadata = ({ effect, path }: EndpointSpec): boolean => effect === 'write' && changing.some((one) => one.test(path));
