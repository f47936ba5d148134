"""Powers: when they can be used, what was done under them, and what follows from a breach."""

from dataclasses import replace

import pytest

from servanda.evidence.viewpoint import NEUTRAL
from tests.verdict.small_world import duty, nothing_of, nothing_of_keys, small_world
from tests.verdict.test_acts import both_say, says

MAPS = duty("maps", "by 2025-10-20")
KEYS = duty("keys", "by 2025-10-05")
WITHHOLD = """
power withholding
  north may withhold maps, clock stops
  while keys breached
"""


# --- Their own state -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("clause", "states"),
    [
        ("", ("available", "available")),
        ("from 2025-10-15", ("pending", "available")),
        ("until 2025-10-15", ("available", "ended")),
        ("for 10 days", ("available", "ended")),
        ("while gate is open", ("available", "suspended")),
    ],
)
def test_when_a_power_can_be_used(clause: str, states: tuple[str, str]) -> None:
    world = small_world(
        f"{MAPS}power pause\n  south may suspend maps\n" + (f"  {clause}\n" if clause else ""),
        "claim observer says\n  gate is open\n  on 2025-09-30\n\n"
        "claim observer says\n  gate is shut\n  on 2025-10-12\n",
    )
    assert tuple(world.state("pause", at) for at in ("2025-10-10", "2025-10-20")) == states
    verdict = world.verdict("pause", "2025-10-10")
    assert (verdict.kind, verdict.bearer, verdict.limb) == ("power", ("south",), None)


def test_a_power_to_do_several_things_has_a_row_for_each() -> None:
    world = small_world(
        MAPS + "power pause\n  south may suspend maps\n  south and north may extend maps\n"
    )
    found = world.assessment("2025-10-10").stipulations
    rows = [(one.bearer, one.limb, one.state) for one in found if one.name == "pause"]
    assert (("south",), "suspend maps", "available") in rows
    assert (("south", "north"), "extend maps", "available") in rows


def test_a_power_tells_what_was_done_under_it_and_in_what_form() -> None:
    power = 'power reset\n  north and south may extend maps\n  form "in writing"\n'
    world = small_world(MAPS + power, both_say("extend maps by 10 days", "2025-10-12"))
    assert "Not used so far." in world.verdict("reset", "2025-10-12").because
    used = world.verdict("reset", "2025-10-14").because
    assert "Used: north and south extend maps by 10 days (2025-10-12)." in used
    assert 'Form: "in writing".' in used
    assert "under reset" in world.verdict("maps", "2025-10-14").because


def test_an_act_of_two_that_one_tells_is_put_into_its_mouth_alone() -> None:
    power = "power reset\n  north and south may extend maps\n"
    act = "north and south extend maps by 10 days"
    world = small_world(MAPS + power, says("north", act, "2025-10-12"))
    told = world.verdict("reset", "2025-10-14").because
    assert f"North says that {act} (2025-10-12); it is not established that it was used." in told
    assert "Used" not in told
    told = world.verdict("maps", "2025-10-14").because
    assert "North says that north and south extend this by 10 days" in told


def test_what_both_say_themselves_is_said_by_both() -> None:
    world = small_world(MAPS, both_say("suspend maps", "2025-10-12"))
    rejecting = replace(NEUTRAL, rejects_acts_of=frozenset({"north"}))
    assert "North and south say they suspend this" in world.verdict(
        "maps", "2025-10-14", rejecting
    ).because  # fmt: skip


MANDATE = "duty patrol\n  monitors deliver keys to valley-council\n  by 2025-10-20\n" + (
    'body valley-council "a council"\n'
)


def test_all_parties_together_change_what_binds_a_body() -> None:
    three = "claim north-office, south-office and east-office say\n" + (
        "  north, south and east extend patrol by 10 days\n  on 2025-10-12\n"
    )
    sources = 'source east-office "an office of East"\n  camp east\n  speaks for east\n'
    world = small_world(MANDATE + sources, three)
    verdict = world.verdict("patrol", "2025-10-14")
    assert verdict.due is not None and verdict.due.end == world.instant("2025-10-31")


def test_two_of_three_parties_do_not() -> None:
    world = small_world(MANDATE, both_say("extend patrol by 10 days", "2025-10-12"))
    assert "the text gives them no power to" in world.verdict("patrol", "2025-10-14").because


# --- Windows -------------------------------------------------------------------------------------


def test_a_power_is_used_in_its_window_or_not_at_all() -> None:
    power = "power pause\n  south may suspend maps\n  until 2025-10-15\n"
    early = small_world(MAPS + power, says("south", "south suspends maps", "2025-10-12"))
    late = small_world(MAPS + power, says("south", "south suspends maps", "2025-10-17"))
    assert early.state("maps", "2025-10-14") == "suspended"
    assert early.state("maps", "2025-10-16") == "open"  # it lasts only as long as the window
    assert late.state("maps", "2025-10-18") == "open"
    assert "pause did not reach so far then" in late.verdict("maps", "2025-10-18").because


@pytest.mark.parametrize(
    ("opens", "states"),
    [
        ("on 2025-10-11", ["suspended", "suspended"]),
        ("on 2025-10-12", ["suspended", "suspended"]),  # the day of the act: evidence comes first
        ("on 2025-10-12 15:00", ["undetermined", "undetermined"]),  # the act came perhaps before
        ("between 2025-10-10 and 2025-10-12", ["suspended", "suspended"]),
        ("between 2025-10-12 and 2025-10-14", ["undetermined", "undetermined"]),
        ("on 2025-10-13", ["open", "open"]),
    ],
)
def test_an_act_on_the_day_on_which_the_window_opens(opens: str, states: list[str]) -> None:
    power = "power pause\n  south may suspend maps\n  from south delivers 1 keys to north\n"
    keys = f"claim observer says\n  south delivers 1 keys to north\n  {opens}\n\n"
    world = small_world(MAPS + power, keys + says("south", "south suspends maps", "2025-10-12"))
    assert [world.state("maps", at).split(":")[0] for at in ("2025-10-13", "2025-10-19")] == states


def test_an_act_on_the_day_on_which_the_window_closes_is_not_established() -> None:
    power = "power pause\n  south may waive maps\n  until south delivers 1 keys to north\n"
    keys = "claim observer says\n  south delivers 1 keys to north\n  on 2025-10-12\n\n"
    world = small_world(MAPS + power, keys + says("south", "south waives maps", "2025-10-12"))
    assert world.state("maps", "2025-10-19").startswith("undetermined")


def test_a_withholding_lasts_while_the_breach_does() -> None:
    world = small_world(
        MAPS + KEYS + WITHHOLD,
        nothing_of_keys("2025-10-08")
        + says("north", "north withholds maps", "2025-10-09")
        + "\nclaim observer says\n  south delivers 1 keys to north\n  on 2025-10-12\n",
    )
    assert world.state("keys", "2025-10-07") == "overdue"
    assert world.state("maps", "2025-10-11") == "suspended"
    assert world.state("maps", "2025-10-14") == "open"
    due = world.verdict("maps", "2025-10-14").due
    assert due is not None and world.instant("2025-10-22") < due.start <= due.end
    assert due.end < world.instant("2025-10-25")


def test_a_withholding_that_is_pleaded_for_a_breach_that_is_none_suspends_nothing() -> None:
    pleaded = """
claim north-office admits
  north withholds maps
  on 2025-10-03
  pleading "the keys have not come"
"""
    world = small_world(MAPS + KEYS + WITHHOLD, pleaded)
    assert world.state("maps", "2025-10-04") == "open"
    sentence = world.verdict("maps", "2025-10-04").because
    assert "North says it withholds this (on 2025-10-03); withholding did not reach" in sentence
    north = replace(NEUTRAL, recognises_acts_of=frozenset({"north"}))
    assert world.verdict("maps", "2025-10-04", north).state == "suspended"


def test_what_the_text_does_not_know_is_told() -> None:
    world = small_world(MAPS, says("north", "north suspends maps", "2025-10-03"))
    sentence = world.verdict("maps", "2025-10-05").because
    assert "North says it suspends this (on 2025-10-03); the text gives it no power to." in sentence


def test_who_would_have_to_join_is_told() -> None:
    world = small_world(
        MAPS + "power reset\n  north and south may extend maps\n",
        says("north", "north extends maps to 2025-11-20", "2025-10-15"),
    )
    assert "south would have to join" in world.verdict("maps", "2025-10-17").because


# --- What follows from a breach ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("effect", "during", "after"),
    [("suspended", "suspended", "open"), ("terminated", "ended", "ended")],
)
def test_a_consequence_that_is_automatic(effect: str, during: str, after: str) -> None:
    world = small_world(
        duty("maps", "by 2025-11-20") + KEYS + f"  if breached, maps is {effect}\n",
        nothing_of_keys("2025-10-08")
        + "\nclaim observer says\n  south delivers 1 keys to north\n  on 2025-10-12\n",
    )
    assert world.state("maps", "2025-10-05") == "open"
    assert world.state("maps", "2025-10-09") == during
    assert f"{during} for keys breached." in world.verdict("maps", "2025-10-09").because
    assert world.state("maps", "2025-10-14") == after


def test_a_consequence_at_the_others_choice() -> None:
    world = small_world(
        duty("maps", "by 2025-11-20") + KEYS + "  if overdue, north may suspend maps\n",
        nothing_of_keys("2025-10-08") + says("north", "north suspends maps", "2025-10-10"),
    )
    early = small_world(
        duty("maps", "by 2025-11-20") + KEYS + "  if overdue, north may suspend maps\n",
        nothing_of_keys("2025-10-08") + says("north", "north suspends maps", "2025-10-04"),
    )
    assert world.state("maps", "2025-10-12") == "suspended"
    assert early.state("maps", "2025-10-12") == "open"


def test_two_that_would_withhold_from_each_other_are_both_in_breach() -> None:
    both = (
        duty("maps", "by 2025-10-05") + "  if breached, keys is suspended\n"
        + KEYS + "  if breached, maps is suspended\n"
    )  # fmt: skip
    world = small_world(both, nothing_of("maps", "2025-10-05") + nothing_of_keys("2025-10-05"))
    assert world.verdict("maps", "2025-10-10").breach == "open"
    assert world.verdict("keys", "2025-10-10").breach == "open"


# --- Phases and funds ----------------------------------------------------------------------------

PHASE = """
phase two
  begins when signature

power over-two
  south may suspend two
  north, south and east may terminate two
"""
SIGNED = "claim observer says\n  south signs treaty\n  on 2025-10-03 at 12:00\n"


def test_a_phase_that_is_suspended_is_not_open_meanwhile() -> None:
    world = small_world(
        PHASE,
        SIGNED
        + says("south", "south suspends two", "2025-10-10")
        + says("south", "south resumes two", "2025-10-15"),
    )
    days = ("2025-10-08", "2025-10-12", "2025-10-17")
    assert [world.phase("two", at).state for at in days] == ["open", "not open", "open"]
    sentence = world.phase("two", "2025-10-12").because
    assert sentence == "It is suspended. South suspends two (on 2025-10-10 under over-two)."


def test_a_phase_that_is_terminated_has_ended() -> None:
    world = small_world(
        PHASE,
        SIGNED + "\nclaim observer says\n  north, south and east terminate two\n  on 2025-10-10\n",
    )
    assert world.phase("two", "2025-10-12").state == "ended"


def test_a_fund_is_withheld_by_who_may_while_that_lasts() -> None:
    text = """
action pledge "promises money"
action pay "hands over money"

fund aid
  pledged by east
  paid by east

power withhold-aid
  east may withhold aid
  while keys breached
"""
    claims = """
claim observer says
  east pledges 10 coins
  on 2025-10-02

claim observer says
  east pays 10 coins
  on 2025-10-03

claim observer says
  east withholds aid
  on 2025-10-10

claim observer says
  south delivers 1 keys to north
  on 2025-10-20
"""
    world = small_world(text + KEYS, claims + nothing_of_keys("2025-10-08"))
    states = {}
    for at in ("2025-10-08", "2025-10-12", "2025-10-22"):
        (fund,) = world.assessment(at).funds
        states[at] = (fund.state, fund.releasable.high)
    assert states == {
        "2025-10-08": ("paid", 10), "2025-10-12": ("withheld", 0), "2025-10-22": ("paid", 10),
    }  # fmt: skip
