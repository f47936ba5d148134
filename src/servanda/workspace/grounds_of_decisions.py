"""Whether what is known now speaks for or against what was decided upon an edition.

By what is decided, a verdict speaks against it more or less:

- `opens` a phase: it is open; that is undetermined; it is not open, or has ended. Of two that are
  not open, the one that waits for more.
- `pays` a fund: that it waits for something more. Where it waits for the same: it is pledged or
  paid; that is undetermined; it is withheld, or nothing is pledged. Of two alike, the one of which
  less is paid and may be paid.
- `withholds` a fund: the other way round.
- `waives` a stipulation: it was not failed, and is: breached, overdue, short or exceeded.

What is not there any more speaks against all of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from servanda.publish.answer_difference import Otherwise
from servanda.publish.answer_rows import Row
from servanda.store.edition import Deed
from servanda.verdict.fault import FAILED
from servanda.workspace.since import Overtaken, Since

GroundWord = Literal["holds", "changed", "reversed", "unknown"]
REVERSED = "ground-reversed"  # the names of the alerts
UNKNOWN = "ground-unknown"

OPEN_ENOUGH: Mapping[str, int] = {"open": 2, "undetermined": 1}
FREE_ENOUGH: Mapping[str, int] = {"pledged": 2, "partly paid": 2, "paid": 2, "undetermined": 1}


@dataclass(frozen=True, slots=True)
class Ground:
    """How what a decision rests on stands now.

    `reversed` where a verdict of its subject speaks against it more than it did; `changed` where
    something is another, and none does; `unknown` where what was sealed of it cannot be told.
    `verdicts` are those that differ: of one reversed, only those that speak against it; `waits`
    what its subject waits for that it did not, or the other way round; `otherwise` what else the
    edition says otherwise of it.
    """

    word: GroundWord
    verdicts: tuple[Overtaken, ...] = ()
    waits: tuple[str, ...] = ()
    otherwise: tuple[Otherwise, ...] = ()

    @property
    def alert(self) -> str | None:
        """The name of the alert that it raises."""
        return {"reversed": REVERSED, "unknown": UNKNOWN}.get(self.word)


def ground_of(deed: Deed, subject: str, found: Since) -> Ground:
    verdicts = tuple(one for one in found.overtaken if one.key[0] == subject)
    reads = tuple(one for one in found.otherwise if one.name in (None, subject))
    then, now = (
        {key: row for key, row in rows.items() if key[0] == subject} for rows in found.rows
    )
    against = [key for key in then if speaks_against(deed, then[key], now.get(key))]
    if against:
        named = tuple(one for one in verdicts if one.key in against)
        waits = tuple(_waits(deed, then[key], now.get(key)) for key in against)
        return Ground("reversed", named, tuple(w for one in waits for w in one), reads)
    if not found.is_known:
        return Ground("unknown")
    if any(one.is_of_verdict for one in verdicts) or reads:
        return Ground("changed", verdicts, (), reads)
    return Ground("holds")


def speaks_against(deed: Deed, then: Row, now: Row | None) -> bool:
    """Whether what is said of its subject now speaks against a deed more than it did."""
    if now is None:
        return True
    match deed:
        case "opens":
            before, after = (OPEN_ENOUGH.get(row.told.state, 0) for row in (then, now))
            return after < before or (after == before < 2 and bool(_waits(deed, then, now)))
        case "pays":
            return _is_less(then, now)
        case "withholds":
            return _is_less(now, then)
        case "waives":
            return now.told.state in FAILED and then.told.state not in FAILED


def _is_less(then: Row, now: Row) -> bool:
    """Whether less of a fund may be paid now."""
    more, fewer = bool(_gained(then, now)), bool(_gained(now, then))
    if more != fewer:
        return more
    before, after = (FREE_ENOUGH.get(row.told.state, 0) for row in (then, now))
    if after != before:
        return after < before
    return then.money is not None and now.money is not None and now.money.low < then.money.low


def _gained(then: Row, now: Row) -> tuple[str, ...]:
    return tuple(one for one in now.waits_for if one not in then.waits_for)


def _waits(deed: Deed, then: Row, now: Row | None) -> tuple[str, ...]:
    """What it waits for that it did not; of a fund that is withheld, what it waited for and does
    not any more."""
    if now is None:
        return ()
    return _gained(now, then) if deed == "withholds" else _gained(then, now)
