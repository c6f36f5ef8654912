import type { Company, V1Organization, V1SavedOrganization } from '@affinity-kit/contract';

/** An organization of v1 as the company that v2 shows, without fields. */
export const companyFromV1 = ({
  id,
  name,
  domain,
  domains,
  global,
}: Pick<V1Organization | V1SavedOrganization, 'id' | 'name' | 'domain' | 'domains' | 'global'>): Company => ({
  id,
  name,
  domain,
  domains,
  isGlobal: global,
});
