"""The way back from many statements to few origins: who said it first, and through whom it came."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from servanda.agreement.model import Agreement, DeedClause
from servanda.agreement.subjects import all_clauses
from servanda.evidence.independence import Independence, Tie, independence
from servanda.evidence.issue import AFFIRMING
from servanda.evidence.matching import bears_on, principal
from servanda.evidence.origins import grade_of, voice_of
from servanda.record.model import (
    Chain,
    Claim,
    Entry,
    EventContent,
    Origin,
    PostureContent,
    Retraction,
    Source,
    SourceGrade,
    TotalContent,
)


@dataclass(frozen=True, slots=True)
class Path:
    """One way by which an origin's words came: the outlets in order, with the grade of each that
    has one, and what came by it."""

    via: tuple[str, ...]
    claims: tuple[str, ...]
    grades: tuple[SourceGrade | None, ...]

    @property
    def hand(self) -> int:
        """0: the publisher's own words; 1: heard by the publisher itself; 2 and more: later."""
        return len(self.via)


@dataclass(frozen=True, slots=True)
class Root:
    """One origin as described, with its camp, its grade and the ways by which its words came."""

    origin: Origin
    camp: str | None
    grade: SourceGrade | None
    paths: tuple[Path, ...]

    @property
    def claims(self) -> tuple[str, ...]:
        return tuple(claim for path in self.paths for claim in path.claims)


@dataclass(frozen=True, slots=True)
class OriginTree:
    """Statements with the origins they go back to.

    `groups` are the origins that can be independent, each with all the voices that surely count
    as one; there are at least `low` of them and at most `high`. `ties` name the claims that were
    joined, surely or perhaps, and by which rule.
    """

    claims: tuple[str, ...]
    low: int
    high: int
    groups: tuple[tuple[Root, ...], ...]
    ties: tuple[tuple[str, str, Tie], ...]


def origin_tree(claims: Sequence[Entry | Retraction], sources: Mapping[str, Source]) -> OriginTree:
    """The origins of these claims or other entries. Those that share a chain are looked at once."""
    by_chain: dict[Chain, list[Entry | Retraction]] = {}
    for claim in claims:
        by_chain.setdefault(claim.chain, []).append(claim)
    chains = list(by_chain)
    found = independence([(chain, voice_of(chain, sources)) for chain in chains])
    groups = tuple(
        _roots([chains[place] for place in places], by_chain, sources) for places in found.groups
    )
    return OriginTree(
        tuple(claim.id for claim in claims),
        found.low,
        found.high,
        tuple(sorted(groups, key=lambda group: (-_size(group), group[0].origin.source))),
        tuple(_named_ties(found, chains, by_chain)),
    )


def violations_told(claims: Iterable[Claim], agreement: Agreement) -> Mapping[str, tuple[str, ...]]:
    """For each actor that a ban binds, the claims that tell of a deed of it that a ban forbids.

    An article that tells of one side's only is seen by the empty lists of the others.
    """
    banned = [
        clause.deed
        for stipulation in agreement.stipulations
        if stipulation.kind == "ban"
        for clause in all_clauses(stipulation)
        if isinstance(clause, DeedClause)
    ]
    told: dict[str, dict[str, None]] = {
        principal(actor): {} for deed in banned for actor in deed.actors
    }
    for claim in claims:
        content = claim.content
        if claim.stance not in AFFIRMING or not isinstance(content, EventContent | TotalContent):
            continue
        if any(bears_on(content.deed, deed, agreement) for deed in banned):
            for actor in content.deed.actors:
                told.setdefault(principal(actor), {})[claim.id] = None
    return {actor: tuple(ids) for actor, ids in told.items()}


def about_bans_in_words(claims: Iterable[Claim], agreement: Agreement) -> tuple[str, ...]:
    """The claims in words only that are said to bear on a ban: they may accuse, and no program
    reads of what. Their own stance stands with them."""
    bans = {one.name for one in agreement.stipulations if one.kind == "ban"}
    return tuple(
        claim.id
        for claim in claims
        if isinstance(claim.content, PostureContent) and bans.intersection(claim.about)
    )


def _roots(
    chains: Sequence[Chain],
    by_chain: Mapping[Chain, Sequence[Entry | Retraction]],
    sources: Mapping[str, Source],
) -> tuple[Root, ...]:
    """The voices of one group, each once, in the order in which they speak."""
    paths: dict[tuple[Origin, str | None], dict[tuple[str, ...], list[str]]] = {}
    for chain in chains:
        voice = chain.origin, voice_of(chain, sources).camp
        ids = paths.setdefault(voice, {}).setdefault(chain.via, [])
        ids.extend(claim.id for claim in by_chain[chain])
    return tuple(
        Root(origin, camp, grade_of(origin.source, sources), _paths(ways, sources))
        for (origin, camp), ways in paths.items()
    )


def _paths(
    ways: Mapping[tuple[str, ...], Sequence[str]], sources: Mapping[str, Source]
) -> tuple[Path, ...]:
    return tuple(
        Path(via, tuple(ids), tuple(grade_of(outlet, sources) for outlet in via))
        for via, ids in ways.items()
    )


def _named_ties(
    found: Independence,
    chains: Sequence[Chain],
    by_chain: Mapping[Chain, Sequence[Entry | Retraction]],
) -> Iterable[tuple[str, str, Tie]]:
    for tie in found.ties:
        yield by_chain[chains[tie.first]][0].id, by_chain[chains[tie.second]][0].id, tie


def _size(group: Sequence[Root]) -> int:
    return sum(len(root.claims) for root in group)
