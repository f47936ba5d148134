"""Disputes: where two viewpoints part, over facts, the text or acts, by the smallest examples."""

from servanda.evidence.viewpoint import NEUTRAL, Viewpoint
from servanda.verdict.assessment import Dispute
from servanda.verdict.disputes import disputes
from tests.verdict.small_world import small_world

WORDS = """
guarantor west "West"
source west-office "an office of West"
  camp west
  speaks for west
"""
MAPS = "duty maps\n  north delivers 1 maps to south\n"
AT = "2025-12-01"


def seen(name: str, **choices: object) -> Viewpoint:
    return Viewpoint(name, name, **choices)  # type: ignore[arg-type]


def between(
    first: Viewpoint, second: Viewpoint, text: str, claims: str = ""
) -> tuple[Dispute, ...]:
    world = small_world(WORDS + text, claims)
    return disputes(world.agreement, world.record, first, second, world.question(AT))


def delivery(who: str, says: str = "says") -> str:
    return f"claim {who} {says}\n  north delivers 1 maps to south\n  on 2025-10-05\n\n"


OF_NORTH = seen("north", accepts=frozenset({"north"}))
OF_SOUTH = seen("south", accepts=frozenset({"south"}))
CONTESTED = delivery("north-office") + delivery("south-office", "denies")


def test_nothing_parts_who_sees_alike() -> None:
    assert between(NEUTRAL, NEUTRAL, MAPS, CONTESTED) == ()
    assert between(OF_NORTH, OF_SOUTH, MAPS, delivery("observer")) == ()


# --- Facts ---------------------------------------------------------------------------------------


def test_over_facts() -> None:
    (dispute,) = between(OF_NORTH, OF_SOUTH, MAPS, CONTESTED)
    assert (dispute.name, dispute.first, dispute.second) == ("maps", "done", "open")
    assert dispute.causes == ("facts",)
    (item,) = dispute.items
    assert item.startswith("issue event:")
    assert item.endswith("north 1, south 0")


def test_only_the_issue_that_parts_them_is_named() -> None:
    other = "claim observer says\n  south delivers 1 keys to north\n  on 2025-10-05\n\n"
    keys = "duty keys\n  south delivers 1 keys to north\n"
    (dispute,) = between(OF_NORTH, OF_SOUTH, MAPS + keys, CONTESTED + other)
    assert (dispute.name, len(dispute.items)) == ("maps", 1)


def test_over_whose_findings_verify() -> None:
    claims = "claim observer finds\n  north delivers 1 maps to south\n  on 2025-10-05\n\n"
    claims += delivery("second-observer", "denies")
    trusting = seen("trusting", recognises=frozenset({"observer"}))
    (dispute,) = between(trusting, NEUTRAL, MAPS, claims)
    assert (dispute.first, dispute.second, dispute.causes) == ("done", "undetermined", ("facts",))


def test_what_waits_on_it_is_disputed_too() -> None:
    answer = "duty keys\n  south delivers 1 keys to north\n  from maps done\n"
    found = between(OF_NORTH, OF_SOUTH, MAPS + answer, CONTESTED)
    assert [(one.name, one.first, one.second, one.causes) for one in found] == [
        ("maps", "done", "open", ("facts",)),
        ("keys", "open", "pending", ("facts",)),
    ]
    assert found[0].items == found[1].items


# --- The text ------------------------------------------------------------------------------------

READ = MAPS + "  reading early: by 2025-10-10\n  reading late: by 2026-10-10\n"
NOTHING = "claim observer says\n  north delivers 0 maps to south in total up to 2025-11-01\n"


def test_over_the_reading() -> None:
    early, late = (seen(name, reads=(("maps", name),)) for name in ("early", "late"))
    (dispute,) = between(early, late, READ, NOTHING)
    assert (dispute.first, dispute.second, dispute.causes) == ("overdue", "open", ("text",))
    assert dispute.items == ("reading of maps: early or late",)


def test_over_a_linkage() -> None:
    linked = MAPS + "  linkage north: from south raids valley\n"
    holding = seen("north", linkages_of=frozenset({"north"}))
    (dispute,) = between(holding, NEUTRAL, linked)
    assert (dispute.first, dispute.second, dispute.causes) == ("pending", "open", ("text",))
    assert dispute.items == ("linkage of north on maps, not in the text",)


# --- Acts ----------------------------------------------------------------------------------------

PHASE = "phase two\n  begins when phase two declared open by west\n"
DECLARED = "claim west-office says\n  phase two is declared open\n  on 2025-10-05\n\n"
REJECTING = seen("south", rejects_acts_of=frozenset({"west"}))


def test_over_an_act() -> None:
    (dispute,) = between(NEUTRAL, REJECTING, PHASE, DECLARED)
    assert (dispute.first, dispute.second, dispute.causes) == ("open", "not open", ("acts",))
    assert dispute.items == ("act of west: phase two declared open",)


def test_over_an_act_that_sets_off_a_duty() -> None:
    duty = "duty maps\n  north delivers 1 maps to south\n  from phase two declared open by west\n"
    found = between(NEUTRAL, REJECTING, PHASE + duty, DECLARED)
    of_duty = next(one for one in found if one.name == "maps")
    assert (of_duty.first, of_duty.second, of_duty.causes) == ("open", "pending", ("acts",))
    assert of_duty.items == ("act of west: phase two declared open",)


def test_an_act_that_both_recognise_parts_nobody() -> None:
    """South recognises North's declaration by name, neutral because the text names its holder."""
    three = "phase three\n  begins when phase three declared open by north\n"
    both = PHASE.replace("by west", "by west and phase three declared open by north") + three
    claims = DECLARED + DECLARED.replace("west-office", "north-office").replace("two", "three")
    rejecting = seen("south", rejects_acts_of=frozenset({"west"}),
                     recognises_acts_of=frozenset({"north"}))  # fmt: skip
    (dispute,) = between(NEUTRAL, rejecting, both, claims)
    assert (dispute.name, dispute.first, dispute.second) == ("two", "open", "not open")
    assert dispute.items == ("act of west: phase two declared open",)


def test_where_its_holder_is_rejected_nobody_else_s_act_stands_in() -> None:
    """South rejects West's declaration; North's of the same phase, which it recognises, is another
    act, and the phase waits for West's."""
    claims = DECLARED + DECLARED.replace("west-office", "north-office")
    rejecting = seen("south", rejects_acts_of=frozenset({"west"}),
                     recognises_acts_of=frozenset({"north"}))  # fmt: skip
    (dispute,) = between(NEUTRAL, rejecting, PHASE, claims)
    assert dispute.items == ("act of west: phase two declared open",)


# --- Together ------------------------------------------------------------------------------------


def test_over_a_fact_and_an_act_at_once() -> None:
    """The act is not recognised and a delivery is disputed: settling one of them ends nothing."""
    text = MAPS + PHASE.rstrip() + " and maps done\n"
    west = frozenset({"west"})
    first = seen("first", accepts=frozenset({"north"}), recognises_acts_of=west)
    second = seen("second", accepts=frozenset({"south"}), rejects_acts_of=west)
    found = between(second, first, text, CONTESTED + DECLARED)
    of_phase = next(one for one in found if one.name == "two")
    assert (of_phase.first, of_phase.second) == ("not open", "open")
    assert of_phase.causes == ("facts", "acts")
    assert len(of_phase.items) == 2


def test_a_row_that_only_one_sees_is_disputed() -> None:
    """Whether it is the first or the second who sees it."""
    text = MAPS + "  reading more: as it stands\n  reading other: east delivers 1 maps to south\n"
    more, other = (seen(name, reads=(("maps", name),)) for name in ("more", "other"))
    found = between(more, other, text)
    assert [(one.bearer, one.first, one.second, one.causes) for one in found] == [
        (("north",), "open", "not there", ("text",)),
        (("east",), "not there", "open", ("text",)),
    ]
