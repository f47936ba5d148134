"""What one source tells in a stretch of time: its events, its counts and its running totals, each
by itself, since none of them may be added to another."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import ibis
from ibis.expr.types import Table

from servanda.intake.incidents.counting import (
    NOT_KNOWN,
    Group,
    Period,
    Tally,
    Unit,
    kinds_first,
    periods_between,
    sums,
    tallies,
)
from servanda.intake.incidents.episodes import Episode, Moment, episodes
from servanda.intake.incidents.opened import duckdb_engine, open_incidents

NOT_SAID_WHO = "who began is not said"


MOST_ROWS = 1_000_000  # periods times groups


class TooManyRowsError(Exception):
    """More periods, or periods and groups, than are counted in one answer."""


@dataclass(frozen=True, slots=True)
class Asking:
    """What is asked of one source. `zone`: None for that of its days, if they have one only."""

    folder: Path
    source: str
    each: Unit = "month"
    groups: tuple[Group, ...] = ()
    first: date | None = None
    last: date | None = None
    zone: str | None = None
    known: datetime | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """A source's incidents in the engine, whose session has the zone in which days are told."""

    zone: str
    events: Table
    counts: Table
    running: Table


@dataclass(frozen=True, slots=True)
class Told:
    """The answer: tallies of `events` by the groups that were asked, of `counts` by kind first."""

    asking: Asking
    zone: str
    periods: tuple[Period, ...]
    events: tuple[Tally, ...]
    counts: tuple[Tally, ...]
    counted: dict[str, str]  # of each kind of count what it counts
    running: tuple[str, ...]  # the kinds of which running totals are held

    @property
    def count_groups(self) -> tuple[Group, ...]:
        return kinds_first(self.asking.groups)


def held(asking: Asking) -> Held:
    """The source's incidents as they were known, in the zone that is asked or its own."""
    engine = duckdb_engine()
    rows = open_incidents(asking.folder, asking.known, [asking.source], engine)
    zone = asking.zone or _zone_of(rows)
    engine.raw_sql("SET TimeZone = '" + zone.replace("'", "''") + "'")
    rows = rows.mutate(by=_who(rows))
    is_count = rows.tally_low.notnull()
    running = rows.running.fill_null(False)
    return Held(
        zone,
        rows.filter(~is_count & ~running),
        rows.filter(is_count & ~running),
        rows.filter(running),
    )


def told(asking: Asking) -> Told:
    """The tallies between the first and the last day of which anything is told."""
    source = held(asking)
    periods = periods_told(asking, source.events, source.counts)
    counted = source.counts.select("kind", "counted").distinct().to_pyarrow().to_pylist()
    running = source.running.select("kind").distinct().order_by("kind").to_pyarrow()
    events = tallies(source.events, periods, asking.groups)
    counts = sums(source.counts, periods, asking.groups)
    _require_few({one.group for one in (*events, *counts)}, periods)
    return Told(
        asking,
        source.zone,
        periods,
        events,
        counts,
        {row["kind"]: row["counted"] for row in counted},
        tuple(running["kind"].to_pylist()),
    )


def periods_told(asking: Asking, *tables: Table) -> tuple[Period, ...]:
    """Whole periods from the first to the last day that the tables tell of, within those asked."""
    spans = [span for span in map(_span, tables) if span is not None]
    if not spans:
        return ()
    first = max(min(span.first for span in spans), asking.first or date.min)
    last = min(max(span.last for span in spans), asking.last or date.max)
    periods = periods_between(first, last, asking.each)
    if periods and periods[-1].last < last:
        raise TooManyRowsError(f"{first} to {last} has more than {len(periods):,} periods")
    return periods


def episodes_told(asking: Asking, gap: timedelta) -> tuple[Episode, ...]:
    """The events as episodes: of one place, kind and sides. Their times are in UTC."""
    events = held(asking).events
    if asking.first is not None:
        events = events.filter(events.ends.date() >= ibis.literal(asking.first))
    if asking.last is not None:
        events = events.filter(events.starts.date() <= ibis.literal(asking.last))
    rows = events.select("id", "starts", "ends", "place", "kind", "by").to_pyarrow().to_pylist()
    return episodes(
        (
            Moment(row["id"], row["starts"], row["ends"],
                   tuple(row[name] or NOT_KNOWN for name in ("place", "kind", "by")))
            for row in rows
        ),
        gap,
    )  # fmt: skip


def _who(rows: Table) -> ibis.Value:
    """Who did it; where only both sides are told, both, and that nobody says who began."""
    both = rows.between.sort().join(" and ") + f", {NOT_SAID_WHO}"
    return ibis.ifelse(
        rows.by.notnull(), rows.by, ibis.ifelse(rows.between.length() > 0, both, None)
    )


def _require_few(groups: Collection[tuple[str, ...]], periods: Sequence[Period]) -> None:
    if len(groups) * len(periods) > MOST_ROWS:
        what = f"{len(groups):,} groups in {len(periods):,} periods"
        raise TooManyRowsError(f"{what} are more than {MOST_ROWS:,} rows")


def _zone_of(rows: Table) -> str:
    zones: list[str] = rows.select("zone").distinct().to_pyarrow()["zone"].to_pylist()
    return zones[0] if len(zones) == 1 and zones[0] else "UTC"


def _span(rows: Table) -> Period | None:
    last = (rows.ends - ibis.interval(seconds=1)).date()
    found = rows.aggregate(first=rows.starts.date().min(), last=last.max())
    (row,) = found.to_pyarrow().to_pylist()
    return None if row["first"] is None else Period(row["first"], max(row["first"], row["last"]))
