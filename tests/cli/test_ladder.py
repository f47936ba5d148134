"""A mission's own ladder: read beside its agreement, told in every answer, and of consequence."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from servanda.cli.application import application
from servanda.evidence.standard_ladder import standard_text

AGREED = """# River Accord

```servanda
agreement river-accord "River Accord"
  time zone Europe/Sarajevo
  in force 2026-01-10 12:00

party north "North"
party south "South"
action release "sets free"
thing prisoners "prisoners of war"

duty release-prisoners "Release of prisoners"
  north releases 10 prisoners to south
  by 2026-01-24

source gazette "The Gazette"
source watch "The Watch"
  access "stands at the gate"

report R1 "Ten released"
  by gazette
  on 2026-01-25

claim gazette and watch say
  north releases 10 prisoners to south
  on 2026-01-23
```
"""
TWO, THREE = "origins = 2", "origins = 3"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "agreement.md").write_text(AGREED, encoding="utf-8")
    return tmp_path


def put(folder: Path, text: str) -> None:
    (folder / "ladder.toml").write_text(text, encoding="utf-8")


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(application, [str(each) for each in arguments])


def state(folder: Path, *more: str) -> tuple[str, list[str]]:
    """The verdict on the release, and in what the ladder is said to differ."""
    result = run("status", folder, "--at", "2026-02-01", "--json", *more)
    answer = json.loads(result.stdout)
    return answer["stipulations"][0]["state"], answer["question"]["ladder"]


def test_a_ladder_changes_a_verdict_and_the_answer_says_so(folder: Path) -> None:
    assert state(folder, "--proof", "corroborated") == ("done", [])
    put(folder, standard_text().replace(TWO, THREE))
    assert state(folder, "--proof", "corroborated") == ("undetermined", ["corroborated"])
    shown = run("status", folder, "--at", "2026-02-01").stdout
    assert "own ladder (corroborated)" in shown


def test_its_default_standard_is_that_of_questions_and_tests(folder: Path) -> None:
    put(
        folder,
        standard_text().replace('default-standard = "alleged"', 'default-standard = "ruled"'),
    )
    assert state(folder) == ("undetermined", ["default-standard"])
    assert state(folder, "--proof", "alleged") == ("done", ["default-standard"])
    expected = "\n```servanda-test\nat 2026-02-01\n  release-prisoners is undetermined\n```\n"
    (folder / "agreement.md").write_text(AGREED + expected, encoding="utf-8")
    assert run("test", folder).exit_code == 0


def test_a_copy_of_the_standard_one_is_the_standard_one(folder: Path) -> None:
    put(folder, standard_text())
    assert state(folder, "--proof", "corroborated") == ("done", [])


def test_a_faulty_one_is_told_and_the_standard_one_weighs(folder: Path) -> None:
    put(folder, standard_text().replace(TWO, THREE + "\norigin = 4"))
    result = run("check", folder)
    assert (result.exit_code, "unknown-ladder-word" in result.stdout) == (1, True)
    assert state(folder, "--proof", "corroborated") == ("done", [])


def test_an_answer_says_that_the_standard_one_weighs(folder: Path) -> None:
    put(folder, standard_text().replace(TWO, THREE + "\norigin = 4"))
    shown = " ".join(run("status", folder, "--at", "2026-02-01").stdout.split())
    assert "1 error in the input: the standard ladder weighs in place of the faulty" in shown
    assert "leaves out" not in shown


@pytest.mark.parametrize("asked", ["camps = 5", "not-gaining = 3"])
def test_more_asked_of_origins_than_there_are_is_told_and_weighs(folder: Path, asked: str) -> None:
    word = asked.partition(" ")[0]
    rung = standard_text().index("[rung.corroborated]")
    before, after = standard_text()[:rung], standard_text()[rung:]
    old = next(line for line in after.splitlines() if line.startswith(word))
    put(folder, before + after.replace(old, asked, 1))
    result = run("check", folder)
    assert (result.exit_code, "warning[more-than-origins]" in result.stdout) == (0, True)
    assert state(folder, "--proof", "corroborated") == ("undetermined", ["corroborated"])


def test_grades_that_do_not_corroborate_are_told_in_the_reasons(folder: Path) -> None:
    text = AGREED.replace("  on 2026-01-23\n", "  on 2026-01-23\n  information 5\n")
    graded = text.replace('source watch "The Watch"', 'source watch "The Watch"\n  grade E')
    (folder / "agreement.md").write_text(graded, encoding="utf-8")
    assert state(folder, "--proof", "corroborated") == ("undetermined", [])
    shown = run("explain", folder, "release-prisoners", "--at", "2026-02-01").stdout
    in_one_line = " ".join(shown.replace("│", " ").split())
    assert "gazette says, information 5, too weak to corroborate" in in_one_line
    assert "corroborate (the weakest source on the way is graded E)" in in_one_line


def test_one_alone_can_be_checked(folder: Path) -> None:
    put(folder, standard_text())
    assert run("check", folder / "ladder.toml").exit_code == 0
    put(folder, standard_text().replace(TWO, "origins = 0"))
    assert run("check", folder / "ladder.toml").exit_code == 1


def test_nothing_but_the_one_beside_the_agreement_is_read(folder: Path) -> None:
    (folder / "old").mkdir()
    put(folder / "old", "this is no ladder")
    (folder / "rules.toml").write_text("nor is this", encoding="utf-8")
    assert run("check", folder).exit_code == 0
