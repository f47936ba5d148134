"""Actors by other names: in every script, while they exist, up to the nearest that is known."""

from datetime import UTC, datetime, timedelta

import pytest

from servanda.intake.incidents.actors import Actors, UnusableActors, read_actors

FILE = """
[[actor]]
name = "old-army"
parent = "north"
to = 2019-02-28
aliases = ["Army of North"]

[[actor]]
name = "new-army"
parent = "old-army-command"
from = 2019-03-01
aliases = ["Army of North", "Army of  NORTH (2019-)"]
[actor.names]
Cyrl = ["Армия Севера"]
Arab = ["جيش الشمال"]

[[actor]]
name = "old-army-command"
parent = "south"

[[actor]]
name = "bandits"
"""


def actors(text: str = FILE) -> Actors:
    read = read_actors(text.encode(), ("north", "south"))
    assert not isinstance(read, UnusableActors), read
    return read


def found(words: str, year: int, month: int, day: int, days: int = 1, hour: int = 0) -> str | None:
    starts = datetime(year, month, day, hour, tzinfo=UTC)
    return actors().actor(words, starts, starts + timedelta(days=days), "UTC")


def test_a_name_is_whoever_has_it_at_the_time() -> None:
    assert found("Army of North", 2018, 1, 1) == "north"
    assert found("Army of North", 2020, 1, 1) == "south"
    assert found("Army of North", 2019, 2, 28) == "north"
    assert found("Army of North", 2019, 2, 28, days=2) is None, "over both"
    assert found("Army of North (2019-)", 2018, 1, 1) is None, "it did not exist yet"


def test_days_are_those_of_the_incident() -> None:
    starts = datetime(2019, 2, 28, 22, tzinfo=UTC)
    ends = starts + timedelta(hours=1)
    assert actors().actor("Army of North", starts, ends, "UTC") == "north"
    assert actors().actor("Army of North", starts, ends, "Europe/Kyiv") == "south"


def test_names_of_every_script_and_case() -> None:
    assert found("армия  севера", 2020, 1, 1) == "south"
    assert found("جيش الشمال", 2020, 1, 1) == "south"
    assert found("bandits", 2020, 1, 1) is None, "of nobody in the agreement"
    assert found("somebody", 2020, 1, 1) is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[", "no TOML"),
        ("x = 1", "no list of at most"),
        ("[[actor]]", "actor 1 has no `name`"),
        ('[[actor]]\nname = "a"\nalias = []', "`alias` is nothing"),
        ('[[actor]]\nname = "a"\naliases = "b"', "no lists of texts"),
        ('[[actor]]\nname = "a"\nnames = ["b"]', "no table by script"),
        ('[[actor]]\nname = "a"\nfrom = "2019"', "no date"),
        ('[[actor]]\nname = "a"\nfrom = 2019-01-02\nto = 2019-01-01', "ends before"),
        ('[[actor]]\nname = "a"\nparent = "b"', "parent `b`, which is no actor"),
        ('[[actor]]\nname = "a"\nparent = "a"', "its own parent"),
        (
            '[[actor]]\nname = "a"\naliases = ["x"]\n[[actor]]\nname = "b"\naliases = ["X"]',
            "`x` is `a` and `b` at the same time",
        ),
    ],
)
def test_what_is_no_actor_is_told(text: str, message: str) -> None:
    read = read_actors(text.encode(), ("north",))
    assert isinstance(read, UnusableActors) and message in read.message, read


def test_what_is_no_text_is_told() -> None:
    read = read_actors(b"\xff", ())
    assert isinstance(read, UnusableActors) and "UTF-8" in read.message
