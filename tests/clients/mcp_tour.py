"""The vendor's own MCP server, over stdio, under the vendor's own host name."""

import asyncio
import json
import os
import sys
import tempfile
from pathlib import Path

from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client
from tour import Tour

tour = Tour()
folder = tempfile.mkdtemp()
upload = Path(folder, "terms.txt")
upload.write_text("Pro rata")
environment = {
    **os.environ,
    "AFFINITY_API_KEY": tour.key,
    "AFFINITY_API_V1_URL": tour.url,
    "AFFINITY_API_V2_URL": tour.url,
    "AFFINITY_DOWNLOAD_DIR": folder,
    "AFFINITY_UPLOAD_DIRS": folder,
}
server = StdioServerParameters(command=str(Path(sys.executable).parent / "affinity-mcp"), env=environment)
PERSON, COMPANY, DEAL = 0, 1, 8


class Tools:
    """The tools of a session, as methods that give what they answer."""

    def __init__(self, session):
        self.session = session

    async def __call__(self, tool, **arguments):
        result = await self.session.call_tool(tool, arguments)
        text = "".join(getattr(part, "text", "") for part in result.content)
        if result.isError:
            return tour.fail(f"{tool} {json.dumps(arguments)[:120]}", text[:400]) or {}
        tour.passed += 1
        return json.loads(text) if text.startswith(("{", "[")) else {}


def known():
    lists = {found["name"]: found["id"] for found in tour.get("/v2/lists")["data"]}
    sourcing = lists["Sourcing"]
    entry = tour.get(f"/v2/lists/{sourcing}/list-entries?limit=1")["data"][0]
    fields = {field["name"]: field["id"] for field in tour.get(f"/v2/lists/{sourcing}/fields?limit=100")["data"]}
    return {
        "me": tour.get("/v2/auth/whoami")["user"]["id"],
        "lists": lists,
        "sourcing": sourcing,
        "entry": entry["id"],
        "company": entry["entity"]["id"],
        "person": tour.get("/v2/persons?limit=50")["data"][-1]["id"],
        "note": tour.get("/v2/notes?limit=1")["data"][0]["id"],
        "transcript": tour.get("/v2/transcripts?limit=1")["data"][0]["id"],
        "view": tour.get(f"/v2/lists/{sourcing}/saved-views")["data"][0]["id"],
        "fields": fields,
    }


async def read(tools, facts):
    sourcing, company, person = facts["sourcing"], facts["company"], facts["person"]
    for tool in ("get_current_user", "get_lists", "search_persons", "get_meetings", "query_notes", "get_users", "get_entity_files"):
        await tools(tool)
    for tool in ("get_field_value_changes", "get_reminders", "search_opportunities"):
        await tools(tool)
    await tools("search_companies_top_matches", query="robots")
    many = {"fieldId": "affinity-data-number-of-employees", "valueType": "number", "operator": "is-greater-than", "value": 50}
    await tools("search_all_companies", search_criteria={"filters": {"operator": "and", "filters": [many]}}, limit=5, total_count=True)
    for tool in ("get_company_info", "get_company_list_entries", "get_company_relationships", "get_coworker_connections"):
        await tools(tool, company_id=company)
    await tools("get_investor_executive_connections", company_id=company)
    for tool in ("get_person_info", "get_person_list_entries", "get_person_relationships"):
        await tools(tool, person_id=person)
    for tool in ("get_list_info", "get_list_fields", "search_list_entries", "get_saved_views"):
        await tools(tool, list_id=sourcing)
    await tools("get_single_list_entry", list_id=sourcing, list_entry_id=facts["entry"], field_types=["list"])
    await tools("get_saved_view_list_entries", list_id=sourcing, view_id=facts["view"])
    await tools("get_list_field_dropdown_options", list_id=sourcing, field_id=facts["fields"]["Status"])
    await tools("get_notes_for_entity", entity_id=company, entity_type=COMPANY, total_count=True)
    await tools("get_entities_attached_to_note", note_id=facts["note"], entity_type=COMPANY)
    await tools("get_transcript_fragments", transcript_id=facts["transcript"])
    await tools("search_notes", prompt="runway")
    await tools("search_files", prompt="call")
    window = {"start_time": "2026-01-01T00:00:00Z", "end_time": "2026-10-01T00:00:00Z"}
    await tools("get_meetings_for_entity", entity_id=company, entity_type=COMPANY, **window)


async def write_records(tools, facts):
    company = (await tools("create_company", name="Vendor Test", domain="vendor-test.example"))["id"]
    double = (await tools("create_company", name="Vendor Test 2"))["id"]
    person = (await tools("create_person", first_name="Vi", last_name="Test", emails=["vi@vendor-test.example"], company_ids=[company]))["id"]
    await tools("update_company", company_id=company, name="Vendor Tested")
    await tools("update_person", person_id=person, last_name="Tested")
    deals = facts["lists"]["Deal Pipeline"]
    deal = (await tools("create_opportunity", name="Vendor deal", list_id=deals, company_ids=[company]))["id"]
    await tools("update_opportunity", opportunity_id=deal, name="Vendor deal 2")
    return company, double, person, deal


async def write_values(tools, facts, company):
    sourcing, fields = facts["sourcing"], facts["fields"]
    entry = (await tools("create_list_entry", list_id=sourcing, entity_id=company))["id"]
    option = (await tools("get_list_field_dropdown_options", list_id=sourcing, field_id=fields["Status"]))["data"][1]["id"]
    upserts = [
        {"id": fields["Status"], "value": {"type": "ranked-dropdown", "data": {"dropdownOptionId": option}}},
        {"id": fields["Owners"], "value": {"type": "person-multi", "data": [{"id": facts["me"]}]}},
        {"id": fields["Amount"], "value": {"type": "number", "data": 5}},
    ]
    await tools("upsert_list_entry_field_values", list_id=sourcing, list_entry_id=entry, upserts=upserts)
    made = await tools("create_list_field_dropdown_option", list_id=sourcing, field_id=fields["Source"], option_type="dropdown", text="Vi")
    which = {"list_id": sourcing, "field_id": fields["Source"], "dropdown_option_id": made["id"]}
    await tools("update_list_field_dropdown_option", **which, text="Vivi")
    await tools("delete_list_field_dropdown_option", **which)
    await tools("delete_list_entries", list_id=sourcing, list_entry_ids=[entry], confirm=True)


async def write_activity(tools, facts, company, person):
    note = (await tools("create_note", note_type=0, content="Hello", company_ids=[company]))["id"]
    await tools("create_note", note_type=2, content="Yes", parent_note_id=note)
    await tools("update_note", note_id=note, content="Good bye")
    await tools("delete_note", note_ids=[note], confirm=True)
    await tools("create_interaction", interaction_type=1, date="2026-06-01T10:00:00Z", person_ids=[facts["me"], person], content="Spoke")
    about = {"entity_id": company, "entity_type": COMPANY}
    due = {"owner_id": facts["me"], "reminder_type": 0, "due_date": "2027-01-04T00:00:00Z"}
    reminder = (await tools("create_reminder", **due, **about, content="Call"))["id"]
    await tools("update_reminder", reminder_id=reminder, is_completed=True)
    await tools("delete_reminder", reminder_id=reminder)
    await tools("upload_entity_file", **about, file_path=str(upload))
    files = (await tools("get_entity_files", **about))["entity_files"]
    saved = await tools("download_entity_file", file_id=files[0]["id"])
    if Path(saved["saved_path"]).read_text() != "Pro rata":
        tour.fail("download_entity_file", "gave another text")


async def main():
    async with stdio_client(server, errlog=open(os.devnull, "w")) as (reader, writer), ClientSession(reader, writer) as session:
        await session.initialize()
        tools = Tools(session)
        facts = known()
        await read(tools, facts)
        company, double, person, deal = await write_records(tools, facts)
        await write_values(tools, facts, company)
        await write_activity(tools, facts, company, person)
        await tools("merge_companies", primary_company_id=company, duplicate_company_id=double, confirm=True)
        await tools("delete_opportunity", opportunity_ids=[deal], confirm=True)
        await tools("delete_person", person_ids=[person], confirm=True)
        await tools("delete_company", company_ids=[company], confirm=True)


asyncio.run(main())
tour.end()
