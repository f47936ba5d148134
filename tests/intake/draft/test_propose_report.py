"""What rules propose for a meeting, for a copy, and as a whole report, in the smallest articles."""

from dataclasses import replace
from datetime import date

from servanda.intake.article.model import Article
from servanda.intake.draft.report import proposed_report
from servanda.intake.statements.model import Dated, Extent, Meeting, Speaker, Statement
from servanda.language.format import format_document
from servanda.workspace.building import build
from tests.intake.draft.small import (
    DAY,
    TEXTS,
    draft_of,
    meeting,
    statement,
)

YESTERDAY = Dated(date(2026, 1, 21), date(2026, 1, 21), "resolved")
TOMORROW = Dated(date(2026, 1, 23), date(2026, 1, 23), "resolved")


# --- Meetings, copies ----------------------------------------------------------------------------


def engagement(found: tuple[Article, Meeting]) -> tuple[str, tuple[str, ...]]:
    proposal = draft_of(*found).proposals[-1]
    return proposal.text, proposal.notices


def test_a_visit_that_lies_ahead() -> None:
    found = meeting(
        "Secretary of State Ada Lund will travel to Northland on Friday.",
        ("Secretary of State Ada Lund",), ("Prime Minister Berg",),
        to="Northland", planned=True, dated=TOMORROW,
    )  # fmt: skip
    assert engagement(found)[0] == (
        "visit us/secretary-of-state to north\n  planned\n  on 2026-01-23\n"
        "  with north/prime-minister\n  said by gazette"
    )


def test_a_meeting_that_was_held() -> None:
    found = meeting(
        "Secretary of State Ada Lund met the prime minister of Northland.",
        ("Lund",), ("the prime minister of Northland",), dated=YESTERDAY,
    )  # fmt: skip
    assert engagement(found)[0] == (
        "meeting us/secretary-of-state with north/prime-minister\n  held\n  on 2026-01-21\n"
        "  said by gazette"
    )


def test_a_visit_is_said_by_whoever_announces_it_by_way_of_the_outlet() -> None:
    text = (
        "Secretary of State Ada Lund will travel to Northland on Friday, Southland told World Wire."
    )
    one, visit = meeting(
        text, ("Secretary of State Ada Lund",), to="Northland", planned=True, dated=TOMORROW
    )
    speaker = Speaker(Extent(65, 74), "Southland", True, "Southland")
    told = replace(visit, speaker=speaker, via=("World Wire",))
    assert engagement((one, told))[0].endswith("\n  said by south via wire via gazette")


def test_an_office_without_a_country_is_not_that_of_another_than_who_tells_of_it() -> None:
    one, visit = meeting(
        "The prime minister met Southland.", ("the prime minister",), ("Southland",)
    )
    assert engagement((one, visit))[0].startswith("meeting north/prime-minister with south")
    told = replace(visit, speaker=Speaker(Extent(0, 1), "Southland", True, "Southland"))
    assert "north/prime-minister" not in engagement((one, told))[0]


def test_who_has_no_office_is_told_and_nothing_is_lost() -> None:
    text, notices = engagement(meeting("Jon Mayer met Eva Roth.", ("Jon Mayer",), ("Eva Roth",)))
    assert text == ""
    assert notices[-1] == "nobody can be named who does this: write it, or reject this"
    assert not any("Mayer" in one or "Roth" in one for one in notices)


def test_a_near_copy_is_chained() -> None:
    draft = draft_of(*statement("[said:it was calm]."), copy_of="earlier")
    assert draft.proposals[0].text.endswith("\n  copy of earlier")
    assert errors_with(proposed_report(draft)) == []


# --- The report as a whole -----------------------------------------------------------------------


def errors_with(report: str) -> list[str]:
    built = build({**TEXTS, "record/new.md": report})
    return [str(one) for one in built.diagnostics if one.severity == "error"]


def test_the_report_is_a_text_of_the_record_in_canonical_layout() -> None:
    one, said = statement(
        "[who:The Lake Herald] [*bold*](x) said [said:Southland admitted 600 trucks].",
        via=("World Wire",),
    )
    visit = meeting(one.text, ("Prime Minister Anna Berg",), to="Southland")[1]
    report = proposed_report(draft_of(one, said, visit))
    assert errors_with(report) == []
    assert format_document(report) == report
    start, end = said.content[0].start, said.content[0].end
    assert one.text[start:end] == "Southland admitted 600 trucks"
    assert f"Characters {start} to {end}." in report


def test_a_title_cannot_write_into_the_report() -> None:
    evil = 'x\n```servanda\nagreement evil "x"\n```\n# [click](javascript:x) <b>'
    text, said = statement("[said:it was calm].")
    one = Article(text.text, "text", "0" * 64, title=evil, publisher="World Wire", published=DAY)
    report = proposed_report(draft_of(one, said))
    assert errors_with(report) == []
    assert "\n# \\[" not in report and report.count("agreement evil") == 2


def test_the_same_article_gives_the_same_draft() -> None:
    found: tuple[Article, Statement] = statement("[who:analysts] say [said:it was calm].")
    assert draft_of(*found) == draft_of(*found)
