import { operations, v1, v2 } from '@affinity-kit/contract';
import { type FirmIdentity, type FirmSource, settleFirm } from './firm-source.ts';
import { operationsOf } from './mount.ts';
import type { BehaviourOptions } from './options.ts';
import { assemble, type Sandbox } from './sandbox.ts';
import { inventFirm } from './seed/invent-firm.ts';
import type { FirmSink } from './seed/model.ts';
import { writeOwnFirm } from './seed/own-firm.ts';
import { openState } from './state/open.ts';
import type { State } from './state/state.ts';
import { v1Handlers } from './v1/index.ts';
import { v2Handlers } from './v2/index.ts';

/** What a sandbox is, where it lives, and how it behaves; everything has a default. */
export interface SandboxOptions extends FirmSource, BehaviourOptions {
  /** File of the state; in memory unless given. A file that holds a firm opens at once. */
  readonly file?: string;
  /** Replaces the firm in the file, whichever it is. */
  readonly reseed?: boolean;
}

const writeFirm =
  (own: FirmSource['firm']) =>
  ({ seed, size, now, interactions }: FirmIdentity, sink: FirmSink): void => {
    if (own !== undefined) writeOwnFirm(own, { sink, now: new Date(now) });
    else if (size !== 'own') inventFirm({ seed, size, now: new Date(now), interactions }, sink);
  };

const open = (state: State, options: SandboxOptions): Sandbox => {
  const { clock, reseed = false, firm } = options;
  const settled = settleFirm(state, { source: options, reseed, frozen: clock === 'frozen', write: writeFirm(firm) });
  return assemble({
    state,
    operations: [...operationsOf(v2, v2Handlers), ...operationsOf(v1, v1Handlers)],
    known: operations,
    seed: settled.identity.seed,
    size: settled.identity.size,
    start: settled.start,
    behaviour: options,
  });
};

/** The state file could not be opened: its folder is missing, it is no database, or it may not be written. */
export class SandboxFileError extends Error {
  override readonly name = 'SandboxFileError';
}

const openFile = (file: string | undefined): State => {
  try {
    return openState({ file });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new SandboxFileError(`Cannot open the state file ${file ?? 'in memory'}: ${reason}`, { cause: error });
  }
};

/**
 * Starts a local Affinity in this process; `listen` puts it on a port.
 *
 * Equal `seed`, `size` and `now` give equal firms and equal answers. Size `S` takes about two seconds to invent, `M` fifteen.
 *
 * @throws SandboxFileError where `file` cannot be opened.
 * @throws SandboxFileMismatchError where `file` holds another firm than the options ask for.
 */
export const createSandbox = (options: SandboxOptions = {}): Sandbox => {
  const state = openFile(options.file);
  try {
    return open(state, options);
  } catch (error) {
    state.close();
    throw error;
  }
};
