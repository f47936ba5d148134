"""Tallies: rival counts side by side, and in how many periods a target was surely or possibly met.

What is surely and possibly met is checked against every way to spread a total over the periods.
"""

from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as some

from servanda.evidence.tally import Tally, Window, count_periods, figures_at, hull_of, periods_met
from servanda.evidence.viewpoint import NEUTRAL, Viewpoint
from servanda.record.model import Chain, Claim, Origin, TotalContent
from servanda.values.deed import Deed
from servanda.values.instant import Duration, Instant, Interval
from servanda.values.quantity import Range, exactly
from servanda.verdict.assess import cases_of
from tests.verdict.small_world import SmallWorld, small_world

AID = """
quota aid
  north delivers 10 coins to south each day of which 4 gold
source north-count "a count by North"
  camp north
source guard "the guard at the store"
"""
DAY, FEW = 86_400, 5


# --- From the text -------------------------------------------------------------------------------


def each_day(number: str, start: str, end: str, who: str = "observer", rule: str = "") -> str:
    return counted(f"{number} coins to south each day", start, end, who, rule)


def in_total(number: str, start: str, end: str, who: str = "observer", rule: str = "") -> str:
    return counted(f"{number} coins to south in total", start, end, who, rule)


def counted(what: str, start: str, end: str, who: str, rule: str) -> str:
    counting = f"  counting {rule}\n" if rule else ""
    return f"claim {who} says\n  north delivers {what} from {start} to {end}\n{counting}\n"


def tallies_of(
    claims: str, viewpoint: Viewpoint = NEUTRAL, limb: str | None = None
) -> tuple[SmallWorld, tuple[Tally, ...]]:
    world = small_world(AID, claims)
    question = world.question("2026-12-31")
    solved = cases_of(world.agreement, world.record, viewpoint, question).solved("aid", ())
    (found,) = [basis.tallies for key, basis in solved.bases.items() if key[2] == limb]
    return world, found


def rate(claims: str, at: str, viewpoint: Viewpoint = NEUTRAL) -> Range | None:
    world, found = tallies_of(claims, viewpoint)
    figures = figures_at(found, world.instant(at))
    return hull_of(figures) if figures else None


def test_a_tally_is_a_rate_whether_said_of_each_day_or_of_all() -> None:
    assert rate(each_day("8", "2025-10-01", "2025-10-10"), "2025-10-11") == exactly(8)
    assert rate(in_total("80", "2025-10-01", "2025-10-10"), "2025-10-11") == exactly(8)


def test_a_tally_speaks_when_its_window_is_over() -> None:
    said = each_day("8", "2025-10-01", "2025-10-10")
    assert [rate(said, at) for at in ("2025-10-10", "2025-10-11")] == [None, exactly(8)]


def test_rival_tallies_stand_side_by_side() -> None:
    said = each_day("4", "2025-10-01", "2025-10-10", rule="cargo") + each_day(
        "12", "2025-10-01", "2025-10-10", "north-count", rule="gates"
    )
    assert rate(said, "2025-10-11") == Range(4, 12)
    _, found = tallies_of(said)
    assert [tally.counting for tally in found] == ["cargo", "gates"]


def test_tallies_under_different_rules_never_add_up() -> None:
    one = in_total("40", "2025-10-01", "2025-10-10", rule="cargo")
    other = in_total("40", "2025-10-01", "2025-10-10", "guard", rule="gates")
    assert rate(one + other, "2025-10-11") == exactly(4)


def test_of_one_tally_the_latest_figure_speaks() -> None:
    said = each_day("4", "2025-10-01", "2025-10-10") + each_day("9", "2025-10-01", "2025-10-20")
    assert rate(said, "2025-10-15") == exactly(4)
    assert rate(said, "2025-10-21") == exactly(9)


def test_of_two_that_end_together_the_longer_window_speaks() -> None:
    said = each_day("4", "2025-10-01", "2025-10-10") + each_day("9", "2025-10-08", "2025-10-10")
    assert rate(said, "2025-10-11") == exactly(4)


def test_a_window_under_a_tenth_of_the_longest_is_left_out() -> None:
    longest = each_day("8", "2025-10-01", "2025-10-22", rule="cargo")
    moment = each_day("90", "2025-10-21", "2025-10-22", "guard", rule="gates")
    three_days = each_day("90", "2025-10-20", "2025-10-22", "guard", rule="gates")
    assert rate(longest + moment, "2025-10-23") == exactly(8)
    assert rate(longest + three_days, "2025-10-23") == Range(8, 90)


def test_a_window_is_cut_where_the_agreement_begins() -> None:
    """Ten days of which five are under the agreement of 1 October: the total is not split."""
    _, (tally,) = tallies_of(each_day("8", "2025-09-26", "2025-10-05"))
    assert tally.windows[0].periods == 5


def test_a_total_from_before_the_agreement_is_not_all_under_it() -> None:
    found = rate(in_total("80", "2025-09-26", "2025-10-05"), "2025-10-06")
    assert found is None or found.low <= 8


def test_a_viewpoint_hears_the_counts_of_whom_it_accepts() -> None:
    said = each_day("4", "2025-10-01", "2025-10-10") + each_day(
        "12", "2025-10-01", "2025-10-10", "north-count"
    )
    accepting = Viewpoint("north", "N", accepts=frozenset({"north"}))
    refusing = Viewpoint("south", "S", refuses=frozenset({"north"}))
    assert rate(said, "2025-10-11") == Range(4, 12)
    assert rate(said, "2025-10-11", accepting) == exactly(12)
    assert rate(said, "2025-10-11", refusing) == exactly(4)


def test_a_class_has_its_own_figures() -> None:
    said = each_day("8", "2025-10-01", "2025-10-10")
    said += each_day("9", "2025-10-01", "2025-10-10", "guard")
    assert tallies_of(said, limb="gold")[1] == ()
    stating = said.replace("8 coins to south", "8 coins to south of which 3 gold")
    world, found = tallies_of(stating, limb="gold")
    assert hull_of(figures_at(found, world.instant("2025-10-11"))) == exactly(3)


@pytest.mark.parametrize(
    ("start", "end", "unit", "periods"),
    [
        ("2025-10-20", "2025-10-30", "day", 10),  # across the change of clocks
        ("2025-10-20", "2025-11-03", "week", 2),
        ("2025-10-20", "2025-10-21", "hour", 24),
    ],
)
def test_how_many_periods_a_window_holds(start: str, end: str, unit: str, periods: float) -> None:
    world = small_world("")
    window = Interval(world.instant(start), world.instant(end))
    length = Duration(1, unit)  # type: ignore[arg-type]
    assert count_periods(window, length, world.agreement.calendar) == periods


@pytest.mark.parametrize(
    ("start", "end"), [("2026-02-01", "2026-03-01"), ("2025-10-01", "2025-11-01")]
)
def test_a_calendar_month_is_one_month(start: str, end: str) -> None:
    world = small_world("")
    window = Interval(world.instant(start), world.instant(end))
    assert count_periods(window, Duration(1, "month"), world.agreement.calendar) == 1


# --- Against every way to spread a total ---------------------------------------------------------


def met_of(group: Sequence[Tally], target: Range, passed: int, instant: Instant) -> tuple[int, int]:
    """Of the last so many days up to an instant."""

    def within(window: Interval) -> int:
        ends = [instant - DAY * number for number in range(passed)]
        return sum(window.start < end <= window.end for end in ends)

    return periods_met(figures_at(group, instant), target, passed, within)


def window_of(low: int, high: int, periods: int, is_each: bool = False) -> Window:
    """A figure of so many in all over the first so many days."""
    interval = Interval(0, periods * DAY)
    claim = Claim("R.1", "R", "says", Chain(Origin("observer")),
                  TotalContent(Deed(("north",), "deliver"), interval), 0)  # fmt: skip
    share = 1 if is_each else periods
    return Window(claim, "rule", interval, periods, Range(low / share, high / share),
                  is_each, is_each, True, False, True, 2 * periods * DAY)  # fmt: skip


def spreads(total: int, periods: int) -> Iterator[tuple[int, ...]]:
    """Every way to spread a total over the periods."""
    if periods == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in spreads(total - first, periods - 1):
            yield (first, *rest)


def met_in(low: int, high: int, periods: int, target: int) -> tuple[int, int]:
    numbers = [
        sum(amount >= target for amount in spread)
        for total in range(low, high + 1)
        for spread in spreads(total, periods)
    ]
    return min(numbers), max(numbers)


totals = some.tuples(some.integers(0, 9), some.integers(0, 9)).map(sorted)


@given(totals, some.integers(1, FEW), some.integers(1, 5))
def test_a_total_over_all_periods(ends: list[int], periods: int, target: int) -> None:
    low, high = ends
    group = (Tally("rule", (window_of(low, high, periods),)),)
    assert met_of(group, exactly(target), periods, periods * DAY) == met_in(
        low, high, periods, target
    )


@given(totals, some.integers(1, FEW), some.integers(0, 4))
def test_a_total_under_a_ceiling(ends: list[int], periods: int, ceiling: int) -> None:
    low, high = ends
    group = (Tally("rule", (window_of(low, high, periods),)),)
    numbers = [
        sum(amount <= ceiling for amount in spread)
        for total in range(low, high + 1)
        for spread in spreads(total, periods)
    ]
    met = met_of(group, Range(0, ceiling), periods, periods * DAY)
    assert met == (min(numbers), max(numbers))


@given(totals, some.integers(1, FEW), some.integers(0, 3), some.integers(1, 5))
def test_periods_of_which_nobody_counted_are_possibly_met(
    ends: list[int], periods: int, more: int, target: int
) -> None:
    low, high = ends
    group = (Tally("rule", (window_of(low, high, periods),)),)
    surely, possibly = met_in(low, high, periods, target)
    passed = periods + more
    speaks = passed <= 2 * periods  # a figure speaks for as long again as its window was
    expected = (surely, possibly + more) if speaks else (0, passed)
    assert met_of(group, exactly(target), passed, passed * DAY) == expected


@given(totals, some.integers(1, FEW), some.integers(1, 12))
def test_said_of_each_it_holds_of_each(ends: list[int], periods: int, target: int) -> None:
    low, high = ends
    group = (Tally("rule", (window_of(low, high, periods, is_each=True),)),)
    expected = (periods if low >= target else 0, periods if high >= target else 0)
    assert met_of(group, exactly(target), periods, periods * DAY) == expected


@given(totals, totals, some.integers(1, FEW), some.integers(1, 5))
def test_of_rival_tallies_the_lowest_sure_and_the_highest_possible(
    one: list[int], other: list[int], periods: int, target: int
) -> None:
    group = tuple(
        Tally(name, (window_of(ends[0], ends[1], periods),))
        for name, ends in (("cargo", one), ("gates", other))
    )
    each = [met_in(ends[0], ends[1], periods, target) for ends in (one, other)]
    expected = min(low for low, _ in each), max(high for _, high in each)
    assert met_of(group, exactly(target), periods, periods * DAY) == expected


def test_nobody_counted() -> None:
    assert met_of((), exactly(5), 3, 0) == (0, 3)
    assert figures_at((), 0) == []


def test_a_window_from_before_the_duty_began_makes_nothing_sure() -> None:
    """Ten in five days, of which only the last two count: all ten may have come before."""
    group = (Tally("rule", (window_of(10, 10, 5),)),)
    surely, _ = met_of(group, exactly(4), 2, 5 * DAY)
    assert surely == 0
