"""Clocks and loops: small agreements with every step of their verdicts worked out by hand.

Within one instant the published order is fulfilment, new instances, expiry, breach, suspension.
Most of what follows is a consequence of it.
"""

import pytest

from servanda.evidence.issue import Judge
from servanda.evidence.ladder import Grade
from servanda.evidence.viewpoint import NEUTRAL, Viewpoint
from servanda.values.instant import Instant, Interval
from servanda.verdict.assess import verdicts_on
from servanda.verdict.cases import open_cases
from servanda.verdict.docket import Docket
from tests.verdict.small_world import SmallWorld, nothing_of, small_world


def duty(name: str, *clauses: str) -> str:
    """Keys are owed by South to North, everything else by North to South."""
    giver, taker = ("south", "north") if name == "keys" else ("north", "south")
    lines = (f"  {giver} delivers 1 {name} to {taker}", *(f"  {clause}" for clause in clauses))
    return "\n".join((f"duty {name}", *lines, ""))


def nothing_of_keys(until: str) -> str:
    return f"""
claim observer says
  south delivers 0 keys to north in total up to {until}
"""


def due(world: SmallWorld, name: str, at: str) -> Interval | None:
    return world.verdict(name, at).due


def exactly_at(instant: Instant) -> Interval:
    return Interval(instant, instant)


# --- Two duties that suspend one another ---------------------------------------------------------

SUSPENDED_BY_KEYS = "suspended while keys overdue, clock runs"
SUSPENDED_BY_MAPS = "suspended while maps overdue, clock runs"


def test_of_two_that_suspend_one_another_the_later_is_never_overdue() -> None:
    world = small_world(
        duty("maps", "by 2025-10-05", SUSPENDED_BY_KEYS)
        + duty("keys", "by 2025-10-08", SUSPENDED_BY_MAPS),
        nothing_of("maps", "2025-10-05") + nothing_of_keys("2025-10-08"),
    )
    before, after, later = "2025-10-05", "2025-10-06", "2025-12-01"
    assert [world.state("maps", at) for at in (before, after, later)] == [
        "open", "overdue", "overdue",
    ]  # fmt: skip
    assert [world.state("keys", at) for at in (before, after, later)] == [
        "open", "suspended", "suspended",
    ]  # fmt: skip
    keys = world.verdict("keys", later)
    assert (keys.force, keys.breach, keys.timeliness) == ("suspended", "none", "excused")


def test_equal_deadlines_give_mutual_breach() -> None:
    world = small_world(
        duty("maps", "by 2025-10-05", SUSPENDED_BY_KEYS)
        + duty("keys", "by 2025-10-05", SUSPENDED_BY_MAPS),
        nothing_of("maps", "2025-10-05") + nothing_of_keys("2025-10-05"),
    )
    for name in ("maps", "keys"):
        verdict = world.verdict(name, "2025-10-06")
        assert (verdict.state, verdict.breach, verdict.force) == ("overdue", "open", "suspended")


def test_a_suspension_closes_no_breach_but_cure_does() -> None:
    world = small_world(
        duty("maps", "by 2025-10-05", SUSPENDED_BY_KEYS)
        + duty("keys", "by 2025-10-05", SUSPENDED_BY_MAPS),
        nothing_of("maps", "2025-10-05")
        + nothing_of_keys("2025-10-05")
        + "\nclaim observer says\n  north delivers 1 maps to south\n  on 2025-10-09\n",
    )
    maps = world.verdict("maps", "2025-10-10")
    assert (maps.state, maps.timeliness, maps.breach) == ("done late", "late", "closed")
    keys = world.verdict("keys", "2025-10-10")
    assert (keys.state, keys.force) == ("overdue", "in force"), "resumed when maps was cured"


def test_a_ring_of_three() -> None:
    world = small_world(
        duty("maps", "by 2025-10-05", SUSPENDED_BY_KEYS)
        + duty("keys", "by 2025-10-08", "suspended while books overdue, clock runs")
        + duty("books", "by 2025-10-11", SUSPENDED_BY_MAPS),
        nothing_of("maps", "2025-10-05")
        + nothing_of_keys("2025-10-08")
        + nothing_of("books", "2025-10-11"),
    )
    states = {
        at: [world.state(name, at) for name in ("maps", "keys", "books")]
        for at in ("2025-10-05", "2025-10-06", "2025-10-09", "2025-10-12")
    }
    assert states == {
        "2025-10-05": ["open", "open", "open"],
        "2025-10-06": ["overdue", "open", "suspended"],
        "2025-10-09": ["overdue", "overdue", "suspended"],
        "2025-10-12": ["overdue", "overdue", "suspended"],
    }
    assert world.verdict("maps", "2025-10-09").force == "suspended"


def test_a_ring_of_three_with_equal_deadlines() -> None:
    world = small_world(
        duty("maps", "by 2025-10-05", SUSPENDED_BY_KEYS)
        + duty("keys", "by 2025-10-05", "suspended while books overdue, clock runs")
        + duty("books", "by 2025-10-05", SUSPENDED_BY_MAPS),
        nothing_of("maps", "2025-10-05")
        + nothing_of_keys("2025-10-05")
        + nothing_of("books", "2025-10-05"),
    )
    for name in ("maps", "keys", "books"):
        assert world.state(name, "2025-10-06") == "overdue"


# --- A contested first failure -------------------------------------------------------------------

CONTESTED_MAPS = """
claim observer says
  north delivers 1 maps to south
  on 2025-10-04

claim second-observer denies
  north delivers 1 maps to south
  on 2025-10-04

coverage by monitors
  of north delivers maps
  in valley
  from 2025-10-01 to 2025-10-20
  said by observer
"""


def contested_first_failure() -> SmallWorld:
    return small_world(
        duty("maps", "by 2025-10-05") + duty("keys", "by 2025-10-08", SUSPENDED_BY_MAPS),
        CONTESTED_MAPS + nothing_of_keys("2025-10-08"),
    )


def test_what_hangs_on_a_contested_failure_is_undetermined() -> None:
    world = contested_first_failure()
    assert world.state("maps", "2025-10-10") == "undetermined: contested"
    keys = world.verdict("keys", "2025-10-10")
    assert (keys.state, keys.force, keys.breach) == ("undetermined",) * 3


@pytest.mark.parametrize(
    ("was_delivered", "maps", "keys"),
    [(True, "done", "overdue"), (False, "overdue", "suspended")],
)
def test_settled_either_way_it_is_not(was_delivered: bool, maps: str, keys: str) -> None:
    world = contested_first_failure()
    (event,) = [one.id for one in world.record.claims if one.stance == "denies"]
    first = min(one.id for one in world.record.claims)
    assert event != first, "the issue bears the id of its first claim"
    found = settled(world, "2025-10-10", {f"event:{first}": was_delivered})
    assert found == {"maps": maps, "keys": keys}


def settled(world: SmallWorld, at: str, decisions: dict[str, bool]) -> dict[str, str]:
    """The plain words, with single issues decided by hand."""
    judge = Judge(NEUTRAL, Grade.ALLEGED, world.record.sources, decisions)
    cases = open_cases(Docket(world.agreement, world.record, judge))
    return {
        verdict.name: verdict.state
        for stipulation in world.agreement.stipulations
        for verdict in verdicts_on(stipulation, cases, NEUTRAL, world.question(at))
    }


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


# --- What is read when ---------------------------------------------------------------------------


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


def test_a_contradiction_is_undetermined() -> None:
    """Each is suspended while the other is in force: neither answer is consistent with both."""
    world = small_world(
        duty("maps", "suspended while keys in force, clock runs")
        + duty("keys", "suspended while maps in force, clock runs"),
        "claim observer says\n  south delivers 1 coins to north\n  on 2025-10-05\n",
    )
    for at in ("2025-10-02", "2025-10-07"):
        assert [world.verdict(name, at).force for name in ("maps", "keys")] == ["undetermined"] * 2


def test_an_exception_is_read_alike_inside_and_outside_a_loop() -> None:
    """Equal deadlines: when the breach of maps is judged, keys is not yet overdue."""
    claims = nothing_of("maps", "2025-10-05") + nothing_of_keys("2025-10-05")
    maps = duty("maps", "by 2025-10-05", "unless keys overdue")
    outside = small_world(maps + duty("keys", "by 2025-10-05"), claims)
    inside = small_world(maps + duty("keys", "by 2025-10-05", "unless maps overdue"), claims)
    assert inside.state("maps", "2025-10-08") == "overdue"
    assert outside.state("maps", "2025-10-08") == "overdue"


def test_an_end_that_comes_with_the_breach_comes_too_late() -> None:
    """Expiry is before breach: when it is asked whether maps has ended, keys is not overdue."""
    world = small_world(
        duty("maps", "by 2025-10-05", "until keys overdue") + duty("keys", "by 2025-10-05"),
        nothing_of("maps", "2025-10-05") + nothing_of_keys("2025-10-05"),
    )
    verdict = world.verdict("maps", "2025-10-08")
    assert (verdict.force, verdict.breach) == ("lapsed", "open")


# --- Incidents -----------------------------------------------------------------------------------

BAN = "ban raids\n  north must not raid valley\n  "
RAID = "claim observer says\n  north raids valley\n  "


def incidents(clause: str, when: str) -> tuple[int, int]:
    """How many raids are confirmed and alleged on 1 December."""
    counted = small_world(BAN + clause, RAID + when).verdict("raids", "2025-12-01").incidents
    assert counted is not None
    return counted.confirmed, counted.alleged


def test_an_incident_within_the_ban_is_confirmed() -> None:
    assert incidents("from 2025-11-05", "on 2025-11-05") == (1, 0)
    assert incidents("until 2025-11-06", "on 2025-11-05") == (1, 0)


def test_an_incident_outside_the_ban_is_none() -> None:
    assert incidents("from 2025-11-05", "on 2025-11-04") == (0, 0)
    assert incidents("until 2025-11-05", "on 2025-11-05") == (0, 0)


def test_an_incident_perhaps_while_suspended_is_only_alleged() -> None:
    assert incidents("while not 2025-11-05", "between 2025-11-01 and 2025-11-10") == (0, 1)


def test_an_incident_perhaps_before_the_ban_is_alleged() -> None:
    assert incidents("from 2025-11-05", "between 2025-11-01 and 2025-11-10") == (0, 1)


def test_an_exception_that_begins_after_the_incident_excuses_nothing() -> None:
    assert incidents("unless 2025-11-06", "on 2025-11-05") == (1, 0)


def test_an_exception_that_begins_within_the_incident_leaves_it_open() -> None:
    assert incidents("unless 2025-11-05", "between 2025-11-01 and 2025-11-10") == (0, 1)


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
    assert verdict.due.end == world.instant("2025-10-24")
