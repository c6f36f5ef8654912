import { inventFirm } from './invent-firm.ts';
import type { FirmOptions, FirmSink } from './model.ts';

type Records = { readonly [K in keyof FirmSink]: Parameters<FirmSink[K]>[0][] };

/** A whole firm in memory, by kind of record: for looking at small ones. */
export const gatherFirm = (options: FirmOptions): Records => {
  const records: Records = {
    tenant: [],
    user: [],
    field: [],
    company: [],
    person: [],
    list: [],
    opportunity: [],
    entry: [],
    view: [],
    note: [],
    interaction: [],
    transcript: [],
    linkedInLink: [],
    change: [],
    reminder: [],
    file: [],
    team: [],
    webhook: [],
    merge: [],
  };
  inventFirm(options, {
    tenant: (tenant) => records.tenant.push(tenant),
    user: (user) => records.user.push(user),
    field: (field) => records.field.push(field),
    company: (company) => records.company.push(company),
    person: (person) => records.person.push(person),
    list: (list) => records.list.push(list),
    opportunity: (opportunity) => records.opportunity.push(opportunity),
    entry: (entry) => records.entry.push(entry),
    view: (view) => records.view.push(view),
    note: (note) => records.note.push(note),
    interaction: (interaction) => records.interaction.push(interaction),
    transcript: (transcript) => records.transcript.push(transcript),
    linkedInLink: (link) => records.linkedInLink.push(link),
    change: (change) => records.change.push(change),
    reminder: (reminder) => records.reminder.push(reminder),
    file: (file) => records.file.push(file),
    team: (team) => records.team.push(team),
    webhook: (webhook) => records.webhook.push(webhook),
    merge: (merge) => records.merge.push(merge),
  });
  return records;
};
