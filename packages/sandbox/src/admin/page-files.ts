import { readFile } from 'node:fs/promises';
import type { WireReply } from '../wire.ts';

/** Beside the sources and the built files alike, so that one path leads there from both. */
const folder = new URL('../../page/', import.meta.url);

const types: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
};

/** Nothing runs that does not come from here, and nothing is sent elsewhere. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const headersOf = (name: string): Record<string, string> => ({
  'content-type': types[name.replace(/^.*\./, '')] ?? 'application/octet-stream',
  'content-security-policy': policy,
  'referrer-policy': 'no-referrer',
});

/** No folders and no dots in front, so that no name leads out of the folder. */
const fileName = /^[a-z][a-z-]*\.(html|css|js|svg)$/;

/** A file of the page, or `undefined` where there is none of that name. */
export const pageFile = async (name: string): Promise<WireReply | undefined> => {
  if (!fileName.test(name)) return undefined;
  try {
    return { status: 200, headers: headersOf(name), body: await readFile(new URL(name, folder), 'utf8') };
  } catch {
    return undefined;
  }
};
