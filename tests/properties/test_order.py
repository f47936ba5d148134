"""1. The order in which entries arrive does not matter."""

import random
from dataclasses import replace

import pytest
from hypothesis import strategies as st

from servanda.record.model import Record
from servanda.values.instant import Instant
from tests.gaza.example import DATES, Example
from tests.properties.asked import answer, question
from tests.reference.drawing import cases
from tests.reference.generated import Drawn, dates, worlds


def shuffled(record: Record, chance: random.Random) -> Record:
    """The same entries as if they had come in another order."""
    return replace(
        record,
        claims=tuple(chance.sample(record.claims, len(record.claims))),
        coverage=tuple(chance.sample(record.coverage, len(record.coverage))),
        reports=dict(chance.sample(list(record.reports.items()), len(record.reports))),
        sources=dict(chance.sample(list(record.sources.items()), len(record.sources))),
    )


@pytest.mark.slow
@cases(25, worlds(), dates(), st.randoms(use_true_random=False))
def test_the_order_of_arrival_changes_nothing(
    drawn: Drawn, when: list[Instant], chance: random.Random
) -> None:
    other = replace(drawn, record=shuffled(drawn.record, chance))
    for at in when:
        assert answer(other, question(drawn, at)) == answer(drawn, question(drawn, at))


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_on_gaza_it_changes_nothing_either(gaza: Example, seed: int) -> None:
    asked = gaza.question(DATES[2])
    record = shuffled(gaza.record, random.Random(seed))
    workspace = replace(gaza.workspace, record=record)
    assert Example(workspace, gaza.agreement).answer(asked) == gaza.answer(asked)
