"""Positions over time: what stands beside what, on whose word, and what is different."""

from servanda.evidence.positions import Positions, positions
from servanda.publish.position_words import change_words
from servanda.values.instant import NEVER, Instant
from tests.verdict.small_world import SmallWorld, small_world

AGREED = """
duty maps
  north delivers 20 maps to south

ban raids
  north must not raid valley

office north/minister "minister of North"
"""
FIRST = """
report A "The first"
  by observer
  on 2025-10-03

position north commits "delivers the maps"
  about maps
  for now
  under pressure "winter comes"
  on 2025-10-03
  said by north-office
"""
SECOND = """
report B "The second"
  by observer
  on 2025-10-08

position north refuses "no more maps"
  about maps
  under pressure "an election"
  on 2025-10-08
  said by unnamed north "friends" via second-observer
"""


def told(text: str) -> SmallWorld:
    return small_world(AGREED, text)


def asked(
    world: SmallWorld, name: str | None = None, at: str = "2025-12-01", known: Instant = NEVER
) -> Positions:
    return positions(world.agreement, world.record, world.instant(at), known, name)


def test_a_later_position_stands_beside_the_earlier_with_what_is_different() -> None:
    (line,) = asked(told(FIRST + SECOND)).timelines
    (first, nothing), (second, change) = line.statements
    assert (first.id, second.id) == ("A.position-1", "B.position-1")
    assert nothing is None and change is not None
    assert [(one.what, one.before, one.after) for one in change.differences] == [
        ("attitude", "commits", "refuses"),
        ("for now", "for now", None),
        ("words", "delivers the maps", "no more maps"),
        ("pressure", "winter comes", None),
        ("pressure", None, "an election"),
    ]
    assert change_words(change) == (
        "after A.position-1, on another word: now refuses, before commits; before for now only; "
        "in other words; under other pressures"
    )


def test_two_accounts_of_one_day_are_no_change() -> None:
    same_day = SECOND.replace("on 2025-10-08\n  said", "on 2025-10-03\n  said")
    (line,) = asked(told(FIRST + same_day)).timelines
    change = line.statements[1][1]
    assert change is not None and change.same_time
    assert change_words(change).startswith(
        "beside A.position-1, on another word: here refuses, there commits"
    )


def test_known_and_at_are_respected() -> None:
    world = told(FIRST + SECOND)
    (line,) = asked(world, known=world.instant("2025-10-07")).timelines
    assert [one.id for one, _ in line.statements] == ["A.position-1"]
    (line,) = asked(world, at="2025-10-07").timelines
    assert [one.id for one, _ in line.statements] == ["A.position-1"]
    assert asked(world, at="2025-10-02").timelines == ()


CLAIMED = """
report C "Demands and promises"
  by observer
  on 2025-10-05

claim south-office demands
  north delivers 20 maps to south
  after 2025-10-05

claim unnamed south "hotheads" threaten
  "to march"
  after 2025-10-05

claim south-office expects
  "rain"
  on 2025-10-06
"""


def test_promises_threats_and_demands_are_positions_and_expectations_are_none() -> None:
    lines = asked(told(CLAIMED)).timelines
    found = [
        (line.holder.name, line.holder.description, line.subject, one.attitude)
        for line in lines
        for one, _ in line.statements
    ]
    assert found == [
        ("south", None, "maps", "demands"),  # whoever asks for the deed is what it is about
        ("south", "hotheads", "", "threatens"),  # unnamed people do not speak for South
    ]


VISITED = """
report V "A visit"
  by observer
  on 2025-10-06

visit north/minister to south
  held
  on 2025-10-05
  outcome "agreed to meet again"
  about maps

meeting east with south
  planned
  on 2025-10-20
"""


def test_by_actor_and_by_subject() -> None:
    world = told(FIRST + CLAIMED + VISITED)
    of_north = asked(world, "north")
    assert {line.holder.name for line in of_north.timelines} == {"north"}
    assert [one.id for one in of_north.engagements] == ["V.visit-1"]
    on_maps = asked(world, "maps")
    assert {line.subject for line in on_maps.timelines} == {"maps"}
    assert [one.id for one in on_maps.engagements] == ["V.visit-1"]
    of_south = asked(world, "south")
    assert [one.id for one in of_south.engagements] == ["V.visit-1", "V.meeting-1"]
    assert asked(world, "raids") == Positions((), ())


def test_an_engagement_is_told_once_it_was_held_or_announced() -> None:
    world = told(VISITED)
    assert asked(world, at="2025-10-05").engagements == ()
    early = asked(world, at="2025-10-05 12:00").engagements
    assert [one.id for one in early] == ["V.visit-1"]
