"""Turns: the instants at which the evidence of a row says something else to the engine.

A counter changes with every event, and most events change nothing that is owed: the third of ten
trucks makes a duty neither done nor begun. Where all that the engine asks of the evidence is such a
yes or no, only the instants are visited at which an answer changes.
"""

from collections.abc import Iterator

from servanda.agreement.model import DeedClause
from servanda.values.instant import BEGINNING, Instant
from servanda.verdict.docket import Basis
from servanda.verdict.stipulation import begun_now, done_now, is_now_short
from servanda.verdict.subject import changes_of_basis
from servanda.verdict.terms import Row


def turns_of_basis(row: Row, basis: Basis, is_alone: bool) -> Iterator[Instant]:
    """The instants that matter to the row; `is_alone`: nothing that it waits on waits on it."""
    if is_told_by_the_piece(row, basis, is_alone):
        yield from changes_of_basis(basis)
        return
    before = answers_of(row, basis, BEGINNING)
    for instant in sorted(set(changes_of_basis(basis))):
        answers = answers_of(row, basis, instant)
        if answers != before:
            yield instant
        before = answers


def is_told_by_the_piece(row: Row, basis: Basis, is_alone: bool) -> bool:
    """Whether every change of the evidence may matter: bans count incidents, ratios and terms that
    grow count deeds; a quota in a loop is asked for its rate by the others."""
    if not isinstance(row.measured, DeedClause):
        return True
    is_quota = row.measured.each_period is not None
    counts = row.kind == "ban" or basis.base is not None or basis.longer is not None
    return counts or (is_quota and not is_alone)


def answers_of(row: Row, basis: Basis, instant: Instant) -> tuple[object, ...]:
    """All that a step of a row, a condition on it or its word asks of the evidence, where not every
    change may matter."""
    return (
        basis.found.at(instant),
        done_now(row, basis, instant),
        begun_now(row, basis, instant),
        is_now_short(row, basis, instant),
    )
