import type * as z from 'zod';
import { parseForm, typedForm } from './form.ts';
import type { RawInput } from './input.ts';
import { Problem } from './problem.ts';
import { headerOf, textOf } from './wire.ts';

const readForm = async ({ request }: RawInput): Promise<FormData> => {
  const headers = { 'content-type': headerOf(request.headers, 'content-type') ?? '' };
  try {
    return await new Response(await request.bytes(), { headers }).formData();
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem('bad-request', 'The body is not valid multipart/form-data');
  }
};

const isFile = (value: File | string): value is File => typeof value !== 'string';

/** `file` holds one file, `files[]` any number (v1 reference, section 6.12). */
const filesOf = (form: FormData): Record<string, unknown> => {
  const one = form.get('file');
  const many = form.getAll('files[]').filter(isFile);
  return { ...(one !== null && { file: one }), ...(many.length > 0 && { 'files[]': many }) };
};

const textsOf = (form: FormData): URLSearchParams => {
  const texts = new URLSearchParams();
  for (const [name, value] of form) if (!isFile(value)) texts.append(name, value);
  return texts;
};

/** The parts of an upload; a body without files may come as any form, so that the schema says what is missing. */
export const multipartBody = async (raw: RawInput, schema: z.ZodType, media: string): Promise<unknown> => {
  if (media !== 'multipart/form-data') {
    if (raw.api === 'v1') return typedForm(schema, parseForm(new URLSearchParams(await textOf(raw.request))));
    throw new Problem('unsupported-media-type', `Send multipart/form-data, not ${media}`);
  }
  const form = await readForm(raw);
  const texts = new URLSearchParams(raw.query);
  for (const [name, value] of textsOf(form)) texts.append(name, value);
  return Object.assign(typedForm(schema, parseForm(texts)) as object, filesOf(form)); // a form is an object
};
