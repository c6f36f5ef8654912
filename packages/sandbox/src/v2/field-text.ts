import { versionTraits } from '@affinity-kit/contract';
import type { ApiVersion, RequestContext } from '../context.ts';
import { decodeItems, encodeCell, interactionSeparator, isMulti } from '../state/cell-text.ts';
import type { FieldRow } from '../state/fields.ts';
import { computedField, type FieldRecord, type PageFacts } from './field-facts.ts';

/** Values of one cell in an answer (v2 reference, section 5.5). */
const shownValues = 100;

interface FieldSlot {
  readonly field: FieldRow;
  readonly multi: boolean;
  /** Everything of the field up to its data. */
  readonly head: string;
  /** The field without a value. */
  readonly empty: string;
}

/** The fields of an answer, prepared for writing many records. */
export interface FieldPlan {
  readonly context: RequestContext;
  readonly slots: readonly FieldSlot[];
  /** Place of each field in `slots`, by the text of its number. */
  readonly places: ReadonlyMap<string, number>;
  readonly computed: readonly (readonly [place: number, compute: NonNullable<ReturnType<typeof computedField>>])[];
}

const tailOf = (version: ApiVersion, count: number): string => (versionTraits[version].describesFields ? `,"totalCount":${count}}}` : '}}');

const slotOf = (field: FieldRow, version: ApiVersion, hidden: boolean): FieldSlot => {
  const { id, name, enrichmentSource, valueType } = field;
  const type = hidden ? 'hidden' : field.type;
  const envelope = JSON.stringify({ id, name, type, enrichmentSource, value: { type: valueType } });
  const head = `${envelope.slice(0, -2)},"data":`;
  const multi = isMulti(valueType);
  return { field, multi, head, empty: `${head}null${multi ? tailOf(version, 0) : '}}'}` };
};

const planOf = (context: RequestContext, fields: readonly FieldRow[], hidden: boolean): FieldPlan => {
  const slots = fields.map((field) => slotOf(field, context.version, hidden));
  const kept = fields.map((field, place) => [String(field.no), place] as const);
  const computed = fields.flatMap((field, place) => {
    const compute = computedField(field);
    return compute === undefined || hidden ? [] : [[place, compute] as const];
  });
  return { context, slots, places: new Map(hidden ? [] : kept), computed };
};

/** Prepares fields for writing. */
export const fieldPlan = (context: RequestContext, fields: readonly FieldRow[]): FieldPlan => planOf(context, fields, false);

/** The same fields as a restricted opportunity shows them: marked `hidden`, without values (v2 reference, section 1.3). */
export const hiddenFieldPlan = (context: RequestContext, fields: readonly FieldRow[]): FieldPlan => planOf(context, fields, true);

const fillKept = (payloads: (string | undefined)[], plan: FieldPlan, text: string): void => {
  for (let start = 0; start < text.length; ) {
    const end = text.indexOf('\n', start);
    const stop = end === -1 ? text.length : end;
    const equals = text.indexOf('=', start);
    const place = plan.places.get(text.slice(start, equals));
    if (place !== undefined) payloads[place] = text.slice(equals + 1, stop);
    start = stop + 1;
  }
};

/** The payload of every field of a plan, `undefined` where there is no value. */
export const payloadsOf = (plan: FieldPlan, record: FieldRecord, facts: PageFacts): (string | undefined)[] => {
  const payloads = new Array<string | undefined>(plan.slots.length).fill(undefined);
  for (const text of record.cells) fillKept(payloads, plan, text);
  for (const [place, compute] of plan.computed) payloads[place] = compute(record, facts);
  return payloads;
};

const multiText = ({ version }: RequestContext, { field, head }: FieldSlot, payload: string): string => {
  const bracket = payload.indexOf('[');
  const count = Number(payload.slice(0, bracket));
  if (count <= shownValues) return `${head}${payload.slice(bracket)}${tailOf(version, count)}`;
  const cut = encodeCell(field.valueType, decodeItems(field.valueType, payload).slice(0, shownValues));
  return `${head}${cut.slice(cut.indexOf('['))}${tailOf(version, count)}`;
};

const interactionText = ({ version }: RequestContext, { head }: FieldSlot, payload: string): string => {
  const [data = '', internal = 'null'] = payload.split(interactionSeparator);
  const person = versionTraits[version].documentsInternalPerson ? `,"internalPerson":${internal}` : '';
  return `${head}${data}${person}}}`;
};

/** One field with its value, its references not yet resolved. */
const fieldText = (context: RequestContext, slot: FieldSlot, payload: string | undefined): string => {
  if (payload === undefined) return slot.empty;
  if (slot.multi) return multiText(context, slot, payload);
  if (slot.field.valueType === 'interaction') return interactionText(context, slot, payload);
  return `${slot.head}${payload}}}`;
};

/** Every field of a plan, as JSON texts whose references are not yet resolved. */
export const fieldTexts = (plan: FieldPlan, record: FieldRecord, facts: PageFacts): string[] => {
  const payloads = payloadsOf(plan, record, facts);
  return plan.slots.map((slot, place) => fieldText(plan.context, slot, payloads[place]));
};

/** A `fields` array; empty without a plan, since nothing was asked for. Grown, not joined: a page is flattened once, when it is sent. */
export const fieldsText = (plan: FieldPlan | undefined, record: FieldRecord, facts: PageFacts): string => {
  if (plan === undefined) return '[]';
  const { context, slots } = plan;
  const payloads = payloadsOf(plan, record, facts);
  let text = '[';
  let separator = '';
  for (const [place, slot] of slots.entries()) {
    text += separator + fieldText(context, slot, payloads[place]);
    separator = ',';
  }
  return `${text}]`;
};
