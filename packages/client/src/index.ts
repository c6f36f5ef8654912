import { type CompanyId, type Input, type Item, type Output, v2 } from '@affinity-kit/contract';
export type X = Input<typeof v2.companies.list>;
export type Y = Item<typeof v2.companies.list>;
export const z: Output<typeof v2.companies.get> = { id: 1, name: '', domain: null, domains: [], isGlobal: false };
export const y: Y = z;
export const c: CompanyId = y.id;
export const x: X = { ids: [c], limit: 3 };
