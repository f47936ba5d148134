"""Independence: how many origins the claims of one side surely and possibly have.

Corroboration counts independent origins, never articles: ten papers that carry one briefing are
one origin. Two claims are tied where they go back to one origin, surely or perhaps. What is tied
surely is one group, and there are at most as many origins as groups; there are at least as many as
can be found with no tie between any two.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal, TypeAlias

from servanda.evidence.origins import Voice
from servanda.record.model import Chain

Rule = Literal[
    "one origin", "one description through one outlet", "one camp", "each cites the other",
    "unnamed people who may be the same", "an outlet that also passes the other on",
]  # fmt: skip
Speaker: TypeAlias = tuple[Chain, Voice]


@dataclass(frozen=True, slots=True)
class Tie:
    """Why two claims do not count as two origins; `first` and `second` are places in the list."""

    first: int
    second: int
    rule: Rule
    is_sure: bool


@dataclass(frozen=True, slots=True)
class Independence:
    """At least `low` and at most `high` independent origins; `groups` are the latter, each the
    places of the chains that go back to it."""

    low: int
    high: int
    groups: tuple[tuple[int, ...], ...]
    ties: tuple[Tie, ...]

    def __str__(self) -> str:
        return str(self.low) if self.low == self.high else f"{self.low} to {self.high}"


def independence(speakers: Sequence[Speaker]) -> Independence:
    """The independent origins behind these chains, each with the voice at its origin."""
    ties = tuple(_ties(speakers))
    groups = _joined(len(speakers), (tie for tie in ties if tie.is_sure))
    return Independence(_surely_apart(groups, ties), len(groups), groups, ties)


def _ties(speakers: Sequence[Speaker]) -> Iterator[Tie]:
    for (first, one), (second, other) in combinations(enumerate(speakers), 2):
        sure = surely_one(one, other)
        perhaps = None if sure else perhaps_one(one, other)
        if sure:
            yield Tie(first, second, sure, is_sure=True)
        elif perhaps:
            yield Tie(first, second, perhaps, is_sure=False)


def surely_one(speaker: Speaker, other: Speaker) -> Rule | None:
    """Why two have surely no two independent origins; None where they may have."""
    (chain, voice), (another, camped) = speaker, other
    if chain.origin.is_named and chain.origin == another.origin:
        return "one origin"
    if not chain.origin.is_named and _as_heard(chain) == _as_heard(another):
        return "one description through one outlet"
    if voice.camp is not None and voice.camp == camped.camp and not _are_unnamed(speaker, other):
        return "one camp"
    if _passes_on(another, chain) and _passes_on(chain, another):
        return "each cites the other"
    return None


def perhaps_one(speaker: Speaker, other: Speaker) -> Rule | None:
    """Why two perhaps go back to one origin. Unnamed people cannot be told apart from the named
    voice of whom they belong to, nor, where nobody says whose they are, from one another."""
    one, two = speaker[0].origin, other[0].origin
    unnamed = (not one.is_named) + (not two.is_named)
    whose_unknown = speaker[1].camp is None and other[1].camp is None
    if unnamed and (one.source == two.source or (unnamed == 2 and whose_unknown)):
        return "unnamed people who may be the same"
    if _speaks_after(speaker, other) or _speaks_after(other, speaker):
        return "an outlet that also passes the other on"
    return None


def is_circular(ties: Iterable[Tie]) -> bool:
    """Whether two of the origins rest on each other's word."""
    return any(tie.rule == "each cites the other" for tie in ties)


def _as_heard(chain: Chain) -> tuple[str, str | None, str | None]:
    """Unnamed people as an outlet describes them: whose, in which words, and which outlet."""
    first_outlet = chain.via[0] if chain.via else None
    return chain.origin.source, chain.origin.description, first_outlet


def _are_unnamed(speaker: Speaker, other: Speaker) -> bool:
    """Whether both are unnamed people of one source."""
    one, two = speaker[0].origin, other[0].origin
    return not one.is_named and not two.is_named and one.source == two.source


def _passes_on(chain: Chain, other: Chain) -> bool:
    """Whether the named origin of this chain stands in the way of the other's words."""
    return chain.origin.is_named and chain.origin.source in other.via


def _speaks_after(speaker: Speaker, other: Speaker) -> bool:
    """An outlet in its own words, on a thing of which it has also heard from unnamed people or
    from another outlet."""
    chain, voice = speaker
    from_hearsay = not other[0].origin.is_named or _is_outlet(other[1])
    return _is_outlet(voice) and from_hearsay and _passes_on(chain, other[0])


def _is_outlet(voice: Voice) -> bool:
    """Speaks for nobody and sees nothing for itself."""
    return voice.camp is None and voice.binds is None and not voice.has_access


def _surely_apart(groups: Sequence[Sequence[int]], ties: Iterable[Tie]) -> int:
    """How many groups with no tie between any two were found, those with fewest ties first."""
    group_of = {place: number for number, group in enumerate(groups) for place in group}
    tied: dict[int, set[int]] = {number: set() for number in range(len(groups))}
    for tie in ties:
        one, other = group_of[tie.first], group_of[tie.second]
        if one != other:
            tied[one].add(other)
            tied[other].add(one)
    apart: set[int] = set()
    for number in sorted(tied, key=lambda number: (len(tied[number]), number)):
        if not tied[number] & apart:
            apart.add(number)
    return len(apart)


def _joined(number: int, ties: Iterable[Tie]) -> tuple[tuple[int, ...], ...]:
    """The places joined by ties, directly or through others, in order."""
    group_of = list(range(number))
    for tie in ties:
        one, other = group_of[tie.first], group_of[tie.second]
        group_of = [one if group == other else group for group in group_of]
    groups: dict[int, list[int]] = {}
    for place, group in enumerate(group_of):
        groups.setdefault(group, []).append(place)
    return tuple(tuple(places) for places in groups.values())
