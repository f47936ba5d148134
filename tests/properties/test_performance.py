"""3. A claim of performance never makes a done duty undone."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import strategies as st

from servanda.agreement.model import DeedClause, Stipulation
from servanda.record.model import Chain, Claim, EventContent, Origin
from servanda.values.deed import Deed
from servanda.values.instant import Instant
from servanda.values.quantity import exactly
from tests.properties.asked import answer, question, rows
from tests.reference.drawing import cases
from tests.reference.generated import START, Drawn, dates, intervals, origins, worlds

DONE = {"done", "done late"}


def deeds_of(stipulation: Stipulation) -> Iterator[Deed]:
    """What is owed once, if it is: the deed that a further claim says was done."""
    for clause in stipulation.clauses:
        if isinstance(clause, DeedClause) and clause.each_period is None:
            yield clause.deed


@st.composite
def further_claims(draw: st.DrawFn) -> tuple[Origin, EventContent, int]:
    """By whom, when and how many more than is owed; of which deed, is said later."""
    nothing = EventContent(Deed((), "give"), draw(intervals()))
    return draw(origins), nothing, draw(st.integers(0, 2))


@pytest.mark.slow
@cases(150, worlds(), dates(), further_claims())
def test_a_claim_of_performance_never_makes_a_done_duty_undone(
    drawn: Drawn, when: list[Instant], further: tuple[Origin, EventContent, int]
) -> None:
    """Whoever says, of whatever time, that at least as much was done as is owed."""
    at = when[-1]
    before = rows(answer(drawn, question(drawn, at)))
    done = {key for key, one in before.items() if one.state in DONE and one.kind == "duty"}
    origin, said, more = further
    for stipulation in drawn.agreement.stipulations:
        for deed in deeds_of(stipulation) if {key[0] for key in done} & {stipulation.name} else ():
            whole = deed if deed.percent or deed.amount is None else replace(
                deed, amount=exactly(deed.amount.low + more)
            )  # fmt: skip
            content = replace(said, deed=replace(whole, excepting=(), number="stated"))
            claim = Claim("R.99", "R", "says", Chain(origin), content, START)
            record = replace(drawn.record, claims=(*drawn.record.claims, claim))
            after = rows(answer(replace(drawn, record=record), question(drawn, at)))
            assert all(after[key].state in DONE for key in done)
