"""Counting: bounds at the edges of periods, groups, people, and local days."""

from datetime import UTC, date, datetime, timedelta

import ibis
from hypothesis import given, settings
from hypothesis import strategies as some

from servanda.intake.incidents.counting import NOT_KNOWN, Period, periods_between, tallies

SCHEMA = ibis.schema(
    {
        "id": "string", "source": "string", "starts": "timestamp('UTC')",
        "ends": "timestamp('UTC')", "kind": "string", "by": "string", "areas": "array<string>",
        "killed_low": "int64", "killed_high": "int64", "killed_best": "int64",
        "injured_low": "int64", "injured_high": "int64", "injured_best": "int64",
    }
)  # fmt: skip
START = datetime(2022, 3, 1, tzinfo=UTC)


def row(first: int, days: int = 1, **more: object) -> dict[str, object]:
    """An incident of some days, from so many days after 1 March 2022."""
    starts = START + timedelta(days=first)
    empty: dict[str, object] = dict.fromkeys(SCHEMA.names)
    entry = {"id": "x", "source": "s", "starts": starts, "ends": starts + timedelta(days=days)}
    return empty | entry | {"kind": "clash", "by": "a", "areas": []} | more


def table(*rows: dict[str, object]) -> ibis.Table:
    ibis.get_backend().raw_sql("SET TimeZone='UTC'")
    return ibis.memtable(list(rows), schema=SCHEMA)


WEEKS = periods_between(date(2022, 3, 1), date(2022, 3, 13), "week")


def test_a_week_begins_on_its_monday_and_a_month_has_its_own_end() -> None:
    assert (
        Period(date(2022, 2, 28), date(2022, 3, 6)), Period(date(2022, 3, 7), date(2022, 3, 13)),
    ) == WEEKS  # fmt: skip
    months = periods_between(date(2024, 1, 31), date(2024, 3, 1), "month")
    assert [one.days for one in months] == [31, 29, 31]


def test_what_reaches_over_a_boundary_is_possibly_of_each() -> None:
    found = tallies(table(row(0), row(5, days=2)), WEEKS)
    assert [(one.surely, one.possibly) for one in found] == [(1, 2), (0, 1)]


def test_people_have_bounds_and_no_best_where_one_row_has_none() -> None:
    rows = table(
        row(0, killed_low=1, killed_high=4, killed_best=2), row(1, killed_low=1, killed_high=1)
    )
    (found,) = tallies(rows, WEEKS[:1])
    assert (found.killed.low, found.killed.high, found.killed.best) == (2, 5, None)


def test_by_area_an_incident_of_unknown_place_is_of_no_area() -> None:
    rows = table(row(0, areas=["valley", "north"]), row(1), row(2, areas=["valley"]))
    found = {one.group: one.surely for one in tallies(rows, WEEKS[:1], ("area",))}
    assert found == {("north",): 1, ("valley",): 2, (NOT_KNOWN,): 1}


def test_by_actor_and_kind() -> None:
    rows = table(row(0), row(1, by="b"), row(2, by=None), row(3))
    found = {one.group: one.surely for one in tallies(rows, WEEKS[:1], ("actor", "kind"))}
    assert found == {("a", "clash"): 2, ("b", "clash"): 1, (NOT_KNOWN, "clash"): 1}


def test_a_day_is_that_of_the_zone_in_which_it_is_asked() -> None:
    """Half past ten in the evening in London is the next day in Kyiv."""
    late = START + timedelta(hours=22, minutes=30)
    rows = table(row(0, starts=late, ends=late + timedelta(minutes=5)))
    days = periods_between(date(2022, 3, 1), date(2022, 3, 2), "day")
    (found,) = tallies(rows, days)
    assert found.period.first == date(2022, 3, 1)
    ibis.get_backend().raw_sql("SET TimeZone='Europe/Kyiv'")
    (found,) = tallies(rows, days)
    assert found.period.first == date(2022, 3, 2)


@given(some.lists(some.tuples(some.integers(0, 40), some.integers(1, 20)), max_size=12))
@settings(max_examples=25, deadline=None)
def test_bounds_hold_the_truth_however_days_fall(spans: list[tuple[int, int]]) -> None:
    """Surely in some period, or possibly in several: nothing is lost and nothing counted twice."""
    periods = periods_between(date(2022, 3, 1), date(2022, 5, 30), "week")
    found = tallies(table(*(row(first, days) for first, days in spans)), periods) if spans else ()
    assert sum(one.surely for one in found) <= len(spans) <= sum(one.possibly for one in found)
    for one in found:
        inside = [
            (first, days)
            for first, days in spans
            if START.date() + timedelta(days=first) >= one.period.first
            and START.date() + timedelta(days=first + days - 1) <= one.period.last
        ]
        assert one.surely == len(inside)
