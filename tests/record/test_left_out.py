"""What if not: by which names something is left out of a record, and what goes with it."""

from collections.abc import Callable
from typing import Any

import pytest

from servanda.record.entries import every_entry
from servanda.record.left_out import names_in, without
from servanda.record.model import Record

ENTRIES = """claim cross and wire say
  south releases 7 captives
  on 2025-10-13
claim cross via wire says
  south releases 3 captives
  on 2025-10-14
claim unnamed north "officials" via wire say
  "all is well"
  on 2025-10-14
claim unnamed south "officials" say
  "nothing is"
  on 2025-10-14
coverage by cross
  of south releases captives
  from 2025-10-13 to 2025-10-14
  said by cross
access denied to cross
  from 2025-10-15 to 2025-10-16
  said by wire
same event R1.1 and R1.3 because "one list"
  said by cross
position north commits "keeps to it"
  on 2025-10-14
  said by wire
visit north to south
  held
  on 2025-10-14
  said by wire
"""
ALL = [
    "R1.1", "R1.2", "R1.3", "R1.4", "R1.5",
    "R1.coverage-1", "R1.denied-1", "R1.visit-1", "R1.position-1", "R1.link-1",
]  # fmt: skip
OF_WIRE = ["R1.2", "R1.3", "R1.4", "R1.denied-1", "R1.visit-1", "R1.position-1"]


@pytest.fixture
def record(report: Callable[..., Any]) -> Record:
    built = report(ENTRIES)
    assert built.diagnostics == ()
    return built.record  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("name", "gone"),
    [
        *((name, [name]) for name in ALL),
        ("R1", ALL),
        ("cross", ["R1.1", "R1.3", "R1.coverage-1", "R1.link-1"]),
        ("wire", OF_WIRE),
        ("paper", ALL),
        ("officials", ["R1.4", "R1.5"]),
        ('unnamed north "officials"', ["R1.4"]),
    ],
)
def test_what_is_left(record: Record, name: str, gone: list[str]) -> None:
    smaller = without(record, name)
    assert smaller is not None
    left = [one.id for one in every_entry(smaller)]
    assert left == [one for one in ALL if one not in gone]
    assert name in set(names_in(record))


def test_unnamed_people_are_not_the_source_whose_people_they_are(record: Record) -> None:
    smaller = without(record, "north-radio")
    assert smaller == record


def test_a_name_of_nothing_is_told(record: Record) -> None:
    assert without(record, "R1.9") is None
