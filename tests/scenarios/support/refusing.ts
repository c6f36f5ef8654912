import type { Sandbox } from '@affinity-kit/sandbox';

/** Which requests are refused, and with which status; `*` in a path stands for anything. */
export interface Refusal {
  readonly status: number;
  readonly paths: readonly string[];
}

const codes: Readonly<Record<number, string>> = { 403: 'authorization', 404: 'not-found' };

const patternOf = (path: string): RegExp => new RegExp(`^${path.replaceAll('*', '[^/]+')}$`);

/** A sandbox that refuses some requests in the words of v2. */
export const refusing = (sandbox: Sandbox, { status, paths }: Refusal): Sandbox => {
  const patterns = paths.map(patternOf);
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const { pathname } = new URL(input instanceof Request ? input.url : input);
    if (!patterns.some((pattern) => pattern.test(pathname))) return await sandbox.fetch(input, init);
    return Response.json({ errors: [{ code: codes[status] ?? 'server', message: 'Refused' }] }, { status });
  };
  return { ...sandbox, fetch };
};
