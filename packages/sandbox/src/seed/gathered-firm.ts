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
    change: [],
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
    change: (change) => records.change.push(change),
  });
  return records;
};
