import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

const pattern = /^\/affinity\/[\w-]{32,}$/;

const read = async (file: string): Promise<string | undefined> => {
  try {
    const text = (await readFile(file, 'utf8')).trim();
    return pattern.test(text) ? text : undefined;
  } catch {
    return undefined;
  }
};

/** The path that deliveries come to. They are not signed, so who knows it is believed: it is drawn once and kept in a file of the user's own. */
export const secretPathIn = async (file: string): Promise<string> => {
  const known = await read(file);
  if (known) return known;
  const path = `/affinity/${randomBytes(24).toString('base64url')}`;
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await writeFile(file, `${path}\n`, { mode: 0o600 });
  return path;
};
