import type { FileSummary, V1EntityFile } from '@affinity-kit/contract';

/** A file of v1 as v2 shows it. v1 does not tell its media type. */
export const fileFromV1 = ({ id, name, size, uploader_id, created_at }: V1EntityFile): FileSummary => ({
  id,
  name,
  size,
  type: null,
  creator: { id: uploader_id },
  createdAt: created_at,
  updatedAt: null,
});
