"""A stipulation with several limbs is as its limbs: the verdict on the whole."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import TypeVar

from servanda.language.listing import listed
from servanda.values.instant import Instant
from servanda.verdict.assessment import Cause, Force, State, Verdict

Same = TypeVar("Same")

PERFORMED: frozenset[State] = frozenset({"done", "done late", "met"})
BEGUN: frozenset[State] = PERFORMED | {"partly done", "substantially done", "partly met"}

# Of limbs that differ, the first of these that any limb is in decides the whole.
GRAVEST: tuple[State, ...] = (
    "breached", "overdue", "undetermined", "short", "exceeded", "excused", "suspended",
    "open", "best effort", "available", "kept", "pending", "ended", "tracked",
)  # fmt: skip


def with_whole(verdicts: Sequence[Verdict], classes: Collection[str] = ()) -> tuple[Verdict, ...]:
    """The verdicts on the limbs, after one on the whole where limbs of its own kind differ.

    A class of a quantity (the fuel among the trucks) is a part of its row, not a sibling limb.
    """
    limbs = [v for v in verdicts if v.limb is not None and v.limb not in classes]
    if len(limbs) < 2 or any(verdict.limb is None for verdict in verdicts):
        return tuple(verdicts)
    if len({(verdict.bearer, verdict.limb) for verdict in limbs}) != len(limbs):
        return tuple(verdicts)
    return (_whole(limbs), *verdicts)


def _whole(limbs: Sequence[Verdict]) -> Verdict:
    state, cause = state_of_whole([(limb.state, limb.cause) for limb in limbs])
    bearer = tuple(dict.fromkeys(actor for limb in limbs for actor in limb.bearer))
    several = len({limb.limb for limb in limbs}) < len(limbs)  # the same limb of each of them
    parts = "; ".join(
        f"{limb.limb}{' of ' + listed(limb.bearer) if several else ''}, {limb.state}"
        for limb in limbs
    )
    return replace(
        limbs[0],
        bearer=bearer,
        limb=None,
        state=state,
        cause=cause,
        force=_force([limb.force for limb in limbs]),
        timeliness=_agreed([limb.timeliness for limb in limbs], "undetermined"),
        breach=_agreed([limb.breach for limb in limbs], "undetermined"),
        outcome=None,
        performance=None,
        due=None,
        since=_latest([limb.since for limb in limbs]),
        contested=any(limb.contested for limb in limbs),
        because=f"As its limbs: {parts}.",
        periods=None,
        incidents=None,
        readings=(),
    )


def state_of_whole(limbs: Sequence[tuple[State, Cause | None]]) -> tuple[State, Cause | None]:
    """All alike: that. Some performed and others not, none of them failed: partly done."""
    states = {state for state, _ in limbs}
    if len(states) == 1:
        return limbs[0]
    if states <= PERFORMED:
        return ("done late" if "done late" in states else "done"), None
    if states <= PERFORMED | {"substantially done"}:
        return "substantially done", None
    for state in ("breached", "overdue", "short", "undetermined"):
        if state in states:
            return state, next((cause for one, cause in limbs if one == state), None)
    if states & BEGUN:
        return "partly done", None
    worst = next(state for state in GRAVEST if state in states)
    return worst, next((cause for state, cause in limbs if state == worst), None)


def _force(forces: Sequence[Force]) -> Force:
    """In force as long as any limb is."""
    if set(forces) <= {"in force", "discharged"} and "in force" in forces:
        return "in force"
    return _agreed(forces, "undetermined")


def _agreed(values: Sequence[Same], otherwise: Same) -> Same:
    return values[0] if len(set(values)) == 1 else otherwise


def _latest(instants: Sequence[Instant | None]) -> Instant | None:
    known = [instant for instant in instants if instant is not None]
    return max(known) if known else None
