import { createSandbox, type FirmSink, type Sandbox, type SandboxOptions, type SeedField } from '@affinity-kit/sandbox';
import { seedField } from './seed-field.ts';
import { adminKey } from './sync-firm.ts';

const made = '2026-01-01T00:00:00.000Z';

/** A field of the list. */
const field = (id: string, valueType: SeedField['valueType'], rest: Partial<SeedField> = {}): SeedField =>
  seedField(id, valueType, { type: 'list', listId: 801, ...rest });

const options = ['New', 'Diligence', 'Won'].map((text, index) => {
  return { id: 31 + index, text, rank: index, color: 'blue', winRate: null, statusCategory: 'open' as const };
});

/** A list of three companies, with fields whose changes Affinity tracks and fields whose changes it does not. */
const historyFirm = (sink: FirmSink): void => {
  sink.tenant({ id: 77, name: 'Harborlight Capital', subdomain: 'harborlight' });
  const permissions = [
    'Generate an API key',
    'Export All Organizations directory',
    'Export All People directory',
    'Export data from Lists',
    'Manage Users',
  ];
  const user = { lastName: 'Okafor', status: 'active', createdAt: made } as const;
  sink.user({ ...user, id: 5, firstName: 'Mira', email: 'mira@firm.example', role: 'Admin', permissions, apiKey: adminKey });
  sink.field(field('field-1', 'number', { type: 'global', listId: null }));
  for (let id = 1; id <= 3; id++) {
    const domain = `company${id}.example`;
    sink.company({ id, name: `Company ${id}`, domain, domains: [domain], isGlobal: false, createdAt: made, cells: { 'field-1': id } });
  }
  sink.list({ id: 801, name: 'Pipeline', type: 'company', isPublic: true, creatorId: 5, ownerId: 5, createdAt: made, roles: [] });
  sink.field(field('field-11', 'ranked-dropdown', { name: 'Status', trackChanges: true, options }));
  sink.field(field('field-12', 'number', { name: 'Amount' }));
  sink.field(field('field-13', 'number-multi', { name: 'Rounds', trackChanges: true }));
  for (let id = 1; id <= 3; id++) {
    sink.entry({ id: 6000 + id, listId: 801, entityId: id, creatorId: 5, createdAt: made, cells: { 'field-11': 31, 'field-12': id } });
  }
};

/** A sandbox with that firm. */
export const historySandbox = (options: SandboxOptions = {}): Sandbox =>
  createSandbox({ firm: historyFirm, now: '2026-03-01T00:00:00Z', limits: { perMinute: 1_000_000 }, ...options });
