"""Puts applicants on the list "Sourcing"."""

from affinity import Affinity
from affinity.models import CompanyCreate, NoteCreate


def take_in(affinity: Affinity, name: str, domain: str, pitch: str) -> bool:
    """Adds the applicant as "New", with the pitch as a note; says whether it is new. One who applies again gets another note alone."""
    company = affinity.companies.resolve(domain=domain)
    if company is None:
        company = affinity.companies.create(CompanyCreate(name=name, domain=domain))
    sourcing = affinity.lists.resolve(name="Sourcing")
    entries = affinity.lists.entries(sourcing.id)
    is_new = entries.find_company(company.id) is None
    if is_new:
        entry = entries.add_company(company.id)
        status = next(field for field in affinity.lists.get_fields(sourcing.id) if field.name == "Status")
        options = affinity.lists.get_field_dropdown_options(sourcing.id, status.id)
        new = next(option for option in options if option.text == "New")
        entries.update_field_value(entry.id, status.id, {"dropdownOptionId": new.id}, "ranked-dropdown")
    affinity.notes.create(NoteCreate(content=pitch, company_ids=[company.id]))
    return is_new
