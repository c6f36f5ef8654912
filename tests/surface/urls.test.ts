import { decodeParams, decodeQuery, encodeTarget, matchPath, v1, v2, walkEndpoints } from '@affinity-kit/contract';
import { describe, expect, it } from 'vitest';

const host = 'https://api.affinity.co';
const endpoints = new Map([...walkEndpoints({ v1, v2 })].map(([names, spec]) => [names.join('.'), spec]));

/**
 * Name of an endpoint, an input, and the request that it must become, written by hand from the references.
 *
 * An endpoint has a second line where two of its parameters do not go together.
 */
const pins: readonly (readonly [name: string, input: Readonly<Record<string, unknown>>, request: string])[] = [
  ['v1.auth.whoami', {}, 'GET https://api.affinity.co/auth/whoami'],
  ['v1.rateLimit.get', {}, 'GET https://api.affinity.co/rate-limit'],
  [
    'v1.fields.list',
    { list_id: 822, value_type: 7, entity_type: 8, with_modified_names: true, exclude_dropdown_options: false },
    'GET https://api.affinity.co/fields?list_id=822&value_type=7&entity_type=8&with_modified_names=true&exclude_dropdown_options=false',
  ],
  ['v1.fieldValues.list', { person_id: 90211 }, 'GET https://api.affinity.co/field-values?person_id=90211'],
  ['v1.fieldValues.list', { organization_id: 70455 }, 'GET https://api.affinity.co/field-values?organization_id=70455'],
  ['v1.fieldValues.list', { opportunity_id: 3301 }, 'GET https://api.affinity.co/field-values?opportunity_id=3301'],
  ['v1.fieldValues.list', { list_entry_id: 640001 }, 'GET https://api.affinity.co/field-values?list_entry_id=640001'],
  ['v1.fieldValues.create', {}, 'POST https://api.affinity.co/field-values'],
  ['v1.fieldValues.update', { field_value_id: 2750000001 }, 'PUT https://api.affinity.co/field-values/2750000001'],
  ['v1.fieldValues.delete', { field_value_id: 2750000001 }, 'DELETE https://api.affinity.co/field-values/2750000001'],
  [
    'v1.fieldValueChanges.list',
    {
      field_id: 4101,
      action_type: 2,
      person_id: 90211,
      changed_after: '2026-03-01T00:00:00Z',
      limit: 10000,
      order_by: 'asc',
      after_id: 508200077,
    },
    'GET https://api.affinity.co/field-value-changes?field_id=4101&action_type=2&person_id=90211&changed_after=2026-03-01T00%3A00%3A00Z&limit=10000&order_by=asc&after_id=508200077',
  ],
  [
    'v1.fieldValueChanges.list',
    { field_id: 4101, organization_id: 70455 },
    'GET https://api.affinity.co/field-value-changes?field_id=4101&organization_id=70455',
  ],
  [
    'v1.fieldValueChanges.list',
    { field_id: 4101, opportunity_id: 3301 },
    'GET https://api.affinity.co/field-value-changes?field_id=4101&opportunity_id=3301',
  ],
  [
    'v1.fieldValueChanges.list',
    { field_id: 4101, list_entry_id: 640001 },
    'GET https://api.affinity.co/field-value-changes?field_id=4101&list_entry_id=640001',
  ],
  ['v1.lists.list', {}, 'GET https://api.affinity.co/lists'],
  ['v1.lists.get', { list_id: 821 }, 'GET https://api.affinity.co/lists/821'],
  ['v1.lists.create', {}, 'POST https://api.affinity.co/lists'],
  [
    'v1.lists.entries.list',
    { list_id: 821, page_size: 500, page_token: 'eyJvZmZzZXQiOjEwfQ==' },
    'GET https://api.affinity.co/lists/821/list-entries?page_size=500&page_token=eyJvZmZzZXQiOjEwfQ%3D%3D',
  ],
  ['v1.lists.entries.get', { list_id: 821, list_entry_id: 640001 }, 'GET https://api.affinity.co/lists/821/list-entries/640001'],
  ['v1.lists.entries.create', { list_id: 821 }, 'POST https://api.affinity.co/lists/821/list-entries'],
  ['v1.lists.entries.delete', { list_id: 821, list_entry_id: 640001 }, 'DELETE https://api.affinity.co/lists/821/list-entries/640001'],
  ['v1.fields.create', {}, 'POST https://api.affinity.co/fields'],
  ['v1.fields.delete', { field_id: 4110 }, 'DELETE https://api.affinity.co/fields/4110'],
  [
    'v1.persons.list',
    {
      term: 'Ada Novak',
      with_interaction_dates: true,
      with_interaction_persons: true,
      with_opportunities: true,
      with_current_organizations: true,
      min_first_email_date: '2025-01-01',
      max_first_email_date: '2025-12-31T17:00:00-08:00',
      min_last_email_date: '2025-01-01',
      max_last_email_date: '2025-12-31T17:00:00-08:00',
      min_last_interaction_date: '2025-01-01',
      max_last_interaction_date: '2025-12-31T17:00:00-08:00',
      min_last_event_date: '2025-01-01',
      max_last_event_date: '2025-12-31T17:00:00-08:00',
      min_first_event_date: '2025-01-01',
      max_first_event_date: '2025-12-31T17:00:00-08:00',
      min_next_event_date: '2025-01-01',
      max_next_event_date: '2025-12-31T17:00:00-08:00',
      page_size: 500,
      page_token: 'eyJvZmZzZXQiOjEwfQ==',
    },
    'GET https://api.affinity.co/persons?term=Ada+Novak&with_interaction_dates=true&with_interaction_persons=true&with_opportunities=true&with_current_organizations=true&min_first_email_date=2025-01-01&max_first_email_date=2025-12-31T17%3A00%3A00-08%3A00&min_last_email_date=2025-01-01&max_last_email_date=2025-12-31T17%3A00%3A00-08%3A00&min_last_interaction_date=2025-01-01&max_last_interaction_date=2025-12-31T17%3A00%3A00-08%3A00&min_last_event_date=2025-01-01&max_last_event_date=2025-12-31T17%3A00%3A00-08%3A00&min_first_event_date=2025-01-01&max_first_event_date=2025-12-31T17%3A00%3A00-08%3A00&min_next_event_date=2025-01-01&max_next_event_date=2025-12-31T17%3A00%3A00-08%3A00&page_size=500&page_token=eyJvZmZzZXQiOjEwfQ%3D%3D',
  ],
  [
    'v1.persons.get',
    {
      person_id: 90211,
      with_interaction_dates: true,
      with_interaction_persons: true,
      with_opportunities: true,
      with_current_organizations: true,
    },
    'GET https://api.affinity.co/persons/90211?with_interaction_dates=true&with_interaction_persons=true&with_opportunities=true&with_current_organizations=true',
  ],
  ['v1.persons.create', {}, 'POST https://api.affinity.co/persons'],
  ['v1.persons.update', { person_id: 90211 }, 'PUT https://api.affinity.co/persons/90211'],
  ['v1.persons.delete', { person_id: 90211 }, 'DELETE https://api.affinity.co/persons/90211'],
  ['v1.persons.fields.list', {}, 'GET https://api.affinity.co/persons/fields'],
  [
    'v1.organizations.list',
    {
      term: 'kestrel.example',
      with_interaction_dates: true,
      with_interaction_persons: true,
      with_opportunities: true,
      min_first_email_date: '2025-01-01',
      max_first_email_date: '2025-12-31T17:00:00-08:00',
      min_last_email_date: '2025-01-01',
      max_last_email_date: '2025-12-31T17:00:00-08:00',
      min_last_interaction_date: '2025-01-01',
      max_last_interaction_date: '2025-12-31T17:00:00-08:00',
      min_last_event_date: '2025-01-01',
      max_last_event_date: '2025-12-31T17:00:00-08:00',
      min_first_event_date: '2025-01-01',
      max_first_event_date: '2025-12-31T17:00:00-08:00',
      min_next_event_date: '2025-01-01',
      max_next_event_date: '2025-12-31T17:00:00-08:00',
      page_size: 500,
      page_token: 'eyJvZmZzZXQiOjEwfQ==',
    },
    'GET https://api.affinity.co/organizations?term=kestrel.example&with_interaction_dates=true&with_interaction_persons=true&with_opportunities=true&min_first_email_date=2025-01-01&max_first_email_date=2025-12-31T17%3A00%3A00-08%3A00&min_last_email_date=2025-01-01&max_last_email_date=2025-12-31T17%3A00%3A00-08%3A00&min_last_interaction_date=2025-01-01&max_last_interaction_date=2025-12-31T17%3A00%3A00-08%3A00&min_last_event_date=2025-01-01&max_last_event_date=2025-12-31T17%3A00%3A00-08%3A00&min_first_event_date=2025-01-01&max_first_event_date=2025-12-31T17%3A00%3A00-08%3A00&min_next_event_date=2025-01-01&max_next_event_date=2025-12-31T17%3A00%3A00-08%3A00&page_size=500&page_token=eyJvZmZzZXQiOjEwfQ%3D%3D',
  ],
  [
    'v1.organizations.get',
    { organization_id: 70455, with_interaction_dates: true, with_interaction_persons: true, with_opportunities: true },
    'GET https://api.affinity.co/organizations/70455?with_interaction_dates=true&with_interaction_persons=true&with_opportunities=true',
  ],
  ['v1.organizations.create', {}, 'POST https://api.affinity.co/organizations'],
  ['v1.organizations.update', { organization_id: 70455 }, 'PUT https://api.affinity.co/organizations/70455'],
  ['v1.organizations.delete', { organization_id: 70455 }, 'DELETE https://api.affinity.co/organizations/70455'],
  ['v1.organizations.fields.list', {}, 'GET https://api.affinity.co/organizations/fields'],
  [
    'v1.opportunities.list',
    { term: 'Series B', page_size: 500, page_token: 'eyJvZmZzZXQiOjEwfQ==' },
    'GET https://api.affinity.co/opportunities?term=Series+B&page_size=500&page_token=eyJvZmZzZXQiOjEwfQ%3D%3D',
  ],
  ['v1.opportunities.get', { opportunity_id: 3301 }, 'GET https://api.affinity.co/opportunities/3301'],
  ['v1.opportunities.create', {}, 'POST https://api.affinity.co/opportunities'],
  ['v1.opportunities.update', { opportunity_id: 3301 }, 'PUT https://api.affinity.co/opportunities/3301'],
  ['v1.opportunities.delete', { opportunity_id: 3301 }, 'DELETE https://api.affinity.co/opportunities/3301'],
  [
    'v1.interactions.list',
    {
      type: 3,
      start_time: '2025-01-01T00:00:00-08:00',
      end_time: '2026-01-01',
      person_id: 90211,
      internal_person_id: 5101,
      direction: 0,
      logging_type: 1,
      page_size: 100,
      page_token: 'c',
    },
    'GET https://api.affinity.co/interactions?type=3&start_time=2025-01-01T00%3A00%3A00-08%3A00&end_time=2026-01-01&person_id=90211&internal_person_id=5101&direction=0&logging_type=1&page_size=100&page_token=c',
  ],
  [
    'v1.interactions.list',
    { type: 3, start_time: '2025-01-01T00:00:00-08:00', end_time: '2026-01-01', organization_id: 70455 },
    'GET https://api.affinity.co/interactions?type=3&start_time=2025-01-01T00%3A00%3A00-08%3A00&end_time=2026-01-01&organization_id=70455',
  ],
  [
    'v1.interactions.list',
    { type: 3, start_time: '2025-01-01T00:00:00-08:00', end_time: '2026-01-01', opportunity_id: 3301 },
    'GET https://api.affinity.co/interactions?type=3&start_time=2025-01-01T00%3A00%3A00-08%3A00&end_time=2026-01-01&opportunity_id=3301',
  ],
  ['v1.interactions.get', { id: 9107, type: 2 }, 'GET https://api.affinity.co/interactions/9107?type=2'],
  ['v1.interactions.create', {}, 'POST https://api.affinity.co/interactions'],
  ['v1.interactions.update', { id: 3407 }, 'PUT https://api.affinity.co/interactions/3407'],
  ['v1.interactions.delete', { id: 3407, type: 0 }, 'DELETE https://api.affinity.co/interactions/3407?type=0'],
  [
    'v1.relationshipStrengths.list',
    { external_id: 90211, internal_id: 5101 },
    'GET https://api.affinity.co/relationships-strengths?external_id=90211&internal_id=5101',
  ],
  [
    'v1.notes.list',
    {
      person_id: 90211,
      organization_id: 70455,
      opportunity_id: 3301,
      creator_id: 5101,
      page_size: 500,
      page_token: 'eyJvZmZzZXQiOjEwfQ==',
    },
    'GET https://api.affinity.co/notes?person_id=90211&organization_id=70455&opportunity_id=3301&creator_id=5101&page_size=500&page_token=eyJvZmZzZXQiOjEwfQ%3D%3D',
  ],
  ['v1.notes.get', { note_id: 21501 }, 'GET https://api.affinity.co/notes/21501'],
  ['v1.notes.create', {}, 'POST https://api.affinity.co/notes'],
  ['v1.notes.update', { note_id: 21501 }, 'PUT https://api.affinity.co/notes/21501'],
  ['v1.notes.delete', { note_id: 21501 }, 'DELETE https://api.affinity.co/notes/21501'],
  [
    'v1.entityFiles.list',
    { person_id: 90211, organization_id: 70455, opportunity_id: 3301, page_size: 500, page_token: 'eyJvZmZzZXQiOjEwfQ==' },
    'GET https://api.affinity.co/entity-files?person_id=90211&organization_id=70455&opportunity_id=3301&page_size=500&page_token=eyJvZmZzZXQiOjEwfQ%3D%3D',
  ],
  ['v1.entityFiles.get', { entity_file_id: 9301 }, 'GET https://api.affinity.co/entity-files/9301'],
  ['v1.entityFiles.create', {}, 'POST https://api.affinity.co/entity-files'],
  ['v1.entityFiles.download', { entity_file_id: 9301 }, 'GET https://api.affinity.co/entity-files/download/9301'],
  [
    'v1.reminders.list',
    {
      person_id: 90211,
      organization_id: 70455,
      opportunity_id: 3301,
      creator_id: 5101,
      owner_id: 5102,
      completer_id: 5101,
      type: 1,
      reset_type: 0,
      status: 2,
      due_before: '2026-01-01',
      due_after: '2025-12-01T08:00:00Z',
      page_size: 500,
      page_token: 'eyJvZmZzZXQiOjEwfQ==',
    },
    'GET https://api.affinity.co/reminders?person_id=90211&organization_id=70455&opportunity_id=3301&creator_id=5101&owner_id=5102&completer_id=5101&type=1&reset_type=0&status=2&due_before=2026-01-01&due_after=2025-12-01T08%3A00%3A00Z&page_size=500&page_token=eyJvZmZzZXQiOjEwfQ%3D%3D',
  ],
  ['v1.reminders.get', { reminder_id: 15700 }, 'GET https://api.affinity.co/reminders/15700'],
  ['v1.reminders.create', {}, 'POST https://api.affinity.co/reminders'],
  ['v1.reminders.update', { reminder_id: 15700 }, 'PUT https://api.affinity.co/reminders/15700'],
  ['v1.reminders.delete', { reminder_id: 15700 }, 'DELETE https://api.affinity.co/reminders/15700'],
  ['v1.webhooks.list', {}, 'GET https://api.affinity.co/webhook'],
  ['v1.webhooks.get', { webhook_subscription_id: 1301 }, 'GET https://api.affinity.co/webhook/1301'],
  ['v1.webhooks.create', {}, 'POST https://api.affinity.co/webhook/subscribe'],
  ['v1.webhooks.update', { webhook_subscription_id: 1301 }, 'PUT https://api.affinity.co/webhook/1301'],
  ['v1.webhooks.delete', { webhook_subscription_id: 1301 }, 'DELETE https://api.affinity.co/webhook/1301'],

  ['v2.auth.whoami', {}, 'GET https://api.affinity.co/v2/auth/whoami'],
  ['v2.rateLimit.get', {}, 'GET https://api.affinity.co/v2/rate-limit'],
  [
    'v2.companies.list',
    { cursor: 'ICAgICAgIGFmdGVyOjo6NA', limit: 100, ids: [70455, 70902], fieldIds: ['field-4101', 'affinity-data-location'] },
    'GET https://api.affinity.co/v2/companies?cursor=ICAgICAgIGFmdGVyOjo6NA&limit=100&ids=70455&ids=70902&fieldIds=field-4101&fieldIds=affinity-data-location',
  ],
  [
    'v2.companies.list',
    { fieldTypes: ['enriched', 'global'] },
    'GET https://api.affinity.co/v2/companies?fieldTypes=enriched&fieldTypes=global',
  ],
  [
    'v2.companies.get',
    { companyId: 70455, fieldIds: ['field-4101'] },
    'GET https://api.affinity.co/v2/companies/70455?fieldIds=field-4101',
  ],
  [
    'v2.companies.get',
    { companyId: 70455, fieldTypes: ['relationship-intelligence'] },
    'GET https://api.affinity.co/v2/companies/70455?fieldTypes=relationship-intelligence',
  ],
  [
    'v2.companies.fields.list',
    { cursor: 'YWZ0ZXI6OjozNw', limit: 20, filter: 'name =~ "R&D + 100%"', includes: ['filterability', 'sortability'] },
    'GET https://api.affinity.co/v2/companies/fields?cursor=YWZ0ZXI6OjozNw&limit=20&filter=name+%3D%7E+%22R%26D+%2B+100%25%22&includes=filterability&includes=sortability',
  ],
  [
    'v2.companies.fields.dropdownOptions.list',
    { fieldId: 'field-4101', cursor: 'c', limit: 1 },
    'GET https://api.affinity.co/v2/companies/fields/field-4101/dropdown-options?cursor=c&limit=1',
  ],
  [
    'v2.companies.fieldValues.list',
    { companyId: 70455, cursor: 'c', limit: 20, ids: ['field-4101', 'field-4102'] },
    'GET https://api.affinity.co/v2/companies/70455/fields?cursor=c&limit=20&ids=field-4101&ids=field-4102',
  ],
  [
    'v2.companies.fieldValues.list',
    { companyId: 70455, types: ['enriched', 'global'] },
    'GET https://api.affinity.co/v2/companies/70455/fields?types=enriched&types=global',
  ],
  [
    'v2.companies.fieldValues.get',
    { companyId: 70455, fieldId: 'affinity-data-location' },
    'GET https://api.affinity.co/v2/companies/70455/fields/affinity-data-location',
  ],
  [
    'v2.companies.fieldValues.values',
    { companyId: 70455, fieldId: 'field-4101', cursor: 'c', limit: 100 },
    'GET https://api.affinity.co/v2/companies/70455/fields/field-4101/values?cursor=c&limit=100',
  ],
  [
    'v2.fieldValueChanges.list',
    { cursor: 'c', limit: 100, filter: 'field.id=field-4101 & changedAt>=2026-01-01T00:00:00Z', orderBy: ['-changedAt'] },
    'GET https://api.affinity.co/v2/field-value-changes?cursor=c&limit=100&filter=field.id%3Dfield-4101+%26+changedAt%3E%3D2026-01-01T00%3A00%3A00Z&orderBy=-changedAt',
  ],
  [
    'v2.lists.list',
    { cursor: 'c', limit: 100, term: 'Deal flow' },
    'GET https://api.affinity.co/v2/lists?cursor=c&limit=100&term=Deal+flow',
  ],
  ['v2.lists.get', { listId: 822 }, 'GET https://api.affinity.co/v2/lists/822'],
  [
    'v2.lists.fields.list',
    { listId: 822, cursor: 'c', limit: 100, filter: 'name=Status', includes: ['sortability'] },
    'GET https://api.affinity.co/v2/lists/822/fields?cursor=c&limit=100&filter=name%3DStatus&includes=sortability',
  ],
  [
    'v2.lists.fields.dropdownOptions.list',
    { listId: 822, fieldId: 'field-4101', cursor: 'c', limit: 100 },
    'GET https://api.affinity.co/v2/lists/822/fields/field-4101/dropdown-options?cursor=c&limit=100',
  ],
  [
    'v2.lists.entries.list',
    { listId: 822, cursor: 'c', limit: 100, fieldIds: ['field-4101'] },
    'GET https://api.affinity.co/v2/lists/822/list-entries?cursor=c&limit=100&fieldIds=field-4101',
  ],
  ['v2.lists.entries.list', { listId: 822, fieldTypes: ['list'] }, 'GET https://api.affinity.co/v2/lists/822/list-entries?fieldTypes=list'],
  [
    'v2.lists.entries.get',
    { listId: 822, listEntryId: 640001, fieldIds: ['field-4101'] },
    'GET https://api.affinity.co/v2/lists/822/list-entries/640001?fieldIds=field-4101',
  ],
  [
    'v2.lists.entries.get',
    { listId: 822, listEntryId: 640001, fieldTypes: ['global', 'list'] },
    'GET https://api.affinity.co/v2/lists/822/list-entries/640001?fieldTypes=global&fieldTypes=list',
  ],
  [
    'v2.lists.entries.fieldValues.list',
    { listId: 822, listEntryId: 640001, cursor: 'c', limit: 20, ids: ['field-4101'] },
    'GET https://api.affinity.co/v2/lists/822/list-entries/640001/fields?cursor=c&limit=20&ids=field-4101',
  ],
  [
    'v2.lists.entries.fieldValues.list',
    { listId: 822, listEntryId: 640001, types: ['list'] },
    'GET https://api.affinity.co/v2/lists/822/list-entries/640001/fields?types=list',
  ],
  [
    'v2.lists.entries.fieldValues.get',
    { listId: 822, listEntryId: 640001, fieldId: 'field-4101' },
    'GET https://api.affinity.co/v2/lists/822/list-entries/640001/fields/field-4101',
  ],
  [
    'v2.lists.entries.fieldValues.values',
    { listId: 822, listEntryId: 640001, fieldId: 'field-4102', cursor: 'c', limit: 100 },
    'GET https://api.affinity.co/v2/lists/822/list-entries/640001/fields/field-4102/values?cursor=c&limit=100',
  ],
  [
    'v2.lists.entries.fieldValues.update',
    { listId: 822, listEntryId: 640001, fieldId: 'field-4101' },
    'POST https://api.affinity.co/v2/lists/822/list-entries/640001/fields/field-4101',
  ],
  [
    'v2.lists.entries.fieldValues.batchUpdate',
    { listId: 822, listEntryId: 640001 },
    'PATCH https://api.affinity.co/v2/lists/822/list-entries/640001/fields',
  ],
  [
    'v2.lists.entries.fieldValueChanges.list',
    { listId: 822, listEntryId: 640001, cursor: 'c', limit: 100, filter: 'actionType=add' },
    'GET https://api.affinity.co/v2/lists/822/list-entries/640001/field-value-changes?cursor=c&limit=100&filter=actionType%3Dadd',
  ],
  [
    'v2.lists.savedViews.list',
    { listId: 822, cursor: 'c', limit: 100 },
    'GET https://api.affinity.co/v2/lists/822/saved-views?cursor=c&limit=100',
  ],
  ['v2.lists.savedViews.get', { listId: 822, viewId: 17 }, 'GET https://api.affinity.co/v2/lists/822/saved-views/17'],
  [
    'v2.lists.savedViews.entries.list',
    { listId: 822, viewId: 17, cursor: 'c', limit: 100 },
    'GET https://api.affinity.co/v2/lists/822/saved-views/17/list-entries?cursor=c&limit=100',
  ],
  [
    'v2.notes.list',
    { cursor: 'c', limit: 0, filter: 'creator.id=5101', totalCount: true, includes: ['repliesCount'] },
    'GET https://api.affinity.co/v2/notes?cursor=c&limit=0&filter=creator.id%3D5101&totalCount=true&includes=repliesCount',
  ],
  [
    'v2.notes.get',
    { noteId: 21501, includes: ['companiesPreview', 'personsPreview'] },
    'GET https://api.affinity.co/v2/notes/21501?includes=companiesPreview&includes=personsPreview',
  ],
  ['v2.notes.create', {}, 'POST https://api.affinity.co/v2/notes'],
  [
    'v2.notes.replies.list',
    { noteId: 21501, cursor: 'c', limit: 20, filter: 'createdAt>2026-01-01', totalCount: false },
    'GET https://api.affinity.co/v2/notes/21501/replies?cursor=c&limit=20&filter=createdAt%3E2026-01-01&totalCount=false',
  ],
  [
    'v2.notes.attachedCompanies.list',
    { noteId: 21501, cursor: 'c', limit: 20, totalCount: true },
    'GET https://api.affinity.co/v2/notes/21501/attached-companies?cursor=c&limit=20&totalCount=true',
  ],
  [
    'v2.notes.attachedOpportunities.list',
    { noteId: 21501, cursor: 'c', limit: 20, totalCount: true },
    'GET https://api.affinity.co/v2/notes/21501/attached-opportunities?cursor=c&limit=20&totalCount=true',
  ],
  [
    'v2.notes.attachedPersons.list',
    { noteId: 21501, cursor: 'c', limit: 20, totalCount: true },
    'GET https://api.affinity.co/v2/notes/21501/attached-persons?cursor=c&limit=20&totalCount=true',
  ],
  [
    'v2.opportunities.list',
    { cursor: 'c', limit: 100, ids: [3301] },
    'GET https://api.affinity.co/v2/opportunities?cursor=c&limit=100&ids=3301',
  ],
  ['v2.opportunities.get', { opportunityId: 3301 }, 'GET https://api.affinity.co/v2/opportunities/3301'],
  [
    'v2.persons.list',
    { cursor: 'c', limit: 100, ids: [90211, 90212], fieldIds: ['last-email'] },
    'GET https://api.affinity.co/v2/persons?cursor=c&limit=100&ids=90211&ids=90212&fieldIds=last-email',
  ],
  ['v2.persons.list', { fieldTypes: ['global'] }, 'GET https://api.affinity.co/v2/persons?fieldTypes=global'],
  ['v2.persons.get', { personId: 90211, fieldIds: ['last-email'] }, 'GET https://api.affinity.co/v2/persons/90211?fieldIds=last-email'],
  ['v2.persons.get', { personId: 90211, fieldTypes: ['global'] }, 'GET https://api.affinity.co/v2/persons/90211?fieldTypes=global'],
  [
    'v2.persons.fields.list',
    { cursor: 'c', limit: 100, filter: 'name=~stat', includes: ['filterability'] },
    'GET https://api.affinity.co/v2/persons/fields?cursor=c&limit=100&filter=name%3D%7Estat&includes=filterability',
  ],
  [
    'v2.persons.fields.dropdownOptions.list',
    { fieldId: 'field-312', cursor: 'c', limit: 100 },
    'GET https://api.affinity.co/v2/persons/fields/field-312/dropdown-options?cursor=c&limit=100',
  ],
  [
    'v2.persons.fieldValues.list',
    { personId: 90211, cursor: 'c', limit: 20, ids: ['field-312'] },
    'GET https://api.affinity.co/v2/persons/90211/fields?cursor=c&limit=20&ids=field-312',
  ],
  [
    'v2.persons.fieldValues.list',
    { personId: 90211, types: ['enriched'] },
    'GET https://api.affinity.co/v2/persons/90211/fields?types=enriched',
  ],
  [
    'v2.persons.fieldValues.get',
    { personId: 90211, fieldId: 'field-312' },
    'GET https://api.affinity.co/v2/persons/90211/fields/field-312',
  ],
  [
    'v2.persons.fieldValues.values',
    { personId: 90211, fieldId: 'field-312', cursor: 'c', limit: 100 },
    'GET https://api.affinity.co/v2/persons/90211/fields/field-312/values?cursor=c&limit=100',
  ],
  [
    'v2.users.list',
    { cursor: 'c', limit: 100, term: 'Mira', filter: 'status=active' },
    'GET https://api.affinity.co/v2/users?cursor=c&limit=100&term=Mira&filter=status%3Dactive',
  ],
  ['v2.users.get', { userId: 5101 }, 'GET https://api.affinity.co/v2/users/5101'],
  [
    'v2.calls.list',
    { cursor: 'c', limit: 100, filter: 'startTime>=2026-01-01' },
    'GET https://api.affinity.co/v2/calls?cursor=c&limit=100&filter=startTime%3E%3D2026-01-01',
  ],
  [
    'v2.chatMessages.list',
    { cursor: 'c', limit: 100, filter: 'id=77' },
    'GET https://api.affinity.co/v2/chat-messages?cursor=c&limit=100&filter=id%3D77',
  ],
  [
    'v2.companies.search',
    { cursor: 'c', limit: 100, totalCount: true, fieldIds: ['field-4101'] },
    'POST https://api.affinity.co/v2/companies/search?cursor=c&limit=100&totalCount=true&fieldIds=field-4101',
  ],
  ['v2.companies.search', { fieldTypes: ['enriched'] }, 'POST https://api.affinity.co/v2/companies/search?fieldTypes=enriched'],
  [
    'v2.companies.fieldValues.update',
    { companyId: 70455, fieldId: 'field-4101' },
    'POST https://api.affinity.co/v2/companies/70455/fields/field-4101',
  ],
  ['v2.companies.fieldValues.batchUpdate', { companyId: 70455 }, 'PATCH https://api.affinity.co/v2/companies/70455/fields'],
  [
    'v2.companies.entries.list',
    { companyId: 70455, cursor: 'c', limit: 100 },
    'GET https://api.affinity.co/v2/companies/70455/list-entries?cursor=c&limit=100',
  ],
  [
    'v2.companies.lists.list',
    { companyId: 70455, cursor: 'c', limit: 100 },
    'GET https://api.affinity.co/v2/companies/70455/lists?cursor=c&limit=100',
  ],
  [
    'v2.companies.notes.list',
    { companyId: 70455, cursor: 'c', limit: 0, filter: 'creator.id=5101', totalCount: true },
    'GET https://api.affinity.co/v2/companies/70455/notes?cursor=c&limit=0&filter=creator.id%3D5101&totalCount=true',
  ],
  [
    'v2.companies.relationships.list',
    { companyId: 70455, cursor: 'c', limit: 20, filter: 'interactionScore>=0.4', totalCount: true, orderBy: ['interactionScore'] },
    'GET https://api.affinity.co/v2/companies/70455/relationships?cursor=c&limit=20&filter=interactionScore%3E%3D0.4&totalCount=true&orderBy=interactionScore',
  ],
  [
    'v2.companyMerges.list',
    { cursor: 'c', limit: 100, filter: 'status=failed' },
    'GET https://api.affinity.co/v2/company-merges?cursor=c&limit=100&filter=status%3Dfailed',
  ],
  ['v2.companyMerges.get', { mergeId: 12 }, 'GET https://api.affinity.co/v2/company-merges/12'],
  ['v2.companyMerges.create', {}, 'POST https://api.affinity.co/v2/company-merges'],
  [
    'v2.tasks.companyMerges.list',
    { cursor: 'c', limit: 100, filter: 'status=success' },
    'GET https://api.affinity.co/v2/tasks/company-merges?cursor=c&limit=100&filter=status%3Dsuccess',
  ],
  [
    'v2.tasks.companyMerges.get',
    { taskId: '123e4567-e89b-42d3-a456-426614174000' },
    'GET https://api.affinity.co/v2/tasks/company-merges/123e4567-e89b-42d3-a456-426614174000',
  ],
  [
    'v2.personMerges.list',
    { cursor: 'c', limit: 25, filter: 'taskId=123e4567-e89b-42d3-a456-426614174000' },
    'GET https://api.affinity.co/v2/person-merges?cursor=c&limit=25&filter=taskId%3D123e4567-e89b-42d3-a456-426614174000',
  ],
  ['v2.personMerges.get', { mergeId: 12 }, 'GET https://api.affinity.co/v2/person-merges/12'],
  ['v2.personMerges.create', {}, 'POST https://api.affinity.co/v2/person-merges'],
  [
    'v2.tasks.personMerges.list',
    { cursor: 'c', limit: 25, filter: 'status=success' },
    'GET https://api.affinity.co/v2/tasks/person-merges?cursor=c&limit=25&filter=status%3Dsuccess',
  ],
  [
    'v2.tasks.personMerges.get',
    { taskId: '123e4567-e89b-42d3-a456-426614174000' },
    'GET https://api.affinity.co/v2/tasks/person-merges/123e4567-e89b-42d3-a456-426614174000',
  ],
  [
    'v2.duplicates.companySuggestions.list',
    {
      cursor: 'c',
      limit: 100,
      totalCount: true,
      term: 'Kestrel',
      filter: 'matchCriteria = "domain-match"',
      orderBy: ['-createdAt', 'name'],
    },
    'GET https://api.affinity.co/v2/duplicates/company-suggestions?cursor=c&limit=100&totalCount=true&term=Kestrel&filter=matchCriteria+%3D+%22domain-match%22&orderBy=-createdAt&orderBy=name',
  ],
  [
    'v2.duplicates.personSuggestions.list',
    { cursor: 'c', limit: 100, totalCount: true, term: 'Ada', filter: 'matchCriteria=intelligent', orderBy: ['name'] },
    'GET https://api.affinity.co/v2/duplicates/person-suggestions?cursor=c&limit=100&totalCount=true&term=Ada&filter=matchCriteria%3Dintelligent&orderBy=name',
  ],
  [
    'v2.emails.list',
    { cursor: 'c', limit: 100, filter: 'sentAt>2026-01-01T00:00:00Z' },
    'GET https://api.affinity.co/v2/emails?cursor=c&limit=100&filter=sentAt%3E2026-01-01T00%3A00%3A00Z',
  ],
  ['v2.feedback.create', {}, 'POST https://api.affinity.co/v2/feedback'],
  [
    'v2.files.list',
    { cursor: 'c', limit: 100, filter: 'creator.id=5101', totalCount: true },
    'GET https://api.affinity.co/v2/files?cursor=c&limit=100&filter=creator.id%3D5101&totalCount=true',
  ],
  ['v2.files.get', { fileId: 4410 }, 'GET https://api.affinity.co/v2/files/4410'],
  ['v2.files.search', {}, 'POST https://api.affinity.co/v2/files/search'],
  [
    'v2.inferredConnections.coworkers.list',
    { cursor: 'c', limit: 50, filter: 'target.currentCompany.id=70455', totalCount: true },
    'GET https://api.affinity.co/v2/inferred-connections/coworkers?cursor=c&limit=50&filter=target.currentCompany.id%3D70455&totalCount=true',
  ],
  [
    'v2.inferredConnections.investorExecutiveConnections.list',
    { cursor: 'c', limit: 50, filter: 'target.currentCompany.id=70455', totalCount: true },
    'GET https://api.affinity.co/v2/inferred-connections/investor-executive-connections?cursor=c&limit=50&filter=target.currentCompany.id%3D70455&totalCount=true',
  ],
  ['v2.lists.create', {}, 'POST https://api.affinity.co/v2/lists'],
  [
    'v2.lists.fields.dropdownOptions.get',
    { listId: 822, fieldId: 'field-4101', dropdownOptionId: 31007 },
    'GET https://api.affinity.co/v2/lists/822/fields/field-4101/dropdown-options/31007',
  ],
  [
    'v2.lists.fields.dropdownOptions.create',
    { listId: 822, fieldId: 'field-4101' },
    'POST https://api.affinity.co/v2/lists/822/fields/field-4101/dropdown-options',
  ],
  [
    'v2.lists.fields.dropdownOptions.update',
    { listId: 822, fieldId: 'field-4101', dropdownOptionId: 31007 },
    'POST https://api.affinity.co/v2/lists/822/fields/field-4101/dropdown-options/31007',
  ],
  [
    'v2.lists.fields.dropdownOptions.delete',
    { listId: 822, fieldId: 'field-4101', dropdownOptionId: 31007 },
    'DELETE https://api.affinity.co/v2/lists/822/fields/field-4101/dropdown-options/31007',
  ],
  ['v2.lists.entries.create', { listId: 821 }, 'POST https://api.affinity.co/v2/lists/821/list-entries'],
  [
    'v2.lists.entries.search',
    { listId: 822, cursor: 'c', limit: 100, totalCount: false, fieldIds: ['field-4101', 'field-4103'] },
    'POST https://api.affinity.co/v2/lists/822/list-entries/search?cursor=c&limit=100&totalCount=false&fieldIds=field-4101&fieldIds=field-4103',
  ],
  [
    'v2.lists.entries.search',
    { listId: 822, fieldTypes: ['list'] },
    'POST https://api.affinity.co/v2/lists/822/list-entries/search?fieldTypes=list',
  ],
  [
    'v2.meetings.list',
    { cursor: 'c', limit: 20, filter: 'startTime<2026-01-01' },
    'GET https://api.affinity.co/v2/meetings?cursor=c&limit=20&filter=startTime%3C2026-01-01',
  ],
  ['v2.meetings.get', { meetingId: 880 }, 'GET https://api.affinity.co/v2/meetings/880'],
  ['v2.notes.update', { noteId: 21501 }, 'POST https://api.affinity.co/v2/notes/21501'],
  ['v2.notes.delete', { noteId: 21501 }, 'DELETE https://api.affinity.co/v2/notes/21501'],
  ['v2.notes.search', {}, 'POST https://api.affinity.co/v2/notes/search'],
  ['v2.opportunities.update', { opportunityId: 3301 }, 'POST https://api.affinity.co/v2/opportunities/3301'],
  ['v2.opportunities.delete', { opportunityId: 3301 }, 'DELETE https://api.affinity.co/v2/opportunities/3301'],
  [
    'v2.opportunities.notes.list',
    { opportunityId: 3301, cursor: 'c', limit: 20, filter: 'updatedAt>2026-01-01', totalCount: true },
    'GET https://api.affinity.co/v2/opportunities/3301/notes?cursor=c&limit=20&filter=updatedAt%3E2026-01-01&totalCount=true',
  ],
  [
    'v2.persons.search',
    { cursor: 'c', limit: 100, totalCount: true, fieldIds: ['last-email'] },
    'POST https://api.affinity.co/v2/persons/search?cursor=c&limit=100&totalCount=true&fieldIds=last-email',
  ],
  ['v2.persons.search', { fieldTypes: ['global'] }, 'POST https://api.affinity.co/v2/persons/search?fieldTypes=global'],
  ['v2.persons.create', {}, 'POST https://api.affinity.co/v2/persons'],
  ['v2.persons.delete', { personId: 90211 }, 'DELETE https://api.affinity.co/v2/persons/90211'],
  [
    'v2.persons.fieldValues.update',
    { personId: 90211, fieldId: 'field-312' },
    'POST https://api.affinity.co/v2/persons/90211/fields/field-312',
  ],
  ['v2.persons.fieldValues.batchUpdate', { personId: 90211 }, 'PATCH https://api.affinity.co/v2/persons/90211/fields'],
  [
    'v2.persons.entries.list',
    { personId: 90211, cursor: 'c', limit: 100 },
    'GET https://api.affinity.co/v2/persons/90211/list-entries?cursor=c&limit=100',
  ],
  [
    'v2.persons.lists.list',
    { personId: 90211, cursor: 'c', limit: 100 },
    'GET https://api.affinity.co/v2/persons/90211/lists?cursor=c&limit=100',
  ],
  [
    'v2.persons.notes.list',
    { personId: 90211, cursor: 'c', limit: 20, filter: 'creator.id=5101', totalCount: true },
    'GET https://api.affinity.co/v2/persons/90211/notes?cursor=c&limit=20&filter=creator.id%3D5101&totalCount=true',
  ],
  [
    'v2.persons.relationships.list',
    { personId: 90211, cursor: 'c', limit: 20, filter: 'interactionScore>0', totalCount: true, orderBy: ['-interactionScore'] },
    'GET https://api.affinity.co/v2/persons/90211/relationships?cursor=c&limit=20&filter=interactionScore%3E0&totalCount=true&orderBy=-interactionScore',
  ],
  [
    'v2.reminders.list',
    { cursor: 'c', limit: 100, filter: 'status=active&owner.id=5101', totalCount: true },
    'GET https://api.affinity.co/v2/reminders?cursor=c&limit=100&filter=status%3Dactive%26owner.id%3D5101&totalCount=true',
  ],
  ['v2.reminders.get', { reminderId: 15 }, 'GET https://api.affinity.co/v2/reminders/15'],
  ['v2.reminders.create', {}, 'POST https://api.affinity.co/v2/reminders'],
  ['v2.reminders.update', { reminderId: 15 }, 'POST https://api.affinity.co/v2/reminders/15'],
  ['v2.reminders.delete', { reminderId: 15 }, 'DELETE https://api.affinity.co/v2/reminders/15'],
  ['v2.semanticSearch.search', {}, 'POST https://api.affinity.co/v2/semantic-search'],
  [
    'v2.teams.list',
    {
      cursor: 'c',
      limit: 100,
      totalCount: true,
      filter: 'name=~Deal',
      orderBy: ['-name'],
      includes: ['membersPreview', 'accessibleListsPreview'],
    },
    'GET https://api.affinity.co/v2/teams?cursor=c&limit=100&totalCount=true&filter=name%3D%7EDeal&orderBy=-name&includes=membersPreview&includes=accessibleListsPreview',
  ],
  ['v2.teams.get', { teamId: 3, includes: ['membersPreview'] }, 'GET https://api.affinity.co/v2/teams/3?includes=membersPreview'],
  [
    'v2.teams.members.list',
    { teamId: 3, cursor: 'c', limit: 100, totalCount: true },
    'GET https://api.affinity.co/v2/teams/3/members?cursor=c&limit=100&totalCount=true',
  ],
  [
    'v2.teams.accessibleLists.list',
    { teamId: 3, cursor: 'c', limit: 100, totalCount: true },
    'GET https://api.affinity.co/v2/teams/3/accessible-lists?cursor=c&limit=100&totalCount=true',
  ],
  [
    'v2.transcripts.list',
    { cursor: 'c', limit: 20, filter: 'createdAt>=2026-01-01', totalCount: true },
    'GET https://api.affinity.co/v2/transcripts?cursor=c&limit=20&filter=createdAt%3E%3D2026-01-01&totalCount=true',
  ],
  ['v2.transcripts.get', { transcriptId: 901 }, 'GET https://api.affinity.co/v2/transcripts/901'],
  ['v2.transcripts.delete', { transcriptId: 901 }, 'DELETE https://api.affinity.co/v2/transcripts/901'],
  [
    'v2.transcripts.fragments.list',
    { transcriptId: 901, cursor: 'c', limit: 0, totalCount: true },
    'GET https://api.affinity.co/v2/transcripts/901/fragments?cursor=c&limit=0&totalCount=true',
  ],
  [
    'v2.webhooks.list',
    { cursor: 'c', limit: 100, filter: 'id=9', totalCount: true },
    'GET https://api.affinity.co/v2/webhooks?cursor=c&limit=100&filter=id%3D9&totalCount=true',
  ],
  ['v2.webhooks.get', { webhookId: 9 }, 'GET https://api.affinity.co/v2/webhooks/9'],
  ['v2.webhooks.create', {}, 'POST https://api.affinity.co/v2/webhooks'],
  ['v2.webhooks.update', { webhookId: 9 }, 'POST https://api.affinity.co/v2/webhooks/9'],
  ['v2.webhooks.delete', { webhookId: 9 }, 'DELETE https://api.affinity.co/v2/webhooks/9'],
];

const specOf = (name: string) => endpoints.get(name) ?? expect.unreachable(`no endpoint ${name}`);

describe.each(pins)('%s(%j)', (name, input, request) => {
  const [method, url = ''] = request.split(' ');
  const spec = specOf(name);

  it(`becomes ${request}`, () => {
    const { path, search } = encodeTarget(spec, input);
    expect(`${spec.method} ${host}${path}${search.size === 0 ? '' : `?${search}`}`).toBe(`${method} ${url}`);
  });

  it('is what a server reads from it', () => {
    const { pathname, searchParams } = new URL(url);
    const params = decodeParams(spec, matchPath(spec, pathname) ?? expect.unreachable('path does not match'));
    const query = decodeQuery(spec, searchParams);
    expect({ ...params, ...query }).toEqual(input);
    expect(spec.params?.parse(params) ?? {}).toEqual(params);
    expect(spec.query?.parse(query) ?? {}).toEqual(query);
  });
});

describe('the pinned requests', () => {
  it.each([...endpoints.keys()])('include %s', (name) => {
    expect(pins.map(([pinned]) => pinned)).toContain(name);
  });

  it.each([...endpoints])('show every parameter of %s', (name, spec) => {
    const shown = new Set(pins.filter(([pinned]) => pinned === name).flatMap(([, input]) => Object.keys(input)));
    expect([...shown].toSorted()).toEqual([...Object.keys(spec.params?.shape ?? {}), ...Object.keys(spec.query?.shape ?? {})].toSorted());
  });
});
