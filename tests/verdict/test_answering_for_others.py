"""Who answers for the deeds of others: must not let, ensures that."""

import pytest

from tests.verdict.small_world import SmallWorld, small_world

BAN = "ban raids\n  north must not let east and river-men raid south\n"
DUTY = "duty maps\n  north ensures that east delivers 2 maps to south\n  by 2025-11-01\n"
RIVER_MEN = """
actor river-men "the men of the river"
source river-radio "their radio"
  camp river-men

"""


def raid(actor: str, who: str = "observer") -> str:
    return f"\nclaim {who} says\n  {actor} raids south\n  on 2025-10-10\n"


def delivered(actor: str, who: str = "observer") -> str:
    return f"\nclaim {who} says\n  {actor} delivers 2 maps to south\n  on 2025-10-10\n"


def world(stipulation: str, said: str) -> SmallWorld:
    return small_world(RIVER_MEN + stipulation, said)


@pytest.mark.parametrize(
    ("actor", "state"), [("river-men", "breached"), ("east", "breached"), ("north", "undetermined")]
)
def test_a_raid_of_those_it_answers_for_is_its_breach(actor: str, state: str) -> None:
    verdict = world(BAN, raid(actor)).verdict("raids", "2025-10-20")
    assert (verdict.bearer, verdict.state) == (("north",), state)


def test_a_ban_has_one_row_for_each_who_answers() -> None:
    both = BAN.replace("north must", "north and south must").replace(
        " raid south", " raid each other"
    )
    found = world(both, raid("east")).assessment("2025-10-20").stipulations
    assert {v.bearer for v in found} == {("north",), ("south",)}


@pytest.mark.parametrize(("actor", "state"), [("east", "done"), ("north", "open")])
def test_what_it_ensures_is_done_by_the_others(actor: str, state: str) -> None:
    verdict = world(DUTY, delivered(actor)).verdict("maps", "2025-10-20")
    assert (verdict.bearer, verdict.state) == (("north",), state)


@pytest.mark.parametrize("who", ["north-office"])
def test_who_answers_gains_as_a_bearer_does(who: str) -> None:
    verdict = world(DUTY, delivered("east", who)).verdict("maps", "2025-10-20")
    assert (verdict.state, verdict.cause) == ("undetermined", "short of the standard")


def test_those_it_answers_for_gain_with_it() -> None:
    """What their own radio denies is asserted and no more."""
    denial = raid("river-men", "river-radio").replace(" says", " denies")
    assert world(BAN, raid("river-men") + denial).verdict("raids", "2025-10-20").state == "breached"
