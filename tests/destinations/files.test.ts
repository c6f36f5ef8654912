import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DestinationSettings } from '@affinity-kit/pipeline';
import { destinationSuite, type Place } from './support/suite.ts';

/** A folder of its own. */
const folderPlace = async (rest: Partial<DestinationSettings>): Promise<Place> => {
  const folder = await mkdtemp(join(tmpdir(), 'affinity-files-'));
  const address = join(folder, 'crm');
  const settings = { type: 'files', address, ...rest } as const;
  return {
    settings,
    secrets: [],
    makeForeign: async () => {
      await mkdir(address);
      await writeFile(join(address, 'manifest.json'), '{"name":"a web page"}');
    },
    nowhere: { ...settings, address: join('/dev/null', 'crm') },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
};

destinationSuite('Parquet files', () => folderPlace({ format: 'parquet' }));
destinationSuite('CSV files', () => folderPlace({ format: 'csv' }), { dataOnly: true });
destinationSuite('JSONL files', () => folderPlace({ format: 'jsonl' }), { dataOnly: true });
destinationSuite('snapshots of Parquet files', () => folderPlace({ format: 'parquet', mode: 'snapshot' }), {
  dataOnly: true,
  writesAll: true,
});
