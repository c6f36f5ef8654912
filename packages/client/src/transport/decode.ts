import {
  type EndpointSpec,
  mergedInto,
  type ParsedProblem,
  type Permission,
  parseProblem,
  permissions,
  unknownId,
} from '@affinity-kit/contract/protocol';
import {
  AffinityAuthenticationError,
  AffinityAuthorizationError,
  AffinityDecodeError,
  type AffinityError,
  AffinityMergedError,
  AffinityMonthlyQuotaError,
  AffinityNotFoundError,
  AffinityRateLimitError,
  AffinityRequestError,
  AffinityServerError,
  AffinityUnsafeUrlError,
  AffinityValidationError,
  type Diagnostics,
} from '../errors.ts';
import { minuteResetMs } from './retry-delay.ts';
import type { Answer } from './send.ts';

/** What an answer without success is turned into an error with. */
export interface ErrorContext {
  readonly spec: EndpointSpec;
  readonly diagnostics: Diagnostics;
  readonly redact: (text: string) => string;
  readonly retryAfterMs?: number | undefined;
}

const excerptLength = 500;

/** The beginning of a body, for diagnostics. Cut after redaction, so that no half of a key stays at the edge. */
export const excerptOf = (text: string, redact: (text: string) => string): string =>
  redact(text.slice(0, excerptLength * 2)).slice(0, excerptLength);

const isBlank = (code: number): boolean => code === 32 || (code >= 9 && code <= 13);

const lastVisible = (text: string): string => {
  let index = text.length - 1;
  while (index >= 0 && isBlank(text.charCodeAt(index))) index -= 1;
  return text.charAt(index);
};

/** Whether a body ends as JSON objects and arrays do; one that does not was cut on its way. */
export const isWhole = (text: string): boolean => {
  const last = lastVisible(text);
  return last === '}' || last === ']';
};

/** Whether a body is markup, which no operation of the API answers with success. */
export const isMarkup = (text: string): boolean => /^\s*</.test(text.slice(0, 100));

/** Slugs by which messages name the export permissions (v2 reference, section 2). */
const slugs: Readonly<Record<string, Permission>> = {
  'export-all-orgs': 'Export All Organizations directory',
  'export-all-people': 'Export All People directory',
  'export-accessible-lists': 'Export data from Lists',
};

const permissionIn = (message: string): string | undefined => {
  const slug = Object.keys(slugs).find((name) => message.includes(name));
  if (slug !== undefined) return slugs[slug];
  return permissions.find((name) => message.includes(name)) ?? /missing permission:\s*(.+)$/i.exec(message)?.[1]?.trim();
};

const sayingsOf = ({ spec, diagnostics, redact }: ErrorContext, problem: ParsedProblem): string => {
  const told = problem.messages.join('; ');
  const param = problem.param === undefined || told.includes(problem.param) ? '' : ` (${problem.param})`;
  return redact(`${spec.method} ${diagnostics.path ?? spec.path} answered ${diagnostics.status}: ${told}${param}`);
};

const redirectError = ({ diagnostics, redact }: ErrorContext, headers: Headers): AffinityUnsafeUrlError => {
  const location = URL.canParse(headers.get('location') ?? '') ? new URL(headers.get('location') ?? '').origin : 'another place';
  return new AffinityUnsafeUrlError(
    redact(`${diagnostics.path} redirects to ${location}, which is not followed with a key; check the base URL`),
    diagnostics,
  );
};

const unsatisfiable = (message: string, problem: ParsedProblem, { diagnostics, redact }: ErrorContext): AffinityError => {
  for (const text of problem.messages) {
    const merged = mergedInto(text);
    if (merged !== undefined) return new AffinityMergedError(message, diagnostics, merged.survivingId);
    if (unknownId(text) !== undefined) return new AffinityNotFoundError(message, diagnostics);
  }
  return new AffinityValidationError(message, diagnostics, problem.param === undefined ? undefined : redact(problem.param));
};

const rateLimitError = (message: string, { diagnostics, retryAfterMs }: ErrorContext): AffinityError => {
  const { rate } = diagnostics;
  if (rate?.month?.remaining === 0)
    return new AffinityMonthlyQuotaError(`The account's API calls of this month are used up: ${message}`, diagnostics);
  const resetMs = rate?.minute?.remaining === 0 ? minuteResetMs(rate.minute.resetSeconds) : undefined;
  return new AffinityRateLimitError(message, diagnostics, retryAfterMs ?? resetMs);
};

const refusal = (message: string, problem: ParsedProblem, context: ErrorContext): AffinityError => {
  const { spec, diagnostics } = context;
  switch (diagnostics.status) {
    case 401:
      return new AffinityAuthenticationError(message, diagnostics);
    case 403:
      return new AffinityAuthorizationError(message, diagnostics, permissionIn(message) ?? spec.permission);
    case 404:
      return new AffinityNotFoundError(message, diagnostics);
    case 400:
    case 422:
      return unsatisfiable(message, problem, context);
    case 429:
      return rateLimitError(message, context);
    default:
      return new AffinityRequestError(message, diagnostics);
  }
};

/** Maps an answer without success to the error that says what it means; both envelopes and HTML are understood. */
export const errorOf = (answer: Answer, context: ErrorContext): AffinityError => {
  const { status, headers, text } = answer;
  if (status < 400) return redirectError(context, headers);
  const problem = parseProblem(status, headers.get('content-type'), text);
  const message = sayingsOf(context, problem);
  return status >= 500 ? new AffinityServerError(message, context.diagnostics) : refusal(message, problem, context);
};

/** Error of an answer that succeeded but cannot be read. */
export const unreadable = (text: string, { diagnostics, redact }: ErrorContext): AffinityDecodeError => {
  const what = isMarkup(text) ? 'with a web page instead of JSON; check the base URL' : 'with text that is not JSON, or was cut off';
  return new AffinityDecodeError(redact(`${diagnostics.method} ${diagnostics.path} answered ${what}`), diagnostics);
};
