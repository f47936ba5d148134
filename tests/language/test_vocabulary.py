"""The declared names and the forms of verbs."""

import pytest

from servanda.language.parse import parse_document
from servanda.language.verbs import third_person
from servanda.language.vocabulary import Vocabulary, gather

BLOCK = """```servanda
guarantor us "United States"
office us/secretary-of-state "Secretary of State"
official defence-minister-2025 "the defence minister"
action release "releases"
action put-beyond-use "puts"
area strip "the Strip"
duty committee
phase two
source us "the White House"
thing committee "the committee"
```"""


def vocabulary() -> Vocabulary:
    found, told = gather([parse_document(BLOCK, "a.md").document])
    assert told == ()
    return found


@pytest.mark.parametrize(
    ("base", "bent"),
    [
        ("release", "releases"),
        ("carry", "carries"),
        ("overfly", "overflies"),
        ("pay", "pays"),
        ("pass", "passes"),
        ("publish", "publishes"),
        ("go", "goes"),
        ("put-beyond-use", "puts-beyond-use"),
        ("hand-over", "hands-over"),
        ("have", "has"),
    ],
)
def test_verbs_bend_in_their_first_part(base: str, bent: str) -> None:
    assert third_person(base) == bent


def test_a_verb_is_found_in_both_forms() -> None:
    assert vocabulary().lemma("releases") == "release"
    assert vocabulary().lemma("release") == "release"
    assert vocabulary().lemma("puts-beyond-use") == "put-beyond-use"
    assert vocabulary().lemma("released") is None
    assert vocabulary().nearest_verb("released") in ("release", "releases")


def test_offices_and_officials_act_and_offices_count_as_their_actor() -> None:
    assert vocabulary().is_actor("us/secretary-of-state")
    assert vocabulary().is_actor("defence-minister-2025")
    assert not vocabulary().is_actor("strip")
    assert vocabulary().counts_as("us/secretary-of-state") == "us"
    assert vocabulary().counts_as("defence-minister-2025") == "defence-minister-2025"


def test_near_misses_are_of_the_kind_asked_for() -> None:
    assert vocabulary().nearest("stripe", "area") == "strip"
    assert vocabulary().nearest("stripe", "actor") is None


def test_one_name_may_stand_for_things_that_are_never_confused() -> None:
    assert vocabulary().has("committee", "stipulation")
    assert vocabulary().has("committee", "thing")
    assert vocabulary().has("us", "source")


def test_words_of_lines_that_cannot_be_read_are_unsure() -> None:
    text = '```servanda\nparty north "N\nduty a\n  b dos 5\n```\n'
    found, _ = gather([parse_document(text, "a.md").document])
    assert {"north", "b"} <= found.unsure
