"""Titles that would be published and seem to lead to a private person.

A name is known by its form: what follows a form of address, stands beside an age, or is two names
in a row at an end of a part of a title; and whatever leads to a door. A single name has none
(`Ivo the farmer`), nor has the identifier of anything, nor what is written in other letters than
Latin ones. docs/publication.md says of each form what is known of it.
"""

import re
from collections.abc import Collection, Iterator

from servanda.agreement.model import Agreement
from servanda.intake.article.personal import personal_data
from servanda.intake.draft.persons import (
    FULL_NAME,
    NAME_PART,
    TITLE_BEFORE,
    WHO_IS,
    is_body,
    is_role,
)
from servanda.publish.policy import Policy
from servanda.publish.public_forms import UNTOLD_SOURCE
from servanda.record.model import Record

NAMES = rf"(?:al-)?{NAME_PART}(?:[ ](?:al-)?{NAME_PART})*"
TWO_NAMES = rf"(?:al-)?{NAME_PART}(?:[ ](?:al-)?{NAME_PART})+"
# Forms of address that are written in full, and kinships that stand in a name.
IN_FULL = (
    "Mister|Missis|Madam|Madame|Monsieur|Herr|Frau|Colonel|Captain|Lieutenant|Sergeant|Corporal|"
    "Brigadier|Admiral|Doctor|Professor|Father|Brother|Sister|Haji|Hajji|Hadji|Mullah|Sheikha|Abu|"
    "Abou|Umm|Um|Nurse|Widow"
)
ADDRESSED = re.compile(rf"\b(?:{IN_FULL})\.?[ ](?P<name>{NAMES})")
IN_CAPITALS = re.compile(  # `MR PETROV`; not `DR CONGO`
    rf"\b(?:MRS?|MS|PROF|COL|CAPT|SGT|SHEIKH|IMAM|RABBI|{IN_FULL.upper()})\.?[ ]"
    r"(?P<name>(?:AL-)?[A-Z][A-Z'’-]+)\b"
)
IN_SMALL = re.compile(r"(?i:\b(?:mrs?|ms|mister|missis)\b)\.?[ ](?P<name>\w[\w'’-]*)")
AGED = re.compile(  # `Mira Holt, aged 43`, `Mira Holt (43)`, `Mira Holt, 43`
    rf"(?<![\w-])(?P<name>{TWO_NAMES})"
    r"(?:,?[ ]aged[ ]\d{1,3}\b|,?[ ]\((?:aged[ ])?\d{1,2}\)|,[ ]\d{1,2}(?=[,.;]|$))"
)
YEARS_OLD = re.compile(  # `43-year-old farmer Mira Holt`
    rf"\b\d{{1,3}}[ -]years?[ -]old(?:[ ][a-z-]+){{0,3}}[ ](?P<name>{TWO_NAMES})"
)
DWELLING = r"house|home|flat|apartment|farm|villa|residence|family"
DOOR = (  # in small letters, or as the first word: not `State House`
    rf"(?:\b(?:{DWELLING}|yard|shop|garage|compound)|^(?:[Tt]he )?(?i:{DWELLING}))"
)
WHOSE = (  # whose door it is
    re.compile(rf"{DOOR}(?: of)? (?:the )?(?P<name>{TWO_NAMES})"),
    re.compile(rf"{DOOR} of (?:the )?(?P<name>{NAMES})"),
    re.compile(rf"(?<![\w-])(?P<name>{NAMES})['’]s (?:{DWELLING})\b"),
)
NO_OWNERS = frozenset([  # `House of Representatives`
    "Representatives", "People", "Peoples", "Commons", "Lords", "Nations", "Justice", "Deputies",
    "Assembly", "Elders", "Chiefs", "Culture", "Worship", "God", "Wisdom",
])  # fmt: skip
BY_FORM = (TITLE_BEFORE, ADDRESSED, IN_CAPITALS, IN_SMALL, AGED, YEARS_OLD, *WHOSE)
PARTS = re.compile(r"\s*[,;:()–—/]\s*|\s+-\s+|\s+(?:of|at|in|from|for|with|and|near|via)\s+")
NO_FORENAME = (
    "The",
    "Al",
    "A",
    "New",
    "North",
    "South",
    "East",
    "West",
    "Upper",
    "Lower",
    "United",
)


def private_names(agreement: Agreement, record: Record, policy: Policy) -> Iterator[str]:
    """What bears a title that names somebody, or holds what leads to their door, among what a
    policy lets be told. Of sources that it lists by their name, and of all that is no source, two
    names in a row alone are not taken for a person's; of all sources under `"all"` they are."""
    known = {one.title for one in agreement.actors.values()}
    known |= {one.title for one in agreement.areas.values()}
    cleared: Collection[str] = policy.sources or ()
    for source in record.sources.values():
        if source.name.startswith(UNTOLD_SOURCE):
            continue  # says no more than the title of an actor, which stands below
        by_form = source.name not in cleared and _holds_full_name(source.title, known)
        if by_form or _leads_to_somebody(source.title):
            yield f"the source `{source.name}`"
    for kind, name, title in (*_of_record(record), *_of_agreement(agreement, policy)):
        if _leads_to_somebody(title):
            yield f"the {kind} `{name}`"


def _of_record(record: Record) -> Iterator[tuple[str, str, str]]:
    yield from (("office", one.name, one.title) for one in record.offices.values())


def _of_agreement(agreement: Agreement, policy: Policy) -> Iterator[tuple[str, str, str]]:
    """Kind, name and title of what an answer may name."""
    yield "agreement", agreement.name, agreement.title
    yield from ((one.role, one.name, one.title) for one in agreement.actors.values())
    yield from (
        ("area", one.name, one.title)
        for one in agreement.areas.values()
        if policy.places is None or one.name in policy.places
    )
    yield from (("thing", one.name, one.title) for one in agreement.things.values())
    yield from (("level", one.name, one.title) for one in agreement.levels.values())
    yield from ((one.kind, one.name, one.title) for one in agreement.stipulations)
    yield from (("phase", one.name, one.title) for one in agreement.phases)
    yield from (("fund", one.name, one.title) for one in agreement.funds)


def _leads_to_somebody(title: str) -> bool:
    named = (one["name"] for form in BY_FORM for one in form.finditer(title))
    is_named = any(not is_body(name) and name not in NO_OWNERS for name in named)
    return is_named or bool(personal_data(title)) or WHO_IS.search(title) is not None


def _holds_full_name(title: str, known: Collection[str]) -> bool:
    """Whether a part of it is a name of two words or more, or ends in one: `Mira Holt, nurse at the
    ford` and `the nurse Mira Holt`."""
    if is_body(title):
        return False
    return any(_ends_in_name(part, known) for part in PARTS.split(title))


def _ends_in_name(part: str, known: Collection[str]) -> bool:
    found = [one for one in FULL_NAME.finditer(part) if one.end() == len(part)]
    name = found[-1].group() if found else ""
    first = name.split(" ")[0]
    return " " in name and first not in NO_FORENAME and name not in known and not is_role(name)
