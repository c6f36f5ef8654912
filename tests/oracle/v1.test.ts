import {
  type EndpointSpec,
  knownWebhookEvent,
  operationKey,
  undeclaredOperations,
  v1,
  WebhookEvent,
  walkEndpoints,
  webhookEventTypes,
} from '@affinity-kit/contract';
import { describe, expect, it } from 'vitest';
import { type ApiSample, describeWithApiData, readReference, readSamples } from './api-data.ts';

const endpoints = new Map([...walkEndpoints(v1)].map(([, spec]) => [operationKey(spec), spec]));

const endpointOf = ({ method, path }: ApiSample['operation']): EndpointSpec | undefined => endpoints.get(`${method} ${path}`);

/** What an older sample lacks, and every answer since has (v1 reference, section 9). */
const completed: Readonly<Record<string, (body: unknown) => unknown>> = {
  'list_entries.get': (body) => {
    const { entity_id, entity, ...entry } = body as { entity_id: number; entity: object };
    return { ...entry, entity_id, entity: { id: entity_id, ...entity } };
  },
};

/** Operations that the reference shows no answer of: it is like that of another operation, or has no body. */
const withoutExample: readonly string[] = [
  'GET /entity-files/download/{entity_file_id}',
  'GET /entity-files/{entity_file_id}',
  'GET /lists/{list_id}/list-entries/{list_entry_id}',
  'GET /notes/{note_id}',
  'GET /opportunities/{opportunity_id}',
  'GET /reminders/{reminder_id}',
  'GET /webhook/{webhook_subscription_id}',
  'POST /lists/{list_id}/list-entries',
  'POST /notes',
  'POST /reminders',
  'POST /webhook/subscribe',
  'PUT /field-values/{field_value_id}',
  'PUT /interactions/{id}',
  'PUT /notes/{note_id}',
  'PUT /opportunities/{opportunity_id}',
  'PUT /organizations/{organization_id}',
  'PUT /persons/{person_id}',
  'PUT /reminders/{reminder_id}',
  'PUT /webhook/{webhook_subscription_id}',
];

/** The invented examples of the reference, each below the operation that answers it. */
const examples = (): { title: string; spec: EndpointSpec; body: unknown }[] => {
  let key = '';
  return [...readReference('v1').matchAll(/^#+ |^\*\*`([A-Z]+ [^`]+)`\*\*|^```json\n([^]*?)\n```$/gm)].flatMap(([, operation, json]) => {
    if (json === undefined) key = operation ?? '';
    const spec = endpoints.get(key);
    return json === undefined || spec === undefined ? [] : [{ title: key, spec, body: JSON.parse(json) as unknown }];
  });
};

describeWithApiData('the v1 contract against the published samples', () => {
  const samples = readSamples('v1');
  const declared = samples.flatMap((sample) => {
    const spec = endpointOf(sample.operation);
    return spec === undefined ? [] : [{ ...sample, spec }];
  });

  it.each(declared)('accepts $name and knows each of its properties', ({ name, spec, body, status }) => {
    const expected = completed[name]?.(body) ?? body;
    expect(spec.status ?? 200).toBe(status);
    expect(spec.response.parse(expected)).toEqual(expected);
  });

  it('needs the completion of each sample that it completes', () => {
    const incomplete = declared.filter(({ spec, body }) => !spec.response.safeParse(body).success).map(({ name }) => name);
    expect(incomplete).toEqual(Object.keys(completed));
  });

  it('leaves no sample out', () => {
    expect(declared).toHaveLength(samples.length);
    expect(samples.length).toBeGreaterThanOrEqual(20);
  });
});

describeWithApiData('the v1 contract against the examples of the reference', () => {
  it.each(examples())('accepts the example of $title and knows each of its properties', ({ spec, body }) => {
    expect(spec.response.parse(body)).toEqual(body);
  });

  it('finds an example of every operation but those whose answer is like another or is none', () => {
    const shown = new Set(examples().map(({ title }) => title));
    const unshown = [...endpoints.keys()].filter((key) => !shown.has(key) && !key.startsWith('DELETE '));
    expect(unshown.toSorted()).toEqual(withoutExample.toSorted());
  });
});

describeWithApiData('the webhook events against the reference', () => {
  const section = (version: 'v1' | 'v2', heading: string): string => {
    const [, text = ''] = readReference(version).split(`\n${heading}\n`);
    return text.split(/^#{2,3} /m)[0] ?? '';
  };

  it('are the documented thirty', () => {
    const named = section('v2', '### 10.1 Events (30, `webhooks.SubscriptionType`)').matchAll(/`([a-z_]+\.[a-z]+)`/g);
    expect([...named].map(([, name]) => name)).toEqual(webhookEventTypes);
  });

  it('include the 29 of v1', () => {
    const rows = section('v1', '## 7. Webhook deliveries').matchAll(/^\| [A-Z][^|]+ \| `(\w+)(\.\w+)`([^|]*)\|/gm);
    const named = [...rows].flatMap(([, object, first, others = '']) =>
      [first, ...[...others.matchAll(/`(\.\w+)`/g)].map(([, action]) => action)].map((action) => `${object}${action}`),
    );
    expect(named.toSorted()).toEqual(webhookEventTypes.filter((name) => name !== 'smart_interaction_value.updated').toSorted());
  });

  it('take the example', () => {
    const [, json = ''] = /```json\n([^]*?)\n```/.exec(section('v1', '## 7. Webhook deliveries')) ?? [];
    const event = WebhookEvent.parse(JSON.parse(json));
    expect(knownWebhookEvent(event)).toBe(event);
  });
});

describe('the v1 contract', () => {
  it('declares every operation', () => {
    expect(undeclaredOperations(v1).filter(({ version }) => version === 'v1')).toEqual([]);
  });
});
