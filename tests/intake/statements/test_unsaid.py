"""What somebody did not say, may say or is asked is no statement of theirs."""

import pytest

from tests.intake.statements.reading import only, read, said

CLAIM = "the army released 20 prisoners"


@pytest.mark.parametrize(
    "text",
    [
        f"Israel has not confirmed that {CLAIM}.",
        f"Israel never said that {CLAIM}.",
        f"No Israeli official said that {CLAIM}.",
        f"Israel did not deny that {CLAIM}.",
        f"Israel has neither confirmed nor denied that {CLAIM}.",
        f"Israel has yet to confirm that {CLAIM}.",
        f"Israel stopped short of saying that {CLAIM}.",
        f"Unless Israel confirms that {CLAIM}, Egypt will act.",
        f"It is not clear whether Israel said that {CLAIM}.",
        f"Israel will announce that {CLAIM}.",
        f"Rather than confirm that {CLAIM}, Israel left.",
    ],
)
def test_what_is_not_said_is_told_whole_by_the_outlet(text: str) -> None:
    found = only(text)
    assert found.speaker is None and found.is_unsaid and found.stance == "says"
    assert said(text, found) == text.rstrip(".")


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (f"The army might announce that {CLAIM}, a diplomat said.", "a diplomat"),
        ("If Israel says that the gate is open, Egypt will act, an analyst said.", "an analyst"),
        ("Qatar may admit that the army attacked, an analyst said.", "an analyst"),
        (f"The army is expected to announce that {CLAIM}, a diplomat said.", "a diplomat"),
        (f"A diplomat said that Israel has not confirmed that {CLAIM}.", "A diplomat"),
    ],
)
def test_who_tells_it_is_kept(text: str, who: str) -> None:
    found = only(text)
    assert found.speaker is not None and found.speaker.words == who
    told = said(text, found)
    assert told in text and ("might" in text) == ("might" in told)
    assert len(told) > len(text) - len(who) - 15


@pytest.mark.parametrize(
    "text",
    [
        "Egypt did not attend because Israel said that the gate is closed.",
        "An official, who did not say when, said the gate is closed.",
        "Asked whether the gate was open, Egypt said that the gate is closed.",
        "Although Israel did not confirm it, Egypt said that the gate is closed.",
    ],
)
def test_what_is_said_beside_it_is_said(text: str) -> None:
    told = [said(text, each) for each in read(text).statements if not each.is_unsaid]
    assert any(each.endswith("gate is closed") for each in told)


@pytest.mark.parametrize("who", ["Egypt's foreign ministry", "COGAT"])
@pytest.mark.parametrize("day", ["", " on Friday"])
def test_a_plain_sentence_is_always_found(who: str, day: str) -> None:
    text = f"The Rafah crossing remains closed, {who} said{day}."
    assert said(text, only(text)) == "The Rafah crossing remains closed"


@pytest.mark.parametrize(
    "first",
    [
        "The Jerusalem Post, citing Axios, which cited two American officials, reported that the "
        "gate will open.",
        "The Jerusalem Post reported that Axios had cited two American officials as saying that "
        "the gate will open.",
    ],
)
def test_people_who_are_taken_up_keep_their_chain(first: str) -> None:
    rest = (
        " According to the officials, aid will enter. One of the officials said the talks would "
        "go on. The second official said the plan was ready."
    )
    statements = read(first + rest).statements
    people = "two American officials"
    assert [each.speaker and each.speaker.whole for each in statements] == [
        people, people, f"one of {people}", f"one of {people}",
    ]  # fmt: skip
    assert {each.via for each in statements} == {("Axios", "The Jerusalem Post")}


def test_who_speaks_alone_later_is_not_one_of_them() -> None:
    text = "An official told Axios the gate is shut. The second diplomat said the plan was ready."
    _, second = read(text).statements
    assert second.via == ()


def test_a_lie_is_what_was_said_right_before() -> None:
    lie = '"That is a lie," an official said.'
    text = f"Israel said that the army attacked. {lie}"
    _, denial = read(text).statements
    assert denial.stance == "denies" and said(text, denial) == "that the army attacked"
    for before in ("The talks went on.", "Israel said it was calm. The talks went on."):
        last = read(f"{before} {lie}").statements[-1]
        assert last.stance == "says" and not last.takes_up


def test_a_warning_is_no_threat() -> None:
    assert only("Egypt warned that it would not accept the plan.").stance == "says"
    assert only("Qatar said it could not confirm that the army left.").stance == "says"
