/**
 * A label as part of an SQL name: lower case, letters and digits of any script, everything else an underscore. Empty when nothing is left, as
 * of an emoji.
 */
export function slug(label: string): string {
  const words = label
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '_');
  return words.replace(/^_+|_+$/g, '');
}

/** A slug that can begin a name: one that starts with a digit gets an underscore. */
export function nameSlug(label: string): string {
  const words = slug(label);
  return /^\p{N}/u.test(words) ? `_${words}` : words;
}
