"""Corrections and retractions: what stands of the record, from which day, and on whose word."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from servanda.record.in_time import as_known
from servanda.record.model import Record, TotalContent
from servanda.values.calendar import Calendar

Build = Callable[..., Any]

FIRST = """
report R1 "first"
  by paper
  on 2025-10-14
claim wire via paper says
  south releases 15 captives to north in total up to 2025-10-13
  about return-captives
claim cross says
  bridge is open
  on 2025-10-13
coverage by cross
  of south releases captives
  from 2025-10-12 to 2025-10-13
  said by cross
"""


def later(number: int, day: str, entries: str, publisher: str = "paper") -> str:
    return f'report R{number} "later"\n  by {publisher}\n  on {day}\n{entries}\n'


def total(entry: str, number: int, said_by: str = "") -> str:
    said = f"  said by {said_by}\n" if said_by else ""
    return (
        f"correction of {entry}\n{said}"
        f"  south releases {number} captives to north in total up to 2025-10-13"
    )


def retraction(entry: str, said_by: str = "paper") -> str:
    return f'retraction of {entry}\n  said by {said_by}\n  note "it had been miscounted"'


def figures(record: Record, day: str, calendar: Calendar) -> list[float]:
    """The totals that stand by the end of a day."""
    known = calendar.day(date.fromisoformat(day)).end - 1
    return [
        claim.content.deed.amount.low
        for claim in as_known(record, known).claims
        if isinstance(claim.content, TotalContent) and claim.content.deed.amount
    ]


def test_a_correction_stands_from_the_day_it_became_known(build: Build, calendar: Calendar) -> None:
    built = build(FIRST, later(2, "2025-10-20", total("R1.1", 12)))
    assert built.diagnostics == ()
    assert figures(built.record, "2025-10-19", calendar) == [15]
    assert figures(built.record, "2025-10-20", calendar) == [12]
    assert len(built.record.claims) == 3, "nothing is deleted"


def test_it_keeps_the_chain_and_what_it_bears_on(build: Build) -> None:
    built = build(FIRST, later(2, "2025-10-20", total("R1.1", 12)))
    before, after = (c for c in built.record.claims if isinstance(c.content, TotalContent))
    assert (after.chain, after.about, after.corrects) == (before.chain, before.about, ("R1.1",))
    assert (after.id, after.stance) == ("R2.1", "says")


def test_the_origin_itself_may_correct_elsewhere(build: Build) -> None:
    told = later(2, "2025-10-20", total("R1.1", 12, "wire"), "north-radio")
    assert build(FIRST, told).names == []
    silent = later(2, "2025-10-20", total("R1.1", 12), "north-radio")
    assert build(FIRST, silent).names == ["corrected-by-another"]


def test_a_correction_may_stand_in_an_earlier_file(build: Build, calendar: Calendar) -> None:
    built = build(later(2, "2025-10-20", total("R1.1", 12)), FIRST)
    assert built.names == []
    assert figures(built.record, "2025-10-20", calendar) == [12]


def test_corrections_of_corrections(build: Build, calendar: Calendar) -> None:
    built = build(
        FIRST,
        later(3, "2025-10-22", total("R2.1", 13)),
        later(2, "2025-10-20", total("R1.1", 12)),
    )
    assert built.names == []
    days = ("2025-10-19", "2025-10-20", "2025-10-22")
    assert [figures(built.record, day, calendar) for day in days] == [[15], [12], [13]]


def test_of_two_corrections_the_later_stands(build: Build, calendar: Calendar) -> None:
    built = build(
        FIRST,
        later(2, "2025-10-22", total("R1.1", 13)),
        later(3, "2025-10-20", total("R1.1", 12)),
    )
    days = ("2025-10-20", "2025-10-22")
    assert [figures(built.record, day, calendar) for day in days] == [[12], [13]]


def test_one_claim_may_have_been_two(build: Build, calendar: Calendar) -> None:
    both = f"{total('R1.1', 7)}\n{total('R1.1', 5)}"
    built = build(FIRST, later(2, "2025-10-20", both))
    assert figures(built.record, "2025-10-20", calendar) == [7, 5]


def test_a_retraction_takes_away_a_claim_or_a_whole_report(
    build: Build, calendar: Calendar
) -> None:
    one = build(FIRST, later(2, "2025-10-20", retraction("R1.1")))
    assert one.names == []
    assert figures(one.record, "2025-10-19", calendar) == [15]
    assert figures(one.record, "2025-10-20", calendar) == []
    whole = build(FIRST, later(2, "2025-10-20", retraction("R1")))
    assert whole.names == []
    left = as_known(whole.record, calendar.midnight(date(2025, 10, 21)))
    assert (left.claims, left.coverage) == ((), ())
    assert {(w.entry.id, w.by.id) for w in left.withdrawn} == {
        ("R1.1", "R2.retraction-1"), ("R1.2", "R2.retraction-1"),
        ("R1.coverage-1", "R2.retraction-1"),
    }  # fmt: skip


def test_a_correction_taken_back_leaves_what_was_said_first(
    build: Build, calendar: Calendar
) -> None:
    built = build(
        FIRST,
        later(2, "2025-10-20", total("R1.1", 12)),
        later(3, "2025-10-22", retraction("R2.1")),
    )
    days = ("2025-10-20", "2025-10-22")
    assert [figures(built.record, day, calendar) for day in days] == [[12], [15]]


def test_a_retraction_of_the_first_takes_its_corrections_along(
    build: Build, calendar: Calendar
) -> None:
    built = build(
        FIRST,
        later(2, "2025-10-20", total("R1.1", 12)),
        later(3, "2025-10-22", retraction("R1.1")),
        later(4, "2025-10-24", total("R1.1", 14)),
    )
    days = ("2025-10-20", "2025-10-22", "2025-10-24")
    assert [figures(built.record, day, calendar) for day in days] == [[12], [], [14]]


@pytest.mark.parametrize("named", ["R2", "R2.retraction-1"])
def test_a_retraction_may_be_retracted(build: Build, calendar: Calendar, named: str) -> None:
    built = build(
        later(3, "2025-10-22", retraction(named)),
        FIRST,
        later(2, "2025-10-20", retraction("R1.1")),
    )
    assert built.names == []
    assert figures(built.record, "2025-10-20", calendar) == []
    assert figures(built.record, "2025-10-22", calendar) == [15]


def test_a_late_report_is_known_from_when_it_was_recorded(build: Build, calendar: Calendar) -> None:
    late = 'report R2 "late"\n  by paper\n  on 2025-10-15\n  recorded 2025-10-20\n'
    built = build(FIRST, late + total("R1.1", 12))
    assert figures(built.record, "2025-10-19", calendar) == [15]
    assert figures(built.record, "2025-10-20", calendar) == [12]


def test_the_correction_of_a_prediction_is_one(build: Build) -> None:
    foreseen = """
report R1 "ahead"
  by paper
  on 2025-10-14
claim wire via paper promises
  south releases 5 captives to north
  in 2025-11
"""
    corrected = "correction of R1.1\n  south releases 6 captives to north\n  in 2025-11"
    told = "claim paper says\n  resolves R2.1 as late\n  on 2025-12-01"
    built = build(foreseen, later(2, "2025-10-20", corrected), later(3, "2025-12-02", told))
    assert built.names == []
    assert [claim.stance for claim in built.record.claims] == ["promises", "promises", "says"]


WRONG = [
    ("unknown-entry", total("R1.7", 12)),
    ("unknown-entry", total("R9.1", 12)),
    ("unknown-entry", retraction("R1.7")),
    ("unknown-entry", retraction("R9")),
    ("nothing-to-correct", total("R1.coverage-1", 12)),
    ("corrects-itself", total("R2.1", 12)),
    ("corrects-itself", retraction("R2")),
    ("corrects-itself", f"{total('R2.2', 12)}\n{total('R2.1', 13)}"),
    ("corrected-by-another", total("R1.1", 12, "north-radio")),
    ("corrected-by-another", retraction("R1.1", "north-radio")),
    ("corrected-by-another", retraction("R1", "wire")),
    ("retraction-unexplained", "retraction of R1.1\n  said by paper"),
    ("retraction-unexplained", 'retraction of R1.1\n  note "so"'),
    ("claim-without-content", "correction of R1.1\n  said by paper"),
]


@pytest.mark.parametrize(("name", "entries"), WRONG)
def test_each_check(build: Build, name: str, entries: str) -> None:
    built = build(FIRST, later(2, "2025-10-20", entries))
    assert built.names == [name], built.diagnostics
    assert not any(claim.corrects for claim in built.record.claims)
    assert built.record.retractions == ()


def test_earlier_than_what_it_corrects(build: Build) -> None:
    assert build(FIRST, later(2, "2025-10-13", total("R1.1", 12))).names == [
        "corrected-before-said"
    ]
    assert build(FIRST, later(2, "2025-10-13", retraction("R1"))).names == ["corrected-before-said"]


def test_what_leads_into_a_circle_is_told_once(build: Build) -> None:
    built = build(
        later(1, "2025-10-20", total("R2.1", 12)),
        later(2, "2025-10-20", total("R1.1", 13)),
        later(3, "2025-10-21", total("R2.1", 14)),
    )
    assert built.names == ["corrects-itself"]
    assert built.record.claims == ()


def test_where_the_report_itself_could_not_be_used_nothing_more_is_said(build: Build) -> None:
    broken = FIRST.replace("  on 2025-10-14\n", "")
    assert build(broken, later(2, "2025-10-20", total("R1.1", 12))).names == ["report-without-date"]
