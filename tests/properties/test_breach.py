"""8. A breach never ends an agreement: only what the text, an act or time says ends anything."""

from collections import Counter
from dataclasses import replace

import pytest

from servanda.agreement import model
from servanda.agreement.model import Clause, Stipulation
from servanda.record.model import ActContent
from servanda.values.instant import Instant
from tests.gaza.example import DATES, Example
from tests.properties.asked import answer, question
from tests.reference.drawing import cases
from tests.reference.generated import Drawn, dates, worlds

ENDING = (
    model.ForClause, model.UntilClause, model.RenewedClause, model.LongerClause,
    model.ConsequenceClause, model.ReplacesClause, model.ChoiceClause,
)  # fmt: skip
IN_BREACH = {"open", "incidents"}
OVER = {"lapsed", "terminated", "superseded", "waived"}


def endless(drawn: Drawn) -> Drawn:
    """The world without a word on what ends anything, and without acts that do."""
    agreed = tuple(without_end(one) for one in drawn.agreement.stipulations)
    agreement = replace(drawn.agreement, stipulations=agreed, lapses=None)
    said = tuple(c for c in drawn.record.claims if not isinstance(c.content, ActContent))
    return replace(drawn, agreement=agreement, record=replace(drawn.record, claims=said))


def without_end(stipulation: Stipulation) -> Stipulation:
    readings = tuple(
        replace(one, clauses=lasting(one.clauses) or (model.AsItStandsClause(),))
        for one in stipulation.readings
    )
    return replace(stipulation, clauses=lasting(stipulation.clauses), readings=readings)


def lasting(clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    return tuple(clause for clause in clauses if not isinstance(clause, ENDING))


@pytest.mark.slow
def test_where_nothing_says_that_it_ends_nothing_ends_for_a_breach() -> None:
    seen: Counter[str] = Counter()

    @cases(240, worlds(), dates())
    def check(drawn: Drawn, when: list[Instant]) -> None:
        world = endless(drawn)
        found = answer(world, question(world, when[-1])).stipulations
        assert not OVER & {one.force for one in found}
        seen["all"] += 1
        seen["in breach"] += any(one.breach in IN_BREACH for one in found)

    check()
    assert seen["in breach"] >= 5, "there are breaches that could have ended it"


@pytest.mark.slow
@pytest.mark.parametrize("day", DATES[1:])
def test_on_gaza_what_is_in_breach_is_still_owed(gaza: Example, day: str) -> None:
    found = gaza.answer(gaza.question(day)).stipulations
    broken = [one for one in found if one.breach in IN_BREACH]
    assert broken
    assert {one.force for one in broken} <= {"in force", "suspended"}
