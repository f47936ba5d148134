"""How many incidents a source tells of, by period, area, actor and kind, with what is not sure.

An incident whose days lie in one period surely belongs to it; one whose days reach over a boundary
possibly belongs to each. So every number has two bounds, and the expressions are joins and sums
that another engine takes as they are.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

import ibis
from ibis import _
from ibis.expr.types import BooleanValue, Table

from servanda.values.calendar import first_of

Unit = Literal["day", "week", "month", "year"]
Group = Literal["area", "actor", "kind", "source"]

COLUMN: dict[Group, str] = {"area": "area", "actor": "by", "kind": "kind", "source": "source"}
NOT_KNOWN = "not known"
MOST_PERIODS = 5_000


@dataclass(frozen=True, slots=True)
class Period:
    """Days, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class People:
    """How many people, over incidents that surely, and that possibly, lie in a period."""

    low: int
    high: int
    best: int | None  # the sum of what the source holds best: if it says so of each, all surely
    unsaid: int = 0  # incidents of which the source tells no number: `high` is then no bound


@dataclass(frozen=True, slots=True)
class Tally:
    """What a source tells of one period and group: `surely` incidents, `possibly` at most."""

    period: Period
    group: tuple[str, ...]
    surely: int
    possibly: int
    killed: People
    injured: People


def periods_between(first: date, last: date, unit: Unit) -> tuple[Period, ...]:
    """The periods that cover the days, whole ones: a week begins on its Monday."""
    periods: list[Period] = []
    start = first_of(first, unit)
    while start <= last and len(periods) < MOST_PERIODS:
        following = first_of(start + timedelta(days=_MORE_THAN[unit]), unit)
        periods.append(Period(start, following - timedelta(days=1)))
        start = following
    return tuple(periods)


def tallies(
    incidents: Table, periods: Sequence[Period], groups: Sequence[Group] = ()
) -> tuple[Tally, ...]:
    """One tally for each period and group that occurs, in order; periods without any incident have
    none. `incidents` has the columns of the store."""
    if not periods:
        return ()
    columns = [COLUMN[group] for group in groups]
    joined = _in_periods(_with_days(incidents, "area" in groups), periods)
    keys = ["first", "last", *columns]
    found = joined.group_by(keys).aggregate(
        surely=_.is_inside.sum(),
        possibly=_.count(),
        **_people("killed"),
        **_people("injured"),
    )
    return tuple(_tally(row, columns) for row in found.order_by(keys).to_pyarrow().to_pylist())


def sums(
    counts: Table, periods: Sequence[Period], groups: Sequence[Group] = ()
) -> tuple[Tally, ...]:
    """The same of rows that are counts: what they count, added up by kind and `groups`. A kind is
    never added to another, and people who were counted are not told again as killed."""
    if not periods:
        return ()
    columns = [COLUMN[group] for group in kinds_first(groups)]
    joined = _in_periods(_with_days(counts, "area" in groups), periods)
    keys = ["first", "last", *columns]
    found = joined.group_by(keys).aggregate(
        surely=ibis.ifelse(_.is_inside, _.tally_low, 0).sum(), possibly=_.tally_high.sum()
    )
    rows = found.order_by(keys).to_pyarrow().to_pylist()
    return tuple(_tally(row | dict.fromkeys(_NO_PEOPLE, 0), columns) for row in rows)


def kinds_first(groups: Sequence[Group]) -> tuple[Group, ...]:
    """The groups by which counts are added up: always by kind."""
    return ("kind", *(group for group in groups if group != "kind"))


# --- Expressions -----------------------------------------------------------------------------


def _with_days(incidents: Table, by_area: bool) -> Table:
    """The incidents with their first and last day, in the zone of the session."""
    last = incidents.ends - ibis.interval(seconds=1)
    rows = incidents.mutate(first_day=incidents.starts.date(), last_day=last.date())
    rows = rows.mutate(kind=rows.kind.fill_null(NOT_KNOWN), by=rows.by.fill_null(NOT_KNOWN))
    if not by_area:
        return rows
    placed = rows.areas.length() > 0
    somewhere = ibis.ifelse(placed, rows.areas, ibis.literal([NOT_KNOWN]))
    return rows.mutate(area=somewhere.unnest())


def _in_periods(rows: Table, periods: Sequence[Period]) -> Table:
    """A row for each period in which an incident may lie, and whether it surely does."""
    spans = _table_of(periods)
    inside = (rows.first_day >= spans.first) & (rows.last_day <= spans.last)
    within = [rows.first_day <= spans.last, rows.last_day >= spans.first]
    return rows.join(spans, within).mutate(is_inside=inside)


_NO_PEOPLE = tuple(
    f"{what}_{bound}"
    for what in ("killed", "injured")
    for bound in ("low", "high", "best", "no_best", "unsaid")
)


def _people(what: str) -> dict[str, object]:
    low, high, best = (_[f"{what}_{bound}"] for bound in ("low", "high", "best"))
    inside: BooleanValue = _.is_inside
    return {
        f"{what}_low": ibis.ifelse(inside, low.fill_null(0), 0).sum(),
        f"{what}_high": high.fill_null(0).sum(),
        f"{what}_best": ibis.ifelse(inside, best.fill_null(0), 0).sum(),
        f"{what}_no_best": best.isnull().sum(),
        f"{what}_unsaid": low.isnull().sum(),
    }


def _table_of(periods: Sequence[Period]) -> Table:
    return ibis.memtable(
        [{"first": one.first, "last": one.last} for one in periods],
        schema=ibis.schema({"first": "date", "last": "date"}),
    )


def _tally(row: dict[str, object], columns: Sequence[str]) -> Tally:
    first, last = row["first"], row["last"]
    assert isinstance(first, date) and isinstance(last, date), "periods have days"
    return Tally(
        Period(first, last),
        tuple(str(row[column]) for column in columns),
        _number(row["surely"]),
        _number(row["possibly"]),
        _people_of(row, "killed"),
        _people_of(row, "injured"),
    )


def _people_of(row: dict[str, object], what: str) -> People:
    is_said = _number(row[f"{what}_no_best"]) == 0 and row["surely"] == row["possibly"]
    best = _number(row[f"{what}_best"]) if is_said else None
    low, high, unsaid = (_number(row[f"{what}_{bound}"]) for bound in ("low", "high", "unsaid"))
    return People(low, high, best, unsaid)


def _number(value: object) -> int:
    assert isinstance(value, int | float), "a count"
    return int(value)


# --- Periods ---------------------------------------------------------------------------------

_MORE_THAN: dict[Unit, int] = {"day": 1, "week": 7, "month": 31, "year": 366}
