"""Titles that would be published and seem to lead to a private person."""

from collections.abc import Collection, Iterator

from servanda.agreement.model import Agreement
from servanda.intake.article.personal import personal_data
from servanda.intake.draft.persons import FULL_NAME, TITLE_BEFORE, WHO_IS, is_body
from servanda.record.model import Record


def private_names(
    agreement: Agreement, record: Record, cleared: Collection[str] = ()
) -> Iterator[str]:
    """What bears a title that names somebody, or holds what leads to their door. Of sources that
    somebody has cleared by their name, only what has the form of personal data or of a person's
    age or title is taken for one; of all others, also two names in a row."""
    for source in record.sources.values():
        is_cleared = source.name in cleared or source.title == "a source"
        if _leads_to_somebody(source.title) or not (is_cleared or not _is_full_name(source.title)):
            yield f"the source `{source.name}`"
    for office in record.offices.values():
        if _leads_to_somebody(office.title):
            yield f"the office `{office.name}`"
    for actor in agreement.actors.values():
        if _leads_to_somebody(actor.title):
            yield f"the {actor.role} `{actor.name}`"


def _leads_to_somebody(title: str) -> bool:
    is_told = any(not is_body(one["name"]) for one in TITLE_BEFORE.finditer(title))
    return bool(personal_data(title)) or WHO_IS.search(title) is not None or is_told


def _is_full_name(title: str) -> bool:
    first = title.split(" ")[0]
    return (
        FULL_NAME.fullmatch(title) is not None
        and " " in title
        and first not in ("The", "Al", "A")
        and not is_body(title)
    )
