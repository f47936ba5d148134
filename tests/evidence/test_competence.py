"""Competence of bodies: on what, where, when, and only once they are formed."""

import pytest

from servanda.evidence.viewpoint import NEUTRAL
from servanda.verdict.assessment import Question
from servanda.verdict.reasons import explain, leaf_references, only
from tests.verdict.small_world import SmallWorld, small_world


def world(competence: str, claims: str = "", duty: str = "", stage: str = "") -> SmallWorld:
    return small_world(
        f"""
area hills "the hills" within valley
area coast "the coast"
body council "the council"
{competence}
source council "the council"

duty maps
  north delivers 4 maps to south
{duty}{stage}

duty books
  north delivers 1 books to south
""",
        claims,
    )


def finds(what: str = "north delivers 4 maps to south", date: str = "2025-10-10") -> str:
    return f"\nclaim council finds\n  {what}\n  on {date}\n"


def state(asked: SmallWorld, name: str = "maps", at: str = "2025-11-20") -> str:
    return asked.verdict(name, at, proof="verified").state


# --- On what ---------------------------------------------------------------------------------


def test_a_body_verifies_what_it_is_competent_for_and_nothing_else() -> None:
    books = finds("north delivers 1 books to south")
    asked = world("  competent for maps", finds() + books)
    assert state(asked) == "done"
    assert state(asked, "books") == "undetermined"


def test_a_body_that_says_nothing_verifies_nothing() -> None:
    assert state(world("", finds())) == "undetermined"


def test_the_sentence_names_the_body_that_is_competent() -> None:
    assert (
        "verified by council" in world("  competent for maps").verdict("maps", "2025-11-20").because
    )


def test_a_body_may_be_competent_for_one_stage() -> None:
    stages = "  stage first: 2\n  stage second: the rest\n"
    asked = world("  competent for maps/first", finds(), stage=stages)
    found = asked.assessment("2025-11-20", proof="verified").stipulations
    assert {v.limb: v.state for v in found if v.name == "maps" and v.limb} == {
        "first": "done", "second": "undetermined",
    }  # fmt: skip


# --- When ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2025-10-14", "undetermined"),
        ("2025-10-15", "done"),
        ("2025-10-31", "done"),
        ("2025-11-01", "undetermined"),
    ],
)
@pytest.mark.parametrize("duty", ["", "  verified by council\n"])
def test_a_finding_lies_in_the_time_of_competence(date: str, expected: str, duty: str) -> None:
    limits = "  competent for maps\n  competent from 2025-10-15\n  competent until 2025-10-31"
    assert state(world(limits, finds(date=date), duty)) == expected


# --- Where -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("place", "expected"),
    [("", "done"), (" in valley", "done"), (" in hills", "done"), (" in coast", "undetermined")],
)
@pytest.mark.parametrize(
    ("limits", "duty"),
    [
        ("  competent for maps\n  competent in valley", ""),
        ("  competent in valley", "  verified by council\n"),
    ],
)
def test_a_finding_lies_in_the_area_of_competence(
    place: str, expected: str, limits: str, duty: str
) -> None:
    assert state(world(limits, finds("north delivers 4 maps to south" + place), duty)) == expected


# --- Formed ----------------------------------------------------------------------------------

FORMED = "  formed by council-is-formed\n  competent for maps, council-is-formed"
FORMING = """
action form "sets up"

duty council-is-formed
  north and south form council
  verified by monitors
"""
IS_FORMED = "\nclaim observer says\n  north forms council\n  on 2025-10-05\n"


def formed(claims: str) -> SmallWorld:
    return world(FORMED + "\n" + FORMING, claims)


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        (finds(), "undetermined"),
        (finds() + IS_FORMED, "undetermined"),
        (finds() + IS_FORMED.replace("observer says", "monitors finds"), "done"),
        (
            finds(date="2025-10-04") + IS_FORMED.replace("observer says", "monitors finds"),
            "undetermined",
        ),
    ],
    ids=["unformed", "formed-as-alleged", "formed-as-verified", "before-it-was-formed"],
)
def test_a_body_is_competent_once_it_is_surely_formed(claims: str, expected: str) -> None:
    asked = world(FORMED + "\n" + FORMING + '\nsource monitors "the monitors"\n', claims)
    assert state(asked) == expected


def test_a_body_cannot_verify_its_own_forming() -> None:
    own = finds("north forms council", "2025-10-05")
    assert state(formed(finds() + own)) == "undetermined"


def test_an_explanation_rests_on_the_forming_too() -> None:
    asked = formed(finds() + IS_FORMED)
    question = Question(asked.instant("2025-11-20"), 2**60, "alleged", "neutral")
    (tree,) = explain(asked.agreement, asked.record, NEUTRAL, question, "maps")
    assert leaf_references(tree) == {"R.1", "R.2"}
    smaller = only(asked.record, leaf_references(tree))
    again = explain(asked.agreement, smaller, NEUTRAL, question, "maps")
    assert again == (tree,)
