import type { Requirements } from './requirement.ts';

/** What the sandbox promises as a tool, whatever the references say. */
export const sandboxBehaviours = {
  'sandbox.one-truth.values': ['v1 1, v2 1', 'Whatever is written through either version, both read the same values and feeds.'],
  'sandbox.one-truth.records': ['v1 1, v2 1', 'Whatever comes and goes through either version, both read the same records.'],
  'sandbox.one-truth.thousand-writes': ['v1 1, v2 1', 'After a random sequence of writes both versions show one state.'],
  'sandbox.staleness': ['v2 1', 'v2 sees writes of v1 after the lag that was asked for.'],
  'sandbox.hosts': ['v2 14.19', 'The API answers to loopback names and to Affinity’s, the admin surface to loopback names alone.'],
  'sandbox.origins': ['v2 14.19', 'The admin surface never answers a page of another origin.'],
  'sandbox.clock': ['v1 3', 'The clock is moved, and everything follows.'],
  'sandbox.faults': ['v2 2', 'Errors, broken bodies and broken connections come when asked for.'],
  'sandbox.snapshots': ['v1 1', 'A state is kept and gone back to.'],
  'sandbox.log': ['v1 1', 'Requests are remembered, without keys.'],
  'sandbox.bodies': ['v1 1', 'Both sides of the last requests are kept within bounds, secrets hidden, until that is switched off.'],
  'sandbox.as-user': ['v2 1.1', 'Keys are made, and act as other users.'],
  'sandbox.page': ['v1 1', 'A page shows and drives all of it.'],
  'sandbox.deterministic': ['v1 1', 'Equal seeds give equal firms and answers.'],
  'sandbox.files': ['v1 1', 'A state in a file is there the next time.'],
  'sandbox.openapi': ['v1 11, v2 11', 'It serves the documents of both APIs.'],
  'sandbox.every-operation': ['v1 11, v2 11', 'It serves all 173 operations.'],
  'sandbox.seeded-firm': ['v1 4, v2 5', 'The firm that it invents has something of everything.'],
} as const satisfies Requirements;
