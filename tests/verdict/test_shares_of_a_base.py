"""Shares of a base: 30 percent of, all, except; the base itself claimed and perhaps disputed."""

import pytest

from servanda.evidence.viewpoint import NEUTRAL
from servanda.verdict.assessment import Verdict
from servanda.verdict.reasons import explain, leaf_references
from tests.verdict.small_world import SmallWorld, small_world

WORDS = """
level arms-held "arms held by North" in pieces
level heavy-held "heavy arms held by North" in pieces
thing arms "arms" counted by arms-held
class heavy of arms "heavy arms" counted by heavy-held
class rusted of arms "arms that nobody counts"
thing crates "crates"
"""


def duty(deed: str = "north delivers 30 percent of arms to south", *clauses: str) -> str:
    lines = "".join(f"  {clause}\n" for clause in (deed, *clauses))
    return f"{WORDS}\nduty arms\n{lines}  by 2025-11-01\n"


def held(
    number: int, who: str = "observer", level: str = "arms-held", on: str = "2025-10-01"
) -> str:
    return f"\nclaim {who} says\n  {level} is {number}\n  from {on}\n"


def delivered(what: str, date: str = "2025-10-10", who: str = "observer") -> str:
    return f"\nclaim {who} says\n  north delivers {what} to south\n  on {date}\n"


def in_all(number: int, until: str = "2025-11-10") -> str:
    return (
        f"\nclaim observer says\n  north delivers {number} arms to south in total up to {until}\n"
    )


def told(world: SmallWorld, at: str = "2025-10-20") -> Verdict:
    return world.verdict("arms", at)


# --- Done, open, overdue ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "expected"), [(29, "partly done"), (30, "done"), (31, "done"), (0, "open")]
)
def test_a_percentage_is_one_of_the_level_that_counts(number: int, expected: str) -> None:
    said = held(100) + (delivered(f"{number} arms") if number else "")
    assert small_world(duty(), said).state("arms", "2025-10-20") == expected


def test_short_of_the_share_is_overdue_once_it_is_shown() -> None:
    world = small_world(duty(), held(100) + delivered("20 arms") + in_all(20))
    assert world.state("arms", "2025-11-12") == "overdue"


@pytest.mark.parametrize(
    ("number", "expected"), [(20, "partly done"), (25, "undetermined: contested"), (30, "done")]
)
def test_a_disputed_base_leaves_a_range(number: int, expected: str) -> None:
    """Held are 70 or 100: owed are 21 or 30."""
    said = held(70) + held(100, "second-observer") + delivered(f"{number} arms")
    assert small_world(duty(), said).state("arms", "2025-10-20") == expected


def test_the_sentence_says_of_what_the_percentage_is_one() -> None:
    said = held(70) + held(100, "second-observer") + delivered("25 arms")
    verdict = told(small_world(duty(), said))
    assert verdict.because.startswith("25 of 30 percent of 70 to 100 arms, alleged (observer)")
    assert verdict.outcome is not None and str(verdict.outcome.target) == "21 to 30"


def test_what_was_once_done_stays_done_when_the_base_grows() -> None:
    said = held(100) + delivered("30 arms") + held(200, on="2025-10-15")
    assert small_world(duty(), said).state("arms", "2025-10-20") == "done"


def test_a_base_that_grows_before_leaves_more_to_do() -> None:
    said = held(100) + held(200, on="2025-10-05") + delivered("30 arms")
    assert small_world(duty(), said).state("arms", "2025-10-20") == "partly done"


# --- No base ---------------------------------------------------------------------------------


ALL_ARMS = duty("north delivers all arms to south")


def test_a_base_that_falls_after_the_deadline_performs_nothing() -> None:
    said = held(100) + delivered("60 arms") + held(60, on="2025-11-20")
    world = small_world(ALL_ARMS, said)
    assert world.state("arms", "2025-12-01") == "undetermined: unreported"
    because = world.verdict("arms", "2025-12-01").because
    assert "60 of all 100 arms" in because
    assert "there are 60 by a count after the deadline" in because
    shown = small_world(ALL_ARMS, said + in_all(60, "2025-11-10"))
    assert shown.state("arms", "2025-12-01") == "overdue"


def test_a_base_that_falls_before_the_deadline_is_the_base() -> None:
    said = held(100) + delivered("60 arms") + held(60, on="2025-10-20")
    assert small_world(ALL_ARMS, said).state("arms", "2025-12-01") == "done"


def test_a_base_first_told_after_the_deadline_is_the_base() -> None:
    said = delivered("60 arms") + held(60, on="2025-11-20") + held(50, on="2025-11-25")
    world = small_world(ALL_ARMS, said)
    assert world.state("arms", "2025-11-15") == "undetermined: unreported"
    assert "60 of all 60 arms" in world.verdict("arms", "2025-12-01").because


def test_a_base_that_was_disputed_at_the_deadline_may_be_settled_later() -> None:
    rival = held(100) + held(60, "second-observer") + delivered("60 arms")
    settled = rival + held(60, "observer", on="2025-11-20")
    assert small_world(ALL_ARMS, rival).state("arms", "2025-12-01") == "undetermined: contested"
    assert small_world(ALL_ARMS, settled).state("arms", "2025-12-01") == "done"


def test_a_base_counts_as_it_stood_at_the_date_to_which_it_was_extended() -> None:
    extended = (
        "\nclaim north-office and south-office say\n"
        "  north and south extend arms by 30 days\n  on 2025-10-20\n"
    )
    said = held(100) + delivered("60 arms") + held(60, on="2025-11-20")
    assert small_world(ALL_ARMS, said + extended).state("arms", "2025-12-05") == "done"


def test_while_nobody_tells_the_base_nothing_is_decided() -> None:
    world = small_world(duty(), delivered("500 arms"))
    assert world.state("arms", "2025-10-20") == "undetermined: unreported"
    assert world.state("arms", "2025-11-20") == "undetermined: unreported"
    verdict = told(world)
    assert verdict.outcome is not None and verdict.outcome.target is None
    assert "how many there are is not told" in verdict.because


def test_with_nothing_claimed_it_is_open_until_the_date() -> None:
    world = small_world(duty())
    assert world.state("arms", "2025-10-20") == "open"
    assert world.state("arms", "2025-11-20") == "undetermined: unclaimed"


# --- Claimed percentages ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        ("30 percent of arms", "done"),
        ("20 percent of arms", "partly done"),
        ("all arms", "done"),
    ],
)
@pytest.mark.parametrize("base", ["", held(70) + held(100, "second-observer")])
def test_a_claimed_percentage_needs_no_base(what: str, expected: str, base: str) -> None:
    assert small_world(duty(), base + delivered(what)).state("arms", "2025-10-20") == expected


def test_a_claimed_percentage_is_so_many_of_the_base_at_that_time() -> None:
    owed = duty("north delivers 40 arms to south")
    said = held(100) + delivered("30 percent of arms") + held(200, on="2025-10-12")
    verdict = told(small_world(owed, said))
    assert verdict.outcome is not None and (verdict.outcome.low, verdict.outcome.high) == (30, 30)


def test_percentages_told_are_shown_in_percent_where_there_is_no_base() -> None:
    verdict = told(small_world(duty(), delivered("20 percent of arms")))
    assert verdict.because.startswith("20 of 30 percent of arms, alleged (observer)")


def test_a_percentage_of_some_is_not_one_of_all() -> None:
    said = delivered("all arms except heavy")
    assert (
        small_world(duty("north delivers all arms to south"), said).state("arms", "2025-10-20")
        != "done"
    )
    without = duty("north delivers all arms except heavy to south")
    assert small_world(without, said).state("arms", "2025-10-20") == "done"


# --- All -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("number", "expected"), [(99, "partly done"), (100, "done")])
def test_all_is_a_hundred_percent(number: int, expected: str) -> None:
    owed = duty("north delivers all arms to south")
    world = small_world(owed, held(100) + delivered(f"{number} arms"))
    assert world.state("arms", "2025-10-20") == expected
    assert told(world).because.startswith(f"{number} of all 100 arms")


CRATES = f"""{WORDS}
source monitors "the monitors"

duty arms
  north delivers all crates to south
  verified by monitors
"""


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (delivered("all crates"), "done"),
        (delivered("all crates", who="north-office"), "undetermined: short of the standard"),
        (delivered("500 crates"), "partly done"),
        ("\nclaim monitors finds\n  arms is done\n  on 2025-10-10\n", "done"),
    ],
)
def test_all_of_what_nothing_counts_is_for_who_says_all(said: str, expected: str) -> None:
    assert small_world(CRATES, said).state("arms", "2025-10-20") == expected


# --- Except ----------------------------------------------------------------------------------


def test_a_class_that_is_left_out_is_taken_off_the_base_and_off_what_is_done() -> None:
    owed = duty("north delivers all arms except heavy to south")
    base = held(100) + held(10, level="heavy-held")
    exact = small_world(owed, base + delivered("90 arms"))
    mixed = small_world(owed, base + delivered("90 arms of which 5 heavy"))
    assert exact.state("arms", "2025-10-20") == "done"
    assert mixed.state("arms", "2025-10-20") == "partly done"
    outcome = told(mixed).outcome
    assert outcome is not None and (outcome.low, str(outcome.target)) == (85, "90")


def test_a_class_that_nothing_counts_may_be_any_part() -> None:
    owed = duty("north delivers all arms except rusted to south")
    outcome = told(small_world(owed, held(100))).outcome
    assert outcome is not None and str(outcome.target) == "0 to 100"


@pytest.mark.parametrize(
    ("what", "state"), [("5 arms of which 5 heavy", "undetermined"), ("5 arms", "breached")]
)
def test_what_is_left_out_is_no_incident_of_a_ban(what: str, state: str) -> None:
    ban = f"{WORDS}\nban arms\n  north must not deliver arms except heavy to south\n"
    assert small_world(ban, delivered(what)).verdict("arms", "2025-10-20").state == state


# --- Stages ----------------------------------------------------------------------------------


def test_stages_are_cumulative_shares_of_one_base() -> None:
    staged = duty(
        "north delivers all arms to south",
        "stage first: 30 percent",
        "stage second: 35 percent",
        "stage third: the rest",
    )
    world = small_world(staged, held(70) + held(100, "second-observer") + delivered("50 arms"))
    found = {v.limb: v for v in world.assessment("2025-10-20").stipulations}
    assert {limb: v.state for limb, v in found.items()} == {
        None: "undetermined", "first": "done", "second": "undetermined", "third": "open",
    }  # fmt: skip
    assert "50 of 65 percent of 70 to 100 arms" in found["second"].because


def test_a_base_is_what_the_latest_figure_of_each_origin_says() -> None:
    """Rival figures stand side by side, whenever given, until their origin gives another."""
    rival = held(70) + held(100, "second-observer", on="2025-10-05")
    revised = rival + held(90, on="2025-10-08") + held(90, "second-observer", on="2025-10-12")
    targets = [
        str(outcome.target)
        for at in ("2025-10-03", "2025-10-07", "2025-10-10", "2025-10-15")
        if (outcome := told(small_world(duty(), revised), at).outcome) is not None
    ]
    assert targets == ["21", "21 to 30", "27 to 30", "27"]


def test_one_disputed_base_is_one_unknown() -> None:
    """Whoever is right about the base, one of the two is true."""
    keys = """
duty keys
  south delivers 1 keys to north
  while arms done or not arms done
"""
    said = held(70) + held(100, "second-observer") + delivered("25 arms")
    world = small_world(duty() + keys, said)
    assert world.state("arms", "2025-10-20") == "undetermined: contested"
    assert world.verdict("keys", "2025-10-20").force == "in force"


# --- In conditions, and in bans --------------------------------------------------------------

KEYS = "\nduty keys\n  south delivers 1 keys to north\n  from {condition}\n"


@pytest.mark.parametrize(("number", "force"), [(29, "pending"), (30, "in force")])
@pytest.mark.parametrize("is_event", [False, True])
def test_a_condition_may_name_a_share(number: int, force: str, is_event: bool) -> None:
    deed = "north delivers 30 percent of arms"
    event = f'\nevent disarmed "a third is handed over" is {deed}\n' if is_event else ""
    keys = event + KEYS.format(condition="disarmed" if is_event else deed)
    said = held(100) + delivered(f"{number} arms")
    world = small_world(WORDS + keys, said)
    assert world.verdict("keys", "2025-10-20").force == force
    question = world.question("2025-10-20")
    (tree,) = explain(world.agreement, world.record, NEUTRAL, question, "keys")
    assert leaf_references(tree) == {"R.1", "R.2"}


def test_a_percentage_of_what_nobody_counts_is_an_incident_all_the_same() -> None:
    ban = f"{WORDS}\nban arms\n  north must not deliver arms to south\n"
    world = small_world(ban, delivered("30 percent of arms"))
    assert world.state("arms", "2025-10-20") == "breached"


# --- Quotas ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "expected"), [(21, "met"), (19, "short"), (14, "short"), (25, "met")]
)
def test_a_quota_may_ask_a_share_in_every_period(number: int, expected: str) -> None:
    quota = f"{WORDS}\nquota arms\n  north delivers 20 percent of arms to south each month\n"
    figure = f"""
claim observer says
  north delivers {number} arms to south in total from 2025-10-01 to 2025-10-31
"""
    world = small_world(quota, held(100) + figure)
    assert world.state("arms", "2025-11-05") == expected
    assert small_world(quota, figure).state("arms", "2025-11-05") == "undetermined: unreported"


def test_a_quota_of_a_number_to_be_agreed_is_not_judged() -> None:
    quota = "quota coins\n  north delivers a number to be agreed of coins to south each month\n"
    assert small_world(quota).state("coins", "2025-11-05") == "undetermined: not agreed"


def test_a_share_is_owed_in_whole_units() -> None:
    """Twenty percent of 102 are twenty, and not twenty and four tenths."""
    world = small_world(
        duty("north delivers 20 percent of arms to south"),
        held(102) + delivered("20 arms"),
    )
    assert world.state("arms", "2025-10-20") == "done"
