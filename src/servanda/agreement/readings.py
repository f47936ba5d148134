"""Readings and linkages laid over the text: which clauses stand, read so and held so."""

from dataclasses import dataclass

from servanda.agreement.model import (
    Agreement,
    AsItStandsClause,
    Clause,
    DeedClause,
    LevelClause,
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
        listed = tuple(reading.name for reading in subject.readings)
        if listed:
            names.setdefault(frozenset(listed), listed)
            members.setdefault(frozenset(listed), []).append(subject.name)
    return tuple(ReadingGroup(listed, tuple(members[key])) for key, listed in names.items())


def clauses_in(
    subject: Subject, reading: str | None, linkages_of: frozenset[str]
) -> tuple[Clause, ...]:
    """The clauses that stand in one reading, with the linkages of those who hold them.

    A reading's clauses replace the text's of the same sort, or complete it; its limbs replace all
    limbs. Linkages only add. With no reading, or one that the subject does not have, the text.
    """
    read = next((one.clauses for one in subject.readings if one.name == reading), ())
    stated = overlaid(subject.clauses, read)
    asserted = tuple(
        clause
        for linkage in subject.linkages
        if linkage.holder in linkages_of
        for clause in linkage.clauses
    )
    return (*stated, *asserted)


def overlaid(text: tuple[Clause, ...], read: tuple[Clause, ...]) -> tuple[Clause, ...]:
    said = tuple(clause for clause in read if not isinstance(clause, AsItStandsClause))
    kept = (clause for clause in text if not any(is_same_sort(clause, other) for other in said))
    return (*kept, *said)


def is_same_sort(clause: Clause, other: Clause) -> bool:
    """True for two clauses of which one text says only one; all limbs are one sort."""
    return type(clause) is type(other) or (isinstance(clause, LIMBS) and isinstance(other, LIMBS))
