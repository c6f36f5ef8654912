import * as z from 'zod';

/** What a form holds: text, lists of it (`ids[]=1`), and objects (`value[city]=Bergen`). */
export type FormValue = string | FormValue[] | { [name: string]: FormValue };

type FormObject = { [name: string]: FormValue };

const keyPath = (key: string): string[] => [key.replace(/\[.*$/s, ''), ...[...key.matchAll(/\[([^\]]*)\]/g)].map(([, part = '']) => part)];

const isObject = (value: FormValue | undefined): value is FormObject => typeof value === 'object' && !Array.isArray(value);

const emptyObject = (): FormObject => Object.create(null) as FormObject; // a form may say `__proto__`

/** A list with one item more. `ids[]=` alone is the empty list; of objects, a name that the last one has begins the next. */
const withItem = (items: readonly FormValue[], path: readonly string[], text: string): FormValue[] => {
  if (path.length === 0) return text === '' ? [...items] : [...items, text];
  const last = items.at(-1);
  const isNext = !isObject(last) || (path.length === 1 && Object.hasOwn(last, path[0] ?? ''));
  const item = isNext ? emptyObject() : last;
  put(item, path, text);
  return isNext ? [...items, item] : [...items];
};

function put(target: FormObject, [name = '', next, ...rest]: readonly string[], text: string): void {
  if (next === undefined) {
    target[name] = text;
    return;
  }
  const existing = target[name];
  if (next === '') {
    target[name] = withItem(Array.isArray(existing) ? existing : [], rest, text);
    return;
  }
  const child = isObject(existing) ? existing : emptyObject();
  target[name] = child;
  put(child, [next, ...rest], text);
}

/** Reads a form with Rails' brackets (v1 reference, section 1). */
export const parseForm = (form: URLSearchParams): FormObject => {
  const fields = emptyObject();
  for (const [key, text] of form) put(fields, keyPath(key), text);
  return fields;
};

const mapTexts = (value: FormValue, change: (text: string) => unknown): unknown => {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, change));
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, mapTexts(item, change)]));
};

const asNumber = (text: string): unknown => (/^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text);
const asBoolean = (text: string): unknown => (/^(true|false)$/i.test(text) ? text.toLowerCase() === 'true' : text);
const asNull = (text: string): unknown => (text === '' ? null : text);

/** A form knows only text: the first reading that its schema accepts, else the text as it is. */
const readAs = (schema: z.core.$ZodType, value: FormValue): unknown => {
  const readings = [(text: string) => text, asNumber, asBoolean, asNull].map((change) => mapTexts(value, change));
  const fitting = readings.filter((reading) => z.safeParse(schema, reading).success);
  return fitting.length > 0 ? fitting[0] : readings[0];
};

/** The objects that a body may be: a new reminder is one of two. */
const variantsOf = (schema: z.core.$ZodType): readonly z.core.$ZodShape[] => {
  if (schema instanceof z.ZodLazy) return variantsOf(schema.unwrap());
  if (schema instanceof z.ZodObject) return [schema.shape];
  return schema instanceof z.ZodUnion ? schema.options.flatMap(variantsOf) : [];
};

/** The fields of a form as the types that a body's schema wants. */
export const typedForm = (schema: z.ZodType, form: FormObject): unknown => {
  const variants = variantsOf(schema);
  return Object.fromEntries(
    Object.entries(form).map(([name, value]) => {
      const fields = variants.flatMap((shape) => (Object.hasOwn(shape, name) ? (shape[name] ?? []) : []));
      return [name, fields.length === 0 ? value : readAs(z.union(fields), value)];
    }),
  );
};
