"""The lessons of a record: what each claim that is linked, and each report by its title, says of
which stipulations."""

from collections.abc import Iterator, Mapping

from servanda.intake.draft.learned import Lesson
from servanda.intake.draft.own_words import near
from servanda.record.model import Claim, EventContent, PostureContent, Record, TotalContent
from servanda.values.deed import Deed

MOST_OF_A_TITLE = 3  # names: the title of a report on more tells nothing of each


def lessons_in(record: Record, deeds: Mapping[str, tuple[Deed, ...]]) -> Iterator[Lesson]:
    """Every claim that says on what it bears, and every title over claims of few stipulations."""
    of_report: dict[str, set[str]] = {}
    for claim in record.claims:
        of_report.setdefault(claim.report, set()).update(borne_on(claim, deeds))
        if claim.about:
            said = claim.content.words if isinstance(claim.content, PostureContent) else ""
            about, speaker = frozenset(claim.about), claim.chain.origin.source
            yield Lesson(frozenset(near(said)), about, speaker)
    for report, names in of_report.items():
        if 0 < len(names) <= MOST_OF_A_TITLE and report in record.reports:
            title = record.reports[report].title
            yield Lesson(frozenset(near(title)), frozenset(names))


def borne_on(claim: Claim, deeds: Mapping[str, tuple[Deed, ...]]) -> Iterator[str]:
    """On what a claim is said to bear; one that says nothing of it, on what asks for its deed."""
    yield from claim.about
    content = claim.content
    if not claim.about and isinstance(content, EventContent | TotalContent):
        for name, asked in deeds.items():
            if any(one.action == content.deed.action and one.thing == content.deed.thing
                   for one in asked):  # fmt: skip
                yield name
