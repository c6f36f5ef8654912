import type { V1EntityFile } from '@affinity-kit/contract';
import type { FileRow } from '../state/files.ts';
import { pacificText } from '../state/pacific.ts';

/** A file as v1 shows it, and as webhooks deliver it. */
export const entityFileOf = ({ id, name, size, entityType, entityId, uploaderId, createdAt }: FileRow): V1EntityFile => ({
  id,
  name,
  size,
  person_id: entityType === 'person' ? entityId : null,
  organization_id: entityType === 'company' ? entityId : null,
  opportunity_id: entityType === 'opportunity' ? entityId : null,
  uploader_id: uploaderId,
  created_at: pacificText(createdAt),
});
