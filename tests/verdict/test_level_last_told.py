"""A level that is told without an end is carried on, and it is said from which day."""

import pytest

from tests.verdict.small_world import small_world

GATE = "duty gate-open\n  north keeps gate open\n"
SAID = "claim observer says\n  gate is shut\n  {when}\n\n"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (SAID.format(when="from 2025-10-05"), "shut (observer, last told of 2025-10-05)"),
        (
            SAID.format(when="from 2025-10-05") + SAID.format(when="from 2025-10-20"),
            "shut (observer, last told of 2025-10-20)",
        ),
        (SAID.format(when="from 2025-10-05 to 2025-11-30"), "shut (observer)"),
    ],
    ids=["carried on", "told again", "told of all these days"],
)
def test_the_day_is_told_from_which_it_is_carried_on(said: str, told: str) -> None:
    world = small_world(GATE, said)
    assert f"the gate: {told}" in world.verdict("gate-open", "2025-11-10").because
