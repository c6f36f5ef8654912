import type { KeyRing } from '../behaviour/auth.ts';
import type { WireHeaders } from '../wire.ts';
import type { KeptBody, KeptExchange } from './exchanges.ts';

/** What stands where a secret stood. */
const mark = '[hidden]';

const secretHeaders = new Set(['authorization', 'proxy-authorization', 'cookie', 'set-cookie', 'x-api-key']);

/** Names of secrets in JSON and in queries; `page_token` and cursors are none. */
const secretName = '(?:api[-_]?key|access[-_]?token|client[-_]?secret|secret|password|signature)';
/** Longer than any key. */
const longestKey = 64;

const inJson = new RegExp(`("${secretName}"\\s*:\\s*)"(?:[^"\\\\]|\\\\.)*(?:"|$)`, 'gi');
const inQuery = new RegExp(`([?&]|^)(${secretName}=)[^&\\s"]*`, 'gi');

/** Says how a secret was sent, and not what it was. */
const redactedHeader = (value: string): string =>
  value.replace(/^(Bearer|Basic)?\s*.*$/is, (_, scheme: string | undefined) => (scheme === undefined ? mark : `${scheme} ${mark}`));

/** Takes secrets out of what is shown: keys of this sandbox wherever they stand, credentials of any kind where they are called so. */
export const createRedaction = (keys: KeyRing) => {
  const text = (whole: string): string => {
    const named = whole.replace(inJson, `$1"${mark}"`).replace(inQuery, `$1$2${mark}`);
    return [...keys.keys()].reduce((rest, key) => rest.replaceAll(key, mark), named);
  };
  const headers = (all: WireHeaders): Record<string, string> =>
    Object.fromEntries(
      Object.entries(all).flatMap(([name, value]) => {
        if (value === undefined) return [];
        const joined = Array.isArray(value) ? value.join(', ') : value;
        return [[name, secretHeaders.has(name) ? redactedHeader(joined) : text(joined)]];
      }),
    );
  /** A key that the cut went through is not known any more: the end is left out. */
  const body = ({ text: whole, size, isCut }: KeptBody): KeptBody => {
    const shown = whole === null ? null : text(whole);
    return { text: isCut && shown !== null ? shown.slice(0, -longestKey) : shown, size, isCut };
  };
  return {
    text,
    exchange: ({ request, response }: KeptExchange) => ({
      request: { headers: headers(request.headers), body: body(request.body) },
      response: { headers: headers(response.headers), body: body(response.body) },
    }),
  };
};
