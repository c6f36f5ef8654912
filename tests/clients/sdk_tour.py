"""A Python SDK, by what its methods read and write; its models refuse what is not as they expect it."""

from datetime import datetime, timedelta, timezone
from itertools import islice

from affinity import Affinity
from affinity import models as m
from affinity.models import entities, secondary, types
from tour import Tour

tour = Tour()
step = tour.step
affinity = Affinity(
    api_key=tour.key, v1_base_url=tour.url, v2_base_url=f"{tour.url}/v2", allow_insecure_download_redirects=True
)
now = datetime.now(timezone.utc)
me = tour.get("/v2/auth/whoami")["user"]["id"]
every_type = [types.FieldType(name) for name in ("global", "enriched", "relationship-intelligence")]


def some(pages):
    return list(islice(iter(pages), 150))


def by_name(items, name):
    return next(item for item in items if item.name == name)


def lists_and_entries():
    lists = {found.name: found for found in step("lists", lambda: some(affinity.lists.iter()))}
    for found in lists.values():
        entries = affinity.lists.entries(found.id)
        step(f"fields of {found.name}", lambda: affinity.lists.get_fields(found.id, includes=["filterability", "sortability"]))
        step(f"views of {found.name}", lambda: affinity.lists.get_saved_views(found.id))
        step(f"size of {found.name}", lambda: affinity.lists.get_size(found.id, force=True))
        rows = step(f"entries of {found.name}", lambda: entries.list(field_types=[*every_type, types.FieldType("list")], limit=100))
        step(f"entry of {found.name}", lambda: entries.get(rows.data[0].id))
        step(f"changes of {found.name}", lambda: entries.list_field_changes(rows.data[0].id))
        step(f"search of {found.name}", lambda: entries.find(limit=20))
    return lists


def records():
    for service in (affinity.companies, affinity.persons):
        name = type(service).__name__
        step(f"{name}: page", lambda: service.list(field_types=every_type, limit=100))
        step(f"{name}: walk", lambda: some(service.iter()))
        step(f"{name}: fields", lambda: service.get_fields(includes=["filterability", "sortability"]))
        step(f"{name}: search of v1", lambda: service.search("an", with_interaction_dates=True, with_interaction_persons=True))
        step(f"{name}: search of v2", lambda: service.find(term="for", limit=20, total_count=True))
        step(f"{name}: merges", service.list_merges)
        step(f"{name}: duplicates", service.list_duplicate_suggestions)
        first = service.get_first()
        step(f"{name}: one", lambda: service.get(first.id, field_types=every_type))
        step(f"{name}: entries", lambda: service.get_list_entries(first.id))
        step(f"{name}: notes", lambda: service.list_notes(first.id))
        step(f"{name}: relationships", lambda: service.list_relationships(first.id))
    step("opportunities", lambda: some(affinity.opportunities.iter()))
    step("opportunities of v1", lambda: affinity.opportunities.search("Co"))


def activity():
    since = now - timedelta(days=200)
    for kind in ("meetings", "calls", "emails", "chat_messages"):
        step(kind, lambda: getattr(affinity.interactions, f"list_{kind}")(limit=50))
    step("notes", lambda: affinity.notes.feed(includes=True, limit=50))
    step("notes, searched", lambda: affinity.notes.search("runway"))
    step("reminders", lambda: some(affinity.reminders.iter()))
    step("transcripts", lambda: some(affinity.transcripts.iter()))
    step("files", lambda: some(affinity.files.iter_feed()))
    step("changes", lambda: some(affinity.field_value_changes.iter_global(changed_after=since)))
    step("users", lambda: some(affinity.users.iter()))
    step("teams", lambda: affinity.teams.list(includes=True))
    step("webhooks", affinity.webhooks.list)
    step("quota", affinity.rate_limits.refresh)


def write_records(lists):
    company = step("create company", lambda: affinity.companies.create(m.CompanyCreate(name="Outside", domain="outside.example")))
    double = step("create double", lambda: affinity.companies.create(m.CompanyCreate(name="Outside again")))
    person = step(
        "create person",
        lambda: affinity.persons.create(
            m.PersonCreate(first_name="Ola", last_name="Side", emails=["ola@outside.example"], company_ids=[company.id])
        ),
    )
    deals = lists["Deal Pipeline"].id
    deal = step(
        "create deal", lambda: affinity.opportunities.create(m.OpportunityCreate(name="Deal", list_id=deals, company_ids=[company.id]))
    )
    step("update company", lambda: affinity.companies.update(company.id, m.CompanyUpdate(name="Outsider")))
    step("update person", lambda: affinity.persons.update(person.id, m.PersonUpdate(emails=["ola@outside.example", "o@side.example"])))
    step("update deal", lambda: affinity.opportunities.update(deal.id, m.OpportunityUpdate(name="Deal 2")))
    return company, double, person, deal


def write_values(lists, company):
    sourcing = lists["Sourcing"].id
    entries = affinity.lists.entries(sourcing)
    entry = step("add entry", lambda: entries.add_company(company.id))
    fields = affinity.lists.get_fields(sourcing)
    status = by_name(fields, "Status")
    option = affinity.lists.get_field_dropdown_options(sourcing, status.id)[1]
    owners = by_name(fields, "Owners")
    step("set status", lambda: entries.update_field_value(entry.id, status.id, {"dropdownOptionId": option.id}, "ranked-dropdown"))
    step("set owners", lambda: entries.update_field_value(entry.id, owners.id, [{"id": me}], "person-multi"))
    amount, next_step = by_name(fields, "Amount"), by_name(fields, "Next Step")
    kinds = {amount.id: "number", next_step.id: "text"}
    step("set two", lambda: entries.batch_update_fields(entry.id, {amount.id: 12.5, next_step.id: "Call"}, value_types=kinds))
    read = tour.get(f"/v2/lists/{sourcing}/list-entries/{entry.id}?fieldTypes=list")["entity"]["fields"]
    values = {field["name"]: field["value"]["data"] for field in read}
    if values["Amount"] != 12.5 or values["Status"]["text"] != option.text or values["Owners"][0]["id"] != me:
        tour.fail("values", f"are not what was written: {values['Amount']}, {values['Status']}, {values['Owners']}")
    field = step(
        "create field",
        lambda: affinity.fields.create(
            m.FieldCreate(name="Outside", entity_type=types.EntityType(1), value_type=types.FieldValueType("number"))
        ),
    )
    value = step(
        "create value", lambda: affinity.field_values.create(entities.FieldValueCreate(field_id=field.id, entity_id=company.id, value=3))
    )
    step("update value", lambda: affinity.field_values.update(value.id, 4))
    step("delete value", lambda: affinity.field_values.delete(value.id))
    step("delete field", lambda: affinity.fields.delete(field.id))
    step("delete entry", lambda: entries.delete(entry.id))


def write_activity(company, person):
    note = step("create note", lambda: affinity.notes.create(m.NoteCreate(content="Hello <all>", company_ids=[company.id])))
    step("reply", lambda: affinity.notes.create(m.NoteCreate(content="Yes", parent_id=note.id)))
    step("update note", lambda: affinity.notes.update(note.id, secondary.NoteUpdate(content="Good bye")))
    step("delete note", lambda: affinity.notes.delete(note.id))
    call = types.InteractionType(1)
    draft = secondary.InteractionCreate(type=call, person_ids=[me, person.id], content="Spoke", date=now - timedelta(days=1))
    made = step("log call", lambda: affinity.interactions.create(draft))
    step("update call", lambda: affinity.interactions.update(made.id, call, secondary.InteractionUpdate(content="Spoke long")))
    step("delete call", lambda: affinity.interactions.delete(made.id, call))
    due = secondary.ReminderCreate(
        owner_id=me, type=types.ReminderType.ONE_TIME, due_date=now + timedelta(days=9), content="Call", company_id=company.id
    )
    reminder = step("create reminder", lambda: affinity.reminders.create(due))
    step("complete reminder", lambda: affinity.reminders.update(reminder.id, secondary.ReminderUpdate(is_completed=True)))
    step("delete reminder", lambda: affinity.reminders.delete(reminder.id))
    files = step("upload", lambda: affinity.files.upload_bytes_returning_files(b"abc", "a.txt", company_id=company.id))
    content = step("download", lambda: affinity.files.download(files[0].id))
    if content != b"abc":
        tour.fail("download", f"gave {content!r}")


def merge_and_delete(company, double, person, deal):
    task = step("merge", lambda: affinity.companies.merge(company.id, double.id))
    step("wait for the merge", lambda: affinity.tasks.wait(task, poll_interval=0.2))
    step("delete deal", lambda: affinity.opportunities.delete(deal.id))
    step("delete person", lambda: affinity.persons.delete(person.id))
    step("delete company", lambda: affinity.companies.delete(company.id))


def main():
    step("who am I", affinity.auth.whoami)
    lists = lists_and_entries()
    records()
    activity()
    company, double, person, deal = write_records(lists)
    write_values(lists, company)
    write_activity(company, person)
    merge_and_delete(company, double, person, deal)
    empty = step("create list", lambda: affinity.lists.create(m.ListCreate(name="Empty", type=types.ListType(1), is_public=True)))
    step("an empty list", lambda: affinity.lists.entries(empty.id).list())
    tour.end()


main()
