"""From what was typed to a question, or to one line on why it is none."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from servanda.values.instant import NEVER
from servanda.verdict.assessment import Question
from servanda.workspace import Workspace, default_question, now, open_workspace

ZONE = ZoneInfo("Asia/Jerusalem")
TEXT = """```servanda
agreement truce "Truce"
  time zone Asia/Jerusalem
  in force 2025-10-10 12:00
party north "North"
party south "South"
action release "sets free"
thing captives "captives"
duty return-captives
  south releases 20 captives to north
  reading strict: by 2025-10-13
  reading loose: by 2025-10-20
viewpoint north "North"
  reads return-captives as strict
```
"""


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    path = tmp_path_factory.mktemp("truce") / "truce.md"
    path.write_text(TEXT)
    return open_workspace(path)


def asked(workspace: Workspace, **parts: object) -> Question:
    question = default_question(workspace, **parts)  # type: ignore[arg-type]
    assert isinstance(question, Question)
    return question


def local(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=ZONE).timestamp())


def test_every_part_has_a_default(workspace: Workspace) -> None:
    before = now()
    question = asked(workspace)
    assert before <= question.at <= now()
    assert (question.known, question.proof, question.viewpoint, question.readings) == (
        NEVER, "alleged", "neutral", (),
    )  # fmt: skip


def test_at_is_the_first_instant_of_a_day_and_known_the_last(workspace: Workspace) -> None:
    question = asked(workspace, at="2025-10-14", known="2025-10-14")
    assert question.at == local("2025-10-14T00:00")
    assert question.known == local("2025-10-15T00:00") - 1


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2025-10-14 12:00", "2025-10-14T12:00"),
        ("2025-10-14T12:00", "2025-10-14T12:00"),
        (" 2025-10-14 12:00 +03:00 ", "2025-10-14T12:00"),
        ("2025-10-14 12:00 Z", "2025-10-14T15:00"),
        ("2025-10-14 12:00+00:00", "2025-10-14T15:00"),
        ("2025-10-14T12:00:07Z", "2025-10-14T15:00:07"),  # as `record show` tells of a log
        ("2025-10-14 12:00:07", "2025-10-14T12:00:07"),
    ],
)
def test_an_hour_is_exact_on_both_axes(workspace: Workspace, text: str, instant: str) -> None:
    question = asked(workspace, at=text, known=text)
    assert (question.at, question.known) == (local(instant), local(instant))


def test_the_other_parts_are_taken_as_typed(workspace: Workspace) -> None:
    question = asked(workspace, proof="verified", viewpoint="north", readings=("loose",))
    assert (question.proof, question.viewpoint) == ("verified", "north")
    assert question.readings == ("loose",)
    assert asked(workspace, proof="claimed").proof == "asserted"


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"at": "yesterday"}, "at: 'yesterday' is no date; write 2025-10-14"),
        ({"at": "2025-02-30"}, "at: there is no 2025-02-30 in the calendar"),
        ({"at": "2025-1-5"}, "write 2025-01-05"),
        ({"known": "2025-10-14 25:00"}, "known: no clock shows 25:00"),
        ({"known": "2026-03-27 02:30"}, "known: on 2026-03-27 the clocks skip 02:30"),
        ({"at": "2025-10-14\n12:00"}, "is no date"),
        ({"at": ""}, "is no date"),
        ({"known": "2025-10-14T12:00:60Z"}, "known: no clock shows 12:00:60"),
        ({"at": "9" * 5000}, "is no date"),
        ({"viewpoint": "nroth"}, "no viewpoint named 'nroth'; did you mean `north`?"),
        ({"viewpoint": "x"}, "there are: neutral, north"),
        ({"proof": "aleged"}, "no standard of proof named 'aleged'; did you mean `alleged`?"),
        ({"readings": ("strikt",)}, "no reading named 'strikt'; did you mean `strict`?"),
    ],
)
def test_what_makes_no_sense_is_told_in_one_line(
    workspace: Workspace, parts: dict[str, object], words: str
) -> None:
    message = default_question(workspace, **parts)  # type: ignore[arg-type]
    assert isinstance(message, str)
    assert words in message
    assert "\n" not in message
    assert len(message) < 400


def test_without_an_agreement_there_is_nothing_to_ask(tmp_path: Path) -> None:
    (tmp_path / "record.md").write_text('```servanda\nsource wire "a wire agency"\n```\n')
    message = default_question(open_workspace(tmp_path))
    assert message == "there is no agreement to ask about"
