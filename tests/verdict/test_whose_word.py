"""Nobody proves its own performance by its own word."""

import pytest

from tests.verdict.small_world import small_world

MAPS = "duty maps\n  north delivers 10 maps to south\n  by 2025-10-10\n"
SAID = "claim {who} says\n  north delivers 10 maps to south\n  on 2025-10-05\n\n"


@pytest.mark.parametrize(
    "source",
    [
        'source north "North"\n',
        'source north "North"\n  speaks for north\n',
        'source radio "a radio"\n  speaks for north\n',
    ],
)
def test_a_source_that_bears_the_name_of_the_bearer_is_of_its_camp(source: str) -> None:
    world = small_world(MAPS + source, SAID.format(who=source.split()[1]))
    assert world.state("maps", "2025-11-01") == "undetermined: short of the standard"
    assert world.verdict("maps", "2025-11-01", proof="asserted").state == "done"


def test_a_camp_that_is_stated_is_the_camp() -> None:
    world = small_world(MAPS + 'source north "North"\n  camp east\n', SAID.format(who="north"))
    assert world.state("maps", "2025-11-01") == "done"


def test_who_concedes_is_named_apart_from_those_who_say_as_much() -> None:
    sources = 'source north "North"\nsource agency "an agency"\n'
    sources += 'source south "South"\n  speaks for south\n'
    told = "".join(SAID.format(who=who) for who in ("agency", "north", "south"))
    because = small_world(MAPS + sources, told).verdict("maps", "2025-11-01").because
    assert "conceded (south; also agency, north)" in because


def test_what_nobody_else_says_is_conceded_by_who_concedes_it() -> None:
    source = 'source south "South"\n  speaks for south\n'
    because = small_world(MAPS + source, SAID.format(who="south")).verdict("maps", "2025-11-01")
    assert "conceded (south)" in because.because
