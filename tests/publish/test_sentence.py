"""The sentence for a report: three that cannot be taken for one another, and none says too much."""

import re

import pytest

from servanda.evidence.viewpoint import NEUTRAL
from servanda.publish.sentence import PREDICATES, Sentence, sentences
from servanda.publish.wording import Dates, iso_day
from servanda.verdict.assess import assess
from servanda.verdict.assessment import Standard
from servanda.verdict.grounds import grounds
from tests.verdict.small_world import SmallWorld, small_world

DUTY = """
duty maps
  north delivers 3 maps to south
  by 2025-10-20
ban raids
  north must not raid valley
"""
SEEN = "\n  north delivers 3 maps to south\n  on 2025-10-10\n"
RAIDED = "\n  north raids valley\n  on 2025-10-10\n"


def told(world: SmallWorld, name: str, at: str, proof: Standard = "alleged") -> Sentence:
    question = world.question(at, proof)
    answer = assess(world.agreement, world.record, NEUTRAL, question)
    found = grounds(world.agreement, world.record, NEUTRAL, question)
    dates = Dates(world.agreement.calendar, iso_day)
    every = sentences(answer, found, world.agreement, world.record, dates)
    return next(sentence for (one, _, _), sentence in every.items() if one == name)


def test_a_fact_says_how_it_is_and_on_whose_word() -> None:
    world = small_world(DUTY, f"claim observer and south-office say{SEEN}")
    assert told(world, "maps", "2025-10-25") == Sentence(
        "fact",
        "As of 2025-10-25, “maps” (North) is done (since 2025-10-11, due end of 2025-10-20); "
        "established: 3 of 3 maps (an observer of nobody's camp and an office of South).",
    )


def test_an_allegation_begins_with_its_author_and_says_that_it_is_one() -> None:
    world = small_world(DUTY, f"claim observer says{SEEN}")
    assert told(world, "maps", "2025-10-25") == Sentence(
        "allegation",
        "As of 2025-10-25, according to an observer of nobody's camp, “maps” (North) is done "
        "(since 2025-10-11, due end of 2025-10-20); 3 of 3 maps; "
        "this is alleged and not established.",
    )


def test_an_unknown_says_why_it_is_not_known() -> None:
    assert told(small_world(DUTY), "maps", "2025-10-25") == Sentence(
        "unknown",
        "As of 2025-10-25, it is not known whether “maps” (North) is done "
        "(due end of 2025-10-20): nobody claims that it is.",
    )


def test_what_is_contested_names_who_contests_it() -> None:
    claims = f"claim observer says{RAIDED}claim north-office denies{RAIDED}"
    sentence = told(small_world(DUTY, claims), "raids", "2025-10-25")
    assert sentence.text.endswith("contested by an office of North.")


def test_what_is_established_stands_apart_from_what_is_said_beyond_it() -> None:
    more = "\n  north delivers 1 maps to south\n  on 2025-10-12\n"
    firm = "\n  north delivers 2 maps to south\n  on 2025-10-10\n"
    claims = f"claim observer and south-office say{firm}claim north-office says{more}"
    sentence = told(small_world(DUTY, claims), "maps", "2025-10-15")
    assert sentence.standing == "unknown"
    assert "established: 2 of 3 maps (an observer" in sentence.text
    assert (
        "according to an office of North, 2 to 3 of 3 maps, which is not established"
        in sentence.text
    )


def test_under_a_strict_standard_what_stands_is_a_fact_and_nothing_less() -> None:
    world = small_world(DUTY, f"claim observer says{SEEN}")
    assert told(world, "maps", "2025-10-25", "corroborated").standing == "unknown"
    conceded = small_world(DUTY, f"claim south-office says{SEEN}")
    assert told(conceded, "maps", "2025-10-25").standing == "fact"


def test_unnamed_people_are_described_and_not_named() -> None:
    world = small_world(DUTY, f'claim unnamed east "officials" via observer say{SEEN}')
    assert "according to unnamed people described as “officials” (East)," in (
        told(world, "maps", "2025-10-25").text
    )


def test_a_what_if_says_so_first() -> None:
    from dataclasses import replace

    world = small_world(DUTY)
    question = replace(world.question("2025-10-25"), without=("R",))
    answer = assess(world.agreement, world.record, NEUTRAL, question)
    dates = Dates(world.agreement.calendar, iso_day)
    every = sentences(answer, {}, world.agreement, world.record, dates)
    assert all(one.text.startswith("What if, without: R: ") for one in every.values())


@pytest.mark.parametrize(
    "claims", ["", f"claim observer says{SEEN}{'claim observer says'}{RAIDED}"]
)
@pytest.mark.parametrize("at", ["2025-10-05", "2025-10-15", "2025-10-25"])
def test_what_is_only_alleged_is_never_told_as_a_fact(claims: str, at: str) -> None:
    world = small_world(DUTY, claims)
    for name in ("maps", "raids"):
        sentence = told(world, name, at)
        check(sentence)


def check(sentence: Sentence) -> None:
    """The form of each of the three, which none of the others has."""
    _, _, body = sentence.text.partition(", ")
    match sentence.standing:
        case "fact":
            assert body.startswith("“")
            assert "alleged and not established" not in body
        case "allegation":
            assert body.startswith(("according to ", "on claims that are only alleged, "))
            assert "this is alleged and not established" in body
        case "unknown":
            assert body.startswith("it is not known whether ")
    # What was done is told in titles and numbers: no verb of a deed, whoever may have done it.
    assert not re.search(r"\b(did|has done|delivered|raided|returned|attacked)\b", body)


def test_every_word_of_a_verdict_has_its_predicate() -> None:
    from typing import get_args

    from servanda.verdict.assessment import FundWord, PhaseWord, State

    words = {*get_args(State), *get_args(PhaseWord), *get_args(FundWord)} - {"undetermined"}
    assert words == set(PREDICATES)


def test_done_around_its_deadline_it_is_not_said_to_be_late() -> None:
    clause = "duty maps\n  north delivers 3 maps to south\n  by 2025-12-05\n"
    said = "claim observer says\n  north delivers 3 maps to south\n  in early 2025-12\n"
    assert told(small_world(clause, said), "maps", "2025-12-20").text == (
        "As of 2025-12-20, according to an observer of nobody's camp, “maps” (North) is done (due "
        "end of 2025-12-05, whether in time or late is not known); 3 of 3 maps; "
        "this is alleged and not established."
    )


def test_who_only_counts_incidents_is_not_quoted_for_one_of_them() -> None:
    said = (
        f"claim south-office says{RAIDED}\n"
        "claim observer says\n  north raids 8 valley in total up to 2025-11-01\n"
    )
    found = told(small_world(DUTY, said), "raids", "2025-11-20").text
    assert "office of South, 1 incident, which is not established" in found
    assert "8 by the count of an observer of nobody's camp" in found


def test_where_a_level_stands_is_no_sum() -> None:
    clause = "ban hold\n  north must not bring held above 53\n"
    said = "claim observer says\n  held is 50\n  on 2025-10-05\n"
    world = small_world(clause, said)
    assert told(world, "hold", "2025-11-20").standing == "allegation"
    found = told(world, "hold", "2025-11-20", "corroborated")
    assert found.standing == "unknown"
    assert "according to an observer of nobody's camp, held at 50, which is not" in found.text
