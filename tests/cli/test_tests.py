"""`servanda test`: what it prints of what does not hold, its JSON, and how it leaves."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from servanda.cli.application import application
from tests.json_schema import violations

ROOT = Path(__file__).parents[2]
ACCORD = """# River Accord

```servanda
agreement river-accord "River Accord"
  time zone Europe/Sarajevo
  in force 2026-01-10 12:00

party north "North"
party south "South"
action release "sets free"
thing prisoners "prisoners of war"
```

## Article 1

```servanda
duty release-prisoners "Release"
  north releases 10 prisoners to south
  by 2026-01-24
```
"""
HOLDING = """
```servanda-test
at 2026-01-24
  release-prisoners is open
at 2026-01-25
  release-prisoners is undetermined: unclaimed
```
"""
FAILING = """
## Article 2

```servanda-test
at 2026-01-25 proof verified known 2026-01-20
  release-prisoners of north is overdue
```
"""


@pytest.fixture
def accord(tmp_path: Path) -> Path:
    return tmp_path / "accord.md"


def run(*arguments: str) -> Result:
    runner = CliRunner(env={"COLUMNS": "100", "NO_COLOR": "1"})
    return runner.invoke(application, ["test", *arguments])


def test_all_hold(accord: Path) -> None:
    accord.write_text(ACCORD + HOLDING, encoding="utf-8")
    result = run(str(accord))
    assert (result.exit_code, result.stdout) == (0, "All 2 expectations hold.\n")


def test_what_fails_is_shown_with_its_place_and_why(accord: Path) -> None:
    accord.write_text(ACCORD + HOLDING + FAILING, encoding="utf-8")
    result = run(str(accord))
    assert result.exit_code == 1
    line = (ACCORD + HOLDING + FAILING).split("\n").index("  release-prisoners of north is overdue")
    place, asked, found, because, *rest = result.stdout.splitlines()
    assert place == f"{accord}:{line + 1}:3: release-prisoners of north is overdue (Article 2)"
    assert asked == "  at 2026-01-25 proof verified known 2026-01-20 23:59"
    assert found == "  it is undetermined: unclaimed, of north"
    assert because.startswith("    0 of 10 prisoners, no report of it; nothing (a total, coverage)")
    assert rest == ["", "1 of 3 expectations do not hold."]


def test_a_line_that_cannot_be_put_fails_the_run(accord: Path) -> None:
    accord.write_text(ACCORD + HOLDING.replace("is open", "is opn"), encoding="utf-8")
    result = run(str(accord))
    assert result.exit_code == 1
    assert "impossible-state" in result.stderr
    assert "did you mean `open`?" in result.stderr
    assert result.stdout == "It holds.\n"


def test_without_tests_it_says_so(accord: Path) -> None:
    accord.write_text(ACCORD, encoding="utf-8")
    result = run(str(accord))
    assert result.exit_code == 0
    assert "No test stands in these texts" in result.stdout


def test_json_keeps_to_the_schema(accord: Path) -> None:
    accord.write_text(ACCORD + HOLDING + FAILING, encoding="utf-8")
    result = run(str(accord), "--json")
    assert result.exit_code == 1
    answer = json.loads(result.stdout)
    schema = json.loads((ROOT / "docs/schema/assessment-1.json").read_text(encoding="utf-8"))
    assert violations(answer, schema) == []
    assert [each["holds"] for each in answer["expectations"]] == [True, True, False]
    last = answer["expectations"][-1]
    assert (last["state"], last["bearers"], last["article"]) == ("overdue", ["north"], "Article 2")
    assert [each["state"] for each in last["verdicts"]] == ["undetermined"]


def test_no_agreement_is_nothing_to_try(accord: Path) -> None:
    accord.write_text('```servanda\nparty north "North"\n```\n' + HOLDING, encoding="utf-8")
    assert run(str(accord)).exit_code == 1


def test_no_folder_is_used_wrongly(tmp_path: Path) -> None:
    assert run(str(tmp_path / "nowhere")).exit_code == 2
