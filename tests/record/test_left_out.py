"""What if not: by which names something is left out of a record, and what goes with it."""

from collections.abc import Callable
from typing import Any

import pytest

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
"""


@pytest.fixture
def record(report: Callable[..., Any]) -> Record:
    built = report(ENTRIES)
    assert built.diagnostics == ()
    return built.record  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("name", "left"),
    [
        ("R1.1", ["R1.2", "R1.3", "R1.4", "R1.5", "R1.coverage-1"]),
        ("R1.coverage-1", ["R1.1", "R1.2", "R1.3", "R1.4", "R1.5"]),
        ("R1", []),
        ("cross", ["R1.2", "R1.4", "R1.5"]),
        ("wire", ["R1.1", "R1.5", "R1.coverage-1"]),
        ("paper", []),
        ("officials", ["R1.1", "R1.2", "R1.3", "R1.coverage-1"]),
        ('unnamed north "officials"', ["R1.1", "R1.2", "R1.3", "R1.5", "R1.coverage-1"]),
    ],
)
def test_what_is_left(record: Record, name: str, left: list[str]) -> None:
    smaller = without(record, name)
    assert smaller is not None
    ids = [*(one.id for one in smaller.claims), *(one.id for one in smaller.coverage)]
    assert ids == left
    assert name in set(names_in(record))


def test_unnamed_people_are_not_the_source_whose_people_they_are(record: Record) -> None:
    smaller = without(record, "north-radio")
    assert smaller == record


def test_a_name_of_nothing_is_told(record: Record) -> None:
    assert without(record, "R1.9") is None
