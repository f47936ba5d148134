"""Everything in an agreement that has clauses: its stipulations, phases and funds."""

from collections.abc import Iterator
from typing import TypeAlias

from servanda.agreement.model import Agreement, Clause, Fund, Phase, Stipulation

Subject: TypeAlias = Stipulation | Phase | Fund


def subjects(agreement: Agreement) -> Iterator[Subject]:
    """Stipulations, then phases, then funds, each in the order in which they are agreed."""
    yield from agreement.stipulations
    yield from agreement.phases
    yield from agreement.funds


def all_clauses(subject: Subject) -> Iterator[Clause]:
    """The clauses of the text, of every reading and of every linkage."""
    yield from subject.clauses
    for reading in subject.readings:
        yield from reading.clauses
    for linkage in subject.linkages:
        yield from linkage.clauses
