"""What replaces what, and which of two instruments prevails."""

from tests.verdict.small_world import duty, nothing_of, small_world
from tests.verdict.test_acts import both_say

OLD = duty("maps", "by 2025-10-20")
NEW = """
duty new-maps "Maps, by the second agreement"
  north delivers 1 books to south
  from signature
  by 2025-11-20
  replaces maps
"""
GATE = "phase two\n  begins when maps done\n"
SIGNED = "claim observer says\n  south signs treaty\n  on 2025-10-10 at 12:00\n"
DONE = "\nclaim observer says\n  north delivers 1 books to south\n  on 2025-11-01\n"


def test_what_is_replaced_is_superseded_once_its_successor_is_triggered() -> None:
    world = small_world(OLD + NEW, SIGNED)
    assert world.state("maps", "2025-10-10") == "open"
    verdict = world.verdict("maps", "2025-10-12")
    assert (verdict.state, verdict.force, verdict.timeliness) == (
        "superseded",
        "superseded",
        "none",
    )
    assert "Superseded by new-maps." in verdict.because
    assert world.state("maps", "2025-11-01") == "superseded"


def test_a_gate_on_what_was_replaced_is_opened_by_its_successor() -> None:
    world = small_world(OLD + NEW + GATE, SIGNED + DONE)
    assert world.phase("two", "2025-10-31").state == "not open"
    assert world.phase("two", "2025-11-03").state == "open"
    before = small_world(OLD + NEW + GATE, DONE)  # never triggered, so nothing is replaced
    assert before.phase("two", "2025-11-03").state == "not open"


def test_a_gate_on_what_was_done_before_it_was_replaced_stays_met() -> None:
    world = small_world(
        OLD + NEW + GATE,
        SIGNED + "\nclaim observer says\n  north delivers 1 maps to south\n  on 2025-10-05\n",
    )
    assert world.phase("two", "2025-10-12").state == "open"
    assert world.state("maps", "2025-10-12") == "done"


def test_being_replaced_closes_a_breach_that_stays_in_the_history() -> None:
    world = small_world(
        OLD + NEW.replace("signature", "2025-10-31"), nothing_of("maps", "2025-10-25")
    )
    assert world.state("maps", "2025-10-27") == "overdue"
    verdict = world.verdict("maps", "2025-11-02")
    assert (verdict.state, verdict.breach) == ("superseded", "closed")
    words = [step.verdict.state for step in world.track("maps", "2025-11-02").steps]
    assert "overdue" in words


def test_of_two_that_replace_each_other_neither_does() -> None:
    world = small_world(OLD + "  replaces keys\n" + duty("keys", "replaces maps"))
    assert [world.state(name, "2025-10-12") for name in ("maps", "keys")] == ["open", "open"]


def test_both_sides_replace_by_an_act() -> None:
    world = small_world(OLD, both_say("replace maps", "2025-10-12"))
    assert [world.state("maps", at) for at in ("2025-10-12", "2025-10-14")] == [
        "open",
        "superseded",
    ]


# --- Instruments ---------------------------------------------------------------------------------

PREVAILING = """
instrument lesser "The lesser" of 2025-09-01

right north-raids
  north raids valley

duty north-books
  north delivers books to south

instrument greater "The greater" of 2025-09-20
  prevails over lesser

ban peace
  {actor} must not raid valley
  until 2025-10-20
"""


def test_what_the_greater_instrument_forbids_the_lesser_cannot_allow() -> None:
    world = small_world(PREVAILING.format(actor="north"))
    assert world.state("north-raids", "2025-10-10") == "superseded"
    assert "Superseded by peace." in world.verdict("north-raids", "2025-10-10").because
    assert world.state("north-books", "2025-10-10") == "open"
    assert world.state("north-raids", "2025-10-21") == "available"


def test_a_ban_on_somebody_else_contradicts_nothing() -> None:
    world = small_world(PREVAILING.format(actor="south"))
    assert world.state("north-raids", "2025-10-10") == "available"
