import type { FirmSink, SeedUser } from '@affinity-kit/sandbox';

const createdAt = '2026-01-05T09:00:00.000Z';

const user = (id: number, firstName: string, role: SeedUser['role']): SeedUser => ({
  id,
  firstName,
  lastName: 'Moss',
  email: `${firstName.toLowerCase()}@moss.example`,
  role,
  status: 'active',
  permissions: role === 'Admin' ? ['Generate an API key', 'Export All Organizations directory'] : ['Generate an API key'],
  apiKey: firstName.at(0)?.repeat(43) ?? null,
  createdAt,
});

/** Keys of the firm below. */
export const adminKey = 'A'.repeat(43);
export const memberKey = 'B'.repeat(43);

/** An admin, a member and a company. */
export const pageFirm = (sink: FirmSink): void => {
  sink.tenant({ id: 5, name: 'Moss & Sons <b>Capital</b>', subdomain: 'moss' });
  sink.user(user(1, 'Ada', 'Admin'));
  sink.user(user(2, 'Bo', 'Member'));
  sink.company({
    id: 101,
    name: 'Acme',
    domain: 'acme.example',
    domains: ['acme.example'],
    isGlobal: false,
    createdAt,
    cells: {},
  });
};
