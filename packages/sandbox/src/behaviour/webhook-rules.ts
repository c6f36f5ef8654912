import { ceilings, type WebhookEventType } from '@affinity-kit/contract';
import type { Caller, RequestContext } from '../context.ts';
import type { WebhookChange, WebhookRow } from '../state/webhooks.ts';

/** What a webhook may not be, and which of its properties is at fault; of the limit none is. */
export interface WebhookRefusal {
  readonly about: 'url' | 'limit';
  readonly message: string;
}

/** What a new webhook is made of. */
export interface WebhookDraft {
  readonly url: string;
  readonly subscriptions: readonly WebhookEventType[];
}

/** Whether a user may see and change webhooks of others. */
export const managesAllWebhooks = ({ role }: Caller): boolean => role === 'Admin';

const refuse = (about: WebhookRefusal['about'], message: string): WebhookRefusal => ({ about, message });

const refuseText = (text: string): WebhookRefusal | undefined => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) return refuse('url', 'The URL must be an http or https address');
  return url.username === '' && url.password === '' ? undefined : refuse('url', 'The URL must not contain credentials');
};

const refuseUse = ({ state }: RequestContext, url: string, ownId?: number): WebhookRefusal | undefined =>
  state.webhooks.all().some((other) => other.url === url && other.id !== ownId)
    ? refuse('url', 'The URL is used by another webhook')
    : undefined;

const refuseNumber = ({ state }: RequestContext): WebhookRefusal | undefined =>
  state.webhooks.all().length < ceilings.webhookSubscriptions
    ? undefined
    : refuse('limit', `An account has at most ${ceilings.webhookSubscriptions} webhooks`);

const refuseAnswer = async ({ testWebhook }: RequestContext, url: string): Promise<WebhookRefusal | undefined> =>
  (await testWebhook(url)) ? undefined : refuse('url', 'The test delivery to the URL did not succeed');

const isRefusal = (outcome: WebhookRow | WebhookRefusal | undefined): outcome is WebhookRefusal =>
  outcome !== undefined && 'about' in outcome;

/** Makes a webhook, unless there is something against it; what may have changed during the test delivery is looked at again. */
const create = async (context: RequestContext, draft: WebhookDraft): Promise<WebhookRow | WebhookRefusal> => {
  const { state, caller, now } = context;
  const refusal = () => refuseNumber(context) ?? refuseText(draft.url) ?? refuseUse(context, draft.url);
  const refused = refusal() ?? (await refuseAnswer(context, draft.url)) ?? refusal();
  return refused ?? state.webhooks.create({ ...draft, creatorId: caller.userId, createdAt: now.toISOString() });
};

/** An active webhook is tested at a new address, and any when it becomes active again. */
const needsTest = (webhook: WebhookRow, { url, status = webhook.status }: WebhookChange): boolean =>
  status === 'active' && (webhook.status !== 'active' || (url !== undefined && url !== webhook.url));

const update = async (context: RequestContext, webhook: WebhookRow, change: WebhookChange): Promise<WebhookRefusal | undefined> => {
  const url = change.url ?? webhook.url;
  const refusal = () => refuseText(url) ?? refuseUse(context, url, webhook.id);
  const refused = refusal() ?? (needsTest(webhook, change) ? await refuseAnswer(context, url) : undefined) ?? refusal();
  if (refused === undefined) context.state.webhooks.update(webhook.id, change, context.now);
  return refused;
};

/** The rules that v1 and v2 share; each says in its own way what is refused (v2 reference, section 9.17). */
export const webhookRules = { create, update, isRefusal };
