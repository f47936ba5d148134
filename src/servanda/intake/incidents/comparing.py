"""Two sources side by side: what each tells of, and of it what is linked with the other and what
it has alone. Their numbers are never put into one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import ibis
from ibis.expr.types import Table

from servanda.intake.incidents.asked import Asking, Held, held, periods_told
from servanda.intake.incidents.counting import Period, Tally, sums, tallies
from servanda.intake.incidents.links import Link, source_of

Key = tuple[Period, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Side:
    """What one source tells: of its events those that are linked with the other's, and the rest."""

    source: str
    events: dict[Key, Tally]
    shared: dict[Key, Tally]
    alone: dict[Key, Tally]
    counts: dict[Key, Tally]

    def tells_of(self, period: Period) -> bool:
        """Whether a period lies between the first and the last of which the source tells."""
        days = [one.first for one, _ in (*self.events, *self.counts)]
        return bool(days) and min(days) <= period.first <= max(days)


@dataclass(frozen=True, slots=True)
class Comparison:
    zone: str
    periods: tuple[Period, ...]
    first: Side
    second: Side
    links: int  # of which both incidents are held

    @property
    def events(self) -> tuple[Key, ...]:
        return _in_order((*self.first.events, *self.second.events))

    @property
    def counts(self) -> tuple[Key, ...]:
        return _in_order((*self.first.counts, *self.second.counts))


def comparison(first: Asking, second: Asking, links: Sequence[Link]) -> Comparison:
    """Both in one zone: the one that is asked, the one that both have, or UTC."""
    one, other = held(first), held(second)
    zone = one.zone if one.zone == other.zone else "UTC"
    if zone != one.zone or zone != other.zone:
        one, other = held(replace(first, zone=zone)), held(replace(second, zone=zone))
    periods = periods_told(first, one.events, one.counts, other.events, other.counts)
    standing = _standing(links, {first.source: one, second.source: other})
    names = {name for link in standing for name in (link.first, link.second)}
    return Comparison(
        zone, periods, _side(first, one, periods, names), _side(second, other, periods, names),
        len(standing),
    )  # fmt: skip


def _side(asking: Asking, source: Held, periods: Sequence[Period], names: set[str]) -> Side:
    ids = sorted(name.partition("/")[2] for name in names if source_of(name) == asking.source)
    linked = ibis.memtable({"linked_id": ids}, schema=ibis.schema({"linked_id": "string"}))
    at = source.events.id == linked.linked_id
    shared, alone = source.events.semi_join(linked, at), source.events.anti_join(linked, at)

    def tallied(events: Table) -> dict[Key, Tally]:
        return _by_key(tallies(events, periods, asking.groups))

    counts = _by_key(sums(source.counts, periods, asking.groups))
    return Side(asking.source, tallied(source.events), tallied(shared), tallied(alone), counts)


def _standing(links: Sequence[Link], sources: dict[str, Held]) -> list[Link]:
    """The links of which neither incident has gone, as far as was known."""
    there = {
        f"{name}/{row}"
        for name, source in sources.items()
        for row in source.events.select("id").to_pyarrow()["id"].to_pylist()
    }
    return [link for link in links if link.first in there and link.second in there]


def _by_key(found: Sequence[Tally]) -> dict[Key, Tally]:
    return {(one.period, one.group): one for one in found}


def _in_order(keys: Sequence[Key]) -> tuple[Key, ...]:
    return tuple(sorted(set(keys), key=lambda key: (key[0].first, key[1])))
