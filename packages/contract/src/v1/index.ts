import { auth } from './auth.ts';
import { fieldValueChanges } from './field-value-changes.ts';
import { fieldValues } from './field-values.ts';
import { fields } from './fields.ts';
import { lists } from './lists.ts';
import { rateLimit } from './rate-limit.ts';

/** The v1 API, which lives at the root of the host. */
export const v1 = { auth, fields, fieldValueChanges, fieldValues, lists, rateLimit };
