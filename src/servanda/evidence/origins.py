"""Origins: who a statement really comes from, whose camp that is, and what it can bind.

Which of several go back to one origin is told in `independence`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from servanda.record.model import Chain, Source, SourceGrade


@dataclass(frozen=True, slots=True)
class Voice:
    """An origin as weighed: its camp, whom it binds, what it can see."""

    camp: str | None
    binds: str | None  # the actor whose authorised, named voice this is
    has_access: bool
    weakest: SourceGrade | None = None  # the weakest grade of anybody in the chain

    def is_graded(self, least: SourceGrade) -> bool:
        """Whether nobody in the chain has a weaker grade; who has none counts."""
        return self.weakest is None or self.weakest <= least


def voice_of(chain: Chain, sources: Mapping[str, Source]) -> Voice:
    """The voice at the origin of a chain."""
    origin = chain.origin
    source = sources.get(origin.source)
    camp = source.camp_at(chain.said) if source else origin.source
    weakest = _weakest(chain, sources)
    if not origin.is_named:
        return Voice(camp, None, False, weakest)
    return Voice(
        camp=camp,
        binds=source.speaks_for_at(chain.said) if source else None,
        has_access=bool(source and source.access),
        weakest=weakest,
    )


def _weakest(chain: Chain, sources: Mapping[str, Source]) -> SourceGrade | None:
    links = (sources.get(name) for name in (chain.origin.source, *chain.via))
    return max((one.grade for one in links if one is not None and one.grade), default=None)


def describe(chain: Chain) -> str:
    """The chain as people say it: "Israeli officials (unnamed) via nyt via jpost"."""
    origin = chain.origin
    who = origin.source if origin.is_named else f"{origin.description} (unnamed, {origin.source})"
    return " via ".join((who, *chain.via))


def describe_graded(chain: Chain, sources: Mapping[str, Source]) -> str:
    """The same with the grade of whoever has one: "hamas (D) via gazette (B)"."""
    origin = replace(chain.origin, source=_graded(chain.origin.source, sources))
    via = tuple(_graded(outlet, sources) for outlet in chain.via)
    return describe(replace(chain, origin=origin, via=via))


def _graded(name: str, sources: Mapping[str, Source]) -> str:
    grade = grade_of(name, sources) if tells_grade(name, sources) else None
    return f"{name} ({grade})" if grade else name


def tells_grade(name: str, sources: Mapping[str, Source]) -> bool:
    """Whether the grade of a source may be shown, and does not only weigh."""
    return name not in sources or sources[name].tells_grade


def grade_of(name: str, sources: Mapping[str, Source]) -> SourceGrade | None:
    return sources[name].grade if name in sources else None
