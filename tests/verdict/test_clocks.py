"""Clocks: where a length of time ends, what stops a clock, and what is known of lateness."""

import pytest

from servanda.evidence.viewpoint import Viewpoint
from servanda.values.instant import Instant, Interval
from tests.verdict.small_world import SmallWorld, duty, nothing_of, small_world


def due(world: SmallWorld, name: str, at: str) -> Interval | None:
    return world.verdict(name, at).due


def exactly_at(instant: Instant) -> Interval:
    return Interval(instant, instant)


# --- Clocks --------------------------------------------------------------------------------------


def test_a_stopped_clock_moves_the_deadline_by_exactly_the_time_it_stood() -> None:
    world = small_world(
        duty("maps", "by 2025-10-05", "suspended while gate is shut, clock stops"),
        """
claim observer says
  gate is open
  on 2025-09-30

claim observer says
  gate is shut
  on 2025-10-03 at 10:00

claim observer says
  gate is open
  on 2025-10-04 at 15:30
"""
        + nothing_of("maps", "2025-10-08"),
    )
    assert due(world, "maps", "2025-10-03") == exactly_at(world.instant("2025-10-06"))
    assert world.state("maps", "2025-10-03 12:00") == "suspended"
    assert due(world, "maps", "2025-10-05") == exactly_at(world.instant("2025-10-07 05:30"))
    assert world.verdict("maps", "2025-10-07 05:29").timeliness == "open"
    assert world.state("maps", "2025-10-09") == "overdue"


def test_a_clock_that_runs_leaves_the_deadline_where_it_was() -> None:
    world = small_world(
        duty("maps", "by 2025-10-05", "suspended while gate is shut, clock runs"),
        """
claim observer says
  gate is shut
  on 2025-10-03 at 10:00

claim observer says
  gate is open
  on 2025-10-04 at 15:30
"""
        + nothing_of("maps", "2025-10-05"),
    )
    assert due(world, "maps", "2025-10-05") == exactly_at(world.instant("2025-10-06"))
    assert world.state("maps", "2025-10-06") == "overdue"


@pytest.mark.parametrize(
    ("clock", "timeliness", "state"),
    [("23:58", "on time", "done"), ("23:59", "on time", "done")],
)
def test_what_is_done_at_the_deadline_is_on_time(clock: str, timeliness: str, state: str) -> None:
    """An event at 23:59 is over at the first instant of the next day, which is the deadline."""
    world = small_world(
        duty("maps", "by 2025-10-05"),
        f"claim observer says\n  north delivers 1 maps to south\n  on 2025-10-05 at {clock}\n",
    )
    verdict = world.verdict("maps", "2025-10-07")
    assert (verdict.timeliness, verdict.state) == (timeliness, state)


def test_a_minute_after_the_deadline_is_late() -> None:
    world = small_world(
        duty("maps", "by 2025-10-05"),
        "claim observer says\n  north delivers 1 maps to south\n  on 2025-10-06 at 00:01\n",
    )
    assert world.verdict("maps", "2025-10-07").timeliness == "late"


@pytest.mark.parametrize(
    ("first", "length", "expected"),
    [
        ("2026-01-31", "1 month", "2026-03-01"),
        ("2025-10-31", "1 month", "2025-12-01"),
        ("2028-01-31", "1 month", "2028-03-01"),
        ("2026-03-31", "2 months", "2026-06-01"),
        ("2028-02-29", "1 year", "2029-03-01"),
        # The clocks go back an hour in the night to 26 October 2025.
        ("2025-10-24 12:00", "72 hours", "2025-10-27 11:00"),
        ("2025-10-24 12:00", "3 days", "2025-10-28"),
        ("2025-10-25", "1 week", "2025-11-02"),
        # They go forward in the night to 27 March 2026.
        ("2026-03-26 12:00", "24 hours", "2026-03-27 13:00"),
        ("2026-03-26 12:00", "1 day", "2026-03-28"),
    ],
)
def test_where_a_length_of_time_ends(first: str, length: str, expected: str) -> None:
    world = small_world(duty("maps", f"within {length} of {first}"))
    assert due(world, "maps", "2030-01-01") == exactly_at(world.instant(expected))


def test_a_clock_started_at_an_hour_has_one_deadline() -> None:
    world = small_world(
        duty("maps", "within 72 hours of signature"),
        "claim observer says\n  south signs treaty\n  on 2025-10-24 at 12:00\n",
    )
    assert due(world, "maps", "2025-11-01") == exactly_at(world.instant("2025-10-27 11:00"))


def test_in_force_for_so_many_hours() -> None:
    world = small_world(
        "ban raids\n  north must not raid valley\n  from 2025-10-24 12:00\n  for 72 hours\n"
    )
    forces = [
        world.verdict("raids", at).force
        for at in ("2025-10-24 11:59", "2025-10-24 12:00", "2025-10-27 10:59", "2025-10-27 11:00")
    ]
    assert forces == ["pending", "in force", "in force", "lapsed"]


# --- After the deadline --------------------------------------------------------------------------


def test_a_duty_resumed_after_its_deadline_is_overdue() -> None:
    world = small_world(
        duty("maps", "by 2025-10-05", "suspended while not 2025-10-20, clock runs"),
        nothing_of("maps", "2025-10-10"),
    )
    assert world.state("maps", "2025-10-19") == "suspended"
    assert world.state("maps", "2025-10-21") == "overdue"


def test_whether_it_is_overdue_does_not_hang_on_an_idle_date() -> None:
    world = small_world(
        duty("maps", "by 2025-10-05", "suspended while not (2025-10-20 or 2025-11-01), clock runs"),
        nothing_of("maps", "2025-10-10"),
    )
    assert world.state("maps", "2025-11-02") == "overdue"


def test_a_clock_stopped_for_long_just_before_its_deadline() -> None:
    world = small_world(
        duty("maps", "within 5 minutes of 2025-10-05", "suspended while gate is shut, clock stops"),
        """
claim observer says
  gate is open
  on 2025-09-30

claim observer says
  gate is shut
  on 2025-10-05 at 00:04

claim observer says
  gate is open
  on 2025-12-30 at 06:00

claim observer says
  north delivers 1 maps to south
  on 2025-12-31
""",
    )
    deadline = world.instant("2025-12-30 06:01")
    verdict = world.verdict("maps", "2026-02-01")
    assert (verdict.state, verdict.due) == ("done late", exactly_at(deadline))


# --- Absence -------------------------------------------------------------------------------------


def test_past_due_and_claimed_by_nobody_is_not_a_breach() -> None:
    world = small_world(duty("maps", "by 2025-10-05"))
    assert world.state("maps", "2025-10-07") == "undetermined: unclaimed"
    assert world.verdict("maps", "2025-10-07").breach != "open"


COVERED = """
coverage by monitors
  of north delivers maps
  in valley
  from 2025-10-01 to {last}
  said by observer
"""


def test_coverage_past_the_deadline_shows_that_nothing_came() -> None:
    world = small_world(duty("maps", "by 2025-10-05"), COVERED.format(last="2025-10-06"))
    assert world.state("maps", "2025-10-10") == "overdue"


def test_coverage_through_the_last_day_shows_that_nothing_came() -> None:
    world = small_world(duty("maps", "by 2025-10-05"), COVERED.format(last="2025-10-05"))
    assert world.state("maps", "2025-10-10") == "overdue"


def test_coverage_that_ends_a_day_early_shows_nothing() -> None:
    world = small_world(duty("maps", "by 2025-10-05"), COVERED.format(last="2025-10-04"))
    assert world.state("maps", "2025-10-10") == "undetermined: unclaimed"


def test_a_total_does_not_refute_what_may_have_come_after_it() -> None:
    world = small_world(
        duty("maps", "by 2025-10-20"),
        """
claim observer says
  north delivers 1 maps to south
  between 2025-10-01 and 2025-10-15

claim second-observer denies
  north delivers 1 maps to south
  between 2025-10-01 and 2025-10-15
"""
        + nothing_of("maps", "2025-10-05"),
    )
    assert world.state("maps", "2025-10-25") == "undetermined: contested"


# --- Nothing from after a date tells on it -------------------------------------------------------

AID = "quota aid\n  north delivers 10 coins to south each day\n"
EARLY = """
claim observer says
  north delivers 12 coins to south each day from 2025-10-01 to 2025-10-10
"""
LATER = """
claim north-office says
  north delivers 20 coins to south each day from 2025-11-01 to 2025-11-10
"""


def test_a_later_figure_of_an_accepted_camp_does_not_silence_the_earlier_ones() -> None:
    accepting = Viewpoint("of-north", "North", accepts=frozenset({"north"}))
    states = [
        small_world(AID, claims).verdict("aid", "2025-10-20", accepting).state
        for claims in (EARLY, EARLY + LATER)
    ]
    assert states == ["met", "met"]


def test_a_later_total_does_not_silence_the_events_before_it() -> None:
    events = "".join(
        f"claim observer says\n  north delivers 10 coins to south\n  on 2025-10-0{day}\n\n"
        for day in (1, 2, 3)
    )
    states = [
        small_world(AID, claims).verdict("aid", "2025-10-04").state
        for claims in (events, events + LATER)
    ]
    assert states == ["met", "met"]


def test_a_clock_started_nobody_knows_when() -> None:
    world = small_world(
        duty("maps", "within 3 days of signature"),
        "claim observer says\n  south signs treaty\n  before 2025-10-20\n",
    )
    verdict = world.verdict("maps", "2025-11-01")
    assert verdict.due is not None
    assert verdict.due.end == world.instant("2025-10-23")


def test_a_deed_of_a_day_starts_the_clock_on_that_day() -> None:
    world = small_world(
        duty("maps", "within 3 days of signature"),
        "claim observer says\n  south signs treaty\n  on 2025-10-20\n",
    )
    assert due(world, "maps", "2025-11-01") == exactly_at(world.instant("2025-10-24"))
