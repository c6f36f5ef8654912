/** One error of an answer, whichever envelope it came in. */
export interface ParsedError {
  readonly message: string;
  /** Code of v2, such as `validation`; v1 has none. */
  readonly code?: string;
  /** The guilty parameter, with the code `validation` only. */
  readonly param?: string;
}

/** What an error answer said. */
export interface ParsedProblem {
  /** At least one; `HTTP <status>` where the body was empty. */
  readonly messages: readonly string[];
  /** The first error's code. */
  readonly code?: string;
  /** The first error's guilty parameter. */
  readonly param?: string;
  /** The errors one by one, in the order of the body. */
  readonly errors: readonly ParsedError[];
}

const maxErrors = 50;
const maxMessageLength = 1000;
const maxExcerptLength = 200;
/** A longer body is an accident, not an error message. */
const maxJsonLength = 1_000_000;
const maxHtmlLength = 4_000;

const shortened = (text: string, length: number): string => (text.length > length ? `${text.slice(0, length - 1)}…` : text);

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value.trim() !== '' ? value : undefined);

const errorFrom = (value: unknown): ParsedError | undefined => {
  const text = textOf(value);
  if (text !== undefined) return { message: shortened(text, maxMessageLength) };
  if (!isRecord(value)) return undefined;
  const { code: rawCode, param: rawParam } = value;
  const code = textOf(rawCode);
  const message = textOf(value['message']) ?? code;
  const param = textOf(rawParam);
  if (message === undefined) return undefined;
  return { message: shortened(message, maxMessageLength), ...(code !== undefined && { code }), ...(param !== undefined && { param }) };
};

const errorsFrom = (values: readonly unknown[]): readonly ParsedError[] =>
  values.slice(0, maxErrors).flatMap((value) => errorFrom(value) ?? []);

const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

/** The envelopes in the order of the v1 reference, section 2; the first that yields an error wins. */
const errorsOf = (body: unknown): readonly ParsedError[] => {
  if (!isRecord(body)) return errorsFrom(asList(body));
  for (const candidate of [body['errors'], textOf(body['message']) && body, body['error']]) {
    const errors = errorsFrom(asList(candidate));
    if (errors.length > 0) return errors;
  }
  return [];
};

const parsedJson = (text: string): unknown => {
  if (text.length > maxJsonLength) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const isHtml = (contentType: string | null | undefined, text: string): boolean =>
  /\bhtml\b/i.test(contentType ?? '') || /^\s*<(?:!doctype|html|head|body)\b/i.test(text.slice(0, 200));

const withoutTags = (html: string): string =>
  html
    .replace(/<(script|style)\b[^>]*>[^]*?(?:<\/\1>|$)/gi, ' ')
    .replace(/<[^>]*>?/g, ' ')
    .replace(/&nbsp;/g, ' ');

/** The title of an HTML page says most; its text, without the tags, is the next best. */
const htmlText = (page: string): string => {
  const html = page.slice(0, maxHtmlLength);
  return /<title[^>]*>([^<]+)/i.exec(html)?.[1]?.trim() || withoutTags(html);
};

const excerptOf = (contentType: string | null | undefined, body: string): string => {
  const text = isHtml(contentType, body) ? htmlText(body) : body.slice(0, maxHtmlLength);
  return shortened(text.replace(/\s+/g, ' ').trim(), maxExcerptLength);
};

/**
 * Reads an error answer of either API version, or of whatever stands in front of it.
 *
 * Never throws, whatever the body, and looks at a bounded part of it. An envelope that yields no message counts as none, and the body's
 * beginning is quoted instead: the title of an HTML page, or up to 200 characters of text.
 *
 * @param contentType - The header of that name; helps to recognise HTML.
 */
export const parseProblem = (status: number, contentType: string | null | undefined, bodyText: string): ParsedProblem => {
  const errors = errorsOf(parsedJson(bodyText));
  const [first] = errors;
  if (first === undefined) return { messages: [excerptOf(contentType, bodyText) || `HTTP ${status}`], errors };
  const { code, param } = first;
  return {
    messages: errors.map(({ message }) => message),
    ...(code !== undefined && { code }),
    ...(param !== undefined && { param }),
    errors,
  };
};

/** A record that was merged away, as v1 reports it. */
export interface MergedRecord {
  /** The parameter that named it, such as `organization_id`. */
  readonly param?: string;
  /** The id that was asked for. */
  readonly id: number;
  /** The id that lives on. */
  readonly survivingId: number;
}

/** An id that v1 does not know. */
export interface UnknownId {
  /** The parameter that named it, such as `person_id`. */
  readonly param?: string;
  readonly id: number;
}

const mergedPattern = /(?:\b(\w{1,60}_id): )?\b(\d{1,16}) no longer exists as it has been merged into (\d{1,16})\b/;
const unknownPattern = /(?:\bField (\w{1,60}): )?\bexpected (\d{1,16}) to be a valid id for model/;

const isId = (id: number): boolean => Number.isSafeInteger(id) && id > 0;

/** Recognises v1's answer for a person or organization that was merged into another (v1 reference, section 2). */
export const mergedInto = (message: string): MergedRecord | undefined => {
  const [, param, id, survivor] = mergedPattern.exec(message) ?? [];
  const merged = { id: Number(id), survivingId: Number(survivor), ...(param !== undefined && { param }) };
  return isId(merged.id) && isId(merged.survivingId) ? merged : undefined;
};

/** Recognises v1's answer for an id that does not exist, which comes as 422 and means 404 (v1 reference, section 2). */
export const unknownId = (message: string): UnknownId | undefined => {
  const [, param, id] = unknownPattern.exec(message) ?? [];
  const unknown = { id: Number(id), ...(param !== undefined && { param }) };
  return isId(unknown.id) ? unknown : undefined;
};
