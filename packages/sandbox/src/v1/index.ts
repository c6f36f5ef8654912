import type { v1 } from '@affinity-kit/contract';
import type { HandlersOf } from '../context.ts';
import { auth } from './auth.ts';
import { entityFiles } from './entity-files.ts';
import { fieldValueChanges } from './field-value-changes.ts';
import { fieldValues } from './field-values.ts';
import { fields } from './fields.ts';
import { interactions } from './interactions.ts';
import { lists } from './lists.ts';
import { notes } from './notes.ts';
import { opportunities } from './opportunities.ts';
import { organizations } from './organizations.ts';
import { persons } from './persons.ts';
import { rateLimit } from './rate-limit.ts';
import { relationshipStrengths } from './relationship-strengths.ts';
import { reminders } from './reminders.ts';
import { webhooks } from './webhooks.ts';

/** The handlers of API v1. */
export const v1Handlers: HandlersOf<typeof v1> = {
  auth,
  fields,
  fieldValueChanges,
  fieldValues,
  interactions,
  lists,
  notes,
  opportunities,
  organizations,
  persons,
  rateLimit,
  relationshipStrengths,
  entityFiles,
  reminders,
  webhooks,
};
