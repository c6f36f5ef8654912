import { createHmac, timingSafeEqual } from 'node:crypto';
import type { State } from '../state/state.ts';
import { headerOf, type WireReply, type WireRequest } from '../wire.ts';

/** Contents of files lie below this path, which is none of Affinity's: no key is needed, the signature is. */
export const downloadPrefix = '/_files/';

/** How long an address is good for, by the sandbox's clock (v2 reference, section 9.10). */
const validMs = 60_000;

/** Signs addresses of files, and answers what is asked of them. */
export interface DownloadLinks {
  /** An address at this origin. */
  readonly urlOf: (origin: string, file: { readonly id: number; readonly name: string }) => string;
  readonly answer: (request: WireRequest) => WireReply;
}

interface LinkParts {
  readonly state: State;
  readonly now: () => Date;
  readonly secret: string;
}

const target = /^\/_files\/(\d{1,10})\/[^/?]*\?expires=(\d{1,16})&signature=([\w-]{1,100})$/;

const refused = (status: number, message: string): WireReply => ({
  status,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body: message,
});

const isEqual = (given: string, right: string): boolean => {
  const [a, b] = [Buffer.from(given), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
};

/** First and last byte that a `Range` header asks for; `undefined` for the whole, `null` for what is beyond the end. */
const rangeOf = (header: string | undefined, size: number): readonly [number, number] | null | undefined => {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (from === '' && to === '') return undefined;
  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  return start > end ? null : [start, end];
};

/** The contents, or the part of them that was asked for, so that a download can go on where it broke. */
const contentReply = (content: Uint8Array, range: string | undefined, headers: Record<string, string>): WireReply => {
  const part = rangeOf(range, content.byteLength);
  if (part === undefined) return { status: 200, headers, body: content };
  const size = content.byteLength;
  if (part === null) return { status: 416, headers: { 'content-range': `bytes */${size}` }, body: '' };
  const [start, end] = part;
  return { status: 206, headers: { ...headers, 'content-range': `bytes ${start}-${end}/${size}` }, body: content.subarray(start, end + 1) };
};

const headersOf = (name: string, type: string | null): Record<string, string> => ({
  'content-type': type ?? 'application/octet-stream',
  'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
  'accept-ranges': 'bytes',
  'x-content-type-options': 'nosniff',
});

/** Addresses of files, signed with a secret of this sandbox. */
export const createDownloadLinks = ({ state, now, secret }: LinkParts): DownloadLinks => {
  const sign = (id: number, expires: number): string => createHmac('sha256', secret).update(`${id}.${expires}`).digest('base64url');
  const answer = ({ method, target: asked, headers }: WireRequest): WireReply => {
    const [, id = '', expires = '', signature = ''] = target.exec(asked) ?? [];
    if (method !== 'GET' && method !== 'HEAD') return refused(405, 'Method not allowed');
    if (!isEqual(signature, sign(Number(id), Number(expires)))) return refused(403, 'The signature does not match');
    if (now().getTime() > Number(expires)) return refused(403, 'The address has expired');
    const file = state.files.get(Number(id));
    const content = state.files.content(Number(id));
    if (file === undefined || content === undefined) return refused(404, 'There is no such file');
    const etag = `"${file.id}-${file.size}"`;
    return contentReply(content, headerOf(headers, 'range'), { ...headersOf(file.name, file.type), etag });
  };
  return {
    urlOf: (origin, { id, name }) => {
      const expires = now().getTime() + validMs;
      return `${origin}${downloadPrefix}${id}/${encodeURIComponent(name)}?expires=${expires}&signature=${sign(id, expires)}`;
    },
    answer,
  };
};
