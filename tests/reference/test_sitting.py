"""A sitting shares what it worked out between questions, and answers each as if it were the only
one."""

from dataclasses import replace

import pytest
from hypothesis import strategies as st

from servanda.evidence.viewpoint import NEUTRAL
from servanda.values.instant import NEVER, Instant
from servanda.verdict.assess import assess, history
from servanda.verdict.assessment import Question, Standard
from servanda.verdict.sitting import Sitting
from tests.reference.drawing import cases
from tests.reference.generated import Drawn, dates, worlds

STANDARDS: tuple[Standard, ...] = ("asserted", "alleged", "verified")


@pytest.mark.slow
@cases(20, worlds(), dates())
def test_each_question_is_answered_as_if_alone(drawn: Drawn, when: list[Instant]) -> None:
    sitting = Sitting(drawn.agreement, drawn.record)
    for viewpoint in (drawn.viewpoint, replace(NEUTRAL, name="somebody")):
        for standard in STANDARDS:
            for at in when:
                question = Question(at, NEVER, standard, viewpoint.name)
                alone = assess(drawn.agreement, drawn.record, viewpoint, question)
                assert sitting.assess(viewpoint, question) == alone


@pytest.mark.slow
@cases(8, worlds(), dates())
def test_so_is_every_history(drawn: Drawn, when: list[Instant]) -> None:
    viewpoints = (drawn.viewpoint, replace(NEUTRAL, name="somebody"))
    sitting = Sitting(drawn.agreement, drawn.record)
    for viewpoint in viewpoints:
        for standard in STANDARDS:
            question = Question(when[-1], NEVER, standard, viewpoint.name)
            alone = history(drawn.agreement, drawn.record, viewpoint, question)
            assert sitting.history(viewpoint, question) == alone


@pytest.mark.slow
@cases(20, worlds(), dates(), st.integers(1, 3))
def test_a_claim_that_joins_counts_as_if_it_had_been_there(
    drawn: Drawn, when: list[Instant], number: int
) -> None:
    claims = drawn.record.claims
    earlier, joining = claims[:-number], claims[-number:]
    question = Question(when[-1], NEVER, "alleged", drawn.viewpoint.name)
    sitting = Sitting(drawn.agreement, replace(drawn.record, claims=earlier))
    sitting.assess(drawn.viewpoint, question)
    for claim in joining:
        sitting = sitting.joined_by((claim,))
        sitting.assess(drawn.viewpoint, question)
    whole = assess(drawn.agreement, drawn.record, drawn.viewpoint, question)
    assert sitting.assess(drawn.viewpoint, question) == whole


@pytest.mark.slow
@cases(20, worlds(), dates())
def test_what_is_known_later_does_not_join_what_is_asked_as_known_before(
    drawn: Drawn, when: list[Instant]
) -> None:
    known = sorted(claim.known for claim in drawn.record.claims)
    if not known:
        return
    question = Question(when[-1], known[len(known) // 2], "alleged", drawn.viewpoint.name)
    sitting = Sitting(drawn.agreement, replace(drawn.record, claims=drawn.record.claims[:-1]))
    sitting.assess(drawn.viewpoint, question)
    later = sitting.joined_by(drawn.record.claims[-1:])
    whole = assess(drawn.agreement, drawn.record, drawn.viewpoint, question)
    assert later.assess(drawn.viewpoint, question) == whole
