import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Affinity } from '@affinity-kit/client';
import { usageError } from '../../cli-error.ts';
import type { Terminal } from '../../terminal.ts';
import type { ApiInput } from './input.ts';
import type { ApiOperation } from './operation.ts';

/** The operations that lead to the contents of a file, and the parameter that names it. */
const leadToFiles: Readonly<Record<string, string>> = { 'v1.entityFiles.download': 'entity_file_id', 'v2.files.get': 'fileId' };

/** Writes the contents of a file to disk, where a download that broke off goes on, or to standard output. */
export const saveContents = async (
  affinity: Affinity,
  { name }: ApiOperation,
  { input, output, terminal }: { readonly input: ApiInput; readonly output: string; readonly terminal: Terminal },
): Promise<void> => {
  const fileId = input[leadToFiles[name] ?? ''];
  if (typeof fileId !== 'number')
    throw usageError(`${name} leads to no file`, `--output goes with ${Object.keys(leadToFiles).join(' and ')}.`);
  if (output === '-') {
    for await (const chunk of affinity.files.stream(fileId)) if (!terminal.out.write(chunk)) await once(terminal.out, 'drain');
    return;
  }
  const path = resolve(terminal.cwd, output);
  if (existsSync(path)) throw usageError(`There is a file ${output} already`, 'Name another one, or remove it first.');
  await affinity.files.downloadTo(fileId, path);
  terminal.err.write(`Written to ${output}\n`);
};
