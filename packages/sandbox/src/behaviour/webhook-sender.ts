import { isLoopbackHost } from './hosts.ts';

/** One POST of a webhook. */
export interface WebhookPost {
  readonly url: string;
  /** JSON. */
  readonly body: string;
  /** Fires after ten seconds of real time. */
  readonly signal: AbortSignal;
}

/** Posts to a webhook and tells the status of the answer; rejects where there is none. */
export type WebhookSender = (post: WebhookPost) => Promise<number>;

/** Posts over HTTP, to addresses of this machine alone. */
export const sendToLoopback: WebhookSender = async ({ url, body, signal }) => {
  if (!isLoopbackHost(new URL(url).host)) throw new Error('A sandbox delivers to loopback addresses only');
  const headers = { 'content-type': 'application/json', 'user-agent': 'affinity-kit-sandbox' };
  const response = await fetch(url, { method: 'POST', headers, body, signal, redirect: 'manual' });
  await response.body?.cancel();
  return response.status;
};
