"""Independence: how many origins chains surely and possibly have, and which rule ties two."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.evidence.independence import Independence, independence, is_circular
from servanda.evidence.origins import voice_of
from servanda.record.model import Chain, Origin, Source

SOURCES = {
    source.name: source
    for source in (
        Source("wire", "a wire agency"),
        Source("paper", "a paper"),
        Source("gazette", "another paper"),
        Source("guard", "the guard", access="stands at the gate"),
        Source("monitors", "the monitors", access="patrols"),
        Source("north-office", "an office", camp="north", speaks_for="north"),
        Source("north-radio", "a radio", camp="north"),
    )
}


def chain(said: str) -> Chain:
    """From "paper", or from "officials of north via wire via paper"."""
    who, *via = said.split(" via ")
    if " of " in who:
        description, _, source = who.partition(" of ")
        return Chain(Origin(source, description), tuple(via))
    return Chain(Origin(who), tuple(via))


def counted(*said: str) -> Independence:
    chains = [chain(one) for one in said]
    return independence([(one, voice_of(one, SOURCES)) for one in chains])


@pytest.mark.parametrize(
    ("said", "how_many", "rules"),
    [
        (("guard", "monitors"), "2", ()),
        (("guard via wire", "guard via paper"), "1", ("one origin",)),
        (("wire via paper", "wire via gazette", "wire"), "1", ("one origin",) * 3),
        (
            ("staff of monitors via wire", "staff of monitors via wire via paper"),
            "1",
            ("one description through one outlet",),
        ),
        (
            ("staff of monitors via wire", "staff of monitors via paper"),
            "1 to 2",
            ("unnamed people who may be the same",),
        ),
        (
            ("staff of monitors via wire", "monitors"),
            "1 to 2",
            ("unnamed people who may be the same",),
        ),
        (
            ("diplomats of people via wire", "witnesses of people via paper"),
            "1 to 2",
            ("unnamed people who may be the same",),
        ),
        (
            ("diplomats of people via wire", "witnesses of others via paper"),
            "2",
            (),
        ),
        (("officers of north via wire", "north-office"), "1", ("one camp",)),
        (("north-office", "north-radio"), "1", ("one camp",)),
        (("paper via gazette", "gazette via paper"), "1", ("each cites the other",)),
        (
            ("paper", "officers of north via paper"),
            "1 to 2",
            ("an outlet that also passes the other on",),
        ),
        (("paper", "wire via paper"), "1 to 2", ("an outlet that also passes the other on",)),
        (("paper", "guard via paper"), "2", ()),
    ],
)
def test_two_or_one(said: tuple[str, ...], how_many: str, rules: tuple[str, ...]) -> None:
    found = counted(*said)
    assert str(found) == how_many
    assert tuple(tie.rule for tie in found.ties) == rules


def test_who_may_rest_on_either_of_two_does_not_make_them_one() -> None:
    """The paper passes on both agencies; they are two, whatever the paper rests on."""
    found = counted("paper", "wire via paper", "gazette via paper")
    assert str(found) == "2 to 3"


def test_four_unnamed_are_at_least_one_and_at_most_four() -> None:
    outlets = ("wire", "paper", "gazette", "guard")
    said = [f"officials of people via {outlet}" for outlet in outlets]
    assert str(counted(*said)) == "1 to 4"


def test_who_cite_one_another_are_circular() -> None:
    assert is_circular(counted("paper via gazette", "gazette via paper").ties)
    assert not is_circular(counted("paper via gazette", "gazette").ties)


NAMES = st.sampled_from((*SOURCES, "staff of monitors", "officers of north", "people of somewhere"))
VIA = st.lists(st.sampled_from(("wire", "paper", "gazette")), max_size=2, unique=True)
SAID = st.lists(
    st.builds(lambda who, via: " via ".join((who, *via)), NAMES, VIA), min_size=1, max_size=6
)


@given(SAID, st.randoms())
def test_the_order_in_which_they_come_does_not_matter(said: list[str], shuffle: Random) -> None:
    other = list(said)
    shuffle.shuffle(other)
    assert counted(*other).high == counted(*said).high


@given(SAID)
def test_said_twice_is_said_once(said: list[str]) -> None:
    assert str(counted(*said, *said)) == str(counted(*said))


@given(SAID)
def test_the_bounds_are_bounds(said: list[str]) -> None:
    found = counted(*said)
    assert 1 <= found.low <= found.high <= len(said)
    assert sorted(place for group in found.groups for place in group) == list(range(len(said)))
