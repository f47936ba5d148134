"""A status read back from its JSON: what an answer that was sealed said of each verdict."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from servanda.publish.sentence import Sentence
from servanda.values.quantity import UNBOUNDED, Range
from servanda.verdict.assessment import Incidents, Outcome
from servanda.verdict.grounds import Key
from servanda.verdict.told import Figure, Told


@dataclass(frozen=True, slots=True)
class Row:
    """One verdict. `waits_for` are, of a phase or a fund, the conditions that are not met and the
    tranches that are withheld; `money` of a fund what is paid and what may still be released."""

    told: Told
    sentence: Sentence
    waits_for: tuple[str, ...] = ()
    money: Range | None = None


def rows_in(status: Any) -> Mapping[Key, Row]:
    """By name, bearers and limb, from the JSON of a status."""
    rows = {
        (str(one["name"]), tuple(map(str, one["bearers"])), one["limb"]): Row(
            Told(one["state"], one["cause"], _figure(one)), _sentence(one)
        )
        for one in status["stipulations"]
    }
    for one in status["phases"]:
        waits = tuple(map(str, one["blocked_by"]))
        rows[one["name"], (), None] = Row(Told(one["state"], one["cause"]), _sentence(one), waits)
    for one in status["funds"]:
        pledged, paid, free = (_range(one[each]) for each in ("pledged", "paid", "releasable"))
        rows[one["name"], (), None] = Row(
            Told(one["state"], one["cause"], (pledged, paid, free)),
            _sentence(one),
            tuple(_withheld(one)),
            Range(paid.low + free.low, paid.high + free.high),
        )
    return rows


def _withheld(fund: Any) -> Iterator[str]:
    yield from map(str, fund["withheld_because"])
    for tranche in fund["tranches"]:
        if tranche["state"] != "free":
            yield f"tranche {tranche['name']}"


def _figure(row: Any) -> Figure:
    match row["outcome"], row["incidents"]:
        case {"low": low, "high": high, "target": target, "unit": unit, "found": found}, _:
            aim = None if target is None else _range(target)
            return Outcome(low, _high(high), aim, unit, found)
        case _, {"confirmed": confirmed, "alleged": alleged, "unattributed": unattributed}:
            return Incidents(confirmed, alleged, unattributed)
    return None


def _range(plain: Any) -> Range:
    return Range(plain["low"], _high(plain["high"]))


def _high(bound: float | None) -> float:
    return UNBOUNDED if bound is None else bound


def _sentence(row: Any) -> Sentence:
    return Sentence(row["sentence"]["standing"], row["sentence"]["text"])
