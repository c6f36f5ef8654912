import type { PersonToCreate } from '@affinity-kit/contract';
import type { RequestContext } from '../context.ts';
import { forbidden, invalid, notFound, Problem } from '../problem.ts';
import type { PersonRow } from '../state/persons.ts';
import { updateFields } from './field-writes.ts';

/** The primary address is among the others, and first where it was missing (v2 reference, section 9.3). */
const emailsOf = ({ primaryEmailAddress: primary, emailAddresses = [] }: PersonToCreate): string[] => {
  const isThere = primary === null || emailAddresses.some((email) => email.toLowerCase() === primary.toLowerCase());
  const all = isThere ? emailAddresses : [primary, ...emailAddresses];
  return [...new Map(all.map((email) => [email.toLowerCase(), email])).values()];
};

const requireAddress = (param: string, text: string | null): void => {
  if (text !== null && !/^[^\s@]+@[^\s@]+$/.test(text)) throw invalid(param, `${param} must be an e-mail address`);
};

const requireAddresses = ({ primaryEmailAddress, emailAddresses = [] }: PersonToCreate): void => {
  requireAddress('primaryEmailAddress', primaryEmailAddress);
  for (const [index, email] of emailAddresses.entries()) requireAddress(`emailAddresses.${index}`, email);
};

const requireFree = ({ state }: RequestContext, emails: readonly string[]): void => {
  const taken = emails.find((email) => state.persons.withEmail(email) !== undefined);
  if (taken !== undefined) throw new Problem('conflict', `A person with the e-mail address ${taken} exists already`);
};

const writeFields = (context: RequestContext, id: number, fields: NonNullable<PersonToCreate['fields']>): void =>
  updateFields(
    { context, record: { kind: 'person', entityId: id }, scope: { kind: 'person' }, hidden: false },
    fields.map(({ id: fieldId, value }, index) => ({ id: fieldId, value, path: `fields.${index}.value` })),
  );

/** Creates a person with its global values, or nothing at all. */
export const createPerson = (context: RequestContext, body: PersonToCreate): PersonRow => {
  const { state, caller, now } = context;
  const { firstName, lastName, primaryEmailAddress: primaryEmail, fields = [] } = body;
  if (body.fields !== undefined && !caller.permissions.has('Edit Global Field Values')) throw forbidden('Edit Global Field Values');
  requireAddresses(body);
  const emails = emailsOf(body);
  requireFree(context, emails);
  return state.transaction(() => {
    const id = state.persons.create({ firstName, lastName, primaryEmail, emails, type: 'external', createdAt: now.toISOString() });
    writeFields(context, id, fields);
    const person = state.persons.get(id);
    if (person === undefined) throw notFound();
    return person;
  });
};
