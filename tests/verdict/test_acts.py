"""Acts: extension, waiver, suspension, certificate and termination, and in whose eyes they work."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from servanda.evidence.viewpoint import NEUTRAL, Viewpoint
from servanda.values.instant import Interval
from servanda.verdict.assessment import Reason
from servanda.verdict.disputes import disputes
from servanda.verdict.reasons import explain, leaf_references, only
from tests.verdict.small_world import SmallWorld, duty, nothing_of, small_world

MAPS = duty("maps", "by 2025-10-20")
BOTH_MAY = """
power reset "The two may move the date"
  north and south may extend maps
"""


def says(who: str, act: str, on: str) -> str:
    return f"\nclaim {who}-office says\n  {act}\n  on {on}\n"


def both_say(act: str, on: str) -> str:
    return f"\nclaim north-office and south-office say\n  north and south {act}\n  on {on}\n"


def due(world: SmallWorld, name: str, at: str, viewpoint: Viewpoint = NEUTRAL) -> Interval | None:
    return world.verdict(name, at, viewpoint).due


def exactly(world: SmallWorld, written: str) -> Interval:
    return Interval(world.instant(written), world.instant(written))


# --- Extension -----------------------------------------------------------------------------------


def test_an_extension_on_the_day_of_the_deadline_comes_in_time() -> None:
    world = small_world(
        MAPS + BOTH_MAY,
        both_say("extend maps to 2025-11-05", "2025-10-20") + nothing_of("maps", "2025-11-20"),
    )
    assert due(world, "maps", "2025-10-20") == exactly(world, "2025-10-21")
    assert due(world, "maps", "2025-10-21") == exactly(world, "2025-11-06")
    assert [step.verdict.state for step in world.track("maps", "2025-11-05").steps][-1] == "open"
    assert "overdue" not in [s.verdict.state for s in world.track("maps", "2025-11-05").steps]
    assert world.state("maps", "2025-11-21") == "overdue"


def test_an_extension_by_days_counts_from_the_day_on_which_it_was_due() -> None:
    world = small_world(MAPS + BOTH_MAY, both_say("extend maps by 10 days", "2025-10-12"))
    assert due(world, "maps", "2025-10-14") == exactly(world, "2025-10-31")


def test_an_extension_by_days_before_the_trigger_is_remembered() -> None:
    world = small_world(
        duty("maps", "within 10 days of signature") + BOTH_MAY,
        both_say("extend maps by 5 days", "2025-10-05")
        + "claim observer says\n  south signs treaty\n  on 2025-10-10 at 12:00\n",
    )
    assert world.state("maps", "2025-10-08") == "pending"
    assert due(world, "maps", "2025-10-08") is None
    assert due(world, "maps", "2025-10-12") == exactly(world, "2025-10-26")


def test_several_extensions_apply_one_after_the_other() -> None:
    world = small_world(
        MAPS + BOTH_MAY,
        both_say("extend maps by 5 days", "2025-10-12")
        + both_say("extend maps by 5 days", "2025-10-14"),
    )
    assert due(world, "maps", "2025-10-13") == exactly(world, "2025-10-26")
    assert due(world, "maps", "2025-10-15") == exactly(world, "2025-10-31")


def test_an_extension_fills_a_date_that_was_left_to_be_agreed() -> None:
    world = small_world(
        duty("maps", "by date to be agreed") + BOTH_MAY,
        both_say("extend maps to 2025-11-05", "2025-10-12"),
    )
    assert due(world, "maps", "2025-10-12") is None
    assert due(world, "maps", "2025-10-13") == exactly(world, "2025-11-06")


def test_rescheduling_closes_a_breach_and_the_lateness_stays_in_the_history() -> None:
    world = small_world(
        MAPS + BOTH_MAY,
        both_say("extend maps to 2025-11-20", "2025-10-31") + nothing_of("maps", "2025-10-25"),
    )
    assert world.state("maps", "2025-10-27") == "overdue"
    verdict = world.verdict("maps", "2025-11-01")
    assert (verdict.state, verdict.breach, verdict.timeliness) == ("open", "closed", "open")
    words = [step.verdict.state for step in world.track("maps", "2025-11-10").steps]
    assert words.index("overdue") < len(words) - 1 and words[-1] == "open"


def test_a_new_date_that_passes_needs_to_be_shown_missed_again() -> None:
    world = small_world(
        MAPS + BOTH_MAY,
        both_say("extend maps to 2025-11-20", "2025-10-31") + nothing_of("maps", "2025-10-25"),
    )
    assert world.state("maps", "2025-11-22") == "undetermined: unreported"


def test_one_side_alone_extends_in_its_own_eyes_only() -> None:
    world = small_world(
        MAPS + BOTH_MAY,
        says("north", "north extends maps to 2025-11-20", "2025-10-15"),
    )
    north = replace(NEUTRAL, name="north", recognises_acts_of=frozenset({"north"}))
    silent = Viewpoint("silent", "of neither")
    assert due(world, "maps", "2025-10-25") == exactly(world, "2025-10-21")
    assert due(world, "maps", "2025-10-25", north) == exactly(world, "2025-11-21")
    assert due(world, "maps", "2025-10-25", silent) == exactly(world, "2025-10-21")


def test_where_a_viewpoint_does_not_say_an_act_of_the_holders_is_perhaps_one() -> None:
    world = small_world(
        MAPS + BOTH_MAY,
        both_say("extend maps to 2025-11-20", "2025-10-15") + nothing_of("maps", "2025-11-01"),
    )
    silent = Viewpoint("silent", "of neither")
    verdict = world.verdict("maps", "2025-11-02", silent)
    assert (verdict.state, verdict.cause) == ("undetermined", "unrecognised act")
    assert verdict.due == Interval(world.instant("2025-10-21"), world.instant("2025-11-21"))
    against = replace(NEUTRAL, rejects_acts_of=frozenset({"south"}))
    assert world.verdict("maps", "2025-11-02", against).state == "overdue"


def test_an_act_of_both_works_from_the_second_and_an_acceptance_joins() -> None:
    world = small_world(
        MAPS + BOTH_MAY,
        says("north", "north extends maps to 2025-11-20", "2025-10-15")
        + says("south", "south accepts maps", "2025-10-18"),
    )
    assert due(world, "maps", "2025-10-17") == exactly(world, "2025-10-21")
    assert due(world, "maps", "2025-10-19") == exactly(world, "2025-11-21")


def test_all_whom_the_target_binds_need_no_power() -> None:
    world = small_world(MAPS, both_say("extend maps to 2025-11-20", "2025-10-15"))
    assert due(world, "maps", "2025-10-16") == exactly(world, "2025-11-21")


def test_the_word_of_one_side_on_what_the_other_did_is_not_enough() -> None:
    world = small_world(
        MAPS + BOTH_MAY,
        says("north", "north and south extend maps to 2025-11-20", "2025-10-15")
        + nothing_of("maps", "2025-11-01"),
    )
    assert world.state("maps", "2025-11-02") == "undetermined: short of the standard"


def test_a_word_against_ones_own_interest_on_what_the_other_did_is_enough() -> None:
    world = small_world(
        MAPS + BOTH_MAY,
        says("south", "north and south extend maps to 2025-11-20", "2025-10-15"),
    )
    assert due(world, "maps", "2025-11-02") == exactly(world, "2025-11-21")


def test_a_power_extends_no_further_than_its_limit() -> None:
    power = "power little\n  east may extend maps by at most 10 days\n"
    far = small_world(
        MAPS + power,
        "claim observer says\n  east extends maps by 11 days\n  on 2025-10-15\n",
    )
    near = small_world(
        MAPS + power,
        "claim observer says\n  east extends maps to 2025-10-30\n  on 2025-10-15\n",
    )
    assert due(far, "maps", "2025-10-16") == exactly(far, "2025-10-21")
    assert due(near, "maps", "2025-10-16") == exactly(near, "2025-10-31")


def test_a_whole_that_is_extended_extends_its_stages() -> None:
    stages = """
duty maps "Maps"
  north delivers 10 maps to south
  stage first: 4; by 2025-10-20
  stage second: the rest; by 2025-10-30
"""
    whole = small_world(stages + BOTH_MAY, both_say("extend maps by 10 days", "2025-10-12"))
    part = small_world(
        stages + "power one\n  north and south may extend maps\n",
        both_say("extend maps/first to 2025-11-20", "2025-10-12"),
    )
    at = whole.instant("2025-10-15")

    def dues(world: SmallWorld) -> list[Interval | None]:
        found = world.assessment(at).stipulations
        return [one.due for one in found if one.name == "maps" and one.limb is not None]

    assert dues(whole) == [exactly(whole, "2025-10-31"), exactly(whole, "2025-11-10")]
    assert dues(part) == [exactly(part, "2025-11-21"), exactly(part, "2025-10-31")]


def test_a_truce_for_so_long_or_until_a_date_is_extended() -> None:
    claims = both_say("extend truce to 2025-11-20", "2025-10-12")
    for clause in ("for 20 days", "until 2025-10-20"):
        power = "power longer\n  north and south may extend truce\n"
        world = small_world(f"ban truce\n  north must not raid valley\n  {clause}\n{power}", claims)
        assert world.verdict("truce", "2025-11-20").force == "in force"
        assert world.verdict("truce", "2025-11-22").force == "lapsed"


# --- Waiver --------------------------------------------------------------------------------------


def test_what_is_waived_fails_no_more() -> None:
    world = small_world(
        MAPS,
        says("south", "south waives maps", "2025-10-15")
        + says("north", "north accepts maps", "2025-10-16")
        + nothing_of("maps", "2025-11-01"),
    )
    assert world.state("maps", "2025-10-15") == "open"
    verdict = world.verdict("maps", "2025-11-03")
    assert (verdict.state, verdict.force, verdict.breach) == ("waived", "waived", "none")


def test_a_waiver_closes_a_breach() -> None:
    world = small_world(
        MAPS,
        both_say("waive maps", "2025-10-31") + nothing_of("maps", "2025-10-25"),
    )
    assert world.state("maps", "2025-10-27") == "overdue"
    verdict = world.verdict("maps", "2025-11-03")
    assert (verdict.state, verdict.breach) == ("waived", "closed")


# --- Suspension ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("clock", "days"), [("stops", 5), ("runs", 0)])
def test_a_suspension_lasts_until_it_is_lifted(clock: str, days: int) -> None:
    world = small_world(
        MAPS + f"power pause\n  south may suspend maps, clock {clock}\n",
        says("south", "south suspends maps", "2025-10-10 at 12:00")
        + says("south", "south resumes maps", "2025-10-15 at 12:00")
        + nothing_of("maps", "2025-12-01"),
    )
    assert world.state("maps", "2025-10-10") == "open"
    verdict = world.verdict("maps", "2025-10-13")
    assert (verdict.state, verdict.force) == ("suspended", "suspended")
    assert world.state("maps", "2025-10-17") == "open"
    moved = due(world, "maps", "2025-10-17")
    unmoved = world.instant("2025-10-21")
    assert moved is not None and abs(moved.end - unmoved - days * 86400) < 60
    assert world.state("maps", "2025-12-02") == "overdue"


def test_a_suspension_that_the_text_does_not_know_is_one_in_its_makers_eyes_only() -> None:
    world = small_world(MAPS, says("south", "south suspends maps", "2025-10-10"))
    south = replace(NEUTRAL, recognises_acts_of=frozenset({"south"}))
    assert world.state("maps", "2025-10-12") == "open"
    assert world.verdict("maps", "2025-10-12", south).state == "suspended"


def test_what_is_suspended_before_its_trigger_says_so() -> None:
    world = small_world(
        duty("maps", "within 10 days of signature") + "power pause\n  south may suspend maps\n",
        says("south", "south suspends maps", "2025-10-10"),
    )
    verdict = world.verdict("maps", "2025-10-12")
    assert (verdict.state, verdict.force) == ("suspended", "suspended")


# --- Certificates --------------------------------------------------------------------------------

GATES = """
phase latched
  begins when maps certified by monitors

phase loose
  open while maps certified
"""
CERTIFIED = """
claim monitors says
  monitors certifies maps
  on 2025-10-10

claim monitors says
  monitors decertifies maps
  on 2025-10-20
"""
MONITORS = 'source monitors "the monitors"\n'


def test_a_certificate_is_in_force_until_it_is_revoked_and_a_latched_gate_stays_open() -> None:
    world = small_world(MAPS + GATES, MONITORS + REPORT + CERTIFIED)
    days = ("2025-10-10", "2025-10-12", "2025-10-22")
    assert [world.phase("latched", at).state for at in days] == ["not open", "open", "open"]
    assert [world.phase("loose", at).state for at in days] == ["not open", "open", "not open"]
    assert world.state("maps", "2025-10-12") == "open"  # a certificate is not a fact


REPORT = """
report R2 "What was certified"
  by observer
  on 2026-12-31
"""


# --- Termination ---------------------------------------------------------------------------------


def test_both_parties_end_the_agreement() -> None:
    world = small_world(
        MAPS + duty("keys", "by 2025-12-01"),
        "claim observer says\n  north, south and east terminate small\n  on 2025-10-25\n"
        + nothing_of("maps", "2025-10-23"),
    )
    assert world.state("maps", "2025-10-24") == "overdue"
    verdict = world.verdict("maps", "2025-10-27")
    assert (verdict.state, verdict.force, verdict.breach) == ("ended", "terminated", "open")
    verdict = world.verdict("keys", "2025-10-27")
    assert (verdict.state, verdict.force, verdict.breach) == ("ended", "terminated", "none")


def test_one_party_alone_does_not_end_it() -> None:
    world = small_world(MAPS, says("north", "north terminates small", "2025-10-12"))
    assert world.state("maps", "2025-10-15") == "open"


# --- Reasons and disputes ------------------------------------------------------------------------


def tree(world: SmallWorld, name: str, at: str) -> list[Reason]:
    found = explain(world.agreement, world.record, NEUTRAL, world.question(at), name)
    return [node for root in found for node in walk(root)]


def walk(node: Reason) -> Iterator[Reason]:
    yield node
    for child in node.children:
        yield from walk(child)


def test_an_act_stands_in_the_reasons_and_its_claims_decide() -> None:
    world = small_world(
        MAPS + BOTH_MAY,
        both_say("extend maps to 2025-11-20", "2025-10-15") + nothing_of("maps", "2025-10-25"),
    )
    nodes = tree(world, "maps", "2025-10-27")
    (act,) = [node for node in nodes if node.ref == "act:extend:maps:1"]
    assert act.text == "act: north and south extend maps to 2025-11-20: recognised"
    assert [leaf.decisive for leaf in act.children] == [False, True]  # South's word binds both


def test_the_window_of_a_power_stands_in_the_reasons_with_its_evidence() -> None:
    world = small_world(
        MAPS
        + duty("keys", "by 2025-10-05")
        + "power withholding\n  north may withhold maps\n  while keys breached\n",
        "claim observer says\n  south delivers 0 keys to north in total up to 2025-10-08\n"
        + says("north", "north withholds maps", "2025-10-10"),
    )
    assert world.state("maps", "2025-10-12") == "suspended"
    tree_of_maps = explain(
        world.agreement, world.record, NEUTRAL, world.question("2025-10-12"), "maps"
    )
    leaves = frozenset(leaf for root in tree_of_maps for leaf in leaf_references(root))
    alone = replace(world, record=only(world.record, leaves))
    assert alone.state("maps", "2025-10-12") == "suspended"
    assert {claim.id for claim in world.record.claims} == leaves


def test_an_act_that_only_one_side_recognises_is_what_parts_them() -> None:
    world = small_world(MAPS, says("north", "north suspends maps", "2025-10-10"))
    north = replace(NEUTRAL, name="north", recognises_acts_of=frozenset({"north"}))
    (found,) = disputes(world.agreement, world.record, NEUTRAL, north, world.question("2025-10-12"))
    assert (found.first, found.second, found.causes) == ("open", "suspended", ("acts",))
    assert found.items == ("act: north suspends maps",)
