"""Who speaks where a later sentence has a pronoun, or a description of somebody named before; and
denials that say no more than `the report`."""

import pytest

from tests.intake.statements.reading import read, said, words

TAKEN_UP = [
    ("Hamas rejected the charge on Monday. It said the army had left.", "Hamas"),
    ("The Southland army accused Hamas of firing. Hamas rejected the charge. It said that it was "
     "calm.", "Hamas"),
    ("Qatar's foreign ministry said that talks had begun. The ministry denied it on Monday. It "
     "added that all trucks had passed.", "Qatar's foreign ministry"),
    ("A Southland official said that aid was late. The official added that more had come.",
     "A Southland official"),
    ("Two diplomats met Ada Lund. They said that the talks had stalled.", "Two diplomats"),
    ("The Southland government said that it was closed. They added that nobody had passed.",
     "The Southland government"),
    ("Hamas said in a statement that it was ready. The statement said that it was calm.", "Hamas"),
    ("Hamas met mediators in Cairo. The group said in a statement that it was ready. The statement "
     "said that it was calm.", "Hamas"),
    ("Hamas met mediators in Cairo. The group said that it was ready.", "Hamas"),
    ("Foreign Minister Ada Brenn arrived on Monday. The minister said that the talks had stalled.",
     "Foreign Minister Ada Brenn"),
    ("An official told Reuters that it was closed. He said that the army had left.",
     "An official"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "whole"), TAKEN_UP)
def test_the_last_fitting_speaker_is_taken_up(text: str, whole: str) -> None:
    last = read(text).statements[-1].speaker
    assert last is not None and last.whole == whole


def test_it_is_the_outlet_where_it_can_be_nobody_else() -> None:
    found = read("Reuters reported that the bridge was closed. It said that nobody had passed.")
    assert [(each.speaker, each.via) for each in found.statements] == [(None, ("Reuters",))] * 2


@pytest.mark.parametrize(
    "denial",
    [
        "Hamas denied the accusation.",
        "Hamas has denied this.",
        "Hamas rejected the claim as false.",
    ],
)
def test_a_bare_denial_has_the_words_of_what_was_said_before(denial: str) -> None:
    text = f"Southland said that Hamas had hidden the list on Monday. {denial}"
    first, second = read(text).statements
    assert (second.stance, said(text, second)) == ("denies", said(text, first))
    assert second.dated == first.dated
    assert second.speaker is not None and second.speaker.whole == "Hamas"
    assert all(words(text, each) in denial for each in second.takes_up) and second.takes_up


@pytest.mark.parametrize(
    "text",
    [
        "Southland proposed a new plan. Northland rejected it.",
        "Southland said that the list was ready. Southland did not deny it.",
        "Hamas denied it.",
    ],
)
def test_nothing_that_was_said_is_denied(text: str) -> None:
    assert all(each.stance != "denies" for each in read(text).statements)
