"""The record teaches on what a claim bears; without claims it teaches nothing."""

import pytest

from servanda.intake.draft.learned import Lesson, learned_from


def lesson(words: str, *about: str) -> Lesson:
    return Lesson(frozenset(words.split()), frozenset(about))


LESSONS = (
    lesson("convoy late road bad", "aid"),
    lesson("convoy turned back road", "aid"),
    lesson("convoy waits road", "aid"),
    lesson("shots at night bad", "truce"),
    lesson("shots over water", "truce"),
)


def test_words_of_linked_claims_speak_for_their_stipulation() -> None:
    learned = learned_from(LESSONS)
    words = frozenset({"convoy", "road"})
    assert learned.speaking(words, "aid") > 0 > learned.speaking(words, "truce")
    nearest = learned.nearest(words)
    assert set(nearest) == {"aid"}
    assert learned.nearest(frozenset(["convoy", "waits", "road"]))["aid"] == pytest.approx(1)


def test_a_word_that_all_claims_use_speaks_for_none() -> None:
    learned = learned_from([lesson("bad convoy", "aid"), lesson("bad shots", "truce")])
    assert learned.speaking(frozenset({"bad"}), "aid") == pytest.approx(0)


def test_what_is_often_meant_is_liked() -> None:
    learned = learned_from(LESSONS)
    assert learned.liking("aid", 4) > learned.liking("truce", 4) > 0 > learned.liking("other", 4)


def test_without_claims_nothing_is_taught() -> None:
    learned, words = learned_from([]), frozenset({"convoy"})
    assert learned.speaking(words, "aid") == learned.liking("aid", 3) == 0
    assert learned.nearest(words) == {}


def test_the_order_of_claims_does_not_matter() -> None:
    assert learned_from(LESSONS) == learned_from(LESSONS[::-1])


def test_who_often_speaks_of_a_name_has_a_voice_on_it() -> None:
    said = [
        Lesson(frozenset(["a"]), frozenset([name]), who)
        for who, name in (("mission", "truce"), ("mission", "truce"), ("agency", "aid"))
    ]
    learned = learned_from([*said, lesson("a title", "aid")])
    assert learned.voice("mission", "truce", 2) > 0 > learned.voice("mission", "aid", 2)
    assert learned.voice("somebody", "aid", 2) == learned.voice(None, "aid", 2) == 0
