import { decodeParams, decodeQuery, type EndpointSpec } from '@affinity-kit/contract';
import type * as z from 'zod';
import type { Api } from './behaviour/versions.ts';
import { parseForm, typedForm } from './form.ts';
import { multipartBody } from './multipart.ts';
import { Problem, type ProblemIssue } from './problem.ts';
import { headerOf, textOf, type WireRequest } from './wire.ts';

/** A request to an operation, before anything of it is parsed. */
export interface RawInput {
  readonly spec: EndpointSpec;
  readonly api: Api;
  readonly request: WireRequest;
  /** Path parameters, still percent-encoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: string;
}

const badRequest = (message: string): Problem => new Problem('bad-request', message);

/** Dotted with indexes: `filters.0.value` (v2 reference, section 12). */
const paramOf = (issue: z.core.$ZodIssue): string => issue.path.join('.');

const sentenceOf = (spec: EndpointSpec, issue: z.core.$ZodIssue): string => {
  if (issue.path[0] !== 'limit' || spec.limit === undefined) return issue.message;
  return `limit must be between ${spec.limit.min} and ${spec.limit.max}`;
};

const v2Issue = (spec: EndpointSpec, issue: z.core.$ZodIssue): ProblemIssue => ({
  message: sentenceOf(spec, issue),
  param: paramOf(issue),
});

const v1Issue = (issue: z.core.$ZodIssue): ProblemIssue => ({ message: `Field ${paramOf(issue)}: ${issue.message}` });

/** What a schema refuses, as each version says it: 400 with the guilty parameter, or 422 with a sentence each. */
const refusal = ({ spec, api }: RawInput, issues: readonly z.core.$ZodIssue[]): Problem => {
  const [first] = issues;
  if (first === undefined || first.path.length === 0) return badRequest(first?.message ?? 'The request is invalid');
  if (api === 'v1') return new Problem('unprocessable-entity', first.message, { issues: issues.map(v1Issue) });
  return new Problem('validation', first.message, { issues: issues.map((issue) => v2Issue(spec, issue)) });
};

const parsed = (raw: RawInput, schema: z.ZodType, value: unknown): unknown => {
  const result = schema.safeParse(value);
  if (!result.success) throw refusal(raw, result.error.issues);
  return result.data;
};

const mediaOf = (request: WireRequest): string =>
  (headerOf(request.headers, 'content-type') ?? 'application/json').replace(/;.*$/s, '').trim().toLowerCase();

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw badRequest('The body is not valid JSON');
  }
};

/** v1 takes the fields of a body in the query string too (v1 reference, section 1). */
const formOf = (raw: RawInput, schema: z.ZodType, text: string): unknown =>
  typedForm(schema, parseForm(new URLSearchParams(text === '' ? raw.query : text)));

const readBody = async (raw: RawInput, schema: z.ZodType): Promise<unknown> => {
  const media = mediaOf(raw.request);
  if (raw.spec.bodyMedia === 'multipart/form-data') return multipartBody(raw, schema, media);
  const text = await textOf(raw.request);
  if (raw.api === 'v1' && (text === '' || media === 'application/x-www-form-urlencoded')) return formOf(raw, schema, text);
  if (text === '') return undefined;
  if (media !== 'application/json') throw new Problem('unsupported-media-type', `Send application/json, not ${media}`);
  return parseJson(text);
};

const requireBody = (raw: RawInput, schema: z.ZodType, body: unknown): unknown => {
  if (body === undefined && !schema.safeParse(undefined).success) throw badRequest('The request has no body');
  return parsed(raw, schema, body);
};

const decodeSegment = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    throw badRequest('The path is not valid percent-encoding');
  }
};

const decodeSegments = (params: RawInput['params']): Record<string, string> =>
  Object.fromEntries(Object.entries(params).map(([name, text]) => [name, decodeSegment(text)]));

/** Path, query and body of a request as its handler gets them: side by side, and the body under `body`. */
export const parseInput = async (raw: RawInput): Promise<Record<string, unknown>> => {
  const { spec } = raw;
  const input: Record<string, unknown> = {};
  if (spec.params !== undefined) Object.assign(input, parsed(raw, spec.params, decodeParams(spec, decodeSegments(raw.params))));
  if (spec.query !== undefined) Object.assign(input, parsed(raw, spec.query, decodeQuery(spec, new URLSearchParams(raw.query))));
  if (spec.body !== undefined) input['body'] = requireBody(raw, spec.body, await readBody(raw, spec.body));
  return input;
};
