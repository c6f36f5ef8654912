import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { knownWebhookEvent, WebhookEvent, webhookBodies } from './webhook-event.ts';
import { webhookEventTypes } from './webhook-event-type.ts';

const sent_at = 1_758_215_073;
const organization = { id: 70_455, name: 'Kestrel Robotics', domain: null, domains: [], crunchbase_uuid: null, global: false };
const person = { id: 90_211, type: 0, first_name: 'Ada', last_name: null, primary_email: null, emails: [] };

describe('a webhook event', () => {
  it('may be one that nobody knows yet, but is never without its parts', () => {
    const event = { type: 'galaxy.formed', body: { id: 1, stars: [] }, sent_at };
    expect(WebhookEvent.parse(event)).toEqual(event);
    expect(WebhookEvent.safeParse({ type: 'note.created', sent_at }).success).toBe(false);
    expect(WebhookEvent.safeParse({ type: 'note.created', body: null, sent_at }).success).toBe(false);
  });

  it.each<[string, Record<string, unknown>]>([
    ['list.deleted', { id: 821, ip_address: '192.0.2.1' }],
    ['person.created', { ...person, organization_ids: [70_455] }],
    ['person.deleted', person],
    ['organization.updated', { ...organization, person_ids: [] }],
    ['organization.created', organization],
    [
      'organization.merged',
      { changer: person, removed_company: organization, company: organization, merged_at: '2025-09-18T10:04:33.120-07:00' },
    ],
    ['opportunity.created', { id: 3301, name: 'Kestrel Series B', person_ids: [], organization_ids: [70_455] }],
    ['opportunity.deleted', { id: 3301, name: 'Kestrel Series B' }],
    ['smart_interaction_value.updated', { anything: true }],
  ])('is known as %s', (type, body) => {
    const event = { type, body, sent_at };
    expect(knownWebhookEvent(event)).toBe(event);
  });

  it.each<[string, Record<string, unknown>]>([
    ['galaxy.formed', { id: 1 }],
    ['toString', {}],
    ['opportunity.created', { id: 3301, name: 'Kestrel Series B' }],
    ['note.created', { id: 21_501 }],
  ])('is not known as %s with %j', (type, body) => {
    expect(knownWebhookEvent({ type, body, sent_at })).toBeUndefined();
  });

  it('has a body that prints as JSON Schema, whichever of the thirty it is', () => {
    expect(webhookEventTypes).toHaveLength(30);
    expect(Object.keys(webhookBodies)).toEqual(webhookEventTypes);
    for (const body of Object.values(webhookBodies)) expect(() => z.toJSONSchema(body)).not.toThrow();
  });
});
