import { AffinityInputError } from '../errors.ts';
import type { CallOptions } from '../transport/transport.ts';

/** Options of a download to disk. */
export interface DownloadToOptions extends CallOptions {
  /** Replaces what stands at the path; otherwise that is an error, before anything is read. */
  readonly overwrite?: boolean | undefined;
}

/** A file that was downloaded. */
export interface DownloadedFile {
  readonly path: string;
  /** Bytes of the whole file. */
  readonly size: number;
  /** The byte with which the download began: more than 0 where an earlier one had come so far. */
  readonly resumedAt: number;
}

/** What is downloaded: its pieces from a byte on. */
export interface Download {
  readonly fileId: number;
  readonly chunks: (offset: number) => AsyncIterable<Uint8Array>;
}

/**
 * Writes the contents of a file to disk; Node, Bun and Deno only.
 *
 * What has come is kept beside the path under `<path>.<file id>.part`: a download that was ended, even with its process, goes on from there when
 * it is asked for again. The path itself appears when all is there.
 */
export const downloadTo = async (
  { fileId, chunks }: Download,
  path: string,
  { overwrite = false }: DownloadToOptions,
): Promise<DownloadedFile> => {
  const { open, rename, stat } = await import('node:fs/promises');
  const exists = await stat(path).then(
    () => true,
    () => false,
  );
  if (exists && !overwrite) throw new AffinityInputError(`There is a file at '${path}' already; say overwrite: true to replace it`);
  const part = `${path}.${fileId}.part`;
  const handle = await open(part, 'a');
  try {
    const { size: resumedAt } = await handle.stat();
    let size = resumedAt;
    for await (const chunk of chunks(resumedAt)) {
      await handle.write(chunk);
      size += chunk.byteLength;
    }
    await handle.close();
    await rename(part, path);
    return { path, size, resumedAt };
  } finally {
    await handle.close().catch(() => undefined);
  }
};

/** A file on disk under its own name, read as it is sent; Node, Bun and Deno only. */
export const fileAt = async (path: string): Promise<File> => {
  const [fs, paths] = await Promise.all([import('node:fs'), import('node:path')]);
  return new File([await fs.openAsBlob(path)], paths.basename(path));
};
