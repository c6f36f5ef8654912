import { AffinityConfigurationError, AffinityMissingKeyError } from './errors.ts';

/** A key in the only forms the client needs; closures hold it, so that no inspection of an object shows it. */
export interface Secret {
  /** Value of the `Authorization` header. */
  readonly authorization: (scheme: 'bearer' | 'basic') => string;
  /** Replaces the key in any of its usual encodings. */
  readonly redact: (text: string) => string;
  /** Tells keys apart without telling them; differs from process to process. */
  readonly fingerprint: string;
}

const salt = Math.floor(Math.random() * 2 ** 32);

/** 53-bit mixing hash, salted: it only keeps the paces of several keys apart. */
const fingerprintOf = (text: string): string => {
  let high = salt;
  let low = salt ^ 0x9e3779b9;
  for (let index = 0; index < text.length; index += 1) {
    high = Math.imul(high ^ text.charCodeAt(index), 2654435761);
    low = Math.imul(low ^ text.charCodeAt(index), 1597334677);
  }
  return `${(high >>> 0).toString(36)}-${(low >>> 0).toString(36)}`;
};

const base64Bodies = (key: string): string[] =>
  // The three alignments of the key inside a longer base64 text; their edges depend on the neighbours and are left out.
  ['', 'x', 'xx']
    .map((pad) =>
      btoa(pad + key)
        .replaceAll('=', '')
        .slice(pad.length === 0 ? 0 : 4, -1),
    )
    .filter((body) => body.length >= 8);

/** Shorter texts occur by chance: redacting the key `x` of a test would garble every message. */
const shortest = 6;

const formsOf = (key: string): string[] => {
  const inQuery = new URLSearchParams([['', key]]).toString().slice(1);
  const plain = [btoa(`:${key}`), btoa(key), key, encodeURIComponent(key), inQuery, ...base64Bodies(key)];
  const urlSafe = plain.map((form) => form.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', ''));
  const all = [...plain, ...urlSafe, ...plain.map((form) => encodeURIComponent(form))];
  return [...new Set(all)].filter((form) => form.length >= shortest).sort((one, other) => other.length - one.length);
};

/** Wraps a key. It must consist of visible ASCII characters, since it travels in a header; surrounding white space is dropped. */
export const createSecret = (raw: string): Secret => {
  const key = raw.trim();
  if (key === '') throw new AffinityMissingKeyError('The API key is empty');
  if (!/^[\x21-\x7e]+$/.test(key)) throw new AffinityConfigurationError('The API key contains characters that a key cannot have');
  const forms = formsOf(key);
  const pattern = new RegExp(forms.map((form) => form.replace(/[^\w-]/g, '\\$&')).join('|') || '(?!)', 'g');
  const headers = { bearer: `Bearer ${key}`, basic: `Basic ${btoa(`:${key}`)}` };
  return {
    authorization: (scheme) => headers[scheme],
    redact: (text) => text.replace(pattern, '[key]'),
    fingerprint: fingerprintOf(key),
  };
};
