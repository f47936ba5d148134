"""The record teaches on what a claim bears; without claims it teaches nothing."""

from servanda.intake.draft.learned import Lesson, learned_from


def lesson(words: str, *about: str) -> Lesson:
    return Lesson(frozenset(words.split()), frozenset(about))


LESSONS = (
    lesson("convoy late road bad", "aid"),
    lesson("convoy turned back road", "aid"),
    lesson("convoy waits road", "aid"),
    lesson("shots at night bad", "truce"),
    lesson("shots over water", "truce"),
    *(lesson(f"weather{number} bad") for number in range(20)),
)


def test_words_of_linked_claims_speak_for_their_stipulation() -> None:
    learned = learned_from(LESSONS)
    assert learned.names_for(frozenset({"convoy", "road"})) == ("aid",)
    assert learned.names_for(frozenset({"shots", "convoy", "road"})) == ("aid",)


def test_a_word_that_all_claims_use_speaks_for_none() -> None:
    assert learned_from(LESSONS).names_for(frozenset({"bad"})) == ()


def test_one_claim_teaches_nothing() -> None:
    assert learned_from([lesson("convoy road", "aid")]).names_for(frozenset({"convoy"})) == ()
    assert learned_from([]).names_for(frozenset({"convoy"})) == ()


def test_the_order_of_claims_does_not_matter() -> None:
    assert learned_from(LESSONS) == learned_from(LESSONS[::-1])
