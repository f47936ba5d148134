"""What if: entries that somebody assumes are read and checked like those of a report."""

from collections.abc import Callable
from typing import Any

import pytest

from servanda.language.parse import parse_document
from servanda.language.vocabulary import gather
from servanda.record.assumed import PUBLISHER, pieces_of, with_assumed
from servanda.record.build import build_record
from servanda.record.in_time import as_known
from servanda.record.model import EventContent, Record, TotalContent
from servanda.values.calendar import Calendar
from tests.record.conftest import WORDS

Assume = Callable[..., Any]


@pytest.fixture
def assume(calendar: Calendar) -> Assume:
    """The record with nothing in it but these assumptions, and what is wrong with them."""

    def assumed(*texts: str, known: int | None = None) -> Any:
        documents = [parse_document(WORDS, "words.md").document]
        vocabulary, _ = gather(documents)
        record, _ = build_record(documents, vocabulary, calendar)
        at = calendar.instant(*_noon("2025-10-20")) if known is None else known
        return with_assumed(record, texts, at, vocabulary, calendar)

    return assumed


def _noon(day: str) -> tuple[Any, Any]:
    from datetime import date, time

    return date.fromisoformat(day), time(12)


CLAUSES = [
    "claim cross via wire says",
    "south releases 7 captives to north",
    "on 2025-10-13 between 08:00 and 12:00",
    "with 2 injured",
    'note "a; b\'s words on 2025-10-14"',
]


@pytest.mark.parametrize("between", [" ", "; ", "\n", "\n  ", " ;"])
def test_clauses_are_parted_by_lines_by_semicolons_or_by_the_grammar(between: str) -> None:
    pieces = [piece.text.strip() for piece in pieces_of(between.join(CLAUSES))]
    assert pieces == CLAUSES


def test_however_it_is_written_it_says_the_same(assume: Assume) -> None:
    one, wrong = assume(" ".join(CLAUSES).removeprefix("claim "))
    other, also_wrong = assume("\n".join(CLAUSES))
    assert wrong == also_wrong == ()
    assert one.claims == other.claims
    (claim,) = one.claims
    assert claim.chain.via == ("wire", PUBLISHER)
    assert isinstance(claim.content, EventContent)


def test_a_total_keeps_its_window(assume: Assume) -> None:
    record, wrong = assume("cross says south releases 3 captives in total up to 2025-10-18")
    assert wrong == ()
    assert isinstance(record.claims[0].content, TotalContent)


def test_coverage_can_be_assumed(assume: Assume) -> None:
    text = "coverage by cross of south releases captives from 2025-10-13 to 2025-10-18 said by wire"
    record, wrong = assume(text)
    assert wrong == ()
    assert [window.body for window in record.coverage] == ["cross"]
    assert record.claims == ()


def test_several_speakers_make_several_claims_as_in_a_report(assume: Assume) -> None:
    record, _ = assume("cross and wire say south releases 3 captives on 2025-10-13")
    assert [claim.id for claim in record.claims] == ["assumed-1.1", "assumed-1.2"]


def test_it_became_known_at_the_instant_of_the_question(assume: Assume) -> None:
    record, _ = assume("cross says south releases 3 captives on 2025-10-13")
    known = record.claims[0].known
    assert len(as_known(record, known).claims) == 1
    assert len(as_known(record, known - 1).claims) == 0


@pytest.mark.parametrize(
    ("text", "name", "meant"),
    [
        ("cross says south relaeses 3 captives on 2025-10-13", "unknown-action", "relaeses"),
        ("corss says south releases 3 captives on 2025-10-13", "unknown-source", "corss"),
        ("cross says south releases 3 captives on 2025-10-33", "no-such-date", "2025-10-33"),
        ("cross says south releases 3 captives on 2025-11-13", "event-after-report", "claim"),
        ("cross says resolves F1.1 as late; on 2025-10-13", "unknown-entry", "F1.1"),
        ("cross sais south releases 3 captives", "unreadable-header", "sais"),
    ],
)
def test_what_is_wrong_is_told_with_its_place_in_the_option(
    assume: Assume, text: str, name: str, meant: str
) -> None:
    record, (wrong,) = assume(text)
    assert wrong.name == name
    assert wrong.span.path == "--assume"
    assert f"claim {text}"[wrong.span.column - 1 :].startswith(meant)
    assert record.claims == ()


@pytest.mark.parametrize(
    "text",
    [
        "access denied to icrc; of north delivers maps; from 2025-10-01 to 2025-10-05",
        'same event R1.1 and R2.1 because "one convoy"',
        "visit north to south; on 2025-10-05",
        "retraction of R1",
    ],
)
def test_only_claims_and_coverage_can_be_assumed(assume: Assume, text: str) -> None:
    _, (found,) = assume(text)
    assert found.message == "only claims and coverage can be assumed, and this is neither"
    assert found.span.column == 1


def test_of_several_options_the_wrong_one_is_named(assume: Assume) -> None:
    record, (wrong,) = assume('wire says "words"; on 2025-10-13', "wire sais nothing")
    assert wrong.span.path == "--assume 2"
    assert len(record.claims) == 1


def test_the_record_itself_is_left_as_it_was(report: Any, calendar: Calendar) -> None:
    built = report("claim wire says\n  south releases 7 captives\n  on 2025-10-13")
    documents = [parse_document(WORDS, "words.md").document]
    vocabulary, _ = gather(documents)
    before: Record = built.record
    after, _ = with_assumed(
        before, ['wire says "words"; on 2025-10-13'], before.claims[0].known, vocabulary, calendar
    )
    assert after.claims[0] == before.claims[0]
    assert PUBLISHER not in before.sources
    assert PUBLISHER in after.sources
