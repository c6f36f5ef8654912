import { type Affinity, createAffinity, type Environment, findKey, type Policies, readOnly } from '@affinity-kit/client';
import type { Settings } from './settings.ts';
import type { Terminal } from './terminal.ts';

const sources = ['AFFINITY_API_KEY', 'AFFINITY_API_KEY_FILE', 'AFFINITY_API_KEY_COMMAND'] as const;

/** Where the key comes from: a flag before the environment before `affinity.toml`. */
const keySources = ({ apiKeyFlag, apiKeyFile, apiKeyCommand }: Settings, { env }: Terminal): Environment => {
  if (apiKeyFlag !== undefined) return { AFFINITY_API_KEY_FILE: apiKeyFlag };
  if (sources.some((name) => env[name])) return env;
  return { AFFINITY_API_KEY_FILE: apiKeyFile, AFFINITY_API_KEY_COMMAND: apiKeyCommand };
};

/**
 * The client that commands share: read-only unless stated, because nothing in the terminal writes to the CRM without being told to.
 * The key is looked for when the first request is made.
 */
export const clientOf = (settings: Settings, terminal: Terminal, policies: Policies = readOnly()): Affinity =>
  createAffinity({
    apiKey: () => findKey(keySources(settings, terminal)),
    baseUrl: settings.baseUrl ?? 'https://api.affinity.co',
    apiVersion: settings.apiVersion,
    policies,
  });
