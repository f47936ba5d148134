"""Numbers that are not told or not agreed, and terms that are not public."""

import pytest

from tests.verdict.small_world import SmallWorld, small_world

MONITORS = '\nsource monitors "the monitors"\n\n'
SECRET = """
duty coins
  north delivers a secret number of coins to south
  by 2025-11-01
  verified by monitors
"""
OPEN = SECRET.replace("a secret number", "a number to be agreed")
HIDDEN = """
duty coins
  north delivers 5 coins to south
  by 2025-11-01
  not public
  verified by monitors
"""
DELIVERED = "\nclaim observer says\n  north delivers 40 coins to south\n  on 2025-10-10\n"


def world(duty: str, said: str = "") -> SmallWorld:
    return small_world(MONITORS + duty, said)


def found(word: str, date: str = "2025-10-12") -> str:
    return f"\nclaim monitors finds\n  coins is {word}\n  on {date}\n"


# --- Numbers ---------------------------------------------------------------------------------


def test_a_secret_number_is_done_by_a_finding_alone() -> None:
    assert world(SECRET).state("coins", "2025-10-20") == "open"
    assert world(SECRET, DELIVERED).state("coins", "2025-10-20") == "undetermined: unreported"
    assert world(SECRET, DELIVERED + found("done")).state("coins", "2025-10-20") == "done"
    assert world(SECRET).state("coins", "2025-11-20") == "undetermined: unclaimed"


def test_a_secret_number_that_is_found_not_done_is_overdue() -> None:
    said = DELIVERED + found("not done", "2025-11-10")
    assert world(SECRET, said).state("coins", "2025-11-20") == "overdue"


def test_a_number_to_be_agreed_is_undetermined_until_somebody_finds() -> None:
    assert world(OPEN).state("coins", "2025-10-20") == "undetermined: not agreed"
    assert world(OPEN, DELIVERED).state("coins", "2025-11-20") == "undetermined: not agreed"
    assert world(OPEN, DELIVERED + found("done")).state("coins", "2025-11-20") == "done"


def test_the_sentence_says_that_nobody_tells_how_many() -> None:
    assert "how many is not told" in world(SECRET, DELIVERED).verdict("coins", "2025-10-20").because
    assert "left to be agreed" in world(OPEN).verdict("coins", "2025-10-20").because


# --- Terms that are not public ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("", "tracked"),
        (DELIVERED, "tracked"),
        (DELIVERED + found("done"), "done"),
        (found("breached"), "breached"),
        (found("partly done"), "tracked"),
    ],
)
@pytest.mark.parametrize("at", ["2025-10-20", "2025-11-20"])
def test_a_term_that_is_not_public_is_judged_by_findings_alone(
    said: str, expected: str, at: str
) -> None:
    assert world(HIDDEN, said).state("coins", at) == expected


# --- Findings short of done ------------------------------------------------------------------

PLAIN = "duty coins\n  north delivers 5 coins to south\n  by 2025-11-01\n  verified by monitors\n"


@pytest.mark.parametrize(
    ("word", "states", "breach"),
    [
        ("partly done", ("partly done", "overdue"), "open"),
        ("substantially done", ("substantially done", "substantially done"), "none"),
    ],
)
def test_what_is_found_short_of_done_is_said_so(
    word: str, states: tuple[str, str], breach: str
) -> None:
    """Partly is not done, and overdue once it is past due; in substance is no breach."""
    before = world(PLAIN, found(word)).verdict("coins", "2025-10-20")
    after = world(PLAIN, found(word)).verdict("coins", "2025-11-20")
    assert (before.state, after.state) == states
    assert after.breach == breach
    assert before.outcome is not None and before.outcome.found == word
    assert f"found to be {word} (monitors)" in after.because


def test_a_finding_short_of_done_holds_against_what_others_claim() -> None:
    said = DELIVERED.replace("40", "5") + found("partly done")
    assert world(PLAIN, said).state("coins", "2025-10-20") == "partly done"


def test_a_later_finding_replaces_an_earlier_one() -> None:
    said = found("partly done") + found("done", "2025-10-15")
    assert world(PLAIN, said).state("coins", "2025-10-14") == "partly done"
    assert world(PLAIN, said).state("coins", "2025-10-20") == "done"


# --- What hangs on the breach of a term that is not public -----------------------------------

FOLLOWED = (
    HIDDEN
    + """  if breached, visits is suspended

right visits
  south delivers maps to north
"""
)


@pytest.mark.parametrize(
    ("said", "force"),
    [("", "undetermined"), (found("done"), "in force"), (found("breached"), "suspended")],
)
def test_past_due_it_is_not_known_whether_a_secret_term_was_breached(said: str, force: str) -> None:
    assert world(FOLLOWED, said).verdict("visits", "2025-10-20").force != "undetermined"
    assert world(FOLLOWED, said).verdict("visits", "2025-11-20").force == force
