"""Due dates: before a condition, between two days, in chains; dates that the text gives."""

import pytest

from tests.verdict.small_world import duty, nothing_of, nothing_of_keys, small_world
from tests.verdict.test_acts import both_say, due, exactly

SIGNED = "claim observer says\n  south signs treaty\n  on 2025-10-10 at 12:00\n"


# --- Before --------------------------------------------------------------------------------------


def test_what_is_due_before_a_condition_is_due_when_it_first_holds() -> None:
    world = small_world(
        duty("maps", "before signature"),
        SIGNED + nothing_of("maps", "2025-10-20"),
    )
    assert world.state("maps", "2025-10-05") == "open"
    assert due(world, "maps", "2025-10-05") is None
    assert world.verdict("maps", "2025-10-12").due is not None
    assert world.state("maps", "2025-10-21") == "overdue"


def test_what_is_done_at_that_very_instant_is_in_time() -> None:
    world = small_world(
        duty("maps", "before keys done") + duty("keys"),
        "claim observer says\n  south delivers 1 keys to north\n  on 2025-10-10\n\n"
        "claim observer says\n  north delivers 1 maps to south\n  on 2025-10-09\n",
    )
    verdict = world.verdict("maps", "2025-10-12")
    assert (verdict.state, verdict.timeliness) == ("done", "on time")


def test_before_a_date_is_before_its_first_instant() -> None:
    world = small_world(duty("maps", "before 2025-10-10"), nothing_of("maps", "2025-10-12"))
    assert world.state("maps", "2025-10-09") == "open"
    assert due(world, "maps", "2025-10-10") == exactly(world, "2025-10-10")
    assert world.state("maps", "2025-10-13") == "overdue"


# --- Between -------------------------------------------------------------------------------------


def test_between_two_days() -> None:
    world = small_world(
        duty("maps", "between 2025-10-15 and 2025-10-31"), nothing_of("maps", "2025-11-05")
    )
    days = ("2025-10-14", "2025-10-15", "2025-11-06")
    assert [world.state("maps", at) for at in days] == ["pending", "open", "overdue"]
    assert due(world, "maps", "2025-10-20") == exactly(world, "2025-11-01")


def test_what_is_done_early_is_done() -> None:
    world = small_world(
        duty("maps", "between 2025-10-15 and 2025-10-31"),
        "claim observer says\n  north delivers 1 maps to south\n  on 2025-10-05\n",
    )
    assert [world.state("maps", at) for at in ("2025-10-10", "2025-10-20")] == ["done", "done"]
    assert world.verdict("maps", "2025-10-10").timeliness == "on time"


# --- Chains --------------------------------------------------------------------------------------

CHAIN = (
    duty("maps", "by 2025-10-20")
    + duty("keys", "within 10 days of maps due")
    + "power reset\n  north and south may extend maps\n"
)


def test_a_chain_counts_from_the_day_on_which_the_other_is_due() -> None:
    world = small_world(CHAIN)
    assert world.state("keys", "2025-10-20") == "pending"
    assert world.state("keys", "2025-10-22") == "open"
    assert due(world, "keys", "2025-10-22") == exactly(world, "2025-10-31")


def test_a_chain_in_hours_counts_from_the_end_of_that_day() -> None:
    world = small_world(duty("maps", "by 2025-10-20") + duty("keys", "within 12 hours of maps due"))
    assert due(world, "keys", "2025-10-22") == exactly(world, "2025-10-21 12:00")


def test_a_chain_moves_with_an_extension() -> None:
    world = small_world(CHAIN, both_say("extend maps to 2025-11-05", "2025-10-20"))
    assert world.state("keys", "2025-10-25") == "pending"
    assert due(world, "keys", "2025-11-08") == exactly(world, "2025-11-16")


def test_a_due_date_comes_whether_or_not_the_thing_was_done() -> None:
    world = small_world(
        CHAIN, "claim observer says\n  north delivers 1 maps to south\n  on 2025-10-05\n"
    )
    assert world.state("keys", "2025-10-10") == "pending"
    assert due(world, "keys", "2025-10-22") == exactly(world, "2025-10-31")


# --- Events and instruments ----------------------------------------------------------------------


def test_an_event_whose_date_the_text_gives() -> None:
    world = small_world(
        'event d-day "the day of the transfer" on 2025-10-10\n'
        + duty("maps", "within 5 days of d-day")
    )
    assert world.state("maps", "2025-10-09") == "pending"
    assert world.state("maps", "2025-10-10") == "open"
    assert due(world, "maps", "2025-10-10") == exactly(world, "2025-10-16")


def test_nothing_in_an_instrument_is_in_force_before_it_is() -> None:
    world = small_world(
        'instrument annex "The annex" of 2025-10-05\n  in force 2025-10-10\n'
        + duty("maps", "by 2025-10-31")
        + duty("keys", "within 10 days of signature"),
        "claim observer says\n  south signs treaty\n  on 2025-10-03 at 12:00\n",
    )
    assert [world.state("maps", at) for at in ("2025-10-09", "2025-10-10")] == ["pending", "open"]
    assert [world.state("keys", at) for at in ("2025-10-09", "2025-10-10")] == ["pending", "open"]


def test_an_agreement_lapses_by_itself() -> None:
    world = small_world(duty("maps", "by 2025-10-20"), nothing_of("maps", "2025-12-01"))
    lapsing = small_world(
        duty("maps", "by 2025-12-20") + duty("keys", "by 2025-10-05"),
        nothing_of_keys("2025-10-20") + SIGNED,
        lapses="2025-11-15",
    )
    assert world.verdict("maps", "2025-12-02").force == "in force"
    verdict = lapsing.verdict("maps", "2025-11-16")
    assert (verdict.state, verdict.force, verdict.breach) == ("ended", "lapsed", "none")
    verdict = lapsing.verdict("keys", "2025-11-16")
    assert (verdict.state, verdict.force, verdict.breach) == ("ended", "lapsed", "open")


# --- Delays --------------------------------------------------------------------------------------


def test_a_delay_counts_from_the_day_of_an_event() -> None:
    text = "duty maps\n  north delivers 3 maps to south\n  from 5 days after signature\n"
    signed = "claim observer says\n  south signs treaty\n  on 2025-11-20\n\n"
    world = small_world(text, signed)
    assert world.state("maps", "2025-11-24 23:00") == "pending"
    assert world.state("maps", "2025-11-25") == "open"


def test_a_delay_counts_from_a_date_and_stands_beside_other_conditions() -> None:
    text = (
        "ban raids\n  north must not raid south\n"
        "  from 48 hours after 2025-11-01 and not south signs treaty\n"
    )
    world = small_world(text)
    assert world.verdict("raids", "2025-11-02 23:59").force == "pending"
    assert world.verdict("raids", "2025-11-03 00:01").force == "in force"


# --- Entry into force on a condition -------------------------------------------------------------


def test_an_agreement_in_force_from_a_condition_is_not_in_force_before() -> None:
    world = small_world(
        duty("maps", "by 2025-10-31")
        + duty("books", "within 20 days of 2025-10-02")
        + duty("coins", "from 2025-10-03", "by 2025-10-05"),
        SIGNED + nothing_of("coins", "2025-10-06"),
        enters="5 days after signature",
    )
    days = ("2025-10-02", "2025-10-13", "2025-10-14", "2025-10-16")
    assert [world.state("maps", at) for at in days] == ["pending", "pending", "pending", "open"]
    assert [world.state("books", at) for at in days] == ["pending", "pending", "pending", "open"]
    assert world.state("coins", "2025-10-07") == "overdue", "it says from when itself"
    assert "waits for 5 days after" in world.verdict("maps", "2025-10-13").because


def test_an_agreement_never_signed_binds_nobody() -> None:
    world = small_world(
        duty("maps", "by 2025-10-12"), nothing_of("maps", "2025-11-01"), enters="signature"
    )
    assert world.state("maps", "2025-10-30") == "pending"


def test_an_instrument_comes_into_force_on_a_condition_of_its_own() -> None:
    world = small_world(
        duty("keys", "by 2025-10-31")
        + 'instrument annex "The annex" of 2025-10-05\n  in force from signature\n'
        + duty("maps", "by 2025-10-31"),
        SIGNED,
    )
    assert world.state("keys", "2025-10-02") == "open"
    days = ("2025-10-09", "2025-10-12")
    assert [world.state("maps", at) for at in days] == ["pending", "open"]


# --- On a day ------------------------------------------------------------------------------------


def test_what_is_due_on_a_day_is_not_owed_before_it_and_overdue_after_it() -> None:
    world = small_world(
        duty("maps", "on day 7 of signature"), SIGNED + nothing_of("maps", "2025-10-16")
    )
    assert due(world, "maps", "2025-10-16") == exactly(world, "2025-10-17")
    days = ("2025-10-09", "2025-10-15", "2025-10-16", "2025-10-17")
    assert [world.state("maps", at) for at in days] == ["pending", "pending", "open", "overdue"]


def test_the_first_day_is_that_of_the_event() -> None:
    world = small_world(duty("maps", "on day 1 of signature"), SIGNED)
    assert due(world, "maps", "2025-10-11") == exactly(world, "2025-10-11")
    dated = small_world(duty("maps", "on day 1 of 2025-10-10"))
    assert [dated.state("maps", at) for at in ("2025-10-09", "2025-10-10")] == ["pending", "open"]


def test_a_window_of_days_is_counted_from_one_event() -> None:
    world = small_world(duty("maps", "between day 22 and day 28 of 2025-10-10"))
    assert due(world, "maps", "2025-11-01") == exactly(world, "2025-11-07")
    days = ("2025-10-30", "2025-10-31", "2025-11-06")
    assert [world.state("maps", at) for at in days] == ["pending", "open", "open"]


def test_what_is_done_before_its_day_is_done() -> None:
    early = "claim observer says\n  north delivers 1 maps to south\n  on 2025-10-12\n"
    world = small_world(duty("maps", "on day 7 of signature"), SIGNED + early)
    assert world.state("maps", "2025-10-13") == "done"


# --- Days counted from what is known to the day --------------------------------------------------

OPENED = """
phase second
  begins when keys certified by monitors

duty keys
  south delivers 1 keys to north
  verified by monitors
"""
COUNTED = (
    'source monitors "the monitors"\n'
    + """
claim observer says
  south delivers 1 keys to north
  on 2025-10-10

claim monitors says
  monitors certifies keys
  on 2025-10-10

claim observer says
  south signs treaty
  on 2025-10-10
"""
)


@pytest.mark.parametrize(
    "of",
    ["signature", "keys done", "keys certified by monitors", "phase second open", "south signs"],
)
def test_days_are_counted_from_the_day_whatever_it_is_that_came_on_it(of: str) -> None:
    terms = duty("maps", f"within 10 days of {of}") + OPENED
    late = "\nclaim observer says\n  north delivers 1 maps to south\n  on 2025-10-21\n"
    world = small_world(terms, COUNTED + late)
    verdict = world.verdict("maps", "2025-11-01")
    assert verdict.due is not None and verdict.due.end == world.instant("2025-10-21")
    assert (verdict.state, verdict.timeliness) == ("done late", "late")
    assert "Due by the end of 2025-10-20" in verdict.because


def test_days_after_one_of_a_deed_and_a_date_may_count_from_the_date() -> None:
    terms = duty("maps", "within 10 days of keys done or 2025-10-15")
    world = small_world(terms + OPENED)
    assert due(world, "maps", "2025-11-01") == exactly(world, "2025-10-26")


def test_a_deadline_within_bounds_is_told_by_its_first_and_its_last_day() -> None:
    readings = "reading a: within 10 days of signature\n  reading b: within 20 days of signature"
    world = small_world(duty("maps", readings), SIGNED)
    assert "Due 2025-10-20 to 2025-10-30" in world.verdict("maps", "2025-10-15").because
