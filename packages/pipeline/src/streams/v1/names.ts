/** What v2 calls a code of v1; one that is not known is shown as it is. */
export const named = (names: Readonly<Record<number, string>>, code: unknown): string | null =>
  typeof code === 'number' ? (names[code] ?? `v1-${code}`) : null;

/** Names of v2 for what records are. */
export const entityTypes: Readonly<Record<number, string>> = { 0: 'person', 1: 'company', 8: 'opportunity' };

/** The same for interactions. */
export const interactionTypes: Readonly<Record<number, string>> = { 0: 'meeting', 1: 'call', 2: 'chat-message', 3: 'email' };
