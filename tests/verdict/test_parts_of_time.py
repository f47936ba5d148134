"""Early, mid and late, the start and the end: exact meanings, judged surely or possibly in time."""

from datetime import date

import pytest

from servanda.record.model import EventContent
from tests.verdict.small_world import SmallWorld, duty, small_world


def heard(when: str, by: str = "2025-12-31") -> SmallWorld:
    said = f"claim observer says\n  north delivers 1 books to south\n  {when}\n"
    return small_world(duty("books", f"by {by}"), said)


@pytest.mark.parametrize(
    ("when", "first", "last"),
    [
        ("in early 2025-12", "2025-12-01", "2025-12-10"),
        ("in mid 2025-12", "2025-12-11", "2025-12-20"),
        ("in late 2025-11", "2025-11-21", "2025-11-30"),
        ("in late 2024-02", "2024-02-21", "2024-02-29"),
        ("at the start of 2025-12", "2025-12-01", "2025-12-05"),
        ("at the end of 2025-10", "2025-10-27", "2025-10-31"),
        ("at the end of 2025-12", "2025-12-27", "2025-12-31"),
        ("in early 2025", "2025-01-01", "2025-04-30"),
        ("in mid 2025", "2025-05-01", "2025-08-31"),
        ("in late 2025", "2025-09-01", "2025-12-31"),
        ("at the start of 2026", "2026-01-01", "2026-01-31"),
        ("at the end of 2025", "2025-12-01", "2025-12-31"),
    ],
)
def test_what_the_words_mean(when: str, first: str, last: str) -> None:
    world = heard(when)
    (claim,) = world.record.claims
    assert isinstance(claim.content, EventContent)
    calendar = world.agreement.calendar
    assert claim.content.when.start == calendar.midnight(date.fromisoformat(first))
    assert claim.content.when.end == calendar.day(date.fromisoformat(last)).end


@pytest.mark.parametrize(
    ("by", "timeliness"),
    [("2025-12-10", "on time"), ("2025-12-05", "undetermined"), ("2025-11-30", "late")],
)
def test_done_in_early_december(by: str, timeliness: str) -> None:
    assert heard("in early 2025-12", by).verdict("books", "2025-12-31").timeliness == timeliness
