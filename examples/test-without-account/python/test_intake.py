from intake import take_in

APPLICATION = {"name": "Kelp Motors", "domain": "kelpmotors.example", "pitch": "Electric ferries for fjords"}


def entry_of(affinity, domain):
    company = affinity.companies.resolve(domain=domain)
    sourcing = affinity.lists.resolve(name="Sourcing")
    return affinity.lists.entries(sourcing.id), affinity.lists.entries(sourcing.id).find_company(company.id), company


def test_an_applicant_is_on_the_list_as_new_with_the_pitch(affinity):
    assert take_in(affinity, **APPLICATION) is True
    entries, entry, company = entry_of(affinity, "kelpmotors.example")
    status = next(field for field in affinity.lists.get_fields(entry.list_id) if field.name == "Status")
    assert entries.get_field_value(entry.id, status.id)["text"] == "New"
    assert "fjords" in next(affinity.companies.iter_notes(company.id)).content.html


def test_one_who_applies_again_is_not_added_twice(affinity):
    take_in(affinity, **APPLICATION)
    assert take_in(affinity, **{**APPLICATION, "pitch": "Now with sails"}) is False
    _, _, company = entry_of(affinity, "kelpmotors.example")
    assert len(list(affinity.companies.iter_notes(company.id))) == 2


def test_a_busy_hour_at_affinity_loses_no_application(affinity, admin):
    admin("faults", {"faults": [{"kind": "rate-limit", "method": "GET", "times": 1}]})
    assert take_in(affinity, **APPLICATION) is True
