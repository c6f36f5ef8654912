import type { JsonSchema } from '@affinity-kit/contract/openapi';

const schemasIn = (value: unknown): readonly JsonSchema[] => (Array.isArray(value) ? value.filter(isSchema) : []);

/** Whether a value of a document is an object. */
export const isSchema = (value: unknown): value is JsonSchema => typeof value === 'object' && value !== null && !Array.isArray(value);

const bounds = ({ minimum, maximum }: JsonSchema): string => {
  const isWide = typeof maximum !== 'number' || maximum >= 2 ** 31 - 1;
  if (isWide) return typeof minimum === 'number' && minimum > 1 ? ` from ${minimum}` : '';
  return ` ${typeof minimum === 'number' ? minimum : ''}–${maximum}`;
};

const plain = (schema: JsonSchema): string => {
  const { type, format } = schema;
  if (Array.isArray(type)) return type.map((one) => plain({ ...schema, type: one })).join(' | ');
  if (type === 'integer' || type === 'number') return `${type}${bounds(schema)}`;
  if (type === 'string') return format === 'binary' ? 'path of a file' : typeof format === 'string' ? format : 'text';
  return typeof type === 'string' ? type : 'anything';
};

/** A JSON Schema in a few words: `integer 1–100`, `enriched | global`, `date-time`, `Company[]`. */
export const typeText = (schema: JsonSchema): string => {
  const { $ref, const: only, enum: members, items } = schema;
  if (typeof $ref === 'string') return $ref.split('/').at(-1) ?? $ref;
  if (only !== undefined) return JSON.stringify(only);
  if (Array.isArray(members)) return members.map(String).join(' | ');
  const alternatives = [...schemasIn(schema['oneOf']), ...schemasIn(schema['anyOf'])];
  if (alternatives.length > 0) return [...new Set(alternatives.map(typeText))].join(' | ');
  if (schema['type'] === 'array' && isSchema(items)) {
    const item = typeText(items);
    return item.includes(' | ') ? `(${item})[]` : `${item}[]`;
  }
  return plain(schema);
};
