const search = {
  filters: {
    operator: 'and',
    filters: [
      { fieldId: 'field-4101', valueType: 'ranked-dropdown', operator: 'is-any-of', value: [{ dropdownOptionId: 31007 }] },
      {
        operator: 'or',
        filters: [
          {
            fieldId: 'last-email',
            attributeId: 'date-of-activity',
            valueType: 'date',
            operator: 'is-within-the-last',
            value: { amount: [30], unit: 'day' },
          },
          { fieldId: 'last-email', attributeId: 'date-of-activity', valueType: 'date', operator: 'is-empty' },
        ],
      },
    ],
  },
  sorts: [{ fieldId: 'last-contact', attributeId: 'date-of-activity', direction: 'desc' }],
  search: { term: 'kestrel' },
};

/** Bodies by method and path, where the schema alone makes a poor one: nothing is required there, or one of several things. */
export const bodyExamples: Readonly<Record<string, unknown>> = {
  'POST /notes': { organization_ids: [70455], content: 'Met the founders.' },
  'PUT /opportunities/{opportunity_id}': { name: 'Kestrel Robotics, Series B' },
  'PUT /organizations/{organization_id}': { name: 'Kestrel Robotics' },
  'PUT /persons/{person_id}': { last_name: 'Novak' },
  'PUT /reminders/{reminder_id}': { content: 'Ask for the deck.' },
  'PUT /webhook/{webhook_subscription_id}': { disabled: false },
  'POST /v2/companies/search': search,
  'POST /v2/persons/search': { search: { term: 'novak' }, sorts: search.sorts },
  'POST /v2/lists/{listId}/list-entries/search': search,
  'POST /v2/lists/{listId}/fields/{fieldId}/dropdown-options/{dropdownOptionId}': { text: 'Diligence', rank: 2, color: 'blue' },
  'POST /v2/notes': { type: 'entities', content: { html: '<p>Met the founders.</p>' }, companies: [{ id: 70455 }] },
  'POST /v2/notes/{noteId}': { content: { html: '<p>Met the founders again.</p>' } },
  'POST /v2/opportunities/{opportunityId}': { name: 'Kestrel Robotics, Series B' },
  'POST /v2/reminders/{reminderId}': { completedAt: '2026-03-02T17:04:33Z' },
  'POST /v2/webhooks/{webhookId}': { status: 'active' },
};
