"""The catalogue on the command line: every name, one page, and where `check` points to it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from servanda.cli.application import application
from servanda.language.catalogue import MEANINGS
from tests.json_schema import violations

BAD = Path(__file__).parents[1] / "corpus" / "bad"


def run(*arguments: str) -> Result:
    return CliRunner(env={"COLUMNS": "100", "NO_COLOR": "1"}).invoke(application, list(arguments))


def test_every_name_is_listed_with_its_meaning() -> None:
    lines = run("catalogue").stdout.splitlines()
    assert all(f"{name} " in "\n".join(lines) for name in MEANINGS)
    assert all(any(line.endswith(meaning) for line in lines) for meaning in MEANINGS.values())


def test_a_page_has_its_four_parts() -> None:
    shown = run("catalogue", "unknown-actor").stdout
    assert shown.startswith("unknown-actor\nAn actor is used and not declared.\n")
    places = [shown.index(part) for part in ("Why it matters", "Example", "How to mend")]
    assert places == sorted(places)


def test_a_name_that_does_not_exist_is_met_with_the_nearest() -> None:
    result = run("catalogue", "unknown-actr")
    assert result.exit_code == 2
    assert "did you mean `unknown-actor`?" in result.stderr


@pytest.mark.parametrize("arguments", [(), ("unknown-actor",)])
def test_json_keeps_to_the_schema(root: Path, arguments: tuple[str, ...]) -> None:
    schema = json.loads((root / "docs" / "schema" / "assessment-1.json").read_text("utf-8"))
    found = json.loads(run("catalogue", *arguments, "--json").stdout)
    assert violations(found, schema) == []
    assert len(found["pages"]) == (1 if arguments else len(MEANINGS))


def test_check_says_once_where_to_read_more() -> None:
    shown = run("check", str(BAD / "unknown-actor.md")).stdout
    assert shown.count("servanda catalogue") == 1
    assert shown.rstrip().endswith("servanda catalogue unknown-actor")
    assert "catalogue" not in run("check", str(BAD / "unknown-actor.mended.md")).stdout
