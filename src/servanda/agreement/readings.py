"""Readings and linkages laid over the text: which clauses stand, read so and held so."""

from dataclasses import dataclass, replace

from servanda.agreement.model import (
    Agreement,
    AsItStandsClause,
    Clause,
    DeedClause,
    LevelClause,
    Linkage,
    Reading,
    StageClause,
    TextClause,
)
from servanda.agreement.subjects import Subject, subjects

LIMBS = (DeedClause, LevelClause, TextClause)


@dataclass(frozen=True, slots=True)
class ReadingGroup:
    """Stipulations, phases and funds whose readings bear the same names: they are read alike."""

    names: tuple[str, ...]  # of the readings, in the order of the first member
    members: tuple[str, ...]


def reading_groups(agreement: Agreement) -> tuple[ReadingGroup, ...]:
    """Everything that can be read in several ways, in the order in which it is agreed."""
    names: dict[frozenset[str], tuple[str, ...]] = {}
    members: dict[frozenset[str], list[str]] = {}
    for subject in subjects(agreement):
        listed = tuple(dict.fromkeys(reading.name for reading in subject.readings))
        if listed:
            names.setdefault(frozenset(listed), listed)
            members.setdefault(frozenset(listed), []).append(subject.name)
    return tuple(ReadingGroup(listed, tuple(members[key])) for key, listed in names.items())


def clauses_in(
    subject: Subject, reading: str | None, linkages_of: frozenset[str]
) -> tuple[Clause, ...]:
    """The clauses that stand in one reading, with the linkages of those who hold them.

    A reading's clauses replace the text's of the same sort, or complete it; its limbs replace all
    limbs. Linkages add, but for limbs, which replace the text's. With no reading, or one that the
    subject does not have, the text.
    """
    read = [one for one in subject.readings if one.name == reading]
    stated = subject.clauses
    for one in read:
        stated = overlaid(stated, one.clauses) if one.stage is None else in_stage(stated, one)
    for linkage in subject.linkages:
        if linkage.holder in linkages_of:
            in_all = added(stated, linkage.clauses)
            stated = in_all if linkage.stage is None else in_stage(stated, linkage)
    return stated


def added(text: tuple[Clause, ...], asserted: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """What a linkage asserts beside the text; its limbs, if it has any, in place of the text's."""
    has_limbs = any(isinstance(clause, LIMBS) for clause in asserted)
    kept = (clause for clause in text if not (has_limbs and isinstance(clause, LIMBS)))
    return (*kept, *asserted)


def in_stage(clauses: tuple[Clause, ...], said: Reading | Linkage) -> tuple[Clause, ...]:
    """The clauses with what a reading says of one stage laid over that stage's own, or what a
    linkage adds to them."""
    return tuple(
        replace(clause, clauses=laid_on(clause.clauses, said))
        if isinstance(clause, StageClause) and clause.name == said.stage
        else clause
        for clause in clauses
    )


def laid_on(clauses: tuple[Clause, ...], said: Reading | Linkage) -> tuple[Clause, ...]:
    if isinstance(said, Reading):
        return overlaid(clauses, said.clauses)
    return (*clauses, *said.clauses)


def overlaid(text: tuple[Clause, ...], read: tuple[Clause, ...]) -> tuple[Clause, ...]:
    said = tuple(clause for clause in read if not isinstance(clause, AsItStandsClause))
    kept = (clause for clause in text if not any(is_same_sort(clause, other) for other in said))
    return (*kept, *said)


def is_same_sort(clause: Clause, other: Clause) -> bool:
    """True for two clauses of which one text says only one; all limbs are one sort."""
    return type(clause) is type(other) or (isinstance(clause, LIMBS) and isinstance(other, LIMBS))
