"""Tests that stand in a text: what they speak of, and what is told where they cannot be put."""

from pathlib import Path

import pytest

from servanda.verdict.trial import Trial, try_all
from servanda.workspace import Workspace, open_workspace

ACCORD = """# River Accord

```servanda
agreement river-accord "River Accord"
  time zone Europe/Sarajevo
  in force 2026-01-10 12:00

party north "North"
party south "South"
action release "sets free"
action attack "uses force against"
thing prisoners "prisoners of war"
thing wounded "wounded prisoners"
area zone-a "Zone A"
area zone-b "Zone B"
thing forces "forces"
action withdraw "moves back"
```

## Article 1

```servanda
duty release-all "Release"
  north releases 10 prisoners to south
  north releases 2 wounded to south
  by 2026-01-24

ban hostilities "No attacks"
  north and south must not attack each other

duty withdrawal "Withdrawal"
  north withdraws forces from zone-a
  stage first: area zone-a; by 2026-01-20
  stage second: area zone-b; by 2026-01-30

phase calm "Calm"
  begins when release-all done
```

```servanda
viewpoint north "North"
  accepts camp north
  refuses camp south

source gazette "The Gazette"

source northern-army "Army of the north"
  camp north
  speaks for north

report R1 "Released"
  by gazette
  on 2026-01-25

claim gazette says
  north releases 10 prisoners to south
  on 2026-01-23

claim gazette says
  north releases 0 wounded to south in total up to 2026-01-24

claim gazette says
  north withdraws forces from zone-a
  on 2026-01-19

claim northern-army via gazette says
  south attacks north
  on 2026-01-15
```

```servanda-test
{test}
```
"""
FIRST_LINE_OF_THE_TEST = ACCORD[: ACCORD.index("{test}")].count("\n") + 1


def workspace(folder: Path, test: str) -> Workspace:
    path = folder / "accord.md"
    path.write_text(ACCORD.replace("{test}", test), encoding="utf-8")
    return open_workspace(path)


def trials(folder: Path, test: str) -> tuple[Trial, ...]:
    opened = workspace(folder, test)
    assert [str(each) for each in opened.diagnostics] == []
    assert opened.agreement is not None
    return try_all(opened.agreement, opened.record, opened.viewpoints, opened.expected)


@pytest.mark.parametrize(
    "line",
    [
        "release-all is overdue",
        'release-all limb "prisoners" is done',
        'release-all limb "wounded" is overdue',
        'release-all of north limb "north releases wounded" is overdue',
        "hostilities of north is undetermined: unreported",
        "hostilities of south is undetermined",
        "withdrawal/first is done",
        "withdrawal/second is open",
        "withdrawal is partly done",
        "phase calm is not open",
        "calm is not open",
    ],
)
def test_what_holds(tmp_path: Path, line: str) -> None:
    (trial,) = trials(tmp_path, f"at 2026-01-25\n  {line}")
    assert trial.holds, trial.failing
    assert len(trial.meant) == 1


@pytest.mark.parametrize(
    ("line", "got"),
    [
        ("release-all is done", ["overdue"]),
        ('release-all limb "releases" is done', ["overdue"]),
        ("hostilities is kept", ["undetermined", "undetermined"]),
        ("hostilities of south is undetermined: unreported", ["undetermined"]),
        ("withdrawal/first is overdue", ["done"]),
        ("calm is open", ["not open"]),
    ],
)
def test_what_does_not_hold_says_what_is(tmp_path: Path, line: str, got: list[str]) -> None:
    (trial,) = trials(tmp_path, f"at 2026-01-25\n  {line}")
    assert not trial.holds
    assert [each.state for each in trial.failing] == got
    assert all(each.because for each in trial.failing)


def test_an_expectation_of_no_verdict_does_not_hold(tmp_path: Path) -> None:
    (trial,) = trials(tmp_path, "at 2026-01-25\n  release-all of south is done")
    assert not trial.meant
    assert not trial.holds


def test_the_question_is_put_as_it_stands(tmp_path: Path) -> None:
    early, late, theirs, unknown, hour = trials(
        tmp_path,
        "at 2026-01-24\n"
        '  release-all limb "wounded" is open\n'
        "at 2026-01-25\n"
        '  release-all limb "wounded" is overdue\n'
        "at 2026-01-25 viewpoint north\n"
        "  hostilities of south is breached\n"
        "at 2026-01-25 known 2026-01-24\n"
        '  release-all limb "prisoners" is undetermined: unclaimed\n'
        "at 2026-01-24 23:59\n"
        '  release-all limb "wounded" is open\n',
    )
    assert [each.holds for each in (early, late, theirs, unknown, hour)] == [True] * 5


@pytest.mark.parametrize(
    ("test", "name", "hint"),
    [
        ("at 2026-01-25\n  relase-all is done", "unknown-stipulation", "`release-all`"),
        ("at 2026-01-25\n  release-all of noth is done", "unknown-actor", "`north`"),
        ("at 2026-01-25\n  withdrawal/frist is done", "unknown-stipulation", "withdrawal/first"),
        ("at 2026-01-25 viewpoint nort\n  calm is open", "unknown-viewpoint", "`north`"),
        ("at 2026-01-25 proof verifed\n  calm is open", "unknown-standard", "`verified`"),
        ("at 2026-01-25\n  calm is opened", "impossible-state", "`open`"),
        ("at 2026-01-25\n  hostilities is done", "impossible-state", "breached"),
        ("at 2026-01-25\n  release-all is done: contested", "unknown-cause", "colon"),
        ("at 2026-01-25\n  release-all is undetermined: unclaim", "unknown-cause", "`unclaimed`"),
        ("at 2026-03-29 02:30\n  calm is open", "no-such-local-time", None),
        ("at 2026-02-30\n  calm is open", "no-such-date", None),
        ("at 2026-01-25", "nothing-expected", "indented"),
        ("  release-all is done", "clause-without-header", "at 2016"),
        ("in 2026-01-25\n  calm is open", "unreadable-clause", None),
        ("at 2026-01-25\n  calm open", "unreadable-clause", None),
    ],
)
def test_what_cannot_be_expected_is_told(
    tmp_path: Path, test: str, name: str, hint: str | None
) -> None:
    opened = workspace(tmp_path, test)
    (found,) = opened.diagnostics
    assert (found.name, found.severity) == (name, "error")
    assert hint is None or hint in (found.hint or "")
    assert found.span.line >= FIRST_LINE_OF_THE_TEST
    assert opened.expected == ()


def test_one_line_that_cannot_be_read_hides_no_other(tmp_path: Path) -> None:
    opened = workspace(tmp_path, "at 2026-01-25\n  relase-all is done\n  calm is not open")
    assert [each.name for each in opened.expected] == ["calm"]
