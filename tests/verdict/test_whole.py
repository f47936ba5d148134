"""The verdict on a stipulation of several limbs: the whole is as its limbs."""

from itertools import permutations, product

import pytest
from hypothesis import given
from hypothesis import strategies as some

from servanda.verdict.assessment import State, Verdict
from servanda.verdict.whole import BEGUN, GRAVEST, PERFORMED, state_of_whole
from tests.verdict.small_world import nothing_of, small_world

TWO_LIMBS = """
duty exchange
  north delivers 2 maps to south
  north delivers 2 books to south
  by 2025-10-20
"""
states = some.sampled_from(sorted(BEGUN | set(GRAVEST)))


def delivered(number: int, thing: str, date: str, who: str = "observer", says: str = "says") -> str:
    return f"claim {who} {says}\n  north delivers {number} {thing} to south\n  on {date}\n\n"


def verdicts(claims: str, at: str, text: str = TWO_LIMBS) -> dict[str | None, Verdict]:
    found = small_world(text, claims).assessment(at).stipulations
    return {verdict.limb: verdict for verdict in found}


def words(claims: str, at: str = "2025-10-15", text: str = TWO_LIMBS) -> list[str]:
    """The whole first, then its limbs."""
    return [verdict.state for verdict in verdicts(claims, at, text).values()]


# --- From the text -------------------------------------------------------------------------------

MAPS, BOOKS = delivered(2, "maps", "2025-10-05"), delivered(2, "books", "2025-10-06")


def test_all_alike() -> None:
    assert words("") == ["open", "open", "open"]
    assert words(MAPS + BOOKS) == ["done", "done", "done"]


def test_one_performed_is_partly_done() -> None:
    assert words(MAPS) == ["partly done", "done", "open"]


def test_one_failed_is_overdue() -> None:
    assert words(MAPS + nothing_of("books", "2025-10-20"), "2025-10-21") == [
        "overdue", "done", "overdue",
    ]  # fmt: skip


def test_one_late_is_done_late() -> None:
    late = delivered(2, "books", "2025-10-25")
    assert words(MAPS + late, "2025-10-27") == ["done late", "done", "done late"]


def test_the_whole_has_no_figures_of_its_own() -> None:
    whole = verdicts(MAPS, "2025-10-15")[None]
    assert (whole.outcome, whole.performance, whole.due, whole.bearer) == (
        None,
        None,
        None,
        ("north",),
    )
    assert whole.because.startswith("As its limbs: ")
    assert [part.rsplit(", ")[-1] for part in whole.because.split("; ")] == ["done", "open."]


def test_one_limb_has_no_whole_beside_it() -> None:
    assert list(verdicts("", "2025-10-15", "duty maps\n  north delivers 2 maps to south\n")) == [
        None
    ]


def test_a_class_is_part_of_its_row_and_makes_no_whole() -> None:
    text = "duty coins\n  north delivers 9 coins to south of which 4 gold\n"
    assert list(verdicts("", "2025-10-15", text)) == [None, "gold"]


def test_a_class_beside_two_limbs_is_no_limb_of_the_whole() -> None:
    text = "duty both\n  north delivers 9 coins to south of which 4 gold\n"
    text += "  north delivers 2 maps to south\n"
    whole = verdicts("", "2025-10-15", text)[None]
    assert len(whole.because.split("; ")) == 2


def test_each_bearer_of_a_ban_answers_for_itself() -> None:
    text = "ban raids\n  north and south must not raid valley\n"
    raid = "claim observer says\n  north raids valley\n  on 2025-10-05\n"
    found = small_world(text, raid).assessment("2025-10-15").stipulations
    assert [(one.bearer, one.state) for one in found] == [
        (("north",), "breached"), (("south",), "undetermined"),
    ]  # fmt: skip


def test_what_is_contested_of_a_limb_is_of_the_whole() -> None:
    denied = MAPS + delivered(2, "maps", "2025-10-05", "south-office", "denies")
    assert verdicts(denied, "2025-10-15")[None].contested


# --- The one word --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("limbs", "whole"),
    [
        (("done", "done late"), "done late"),
        (("met", "done"), "done"),
        (("done", "overdue"), "overdue"),
        (("kept", "breached", "overdue"), "breached"),
        (("partly done", "open"), "partly done"),
        (("open", "pending"), "open"),
        (("kept", "undetermined"), "undetermined"),
        (("kept", "suspended"), "suspended"),
        (("pending", "tracked"), "pending"),
    ],
)
def test_of_limbs_that_differ(limbs: tuple[State, ...], whole: State) -> None:
    assert state_of_whole([(state, None) for state in limbs])[0] == whole


@given(some.lists(states, min_size=1, max_size=4))
def test_the_order_of_limbs_does_not_matter(limbs: list[State]) -> None:
    found = {state_of_whole([(one, None) for one in order])[0] for order in permutations(limbs)}
    assert len(found) == 1


@given(some.lists(states, min_size=1, max_size=4))
def test_the_whole_is_never_better_than_its_limbs(limbs: list[State]) -> None:
    whole, _ = state_of_whole([(one, None) for one in limbs])
    assert (whole in PERFORMED) == all(one in PERFORMED for one in limbs)
    if "breached" in limbs:
        assert whole == "breached"
    elif "overdue" in limbs:
        assert whole == "overdue"


def test_the_cause_goes_with_the_limb_that_decides() -> None:
    limbs: list[tuple[State, str | None]] = [("kept", None), ("undetermined", "contested")]
    assert state_of_whole(limbs) == ("undetermined", "contested")  # type: ignore[arg-type]


def test_done_and_undetermined_is_undetermined() -> None:
    """Settled either way, the whole is done or partly done: not the same word."""
    settled = [state_of_whole([("done", None), (one, None)])[0] for one in ("done", "open")]
    assert len(set(settled)) == 2
    assert state_of_whole([("done", None), ("undetermined", "contested")]) == (
        "undetermined", "contested",
    )  # fmt: skip


def test_met_and_short_is_not_partly_done() -> None:
    assert state_of_whole([("met", None), ("short", None)])[0] == "short"


def test_every_word_has_its_place() -> None:
    """No two words leave the whole without one."""
    for one, other in product(sorted(BEGUN | set(GRAVEST)), repeat=2):
        assert state_of_whole([(one, None), (other, None)])[0]
