import { permissions } from '@affinity-kit/contract';
import type { FirmSink } from '@affinity-kit/sandbox';

/** The smallest firm that may do everything: one partner, who is an admin with every permission, and nothing else. */
export const onePartner = (sink: FirmSink): void => {
  sink.tenant({ id: 5, name: 'Tiny Capital', subdomain: 'tiny' });
  const name = { firstName: 'Iris', lastName: 'Marlowe', email: 'iris@tiny.example' };
  const access = { role: 'Admin', status: 'active', permissions: [...permissions], apiKey: 'k'.repeat(43) } as const;
  sink.user({ id: 1, ...name, ...access, createdAt: '2024-01-01T00:00:00.000Z' });
};
