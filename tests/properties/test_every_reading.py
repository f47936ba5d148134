"""5. `neutral` says that something is done only if it is done in every reading."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import pytest

from servanda.agreement.model import Agreement
from servanda.agreement.readings import reading_groups
from servanda.evidence.viewpoint import NEUTRAL, Viewpoint
from servanda.values.instant import Instant
from tests.gaza.example import DATES, Example
from tests.properties.asked import answer, question, rows
from tests.reference.drawing import cases
from tests.reference.generated import Drawn, dates, worlds

DONE = {"done", "done late"}


def each_way_to_read(agreement: Agreement) -> Iterator[Viewpoint]:
    """Neutral in all but the text, which it reads in one way."""
    groups = reading_groups(agreement)
    for names in product(*(group.names for group in groups)):
        reads = tuple(
            (member, name)
            for group, name in zip(groups, names, strict=True)
            for member in group.members
        )
        yield replace(NEUTRAL, reads=reads)


@pytest.mark.slow
@cases(60, worlds(), dates())
def test_done_is_done_in_every_reading(drawn: Drawn, when: list[Instant]) -> None:
    at = when[-1]
    neutral = replace(drawn, viewpoint=NEUTRAL)
    told = rows(answer(neutral, question(neutral, at)))
    for viewpoint in each_way_to_read(drawn.agreement):
        so_read = replace(drawn, viewpoint=viewpoint)
        found = rows(answer(so_read, question(so_read, at)))
        for key, verdict in told.items():
            if verdict.state in DONE and key in found:
                least = {"done late"} if verdict.state == "done late" else DONE
                assert found[key].state in least


@pytest.mark.slow
@pytest.mark.parametrize("day", DATES)
def test_so_it_is_on_gaza(gaza: Example, day: str) -> None:
    at = gaza.question(day)
    done = {key: one for key, one in rows(gaza.answer(at)).items() if one.state in DONE}
    assert done
    held = dict(gaza.workspace.viewpoints["neutral"].considers)
    for group in reading_groups(gaza.agreement):
        for reading in set(group.names) & ({*held.values()} or {*group.names}):
            found = rows(gaza.answer(replace(at, readings=(reading,))))
            assert all(found[key].state in DONE for key in done if key in found)
