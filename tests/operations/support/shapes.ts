import { expect } from 'vitest';

/** Any id. */
export const anId: unknown = expect.any(Number);
/** Any moment, with an offset or in UTC. */
export const anInstant: unknown = expect.stringMatching(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/);
/** v1 answers to a deletion. */
export const success = { success: true };
/** Both links of a page that is the only one. */
export const onlyPage = { prevUrl: null, nextUrl: null };

/** People of the firm as v1 embeds them. */
export const ref = {
  mira: {
    id: 5101,
    type: 1,
    first_name: 'Mira',
    last_name: 'Okafor',
    primary_email: 'mira@harborlight.example',
    emails: ['mira@harborlight.example'],
  },
  tomas: {
    id: 5102,
    type: 1,
    first_name: 'Tomas',
    last_name: 'Lindqvist',
    primary_email: 'tomas@harborlight.example',
    emails: ['tomas@harborlight.example'],
  },
  ada: {
    id: 90211,
    type: 0,
    first_name: 'Ada',
    last_name: 'Novak',
    primary_email: 'ada@kestrelrobotics.example',
    emails: ['ada@kestrelrobotics.example'],
  },
  kestrel: {
    id: 70455,
    name: 'Kestrel Robotics',
    domain: 'kestrelrobotics.example',
    domains: ['kestrelrobotics.example', 'kestrel.example'],
    crunchbase_uuid: null,
    global: false,
  },
};

/** People and companies of the firm as v2 embeds them. */
export const data = {
  mira: { id: 5101, firstName: 'Mira', lastName: 'Okafor', primaryEmailAddress: 'mira@harborlight.example', type: 'internal' },
  tomas: { id: 5102, firstName: 'Tomas', lastName: 'Lindqvist', primaryEmailAddress: 'tomas@harborlight.example', type: 'internal' },
  ada: { id: 90211, firstName: 'Ada', lastName: 'Novak', primaryEmailAddress: 'ada@kestrelrobotics.example', type: 'external' },
  kestrel: { id: 70455, name: 'Kestrel Robotics', domain: 'kestrelrobotics.example' },
};
