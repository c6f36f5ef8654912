import { execFile } from 'node:child_process';
import { appendFileSync, statfsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Why no small disk can be had here; `undefined` when one can. */
export const noSmallDisk: string | undefined =
  process.platform === 'linux' && process.getuid?.() === 0 ? undefined : 'needs root on Linux, to mount a small tmpfs';

/** A disk that can be filled. */
export interface SmallDisk {
  readonly folder: string;
  /** Takes all space but so many bytes. */
  readonly fill: (leaveBytes?: number) => void;
  /** Gives the space back. */
  readonly free: () => Promise<void>;
  /** Lets nobody write any more, or again. Files that are open for writing must be closed before. */
  readonly protect: (isReadOnly: boolean) => Promise<void>;
  readonly remove: () => Promise<void>;
}

/** Mounts a disk of so many megabytes. */
export const smallDisk = async (megabytes: number): Promise<SmallDisk> => {
  const folder = await mkdtemp(join(tmpdir(), 'affinity-disk-'));
  await run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder]);
  const filler = join(folder, 'filler');
  return {
    folder,
    fill: (leaveBytes = 0) => {
      for (;;) {
        const { bavail, bsize } = statfsSync(folder);
        const bytes = Math.min(bavail * bsize - leaveBytes, 1 << 20);
        if (bytes <= 0) return;
        appendFileSync(filler, Buffer.alloc(bytes));
      }
    },
    free: () => rm(filler, { force: true }),
    protect: async (isReadOnly) => void (await run('mount', ['-o', `remount,${isReadOnly ? 'ro' : 'rw'}`, folder])),
    remove: async () => {
      await run('umount', ['--lazy', folder]);
      await rm(folder, { recursive: true, force: true });
    },
  };
};
