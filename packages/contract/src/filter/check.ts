import { type Filter, type FilterCondition, filterConditions } from './ast.ts';
import { type FilterEndpoint, type FilterProperties, type FilterProperty, type FilterType, filterable } from './properties.ts';

/** A filter of good grammar that an endpoint does not take: an unknown property, operator or kind of value. */
export class FilterRefusedError extends Error {
  override readonly name = 'FilterRefusedError';
  /** The property at fault. */
  readonly property: string;

  constructor(property: string, message: string) {
    super(`Filter: ${message}`);
    this.property = property;
  }
}

const isWhole =
  (max: number) =>
  (text: string): boolean =>
    /^-?\d+$/.test(text) && Math.abs(Number(text)) <= max;
const isDatetime = (text: string): boolean => /^\d{4}-\d{2}-\d{2}(?:T.+)?$/.test(text) && !Number.isNaN(Date.parse(text));

const accepts: Record<FilterType, (text: string) => boolean> = {
  text: () => true,
  enum: () => true,
  int32: isWhole(2 ** 31 - 1),
  int64: isWhole(Number.MAX_SAFE_INTEGER),
  double: (text) => /^-?\d+(?:\.\d+)?(?:e-?\d+)?$/i.test(text),
  datetime: isDatetime,
};

const nouns: Record<FilterType, string> = {
  text: 'a text',
  enum: 'a name',
  int32: 'a whole number',
  int64: 'a whole number',
  double: 'a number',
  datetime: 'an ISO 8601 date or date-time',
};

/** `= *` and `!= *` ask for presence, which every type knows. Equality of datetimes is in a documented sample, though in no operator list. */
const takesOperator = ({ type, operators }: FilterProperty, { operator, operand }: FilterCondition): boolean => {
  if (operators.includes(operator)) return operand.kind !== 'any' || operator === '=' || operator === '!=';
  if (operand.kind === 'any') return operator === '=' || operator === '!=';
  return type === 'datetime' && operator === '=';
};

const checkOperand = (property: FilterProperty, { property: name, operand }: FilterCondition): void => {
  if (operand.kind === 'any') return;
  if (operand.kind === 'list') throw new FilterRefusedError(name, `'${name}' is no collection and takes no [list]`);
  if (!accepts[property.type](operand.text)) {
    throw new FilterRefusedError(name, `'${name}' takes ${nouns[property.type]}, not '${operand.text}'`);
  }
};

const checkCondition = (properties: FilterProperties, condition: FilterCondition): void => {
  const { property: name, operator } = condition;
  const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
  if (property === undefined) {
    const known = Object.keys(properties).join(', ');
    throw new FilterRefusedError(name, `'${name}' cannot be filtered by here; what can: ${known}`);
  }
  if (!takesOperator(property, condition)) {
    throw new FilterRefusedError(name, `'${name}' does not take '${operator}'; it takes ${property.operators.join(' ')}`);
  }
  checkOperand(property, condition);
};

/** The conditions that must all hold: the filter itself, or the terms of its conjunctions. */
const required = (filter: Filter): readonly FilterCondition[] => {
  if (filter.kind === 'condition') return [filter];
  return filter.kind === 'and' ? filter.terms.flatMap(required) : [];
};

const namesOneValue = (filter: Filter, name: string): boolean => {
  const every = [...filterConditions(filter)].filter(({ property }) => property === name);
  const binding = required(filter).filter(({ property, operand }) => property === name && operand.kind === 'text');
  return every.length === 1 && binding.length === 1;
};

const checkRequired = (filter: Filter | undefined, properties: FilterProperties): void => {
  for (const [name, property] of Object.entries(properties)) {
    if (property.required && (filter === undefined || !namesOneValue(filter, name))) {
      throw new FilterRefusedError(name, `exactly one '${name} = …' is required`);
    }
  }
};

/**
 * Refuses a filter that an endpoint does not take (v2 reference, section 6.2).
 *
 * Taken are the documented operators, `= *` and `!= *` on every property, and `=` on datetimes. Enumerations are open, so unknown members pass.
 *
 * @param filter - What {@link parseFilter} gave; `undefined` is no filter.
 * @param endpoint - Method and path, or the properties themselves.
 * @throws FilterRefusedError naming the property and what it would take.
 */
export const checkFilter = (filter: Filter | undefined, endpoint: FilterEndpoint | FilterProperties): void => {
  const properties: FilterProperties = typeof endpoint === 'string' ? filterable[endpoint] : endpoint;
  for (const condition of filter === undefined ? [] : filterConditions(filter)) checkCondition(properties, condition);
  checkRequired(filter, properties);
};
