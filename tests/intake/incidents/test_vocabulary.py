"""Codes as actions: the narrowest that the agreement declares, and none that it does not."""

import pytest

from servanda.intake.incidents.formats import format_named
from servanda.intake.incidents.vocabulary import System, problems_of, standard_vocabulary

WORDS = ("attack", "shell", "bomb", "abduct", "release", "protest", "arrest", "withdraw", "meet",
         "threaten", "agree")  # fmt: skip


@pytest.mark.parametrize(
    ("system", "code", "action"),
    [
        ("cameo", "194", "shell"),
        ("cameo", "193", "attack"),  # by 19
        ("cameo", "1831", "bomb"),  # by 183
        ("cameo", "0841", "release"),
        ("cameo", "1384", "threaten"),  # a threat to attack is a threat
        ("cameo", "196", None),  # a verdict of the coder's
        ("cameo", "0331", "agree"),  # to promise aid is not to give it
        ("cameo", "01", None),
        ("plover", "ASSAULT/heavy-weapons", "shell"),
        ("plover", "ASSAULT/unheard-of", "attack"),
        ("plover", "retreat/RELEASE", "release"),
        ("plover", "CONSULT/phone", None),
        ("acled", "Shelling/artillery/missile attack", "shell"),
        ("acled", "Arrests", "arrest"),
        ("acled", "Peaceful protest", "protest"),
        ("acled", "Other", None),
        ("ucdp", "one-sided", "attack"),
    ],
)
def test_a_code_is_an_action(system: System, code: str, action: str | None) -> None:
    vocabulary = standard_vocabulary()
    assert vocabulary.action(system, code, vocabulary.about) == action


def test_a_narrow_action_is_a_wider_one_and_never_the_other_way_about() -> None:
    vocabulary = standard_vocabulary()
    assert vocabulary.action("cameo", "194", {"attack"}) == "attack"
    assert vocabulary.action("cameo", "193", {"shell"}) is None
    assert vocabulary.action("cameo", "194", {"release"}) is None


def test_it_has_the_usual_words_and_means_what_it_says_of_each() -> None:
    about = standard_vocabulary().about
    assert set(WORDS) <= set(about)
    assert all(text and text[0].islower() for text in about.values())


def test_the_formats_say_whose_codes_their_kinds_are() -> None:
    assert format_named("acled").kind.vocabulary == "acled"
    assert format_named("ucdp-ged").kind.vocabulary == "ucdp"
    assert format_named("sigacts").kind.vocabulary is None


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[", "no TOML"),
        ('attack = "x"', "no table"),
        ('[Attack]\nabout = "a"', "no name of an action"),
        ("[attack]", "what it is about"),
        ('[attack]\nabout = "a"\nacled-code = []', "`acled-code` is nothing"),
        ('[attack]\nabout = "a"\ncameo = [19]', "no list of codes"),
        ('[attack]\nabout = "a"\nwithin = "war"', "within no other"),
        ('[attack]\nabout = "a"\nwithin = "attack"', "within itself"),
        ('[a]\nabout = "a"\ncameo = ["19"]\n[b]\nabout = "b"\ncameo = ["19"]', "`a` and `b`"),
    ],
)
def test_what_is_wrong_with_a_vocabulary_is_told(text: str, problem: str) -> None:
    assert any(problem in told for told in problems_of(text)), list(problems_of(text))
