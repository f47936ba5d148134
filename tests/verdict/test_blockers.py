"""Blockers: what is missing, whose move it is, and what is not in the text."""

import pytest

from servanda.evidence.viewpoint import NEUTRAL, Viewpoint
from servanda.verdict.assessment import Blocker
from servanda.verdict.blockers import blockers
from tests.verdict.small_world import SmallWorld, small_world

WORDS = """
guarantor west "West"
actor donors "donors"
action pledge "promises money"
action pay "hands over money"
source west-office "an office of West"
  camp west
  speaks for west
event start "South signs" is south signs treaty
duty maps
  north delivers 1 maps to south
duty keys
  south delivers 1 keys to north
"""
FUND = "fund rebuilding\n  pledged by donors\n  paid by donors\n"
AT = "2025-12-01"


def delivered(actor: str, thing: str) -> str:
    to = "south" if actor == "north" else "north"
    return f"claim observer says\n  {actor} delivers 1 {thing} to {to}\n  on 2025-10-05\n\n"


def found(
    text: str, claims: str = "", viewpoint: Viewpoint = NEUTRAL, name: str | None = None
) -> dict[str, tuple[Blocker, ...]]:
    world: SmallWorld = small_world(WORDS + text, claims)
    asked = world.question(AT)
    return dict(blockers(world.agreement, world.record, viewpoint, asked, name))


def of_phase(gate: str, claims: str = "", viewpoint: Viewpoint = NEUTRAL) -> tuple[Blocker, ...]:
    return found(f"phase two\n  begins when {gate}\n", claims, viewpoint)["two"]


def moves(blocking: tuple[Blocker, ...]) -> list[tuple[str, tuple[str, ...]]]:
    return [(one.state, one.whose_move) for one in blocking]


# --- Whose move ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("gate", "state", "whose"),
    [
        ("maps done", "open", ("north",)),
        ("keys done", "open", ("south",)),
        ("south raids valley", "not done", ("south",)),
        ("start", "has not happened", ("south",)),
        ("phase two declared open by west", "not declared", ("west",)),
        ("to be agreed", "left to be agreed", ("east", "north", "south")),
        ("maps done or keys done", "open", ("north", "south")),
    ],
)
def test_whose_move_it_is(gate: str, state: str, whose: tuple[str, ...]) -> None:
    (blocker,) = of_phase(gate)
    assert (blocker.state, blocker.whose_move, blocker.asserted_by) == (state, whose, ())


def test_each_part_of_the_gate_blocks_by_itself_until_it_holds() -> None:
    gate = "maps done and keys done"
    assert moves(of_phase(gate)) == [("open", ("north",)), ("open", ("south",))]
    assert moves(of_phase(gate, delivered("north", "maps"))) == [("open", ("south",))]
    both = delivered("north", "maps") + delivered("south", "keys")
    assert of_phase(gate, both) == ()


def test_every_phase_and_fund_is_asked_or_the_one_that_is_named() -> None:
    text = "phase one\n  begins when maps done\n" + FUND
    assert list(found(text)) == ["one", "rebuilding"]
    assert list(found(text, name="one")) == ["one"]


def test_what_a_duty_waits_for() -> None:
    answer = "duty books\n  south delivers 1 books to north\n  from maps done\n"
    assert moves(found(answer, name="books")["books"]) == [("open", ("north",))]
    assert found(answer, delivered("north", "maps"), name="books")["books"] == ()


def test_an_act_that_is_not_recognised() -> None:
    claim = "claim west-office says\n  phase two is declared open\n  on 2025-10-05\n"
    gate = "phase two declared open by west"
    assert of_phase(gate, claim) == ()
    rejecting = Viewpoint("south", "S", rejects_acts_of=frozenset({"west"}))
    (blocker,) = of_phase(gate, claim, rejecting)
    assert blocker.state == "declared, not recognised in this viewpoint"


def test_a_gate_that_waits_for_a_failure_is_no_move_of_the_bearer() -> None:
    (blocker,) = of_phase("maps overdue")
    assert blocker.whose_move == ()


def test_behind_another_phase_stands_whoever_can_open_it() -> None:
    text = "phase one\n  begins when maps done\nphase two\n  begins when phase one open\n"
    assert moves(found(text)["two"]) == [("phase one is not open", ("north",))]


# --- Not in the text -----------------------------------------------------------------------------

LINKED = FUND + "  linkage south: withheld until maps done\n"
HOLDING = Viewpoint("south", "S", linkages_of=frozenset({"south"}))


@pytest.mark.parametrize("viewpoint", [NEUTRAL, HOLDING])
def test_a_linkage_is_shown_and_marked_not_in_the_text(viewpoint: Viewpoint) -> None:
    (blocker,) = found(LINKED, viewpoint=viewpoint)["rebuilding"]
    assert (blocker.what, blocker.whose_move) == ("maps done", ("north",))
    assert blocker.asserted_by == ("south",)


def test_a_linkage_that_is_satisfied_blocks_nothing() -> None:
    (left,) = found(LINKED, delivered("north", "maps"), HOLDING)["rebuilding"]
    assert left.state == "none pledged"


def test_what_the_text_withholds_is_in_the_text() -> None:
    (blocker,) = found(FUND + "  withheld until maps done\n")["rebuilding"]
    assert blocker.asserted_by == ()


def test_what_is_in_the_text_is_so_whoever_asserts_it_too() -> None:
    both = FUND + "  withheld until maps done\n  linkage south: withheld until maps done\n"
    assert [one.asserted_by for one in found(both)["rebuilding"]] == [()]


# --- Readings ------------------------------------------------------------------------------------

READ = """
phase two
  begins when to be agreed
  reading first: begins when maps done
  reading second: begins when maps done and keys done
"""


def test_in_which_readings_it_blocks() -> None:
    assert [(one.what, one.readings) for one in found(READ)["two"]] == [
        ("maps done", ()), ("keys done", ("second",)),
    ]  # fmt: skip


def test_who_holds_a_reading_is_blocked_by_its_conditions_only() -> None:
    reads = Viewpoint("any", "A", reads=(("two", "first"),))
    assert [(one.what, one.readings) for one in found(READ, viewpoint=reads)["two"]] == [
        ("maps done", ())
    ]


# --- Stages, chains and empty funds --------------------------------------------------------------

CHAIN = """
duty first
  north delivers 2 maps to south
duty second
  south delivers 2 keys to north
  from first done
"""


def test_what_waits_for_a_pending_duty_is_moved_by_who_can_bring_its_trigger() -> None:
    (blocking,) = found(CHAIN + "phase two\n  begins when second done\n")["two"]
    assert (blocking.state, blocking.whose_move) == ("pending", ("north",))


def test_duties_that_wait_for_one_another_are_nobody_s_move() -> None:
    circle = """
duty first
  north delivers 2 maps to south
  from second done
duty second
  south delivers 2 keys to north
  from first done
"""
    (blocking,) = found(circle + "phase two\n  begins when second done\n")["two"]
    assert (blocking.state, blocking.whose_move) == ("pending", ())


STAGED = """
duty other
  south delivers 1 keys to north
duty staged
  north delivers 2 maps to south
  stage one: 1; from other done
  stage two: the rest
"""


@pytest.mark.parametrize(("name", "whose"), [("staged", ["south"]), ("staged/one", ["south"]),
                                             ("staged/two", [])])  # fmt: skip
def test_a_stage_waits_by_itself(name: str, whose: list[str]) -> None:
    blocking = found(STAGED, name=name)[name]
    assert [actor for one in blocking for actor in one.whose_move] == whose


def test_a_fund_without_money_waits_for_who_pledges() -> None:
    (blocking,) = found(FUND)["rebuilding"]
    assert (blocking.what, blocking.state, blocking.whose_move) == (
        "money for it", "none pledged", ("donors",),
    )  # fmt: skip
