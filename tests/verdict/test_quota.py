"""Quotas: so much in every period, by tallies or by events, and what no report shows."""

import pytest

from servanda.values.instant import Instant
from servanda.verdict.assessment import Periods, Verdict
from tests.verdict.small_world import SmallWorld, small_world

AID = "quota aid\n  north delivers 10 coins to south each day\n"
REPORTS = "quota progress\n  north delivers 1 books to south every 6 months\n"
OF_NORTH = """
source north-count "a count by North"
  camp north
"""


def each_day(number: int, start: str, end: str, who: str = "observer", more: str = "") -> str:
    window = f"each day from {start} to {end}"
    return f"claim {who} says\n  north delivers {number} coins to south {window}\n{more}\n"


def delivery(number: int, thing: str, date: str, who: str = "observer") -> str:
    return f"claim {who} says\n  north delivers {number} {thing} to south\n  on {date}\n\n"


def figure(verdict: Verdict) -> tuple[float, float] | None:
    return (verdict.outcome.low, verdict.outcome.high) if verdict.outcome else None


def words(world: SmallWorld, *dates: str | Instant, name: str = "aid") -> list[str]:
    return [world.state(name, date) for date in dates]


# --- By tallies ----------------------------------------------------------------------------------


def test_met() -> None:
    world = small_world(AID, each_day(12, "2025-10-01", "2025-10-10"))
    verdict = world.verdict("aid", "2025-10-11")
    assert (verdict.state, figure(verdict), verdict.periods) == (
        "met", (12, 12), Periods(passed=10, surely_met=10, possibly_met=10),
    )  # fmt: skip
    assert verdict.timeliness == "on time"


def test_short() -> None:
    world = small_world(AID, each_day(8, "2025-10-01", "2025-10-10"))
    verdict = world.verdict("aid", "2025-10-11")
    assert (verdict.state, figure(verdict), verdict.periods) == (
        "short", (8, 8), Periods(passed=10, surely_met=0, possibly_met=0),
    )  # fmt: skip
    assert verdict.timeliness == "overdue"


def test_rival_counts_leave_it_undetermined_between_them() -> None:
    world = small_world(
        AID + OF_NORTH,
        each_day(8, "2025-10-01", "2025-10-10", more="  counting cargo\n")
        + each_day(12, "2025-10-01", "2025-10-10", "north-count", "  counting gates\n"),
    )
    verdict = world.verdict("aid", "2025-10-11")
    assert (world.state("aid", "2025-10-11"), figure(verdict)) == (
        "undetermined: contested", (8, 12),
    )  # fmt: skip
    assert verdict.periods == Periods(passed=10, surely_met=0, possibly_met=10)


def test_rival_counts_that_agree_on_the_word_decide() -> None:
    world = small_world(
        AID + OF_NORTH,
        each_day(12, "2025-10-01", "2025-10-10", more="  counting cargo\n")
        + each_day(20, "2025-10-01", "2025-10-10", "north-count", "  counting gates\n"),
    )
    assert words(world, "2025-10-11") == ["met"]
    assert figure(world.verdict("aid", "2025-10-11")) == (12, 20)


def test_on_the_word_of_who_gains_it_is_not_met() -> None:
    world = small_world(AID + OF_NORTH, each_day(12, "2025-10-01", "2025-10-10", "north-count"))
    assert words(world, "2025-10-11") == ["undetermined: short of the standard"]
    assert world.verdict("aid", "2025-10-11", proof="asserted").state == "met"


def test_on_the_word_of_who_loses_it_is_short() -> None:
    world = small_world(AID + OF_NORTH, each_day(8, "2025-10-01", "2025-10-10", "north-count"))
    assert words(world, "2025-10-11") == ["short"]


def test_the_part_that_is_of_a_class_is_judged_by_itself() -> None:
    aid = "quota aid\n  north delivers 10 coins to south each day of which 4 gold\n"
    claim = each_day(12, "2025-10-01", "2025-10-10").replace(
        "12 coins to south each day", "12 coins to south each day of which 3 gold"
    )
    world = small_world(aid, claim)
    found = world.assessment("2025-10-11").stipulations
    assert [(one.limb, one.state) for one in found] == [(None, "met"), ("gold", "short")]


# --- Before anything can be said -----------------------------------------------------------------


def test_open_until_the_first_period_is_over() -> None:
    world = small_world(AID)
    assert words(world, "2025-10-01", "2025-10-01 23:59", "2025-10-02") == [
        "open", "open", "undetermined: unreported",
    ]  # fmt: skip


def test_pending_until_its_trigger() -> None:
    world = small_world(AID + "  from 2025-11-01\n")
    assert words(world, "2025-10-31", "2025-11-01", "2025-11-02") == [
        "pending", "open", "undetermined: unreported",
    ]  # fmt: skip


def test_every_six_months() -> None:
    world = small_world(REPORTS, delivery(1, "books", "2026-02-01"))
    assert words(world, "2025-12-01", "2026-04-01", name="progress") == ["open", "met"]
    assert world.verdict("progress", "2026-04-01").periods == Periods(1, 1, 1)


def test_six_months_end_on_a_day_that_exists() -> None:
    world = small_world("quota progress\n  north delivers 1 books to south every 6 months\n"
                        "  from 2025-10-31\n")  # fmt: skip
    dates = ("2026-04-29", "2026-04-30", "2026-10-31", "2027-04-30")
    passed = [world.verdict("progress", date).periods for date in dates]
    assert [one.passed for one in passed if one] == [0, 1, 2, 3]


# --- By events -----------------------------------------------------------------------------------


def test_what_is_delivered_in_each_period_meets_it() -> None:
    world = small_world(
        AID, delivery(10, "coins", "2025-10-01") + delivery(10, "coins", "2025-10-02")
    )
    assert words(world, "2025-10-03") == ["met"]
    assert world.verdict("aid", "2025-10-03").periods == Periods(2, 2, 2)


def test_an_event_across_two_periods_is_surely_in_neither() -> None:
    both = "claim observer says\n  north delivers 10 coins to south\n"
    both += "  between 2025-10-01 and 2025-10-02\n"
    world = small_world(AID, both)
    assert world.verdict("aid", "2025-10-03").periods == Periods(2, 0, 2)


def test_what_nobody_reports_is_not_short() -> None:
    world = small_world(AID, delivery(10, "coins", "2025-10-01"))
    verdict = world.verdict("aid", "2025-10-06")
    assert (verdict.state, verdict.timeliness) == ("undetermined", "undetermined")


def test_two_days_worth_on_the_second_day_does_not_meet_the_first() -> None:
    world = small_world(AID, delivery(20, "coins", "2025-10-02"))
    assert words(world, "2025-10-02 12:00", "2025-10-03") == ["undetermined: unreported"] * 2


def test_a_total_up_to_a_date_is_a_figure() -> None:
    total = "claim observer says\n  north delivers 80 coins to south in total up to 2025-10-08\n"
    verdict = small_world(AID, total).verdict("aid", "2025-10-09")
    assert figure(verdict) == (10, 10)


# --- Which figures speak for it ------------------------------------------------------------------


def test_a_count_from_before_the_trigger_says_nothing_of_it() -> None:
    world = small_world(AID + "  from 2025-11-01\n", each_day(12, "2025-10-01", "2025-10-31"))
    assert words(world, "2025-11-11") == ["undetermined: unreported"]


def test_periods_that_nobody_counted_are_possibly_met() -> None:
    world = small_world(AID, each_day(12, "2025-10-01", "2025-10-05"))
    assert world.verdict("aid", "2025-10-11").periods == Periods(10, 5, 10)
    assert world.verdict("aid", "2025-10-11").timeliness == "undetermined"


def test_a_window_of_a_moment_does_not_make_it_contested() -> None:
    said = each_day(12, "2025-10-01", "2025-10-22", more="  counting cargo\n")
    moment = each_day(2, "2025-10-22", "2025-10-22", more="  counting gates\n")
    world = small_world(AID, said + moment)
    assert words(world, "2025-10-23") == ["met"]


# --- Suspension and end --------------------------------------------------------------------------


def test_suspended_while_it_is_not_met() -> None:
    world = small_world(AID + "  suspended while 2025-11-01, clock runs\n")
    assert words(world, "2025-11-02") == ["suspended"]
    assert world.verdict("aid", "2025-11-02").force == "suspended"


def test_ended() -> None:
    world = small_world(AID + "  until 2025-11-01\n", each_day(8, "2025-10-01", "2025-10-10"))
    assert words(world, "2025-10-11", "2025-11-01") == ["short", "ended"]


@pytest.mark.parametrize("clause", ["until 2025-10-11", "suspended while 2025-10-11, clock runs"])
def test_periods_outside_its_force_are_not_counted(clause: str) -> None:
    world = small_world(f"{AID}  {clause}\n", each_day(12, "2025-10-01", "2025-10-10"))
    assert world.verdict("aid", "2025-10-31").periods == Periods(10, 10, 10)


# --- What is told of one period says nothing of another ------------------------------------------

COVERED = """
source monitors "the monitors"

coverage by monitors
  of north delivers coins
  from 2025-10-01 to 2025-10-{last}
  said by observer
"""


def test_one_reported_day_bounds_no_other() -> None:
    told = delivery(60, "coins", "2025-10-03")
    verdict = small_world(AID, told).verdict("aid", "2025-10-17")
    assert (verdict.state, verdict.cause, figure(verdict), verdict.periods) == (
        "undetermined", "unreported", None, Periods(passed=16, surely_met=1, possibly_met=16),
    )  # fmt: skip
    assert verdict.because == (
        "60 coins reported, in 1 of 16 periods; of the other 15 nothing is known, for no coverage"
        " of them all shows what came; met in 1 to 16 of 16 periods. To south."
    )


def test_what_north_alone_says_of_a_day_bounds_no_other() -> None:
    world = small_world(AID + OF_NORTH, delivery(60, "coins", "2025-10-03", "north-count"))
    verdict = world.verdict("aid", "2025-10-17")
    assert (figure(verdict), verdict.periods) == (None, Periods(16, 0, 16))
    assert verdict.because.startswith("0 to 60 coins reported, in 1 of 16 periods;")


def test_coverage_of_every_period_makes_what_is_told_the_whole() -> None:
    told = delivery(80, "coins", "2025-10-03")
    whole = small_world(AID, told + COVERED.format(last=16)).verdict("aid", "2025-10-17")
    assert (whole.state, figure(whole), whole.periods) == ("short", (5, 5), Periods(16, 1, 1))
    part = small_world(AID, told + COVERED.format(last=14)).verdict("aid", "2025-10-17")
    assert (part.state, figure(part), part.periods) == ("undetermined", None, Periods(16, 1, 16))


def test_a_figure_that_speaks_no_longer_is_not_forgotten_for_coverage() -> None:
    total = "north delivers 60 coins to south in total from 2025-10-03 to 2025-10-03"
    world = small_world(AID, f"claim observer says\n  {total}\n{COVERED.format(last=16)}")
    verdict = world.verdict("aid", "2025-10-17")
    assert (verdict.state, figure(verdict)) == ("undetermined", None)


# --- Ceilings ------------------------------------------------------------------------------------

PATROLS = "quota patrols\n  north delivers at most 5 coins to south each day\n"


def test_a_ceiling_is_met_by_few_and_exceeded_by_many() -> None:
    few = small_world(PATROLS, each_day(4, "2025-10-01", "2025-10-10"))
    verdict = few.verdict("patrols", "2025-10-11")
    assert (verdict.state, verdict.periods) == ("met", Periods(10, 10, 10))
    many = small_world(PATROLS, each_day(8, "2025-10-01", "2025-10-10"))
    verdict = many.verdict("patrols", "2025-10-11")
    assert (verdict.state, verdict.periods) == ("exceeded", Periods(10, 0, 0))
    assert verdict.timeliness == "overdue"


def test_silence_meets_no_ceiling() -> None:
    world = small_world(PATROLS, delivery(3, "coins", "2025-10-04"))
    assert words(world, "2025-10-11", name="patrols") == ["undetermined: unreported"]


def test_a_total_under_a_ceiling_bounds_the_periods_beyond_it() -> None:
    total = "north delivers 12 coins to south in total from 2025-10-01 to 2025-10-04"
    world = small_world(PATROLS, f"claim observer says\n  {total}\n")
    verdict = world.verdict("patrols", "2025-10-05")
    assert (verdict.state, verdict.periods) == ("met", Periods(4, 2, 4))


# --- One class of what is owed -------------------------------------------------------------------

OF_WHICH_GOLD = "quota aid\n  north delivers 10 coins to south each day of which 4 gold\n"


@pytest.mark.parametrize(
    ("told", "words_told"),
    [
        (
            delivery(60, "coins", "2025-10-03"),
            "no gold is told of; of 60 coins nobody says how many were gold, in 1 of 16 periods;",
        ),
        (
            delivery(60, "coins", "2025-10-03")
            + "claim observer says\n  north delivers 9 coins to south of which 5 gold\n"
            "  on 2025-10-05\n",
            "5 gold told of; of 60 coins nobody says how many were gold, in 2 of 16 periods;",
        ),
    ],
)
def test_of_a_class_nothing_is_told_by_who_tells_of_the_whole(told: str, words_told: str) -> None:
    verdicts = small_world(OF_WHICH_GOLD, told).assessment("2025-10-17").stipulations
    (gold,) = (one for one in verdicts if one.limb == "gold")
    assert gold.because.startswith(words_told), gold.because


def test_a_day_over_two_periods_is_of_one_or_two() -> None:
    told = delivery(60, "coins", "2025-10-03")
    world = small_world(AID + "  from 12 hours after 2025-10-01\n", told)
    assert "in 1 or 2 of " in world.verdict("aid", "2025-10-17").because
