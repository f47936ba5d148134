"""Who says what: sentences of our own, one construction each."""

from datetime import date

import pytest

from servanda.record.model import Stance
from tests.intake.statements.reading import only, read, said, words

SAID = [
    (
        "The foreign ministry said that the crossing had been closed.",
        "that the crossing had been closed",
        "The foreign ministry",
    ),
    (
        "“The crossing is closed,” said a spokesman for the army. “Nobody may pass.”",
        "“The crossing is closed,” ... “Nobody may pass.”",
        "a spokesman for the army",
    ),
    (
        "The visit, officials said, will begin on Thursday.",
        "The visit ... will begin on Thursday",
        "officials",
    ),
    (
        "According to the mayor, two bridges were destroyed.",
        "two bridges were destroyed",
        "the mayor",
    ),
    (
        "The rebels denied that they had attacked the convoy.",
        "that they had attacked the convoy",
        "The rebels",
    ),
    (
        "The president promised to free all prisoners within a month.",
        "to free all prisoners within a month",
        "The president",
    ),
    (
        "Sources close to the prime minister said that he remained committed to the truce.",
        "that he remained committed to the truce",
        "Sources close to the prime minister",
    ),
]


@pytest.mark.parametrize(("text", "content", "speaker"), SAID)
def test_content_and_speaker(text: str, content: str, speaker: str) -> None:
    found = only(text)
    assert said(text, found) == content
    assert found.speaker is not None
    assert found.speaker.words == speaker


@pytest.mark.parametrize(
    "cue", ["intends", "plans", "promises", "refuses", "threatens", "agrees", "agreed", "vowed"]
)
@pytest.mark.parametrize(
    ("speaker", "content"),
    [
        ("The ministry", "to empty the camp"),
        ("Northland", "to withdraw its troops from the border within 60 days"),
        ("The army", "to hand over the prisoners"),
    ],
)
def test_what_somebody_means_to_do_is_theirs(cue: str, speaker: str, content: str) -> None:
    text = f"{speaker} {cue} {content}."
    found = only(text)
    assert said(text, found) == content
    assert found.speaker is not None
    assert found.speaker.words == speaker


@pytest.mark.parametrize(
    "text",
    [
        "The bridge was destroyed on Monday.",
        "Soldiers crossed the river and took two villages.",
        "",
        "\n\n",
        "“",
    ],
)
def test_nothing_is_said(text: str) -> None:
    assert read(text).statements == ()


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The ministry said that the camp had been emptied.", "says"),
        ("The ministry denied that the camp had been emptied.", "denies"),
        ("The ministry acknowledged that the camp had been emptied.", "admits"),
        ("The commission concluded that the camp had been emptied.", "finds"),
        ("The court ruled that the camp must be emptied.", "rules"),
        ("The ministry promised to empty the camp.", "promises"),
        ("The ministry intends to empty the camp next week.", "plans"),
        ("Southland said that talks are to be held in the capital.", "plans"),
        ("The ministry said that a second round was set for Friday.", "plans"),
        ("The ministry predicted that the camp would be emptied.", "expects"),
        ("The ministry said that the camp would be emptied.", "expects"),
        ("The ministry threatened to empty the camp.", "threatens"),
        ("The ministry demanded that the camp be emptied.", "demands"),
        ("The ministry said that the camp must be emptied.", "demands"),
        ("The ministry did not deny that the camp had been emptied.", "says"),
    ],
)
def test_stance(text: str, stance: Stance) -> None:
    assert only(text).stance == stance


def test_speech_is_direct_in_quotation_marks() -> None:
    assert only("“We are leaving,” the general said.").speech == "direct"
    assert only("The general said that they were leaving.").speech == "indirect"


@pytest.mark.parametrize(
    ("text", "via", "speaks"),
    [
        ("As The Daily Herald reported, the envoys met on Monday.", ("The Daily Herald",), None),
        (
            "One diplomat told The Daily Herald that the talks had stalled.",
            ("The Daily Herald",),
            "One diplomat",
        ),
        (
            "According to a Morning Post report cited in The Daily Herald, officials have said "
            "that the talks had stalled.",
            ("Morning Post", "The Daily Herald"),
            "officials",
        ),
        (
            "Analysts quoted in The Daily Herald report said the talks had stalled.",
            ("The Daily Herald",),
            "Analysts",
        ),
        ("Officials said that the talks had stalled.", (), "Officials"),
    ],
)
def test_chain(text: str, via: tuple[str, ...], speaks: str | None) -> None:
    found = only(text)
    assert found.via == via
    assert (None if found.speaker is None else found.speaker.words) == speaks


@pytest.mark.parametrize("when", ["", " on Wednesday"])
def test_who_tells_of_a_deed_at_the_end_is_not_what_was_admitted(when: str) -> None:
    text = f"Southland admitted 600 trucks a day, World Wire reported{when}."
    found = only(text)
    assert said(text, found).startswith("Southland admitted 600 trucks")
    assert (found.speaker, found.via, found.stance) == (None, ("World Wire",), "says")


@pytest.mark.parametrize(
    "text",
    [
        "The Daily Herald reported that Ada Lund met Jan Berg to discuss how the truce may begin.",
        "Ada Lund met Jan Berg to discuss how the truce may begin, the Daily Herald reported.",
    ],
)
def test_what_a_meeting_was_to_discuss_is_not_said_by_who_met(text: str) -> None:
    found = only(text)
    assert "Ada Lund met Jan Berg to discuss" in said(text, found)
    assert (found.speaker, found.stance) == (None, "says")


def test_the_report_is_the_one_that_was_named_last() -> None:
    text = (
        "According to The Daily Herald, the talks had stalled.\n"
        "The report said that both sides had left the city."
    )
    assert [each.via for each in read(text).statements] == [("The Daily Herald",)] * 2


def test_short_forms_and_pronouns_stand_for_the_longest_name() -> None:
    text = (
        "Foreign Minister Ada Brenn arrived on Monday.\n"
        "Brenn said that the talks had stalled. She added that nobody had left."
    )
    first, second = read(text).statements
    assert first.speaker is not None and second.speaker is not None
    assert (first.speaker.words, first.speaker.whole) == ("Brenn", "Foreign Minister Ada Brenn")
    assert (second.speaker.words, second.speaker.whole) == ("She", "Foreign Minister Ada Brenn")


def test_a_described_speaker_is_not_named() -> None:
    speaker = only("A senior official said that the talks had stalled.").speaker
    assert speaker is not None
    assert not speaker.named
    assert speaker.whole == "A senior official"


def test_date_of_what_is_said_and_of_saying_it() -> None:
    content = only("The ministry said that the camp had been emptied on Monday.").dated
    assert (content.first, content.last, content.certainty) == (
        date(2025, 10, 20), date(2025, 10, 20), "resolved",
    )  # fmt: skip
    cue = only("The ministry said on Tuesday that the camp was empty.").dated
    assert (cue.first, cue.last) == (date(2025, 10, 21), date(2025, 10, 21))
    none = only("The ministry expects that the camp will be emptied.").dated
    assert (none.first, none.last, none.certainty) == (date(2025, 10, 22), None, "published")


def test_the_extent_of_a_date_covers_its_words() -> None:
    text = "The ministry said that the camp had been emptied on Monday."
    extent = only(text).dated.extent
    assert extent is not None
    assert words(text, extent) == "Monday"
