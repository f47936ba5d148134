"""4. An answer as known on a date never shows what was known later."""

from dataclasses import replace

import pytest

from servanda.record.model import Record
from servanda.values.instant import Instant
from servanda.verdict.reasons import explain, leaf_references
from tests.properties.asked import answer, question
from tests.reference.drawing import cases
from tests.reference.generated import Drawn, dates, worlds


def entered_by(record: Record, known: Instant) -> Record:
    """What a record held that was laid aside on that day."""
    return replace(
        record,
        claims=tuple(claim for claim in record.claims if claim.known <= known),
        coverage=tuple(window for window in record.coverage if window.known <= known),
    )


@pytest.mark.slow
@cases(40, worlds(), dates())
def test_what_was_entered_later_changes_nothing(drawn: Drawn, when: list[Instant]) -> None:
    early, at = when[0], when[-1]
    laid_aside = replace(drawn, record=entered_by(drawn.record, early))
    assert answer(drawn, question(drawn, at, known=early)) == answer(
        laid_aside, question(drawn, at, known=early)
    )
    now = answer(laid_aside, question(drawn, at))
    then = answer(drawn, question(drawn, at, known=early))
    assert now.stipulations == then.stipulations
    assert now.phases == then.phases


@pytest.mark.slow
@cases(25, worlds(), dates())
def test_no_reason_rests_on_what_was_entered_later(drawn: Drawn, when: list[Instant]) -> None:
    early, at = when[len(when) // 2], when[-1]
    later = {claim.id for claim in drawn.record.claims if claim.known > early}
    asked = question(drawn, at, known=early)
    for stipulation in drawn.agreement.stipulations:
        trees = explain(drawn.agreement, drawn.record, drawn.viewpoint, asked, stipulation.name)
        assert not later & {leaf for tree in trees for leaf in leaf_references(tree)}
