import { type Affinity, createAffinity } from '@affinity-kit/client';
import type { Settings } from './settings.ts';
import type { Terminal } from './terminal.ts';

/**
 * The client that commands share: read-only, because nothing in the terminal writes to the CRM without being told to.
 * The key comes from a file or a command in the settings, else from the environment; it is read when the first request is made.
 */
export const clientOf = (settings: Settings, terminal: Terminal): Affinity => {
  const { env } = terminal;
  const credentials = {
    ...env,
    ...(settings.apiKeyCommand === undefined ? {} : { AFFINITY_API_KEY_COMMAND: settings.apiKeyCommand }),
    ...(settings.apiKeyFile === undefined ? {} : { AFFINITY_API_KEY_FILE: settings.apiKeyFile }),
  };
  return createAffinity({
    env: credentials,
    policies: { writes: 'deny' },
    ...(settings.baseUrl === undefined ? {} : { baseUrl: settings.baseUrl }),
    ...(settings.apiVersion === undefined ? {} : { apiVersion: settings.apiVersion }),
  });
};
