"""Turns: the instants at which the evidence of a row says something else to the engine.

A counter changes with every event, and most events change nothing that is owed: the third of ten
trucks makes a duty neither done nor begun. Where all that the engine asks of the evidence is such a
yes or no, only the instants are visited at which an answer changes.
"""

from collections.abc import Iterator

from servanda.agreement.model import DeedClause
from servanda.values.bounds import UNKNOWN
from servanda.values.instant import BEGINNING, Instant
from servanda.verdict.basis import Basis
from servanda.verdict.performed import is_shown_short
from servanda.verdict.stipulation import begun_now, done_now
from servanda.verdict.subject import changes_of_basis
from servanda.verdict.terms import Row


def turns_of_basis(row: Row, basis: Basis) -> Iterator[Instant]:
    """The instants that matter to the row. While it is open whether it was done every piece of
    evidence may tell when."""
    instants = sorted(set(changes_of_basis(basis)))
    if not _is_yes_or_no(row, basis):
        yield from instants
        return
    before = _answers(row, basis, BEGINNING)
    for instant in instants:
        answers = _answers(row, basis, instant)
        if answers != before or UNKNOWN in answers:
            yield instant
        before = answers


def _is_yes_or_no(row: Row, basis: Basis) -> bool:
    """A duty of so much of a deed: nothing is found of it, and nothing else is counted."""
    if row.kind != "duty" or not isinstance(row.measured, DeedClause):
        return False
    others = (basis.base, basis.longer, basis.owed, basis.pieces)
    is_counted_apart = any(one is not None for one in others) or basis.findings
    return row.measured.each_period is None and not is_counted_apart and not row.reached_before


def _answers(row: Row, basis: Basis, instant: Instant) -> tuple[object, ...]:
    """All that a step of such a row, or a condition on it, asks of the evidence."""
    assert isinstance(row.measured, DeedClause), "a duty of a deed"
    short = is_shown_short(row.measured, basis, instant)
    return done_now(row, basis, instant), begun_now(row, basis, instant), short
