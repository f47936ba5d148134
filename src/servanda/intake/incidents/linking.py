"""Links between two sources that are held: what the comparison proposes and no entry speaks of."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import ibis
from ibis.expr.types import Table

from servanda.intake.incidents.duplicates import MOST_RECORDS, Record, linked
from servanda.intake.incidents.links import Link, holding, pair_of, source_of
from servanda.intake.incidents.opened import open_incidents
from servanda.intake.incidents.store import StoreError


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a comparison gave: `new` entries, and how many pairs were left as they are because an
    entry already speaks of them, or because an incident has a partner in the other source."""

    first: int  # incidents compared, of each source
    second: int
    new: tuple[Link, ...]
    spoken_of: int
    taken: int


def proposal(
    folder: Path, one: str, other: str, entries: Sequence[Link], threshold: float, made: datetime
) -> Proposal:
    """The pairs that are probably one event; nothing that anybody said before is overruled."""
    first, second = records_of(folder, one), records_of(folder, other)
    if len(first) + len(second) > MOST_RECORDS:
        raise StoreError(f"more than {MOST_RECORDS:,} incidents are not compared at once")
    pairs = linked((*first, *second), threshold) if first and second else ()
    held = holding(entries)
    partners = set(_partners(held.values()))
    new: list[Link] = []
    spoken_of = taken = 0
    for pair in pairs:
        ends = {(pair.first, source_of(pair.second)), (pair.second, source_of(pair.first))}
        if pair_of(pair.first, pair.second) in held:
            spoken_of += 1
        elif ends & partners:
            taken += 1
        else:
            chance = round(pair.probability, 4)
            new.append(Link(pair.first, pair.second, True, pair.because, chance, made))
    return Proposal(len(first), len(second), tuple(new), spoken_of, taken)


def records_of(folder: Path, source: str) -> list[Record]:
    """The events of a source, as far as they are compared; counts are no events."""
    rows = _events(folder, source).select(
        "id", "starts", "ends", "place", "latitude", "longitude", "place_precision", "by",
        "against", "between", "actor", "target",
    )  # fmt: skip
    return [
        Record(
            source, row["id"], row["starts"], row["ends"], row["place"], row["latitude"],
            row["longitude"], row["place_precision"] == "exact", frozenset(_sides(row)),
        )
        for row in rows.order_by("id").to_pyarrow().to_pylist()
    ]  # fmt: skip


def is_held(folder: Path, name: str) -> bool:
    """Whether an incident of this name, `source/id`, is held and not withdrawn."""
    source, _, row = name.partition("/")
    rows = open_incidents(folder, sources=[source])
    return bool(rows.filter(rows.id == ibis.literal(row)).count().execute())


def _events(folder: Path, source: str) -> Table:
    rows = open_incidents(folder, sources=[source])
    return rows.filter(rows.tally_low.isnull() & ~rows.running.fill_null(False))


def _sides(row: dict[str, object]) -> Iterator[str]:
    between = row["between"]
    named = (row[name] for name in ("by", "against", "actor", "target"))
    told = (*named, *(between if isinstance(between, list) else ()))
    yield from (" ".join(side.casefold().split()) for side in told if isinstance(side, str))


def _partners(entries: Iterable[Link]) -> Iterator[tuple[str, str]]:
    """Of each incident that is joined, with the source of its partner."""
    for one in entries:
        if one.same:
            yield one.first, source_of(one.second)
            yield one.second, source_of(one.first)
