import type { PersonRow } from './persons.ts';
import type { State } from './state.ts';

const domainOf = (email: string): string => email.slice(email.lastIndexOf('@') + 1).toLowerCase();

/** Whether a person is a user, or has an address on the firm's own mail domain; such persons are not deleted (v1 reference, section 6.6). */
export const isInferredInternal = ({ users }: State, { type, emails }: Pick<PersonRow, 'type' | 'emails'>): boolean => {
  if (type === 'internal') return true;
  const own = new Set(users.all().map(({ email }) => domainOf(email)));
  return (JSON.parse(emails) as string[]).some((email) => own.has(domainOf(email))); // written from an array of texts
};
