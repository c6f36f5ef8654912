export { createWebhookHandler, type WebhookHandlerOptions, type WebhookListeners } from './create-webhook-handler.ts';
export { createMemoryStore, type DeliveryStore } from './deduplicate.ts';
