"""Phases: gates, latching, ends, and acts that some recognise and others do not."""

from servanda.evidence.viewpoint import NEUTRAL, Viewpoint
from servanda.verdict.assessment import PhaseVerdict
from tests.verdict.small_world import SmallWorld, small_world

WORDS = """
guarantor west "West"
source west-office "an office of West"
  camp west
  speaks for west
duty maps
  north delivers 1 maps to south
duty keys
  south delivers 1 keys to north
"""
REJECTING = Viewpoint("south", "S", rejects_acts_of=frozenset({"west"}))


def delivered(actor: str, thing: str, date: str, who: str = "observer", says: str = "says") -> str:
    to = "south" if actor == "north" else "north"
    return f"claim {who} {says}\n  {actor} delivers 1 {thing} to {to}\n  on {date}\n\n"


def declared(date: str, who: str = "west-office", says: str = "says") -> str:
    return f"claim {who} {says}\n  phase two is declared open\n  on {date}\n\n"


def gate(word: str, date: str) -> str:
    return f"claim observer says\n  gate is {word}\n  on {date}\n\n"


def world_of(clauses: str, claims: str = "") -> SmallWorld:
    lines = "".join(f"  {line.strip()}\n" for line in clauses.strip().splitlines())
    return small_world(f"{WORDS}phase two\n{lines}", claims)


def phase(world: SmallWorld, at: str, viewpoint: Viewpoint = NEUTRAL) -> PhaseVerdict:
    (verdict,) = [one for one in world.assessment(at, viewpoint).phases if one.name == "two"]
    return verdict


def states(world: SmallWorld, *dates: str) -> list[str]:
    return [phase(world, date).state for date in dates]


# --- Gates ---------------------------------------------------------------------------------------


def test_not_open_until_its_gate_holds() -> None:
    world = world_of("begins when maps done", delivered("north", "maps", "2025-10-05"))
    assert states(world, "2025-10-05", "2025-10-06") == ["not open", "open"]
    verdict = phase(world, "2025-11-01")
    assert (verdict.since, verdict.blocked_by) == (world.instant("2025-10-06"), ())


def test_what_it_still_waits_for() -> None:
    world = world_of(
        "begins when maps done and keys done", delivered("north", "maps", "2025-10-05")
    )
    assert phase(world, "2025-10-05").blocked_by == ("maps done", "keys done")
    assert phase(world, "2025-10-06").blocked_by == ("keys done",)


def test_a_gate_left_to_be_agreed_never_opens_by_itself() -> None:
    world = world_of("begins when to be agreed")
    assert states(world, "2030-01-01") == ["not open"]
    assert phase(world, "2030-01-01").blocked_by == ("to be agreed",)


def test_a_contested_gate_is_undetermined() -> None:
    world = world_of(
        "begins when maps done",
        delivered("north", "maps", "2025-10-05")
        + delivered("north", "maps", "2025-10-05", "second-observer", "denies"),
    )
    verdict = phase(world, "2025-10-10")
    assert (verdict.state, verdict.cause) == ("undetermined", "contested")


def test_a_gate_only_asserted_is_short_of_the_standard_until_it_is_asked_less() -> None:
    world = world_of(
        "begins when maps done", delivered("north", "maps", "2025-10-05", "north-office")
    )
    assert states(world, "2025-10-10") == ["undetermined"]
    (asserted,) = world.assessment("2025-10-10", proof="asserted").phases
    assert asserted.state == "open"


def test_what_nobody_contradicts_is_not_contested() -> None:
    world = world_of(
        "begins when maps done", delivered("north", "maps", "2025-10-05", "north-office")
    )
    assert phase(world, "2025-10-10").cause == "short of the standard"


def test_a_phase_on_a_contested_duty_is_contested() -> None:
    world = world_of(
        "begins when maps done",
        delivered("north", "maps", "2025-10-05")
        + delivered("north", "maps", "2025-10-05", "south-office", "denies"),
    )
    assert phase(world, "2025-10-10").contested


# --- Latching and ending -------------------------------------------------------------------------


def test_a_phase_latches_when_opened() -> None:
    world = world_of(
        "begins when gate is open",
        gate("shut", "2025-09-30") + gate("open", "2025-10-05") + gate("shut", "2025-11-05"),
    )
    assert states(world, "2025-10-05", "2025-10-06", "2025-11-10") == ["not open", "open", "open"]


def test_of_a_level_that_nobody_has_told_the_gate_is_undetermined() -> None:
    assert states(world_of("begins when gate is open"), "2025-10-05") == ["undetermined"]


def test_it_ends_only_where_the_text_lets_it() -> None:
    world = world_of(
        "begins when maps done\nends when keys done",
        delivered("north", "maps", "2025-10-05") + delivered("south", "keys", "2025-11-05"),
    )
    assert states(world, "2025-11-05", "2025-11-06", "2026-11-06") == ["open", "ended", "ended"]
    assert phase(world, "2025-12-01").since == world.instant("2025-11-06")


def test_it_does_not_end_before_it_began() -> None:
    world = world_of("begins when maps done\nends when gate is shut", gate("shut", "2025-10-05"))
    assert states(world, "2025-10-10") == ["not open"]


def test_an_end_that_came_and_went_before_it_began_does_not_end_it() -> None:
    world = world_of(
        "begins when maps done\nends when gate is shut",
        gate("shut", "2025-10-03") + gate("open", "2025-10-04")
        + delivered("north", "maps", "2025-10-05"),
    )  # fmt: skip
    assert states(world, "2025-10-10") == ["open"]


PHASE_ONE = "phase one\n  begins when 2025-10-02\n  ends when phase two open\n"


def both_phases(gate_of_two: str) -> dict[str, list[str]]:
    text = f"{WORDS}{PHASE_ONE}phase two\n  begins when {gate_of_two}\n"
    world = small_world(text, delivered("north", "maps", "2025-10-05"))
    dates = ("2025-10-01", "2025-10-02", "2025-10-06")
    return {at: [one.state for one in world.assessment(at).phases] for at in dates}


def test_one_phase_ends_when_another_opens() -> None:
    assert both_phases("maps done") == {
        "2025-10-01": ["not open", "not open"],
        "2025-10-02": ["open", "not open"],
        "2025-10-06": ["ended", "open"],
    }


def test_one_phase_hands_over_to_another() -> None:
    assert both_phases("phase one open and maps done")["2025-10-06"] == ["ended", "open"]


def test_what_has_perhaps_ended_does_not_wait_to_open() -> None:
    world = world_of(
        "begins when 2025-10-02\nends when keys done",
        delivered("south", "keys", "2025-11-05")
        + delivered("south", "keys", "2025-11-05", "second-observer", "denies"),
    )
    verdict = phase(world, "2025-12-01")
    assert (verdict.state, verdict.because) != ("undetermined", "Its gate has not come.")


# --- Acts ----------------------------------------------------------------------------------------

ACT = "begins when phase two declared open by west"


def test_an_act_opens_where_it_is_recognised() -> None:
    world = world_of(ACT, declared("2025-10-05"))
    assert states(world, "2025-10-04", "2025-10-05") == ["not open", "open"]
    assert phase(world, "2025-10-10", REJECTING).state == "not open"


def test_an_act_of_somebody_else_opens_nothing() -> None:
    world = world_of(ACT, declared("2025-10-05", "north-office"))
    assert states(world, "2025-10-10") == ["not open"]


def test_an_act_reported_by_somebody_else_opens_nothing() -> None:
    """The observer's own word is not West's declaration."""
    assert states(world_of(ACT, declared("2025-10-05", "observer")), "2025-10-10") == ["not open"]


def test_an_act_and_a_fact_are_both_needed() -> None:
    clauses = "begins when phase two declared open by west and maps done"
    world = world_of(clauses, declared("2025-10-05") + delivered("north", "maps", "2025-11-05"))
    assert states(world, "2025-10-10", "2025-11-06") == ["not open", "open"]
    assert phase(world, "2025-10-10").blocked_by == ("maps done",)


def test_a_denied_act_is_contested_and_still_an_act() -> None:
    world = world_of(ACT, declared("2025-10-05") + declared("2025-10-06", "south-office", "denies"))
    verdict = phase(world, "2025-10-10")
    assert (verdict.state, verdict.contested) == ("open", True)


def test_an_unrecognised_act_is_named_as_the_cause() -> None:
    world = world_of(ACT, declared("2025-10-05"))
    verdict = phase(world, "2025-10-10", REJECTING)
    assert verdict.cause == "unrecognised act" or "recognised" in verdict.because


def test_a_viewpoint_recognises_acts_of_others() -> None:
    world = world_of(ACT, declared("2025-10-05", "north-office"))
    recognising = Viewpoint("north", "N", recognises_acts_of=frozenset({"north"}))
    assert phase(world, "2025-10-10", recognising).state == "open"


# --- Readings ------------------------------------------------------------------------------------

READ = """
begins when to be agreed
reading first: begins when maps done
reading second: begins when maps done and keys done
"""


def test_where_readings_part_it_is_undetermined() -> None:
    world = world_of(
        READ, delivered("north", "maps", "2025-10-05") + delivered("south", "keys", "2025-11-05")
    )
    verdict = phase(world, "2025-10-10")
    assert (verdict.state, verdict.cause) == ("undetermined", "reading")
    assert verdict.readings == (("first", "open"), ("second", "not open"))
    assert states(world, "2025-10-05", "2025-11-06") == ["not open", "open"]


def test_who_holds_a_reading_has_its_answer() -> None:
    world = world_of(READ, delivered("north", "maps", "2025-10-05"))
    answers = [
        phase(world, "2025-10-10", Viewpoint("any", "A", reads=(("two", reading),))).state
        for reading in ("first", "second")
    ]
    assert answers == ["open", "not open"]


def test_neutral_weighs_only_the_readings_that_somebody_holds() -> None:
    world = world_of(READ, delivered("north", "maps", "2025-10-05"))
    considering = Viewpoint("neutral", "neutral", considers=(("two", "first"),))
    assert phase(world, "2025-10-10", considering).state == "open"
