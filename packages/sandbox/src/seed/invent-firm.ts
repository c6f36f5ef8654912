import { type AccountFields, builtInFields, inventAccountFields } from './account-fields.ts';
import { withActivity } from './activity.ts';
import { ChangeLog } from './change-log.ts';
import { checkInOf, logCheckIns } from './check-ins.ts';
import { tellCompanies } from './companies.ts';
import { type FirmFrame, inventCompanyBook } from './company-book.ts';
import { coveringMember } from './coverage.ts';
import { dayMs, mondayBefore } from './dates.ts';
import { inventDirectory } from './directory.ts';
import { type EntryBook, tellEntry, tellOpportunity } from './entries.ts';
import { planEntries } from './entry-plan.ts';
import { FieldCounter } from './field-draft.ts';
import { inventFiles } from './files.ts';
import { inventLists } from './lists.ts';
import { inventMerges } from './merges.ts';
import type { FirmOptions, FirmSink } from './model.ts';
import { planNotes } from './note-plan.ts';
import { inventNotes } from './notes.ts';
import { inventPersonBook } from './person-book.ts';
import { tellPersons } from './persons.ts';
import { at, scramble } from './random.ts';
import { inventReminders } from './reminders.ts';
import { type SizePlan, sizePlans } from './size.ts';
import type { FirmWorld } from './story.ts';
import { type Arrival, firm, inventTeam, userOf } from './team.ts';
import { inventTeams, inventWebhook } from './teams.ts';
import { inventViews } from './views.ts';

/**
 * Invents a firm and hands it over record by record, in the order in which a sink wants them.
 *
 * Equal options give equal firms. What is kept meanwhile is names, domains and columns of numbers: the whole process takes 85 MB for S, 140 MB for M, 270 MB for L.
 */
export const inventFirm = (options: FirmOptions, receiver: FirmSink): void => {
  const sink = withActivity(receiver, options);
  const plan = sizePlans[options.size];
  const frame = frameOf(options, plan);
  const world = inventWorld(frame, plan);
  const counter = new FieldCounter();
  const fields = inventAccountFields(counter, frame.opening);
  sink.tenant({ id: firm.id, name: firm.name, subdomain: firm.subdomain });
  for (const member of world.team.members) sink.user(userOf(frame.seed, member));
  for (const field of [...builtInFields(frame.opening), ...Object.values(fields.company), ...Object.values(fields.person)])
    sink.field(field);
  for (const company of tellCompanies(world, fields.company)) sink.company(company);
  for (const company of inventDirectory(world, plan.directory)) sink.company(company);
  for (const person of tellPersons(world, fields.person)) sink.person(person);
  tellLists({ world, plan, fields, counter }, sink);
  sink.finish();
};

const frameOf = ({ seed, now }: FirmOptions, { years }: SizePlan): FirmFrame => {
  const until = now.getTime();
  return { seed: scramble(seed), now: until, opening: mondayBefore(until - years * 365.25 * dayMs) };
};

const inventWorld = (frame: FirmFrame, plan: SizePlan): FirmWorld => {
  const companies = inventCompanyBook(frame, plan.companies);
  const persons = inventPersonBook(frame, companies, plan.persons - plan.users);
  const arrivalAt = (instant: number): Arrival => {
    const next = Math.min(companies.countBefore(instant), companies.count - 1);
    return { at: companies.createdAt(next) - 1, personsBefore: persons.firstOf(next) };
  };
  return { ...frame, companies, persons, team: inventTeam({ ...frame, size: plan.users, arrivalAt }) };
};

interface Rest {
  readonly world: FirmWorld;
  readonly plan: SizePlan;
  readonly fields: AccountFields;
  readonly counter: FieldCounter;
}

const tellLists = ({ world, plan, fields, counter }: Rest, sink: FirmSink): void => {
  const lists = inventLists(world, plan, { team: world.team, counter });
  for (const list of lists) {
    sink.list(list.seed);
    for (const field of [list.status, list.owners, ...list.columns.map((column) => column.field)]) sink.field(field);
  }
  const book: EntryBook = { world, lists, plan: planEntries(world, lists) };
  const log = new ChangeLog(plan.changes);
  tellEntries(book, log, sink);
  for (const view of inventViews(lists, world.now)) sink.view(view);
  for (const note of inventNotes(book, log, planNotes(book, log, plan.notes))) sink.note(note);
  logCheckIns(world, log, {
    field: fields.company.checkIn,
    companies: world.companies.count,
    rows: plan.changes,
    createdAt: (index) => world.companies.createdAt(index),
    owners: (index) => coveringMember(world, world.companies.company(index)).id,
    checkInAt: (index) => checkInOf(world, { index, kind: world.companies.kindAt(index), createdAt: world.companies.createdAt(index) }),
  });
  for (const change of log.inOrder()) sink.change(change);
  tellOffice(book, plan, sink);
};

/** What stands beside the records. */
const tellOffice = (book: EntryBook, plan: SizePlan, sink: FirmSink): void => {
  const { world, lists } = book;
  for (const reminder of inventReminders(book, Math.round(plan.notes / 8))) sink.reminder(reminder);
  for (const file of inventFiles(book, Math.round(plan.notes / 12))) sink.file(file);
  for (const team of inventTeams(world, lists)) sink.team(team);
  sink.webhook(inventWebhook(world));
  for (const merge of inventMerges(world)) sink.merge(merge);
};

const tellEntries = (book: EntryBook, log: ChangeLog, sink: FirmSink): void => {
  const { plan, lists } = book;
  const isDeal = (entry: number): boolean => at(lists, plan.listAt(entry)).template.type === 'opportunity';
  for (let entry = 0; entry < plan.count; entry++) if (isDeal(entry)) sink.opportunity(tellOpportunity(book, entry));
  for (let entry = 0; entry < plan.count; entry++) sink.entry(tellEntry(book, entry, log));
};
