"""Every prediction in the record, resolved for one question.

What somebody gains from a deed having been done is what it is where the agreement asks for that
deed: the same claim weighs the same for a verdict and for an expectation.
"""

from collections.abc import Iterator

from servanda.agreement.model import Agreement, DeedClause, LevelClause
from servanda.agreement.readings import clauses_in
from servanda.evidence.expectation import Expectation, resolve
from servanda.evidence.issue import Judge
from servanda.evidence.ladder import Stake
from servanda.evidence.matching import bears_on, principal
from servanda.evidence.prediction import Foreseen, predictions
from servanda.evidence.viewpoint import Viewpoint
from servanda.record.in_time import as_known
from servanda.record.model import (
    ActContent,
    Engagement,
    EventContent,
    LevelContent,
    Record,
    TotalContent,
)
from servanda.values.deed import Deed
from servanda.verdict.assessment import Question
from servanda.verdict.docket import Docket
from servanda.verdict.rows import rows_of
from servanda.verdict.seating import seated_docket
from servanda.verdict.stages import full_terms
from servanda.verdict.terms import Row, parties


def expectations(
    agreement: Agreement, record: Record, viewpoint: Viewpoint, question: Question
) -> tuple[Expectation, ...]:
    """What everything that had been said to come by the question's date has become."""
    known = as_known(record, question.known)
    judge = Judge(viewpoint, question.grade, known.sources, {})
    docket = seated_docket(agreement, known, judge)
    rows = tuple(_rows(docket))
    return tuple(
        resolve(
            prediction,
            docket.agreement,
            known,
            lambda foreseen: stake_in(foreseen, rows, docket.agreement),
            judge,
            question.at,
        )
        for prediction in predictions(known, question.at)
    )


def stake_in(foreseen: Foreseen, rows: tuple[Row, ...], agreement: Agreement) -> Stake:
    """Who gains from its having come about, and whose findings verify it."""
    match foreseen:
        case EventContent(deed=deed) | TotalContent(deed=deed):
            return _stake_in_deed(deed, rows, agreement)
        case LevelContent(level=level):
            asking = (
                row.stake
                for row in rows
                if isinstance(row.measured, LevelClause) and row.measured.level.level == level.level
            )
            return next(asking, Stake())
        case ActContent(actors=actors):
            return Stake(gain_for=frozenset(principal(actor) for actor in actors))
        case Engagement():
            return Stake()  # that two met is to nobody's advantage
        case _:
            return Stake()


def _stake_in_deed(deed: Deed, rows: tuple[Row, ...], agreement: Agreement) -> Stake:
    asked = Deed(
        tuple(principal(actor) for actor in deed.actors),
        deed.action,
        deed.thing,
        to=deed.to,
        place=deed.place,
    )
    for row in rows:
        if isinstance(row.measured, DeedClause) and bears_on(asked, row.measured.deed, agreement):
            return row.stake
    actors = frozenset(asked.actors)
    return Stake(gain_for=actors, gain_against=parties(agreement) - actors)


def _rows(docket: Docket) -> Iterator[Row]:
    """The rows of everything agreed, as the text has it."""
    agreement = docket.agreement
    for stipulation in agreement.stipulations:
        clauses = clauses_in(stipulation, None, docket.judge.viewpoint.linkages_of)
        yield from rows_of(stipulation, full_terms(clauses, agreement), agreement)
