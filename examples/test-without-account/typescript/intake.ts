import type { Affinity } from '@affinity-kit/client';

/** A start-up that a form on the firm's web site was filled in for. */
export interface Application {
  readonly name: string;
  readonly domain: string;
  readonly pitch: string;
}

/** Puts an applicant on the list `Sourcing`, as `New` and with the pitch as a note; one who applies again gets another note alone. */
export const takeIn = async (affinity: Affinity, { name, domain, pitch }: Application): Promise<{ isNew: boolean }> => {
  const { record: company } = await affinity.companies.ensure({ name, domain });
  const list = await affinity.lists.resolve({ name: 'Sourcing' });
  const entries = affinity.lists.entries(list.id);
  const { entry, created } = await entries.ensure({ company: company.id });
  if (created) await entries.update(entry.id, { Status: 'New', Source: 'Inbound' });
  await affinity.notes.create({ html: `<p>${pitch}</p>`, companies: [company.id] });
  return { isNew: created };
};
