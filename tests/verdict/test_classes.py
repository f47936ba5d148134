"""A class of a thing as the object of a deed: it counts by itself, and towards the thing."""

import pytest

from tests.verdict.small_world import SmallWorld, small_world

DUTY = "duty coins\n  north delivers 4 gold to south\n  by 2025-10-20\n"
BAN = "ban hoard\n  north must not deliver gold to south\n"


def says(deed: str, when: str = "on 2025-10-10") -> str:
    return f"claim observer says\n  north delivers {deed}\n  {when}\n\n"


def total(deed: str) -> str:
    return f"claim observer says\n  north delivers {deed} to south in total up to 2025-10-25\n\n"


@pytest.mark.parametrize(
    ("said", "state"),
    [
        (says("4 gold to south"), "done"),
        (says("4 coins to south of which 4 gold"), "done"),
        (says("9 coins to south of which 3 gold"), "partly done"),
        (says("4 coins to south"), "undetermined: short of the standard"),
    ],
)
def test_a_duty_on_a_class_is_done_by_so_many_of_it(said: str, state: str) -> None:
    assert small_world(DUTY, said).state("coins", "2025-10-12").startswith(state)


def test_its_one_row_counts_the_class() -> None:
    verdict = small_world(DUTY, says("3 gold to south")).verdict("coins", "2025-10-12")
    assert verdict.limb is None
    assert verdict.outcome is not None
    assert (verdict.outcome.low, verdict.outcome.unit) == (3, "gold")


def of_coins(world: SmallWorld) -> tuple[str, float]:
    verdict = world.verdict("coins", "2025-10-26")
    assert verdict.outcome is not None
    return verdict.state, verdict.outcome.low


COINS = "duty coins\n  north delivers 7 coins to south\n  by 2025-10-20\n"


def test_what_is_of_a_class_counts_towards_the_thing() -> None:
    parts = says("4 gold to south") + says("3 coins to south", "on 2025-10-12")
    assert of_coins(small_world(COINS, parts)) == ("done", 7)


def test_two_classes_of_one_day_are_two_events() -> None:
    silver = 'class silver of coins "made of silver"\n'
    parts = says("4 gold to south") + says("3 silver to south")
    assert of_coins(small_world(silver + COINS, parts)) == ("done", 7)


def test_a_total_of_a_class_does_not_tell_how_many_there_were_of_the_thing() -> None:
    world = small_world(COINS, total("4 gold"))
    state, low = of_coins(world)
    assert (state, low) == ("undetermined", 4)
    assert small_world(DUTY, total("3 gold")).state("coins", "2025-10-26") == "overdue"


def test_a_ban_on_a_class_is_broken_by_that_class() -> None:
    assert small_world(BAN, says("1 gold to south")).state("hoard", "2025-10-12") == "breached"
    silver = 'class silver of coins "made of silver"\n'
    none = says("3 coins to south of which 0 gold")
    assert small_world(silver + BAN, none).state("hoard", "2025-10-12") != "breached"


def test_a_condition_on_a_class_waits_for_so_many_of_it() -> None:
    keys = "duty keys\n  south delivers 1 keys to north\n  from north delivers 2 gold to south\n"
    assert (
        small_world(keys, says("5 coins to south of which 1 gold")).state("keys", "2025-10-12")
        == "pending"
    )
    assert small_world(keys, says("2 gold to south")).state("keys", "2025-10-12") == "open"


def test_coverage_of_a_class_reaches_only_that_class() -> None:
    seen = """
coverage by monitors
  of north delivers gold to south
  from 2025-10-01 to 2025-11-30
  said by observer
"""
    assert small_world(BAN, seen).state("hoard", "2025-10-12") == "kept"
    every = "ban hoard\n  north must not deliver coins to south\n"
    assert small_world(every, seen).state("hoard", "2025-10-12") == "undetermined: unreported"
