"""Everything in an agreement that has clauses: its stipulations, phases and funds."""

from collections.abc import Iterator
from typing import TypeAlias

from servanda.agreement.model import Agreement, Clause, Fund, Phase, StageClause, Stipulation

Subject: TypeAlias = Stipulation | Phase | Fund


def subjects(agreement: Agreement) -> Iterator[Subject]:
    """Stipulations, then phases, then funds, each in the order in which they are agreed."""
    yield from agreement.stipulations
    yield from agreement.phases
    yield from agreement.funds


def all_clauses(subject: Subject) -> Iterator[Clause]:
    """The clauses of the text, of its stages, of every reading and of every linkage."""
    for clause in subject.clauses:
        yield clause
        if isinstance(clause, StageClause):
            yield from clause.clauses
    for reading in subject.readings:
        yield from reading.clauses
    for linkage in subject.linkages:
        yield from linkage.clauses
