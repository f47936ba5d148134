"""Origins: who a statement really comes from, whose camp that is, and what it can bind.

Which of several go back to one origin is told in `independence`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from servanda.record.model import Chain, Source

WEAK_GRADES = frozenset({"E", "F"})


@dataclass(frozen=True, slots=True)
class Voice:
    """An origin as weighed: its camp, whom it binds, what it can see."""

    camp: str | None
    binds: str | None  # the actor whose authorised, named voice this is
    has_access: bool
    is_weak: bool  # heard only through an outlet of the lowest grades


def voice_of(chain: Chain, sources: Mapping[str, Source]) -> Voice:
    """The voice at the origin of a chain."""
    origin = chain.origin
    source = sources.get(origin.source)
    camp = source.camp if source else origin.source
    outlets = [sources[name] for name in chain.via if name in sources]
    weak = any(outlet.grade in WEAK_GRADES for outlet in outlets) or (
        source is not None and source.grade in WEAK_GRADES
    )
    if not origin.is_named:
        return Voice(camp, None, False, weak)
    return Voice(
        camp=camp,
        binds=source.speaks_for if source else None,
        has_access=bool(source and source.access),
        is_weak=weak,
    )


def describe(chain: Chain) -> str:
    """The chain as people say it: "Israeli officials (unnamed) via nyt via jpost"."""
    origin = chain.origin
    who = origin.source if origin.is_named else f"{origin.description} (unnamed, {origin.source})"
    return " via ".join((who, *chain.via))
