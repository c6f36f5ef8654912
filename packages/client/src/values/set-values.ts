import type { Field, FieldId, FieldMetadata, FieldValue, FieldValueUpdate, v2 } from '@affinity-kit/contract';
import { AffinityFieldValuesError, type FieldProblem } from '../errors.ts';
import type { CallOptions } from '../transport/transport.ts';
import type { ClientOf } from '../tree.ts';
import type { FieldKey } from './field-key.ts';
import type { FieldSource } from './field-source.ts';
import { fieldUpdate, hasOptions } from './field-update.ts';
import { entriesOf, type FieldInput, type FieldValues } from './field-values.ts';
import type { FieldScope, Metadata } from './metadata.ts';
import { InputProblem } from './read-input.ts';
import { sameValue } from './same-value.ts';

/** What writing values needs: the client's v2 methods and its memory of fields. */
export interface ValueContext {
  readonly v2: ClientOf<typeof v2>;
  readonly metadata: Metadata;
}

/** How values are written. */
export interface SetValuesOptions extends CallOptions {
  /**
   * Reads the record first and leaves out what already has its value; `true` unless stated. That takes a read per record, from a copy that
   * may be a little behind: say `false` right after another write to the same fields.
   */
  readonly skipUnchanged?: boolean | undefined;
  /** Resolves, validates and compares, and writes nothing. */
  readonly dryRun?: boolean | undefined;
}

/** One field that was to be written. */
export interface ValueChange {
  readonly id: FieldId;
  readonly name: string;
  /** What it had; `undefined` when it was not read. */
  readonly before: FieldValue | undefined;
  readonly after: FieldValueUpdate;
}

/** What was done to a record. */
export interface ValueReport {
  /** The fields that were written; with `dryRun`, that would be. */
  readonly written: readonly ValueChange[];
  /** The fields that had their value already. */
  readonly unchanged: readonly ValueChange[];
}

/** A record and the values it is to have. */
export interface ValueTarget {
  readonly source: FieldSource;
  readonly values: FieldValues;
}

interface Resolved {
  readonly field: FieldMetadata;
  readonly update: FieldValueUpdate;
}

/** A record with its values resolved and found valid. */
interface Plan {
  readonly source: FieldSource;
  readonly resolved: readonly Resolved[];
}

type Signal = AbortSignal | undefined;

/** The API takes this many updates at once. */
const batchSize = 100;

const scopeOf = (source: FieldSource): FieldScope =>
  source.kind === 'entry' ? { kind: 'list', listId: source.listId } : { kind: source.kind };

const problemOf = (key: FieldKey, error: unknown): FieldProblem => {
  if (!(error instanceof InputProblem)) throw error;
  return { key: String(key), message: error.message, candidates: error.candidates };
};

const resolveOne = async (
  { metadata }: ValueContext,
  scope: FieldScope,
  [key, input]: readonly [FieldKey, FieldInput],
): Promise<Resolved | FieldProblem> => {
  const field = (await metadata.fields(scope)).find(key);
  if ('message' in field) return field;
  const options = hasOptions(field) ? await metadata.options(scope, field.id) : [];
  try {
    return { field, update: fieldUpdate(field, input, options) };
  } catch (error) {
    return problemOf(key, error);
  }
};

/** Two keys for one field: which value is meant cannot be known. */
const repeated = (resolved: readonly Resolved[]): FieldProblem[] => {
  const seen = new Set<string>();
  return resolved.flatMap(({ field }) => {
    if (!seen.has(field.id)) {
      seen.add(field.id);
      return [];
    }
    return [{ key: field.name, message: `is given twice (${field.id})`, candidates: [] }];
  });
};

const isProblem = (one: Resolved | FieldProblem): one is FieldProblem => 'message' in one;

const resolveTarget = async (context: ValueContext, { source, values }: ValueTarget): Promise<{ plan: Plan; problems: FieldProblem[] }> => {
  const scope = scopeOf(source);
  const results = await Promise.all(entriesOf(values).map((entry) => resolveOne(context, scope, entry)));
  const resolved = results.flatMap((result) => (isProblem(result) ? [] : [result]));
  const problems = [...results.filter(isProblem), ...repeated(resolved)];
  return { plan: { source, resolved }, problems: problems.map((problem) => ({ ...problem, recordId: source.id })) };
};

/** Resolves all values of all records; nothing is written unless every one of them is valid. */
const planAll = async (context: ValueContext, targets: readonly ValueTarget[]): Promise<Plan[]> => {
  const results = await Promise.all(targets.map((target) => resolveTarget(context, target)));
  const problems = results.flatMap((result) => result.problems);
  if (problems.length > 0) throw new AffinityFieldValuesError(problems);
  return results.map(({ plan }) => plan);
};

const readFields = async (
  { v2: api }: ValueContext,
  source: FieldSource,
  [ids, signal]: readonly [readonly FieldId[], Signal],
): Promise<Field[]> => {
  const { kind, id } = source;
  const options = { signal };
  if (kind === 'company') return api.companies.fieldValues.list({ companyId: id, ids }, options).all({ limit: null });
  if (kind === 'person') return api.persons.fieldValues.list({ personId: id, ids }, options).all({ limit: null });
  return api.lists.entries.fieldValues.list({ listId: source.listId, listEntryId: id, ids }, options).all({ limit: null });
};

const writeFields = async (
  { v2: api }: ValueContext,
  source: FieldSource,
  [changes, signal]: readonly [readonly ValueChange[], Signal],
): Promise<void> => {
  const options = { signal };
  const updates = changes.map(({ id, after: value }) => ({ id, value }));
  const body = { operation: 'update-fields', updates } as const;
  const { kind, id } = source;
  if (kind === 'company') await api.companies.fieldValues.batchUpdate({ companyId: id, body }, options);
  else if (kind === 'person') await api.persons.fieldValues.batchUpdate({ personId: id, body }, options);
  else await api.lists.entries.fieldValues.batchUpdate({ listId: source.listId, listEntryId: id, body }, options);
};

/** So many at a time, since a query or a body takes no more. */
const inBatches = <T>(items: readonly T[]): (readonly T[])[] =>
  Array.from({ length: Math.ceil(items.length / batchSize) }, (_, index) => items.slice(index * batchSize, (index + 1) * batchSize));

const compare = async (
  context: ValueContext,
  { source, resolved }: Plan,
  { skipUnchanged = true, signal }: SetValuesOptions,
): Promise<ValueReport> => {
  const ids = skipUnchanged ? resolved.map(({ field }) => field.id) : [];
  const current = new Map<FieldId, FieldValue>();
  for (const batch of inBatches(ids))
    for (const { id, value } of await readFields(context, source, [batch, signal])) current.set(id, value);
  const changes = resolved.map(({ field: { id, name }, update }) => ({ id, name, before: current.get(id), after: update }));
  const isSame = ({ before, after }: ValueChange) => before !== undefined && sameValue(before, after);
  return { written: changes.filter((change) => !isSame(change)), unchanged: changes.filter(isSame) };
};

const carryOut = async (context: ValueContext, plan: Plan, options: SetValuesOptions): Promise<ValueReport> => {
  const report = await compare(context, plan, options);
  if (options.dryRun !== true)
    for (const batch of inBatches(report.written)) await writeFields(context, plan.source, [batch, options.signal]);
  return report;
};

/**
 * Writes values by field name and option text to one record: a company, a person, or a row of a list.
 *
 * Names and options are resolved through the client's memory, and everything is validated before anything is sent to the record. Up to 100
 * changed fields are written at once, all or none; more of them go out in several such requests.
 *
 * @throws AffinityFieldValuesError with everything that is wrong.
 */
export const setValues = async (context: ValueContext, target: ValueTarget, options: SetValuesOptions = {}): Promise<ValueReport> => {
  const [plan] = await planAll(context, [target]);
  return plan === undefined ? { written: [], unchanged: [] } : carryOut(context, plan, options);
};

/** What was done to several records, by their ids. */
export interface ValueReports {
  readonly done: ReadonlyMap<number, ValueReport>;
  /** Records whose write failed; those before and after them were written. */
  readonly failed: ReadonlyMap<number, unknown>;
}

/**
 * Writes values to several records. One that the server refuses does not keep the others from being written; it is reported in `failed`.
 *
 * @throws AffinityFieldValuesError before anything is sent, with everything that is wrong with any of them.
 */
export const setManyValues = async (
  context: ValueContext,
  targets: readonly ValueTarget[],
  options: SetValuesOptions = {},
): Promise<ValueReports> => {
  const plans = await planAll(context, targets);
  const [done, failed] = [new Map<number, ValueReport>(), new Map<number, unknown>()];
  const carry = async (plan: Plan): Promise<void> => {
    try {
      done.set(plan.source.id, await carryOut(context, plan, options));
    } catch (error) {
      failed.set(plan.source.id, error);
    }
  };
  await Promise.all(plans.map(carry));
  return { done, failed };
};
