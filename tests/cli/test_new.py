"""`servanda new`: what it writes already checks, and nothing is ever overwritten."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from servanda.cli.application import application
from servanda.cli.starting import FIRST_QUESTION, TEXTS, name_of, title_of

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs one command in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return lambda *arguments: CliRunner().invoke(application, list(arguments))


def states(run: Run, path: str) -> dict[str, str]:
    result = run("status", path, "--at", FIRST_QUESTION, "--json")
    assert result.exit_code == 0, result.output
    data = json.loads(result.stdout)
    return {each["name"]: each["state"] for each in (*data["stipulations"], *data["phases"])}


def test_what_it_writes_checks_and_is_laid_out(run: Run) -> None:
    written = run("new", "river-accord")
    assert written.exit_code == 0, written.output
    checked = run("check", "river-accord")
    assert checked.stdout == "river-accord: no errors and no warnings\n", checked.output
    assert run("format", "--check", "river-accord").exit_code == 0


def test_what_it_writes_gives_a_status_worth_reading(run: Run) -> None:
    run("new", "river-accord")
    assert states(run, "river-accord") == {
        "ceasefire": "kept",
        "release-prisoners": "done",
        "pull-back": "open",
        "talks": "not open",
    }


def test_what_it_expects_of_itself_holds(run: Run) -> None:
    run("new", "river-accord")
    tested = run("test", "river-accord")
    assert tested.exit_code == 0, tested.output


def test_it_names_every_file_and_what_to_do_next(run: Run) -> None:
    said = run("new", "river-accord").stdout
    files = {path.relative_to(TEXTS) for path in TEXTS.rglob("*.md")}
    assert files
    for file in files:
        assert f"wrote {Path('river-accord') / file}\n" in said
        assert (Path("river-accord") / file).is_file()
    assert "servanda check river-accord" in said


def test_it_is_named_after_its_folder(run: Run) -> None:
    run("new", "deep/er/River_Accord 2026")
    text = Path("deep/er/River_Accord 2026/agreement.md").read_text(encoding="utf-8")
    assert 'agreement river-accord-2026 "River Accord 2026"' in text
    assert "starting" not in text


@pytest.mark.parametrize(
    ("folder", "title", "name"),
    [
        ("river-accord", "River accord", "river-accord"),
        ("2026", "2026", "starting-agreement"),
        ("Îles", "Îles", "les"),
        ("协议", "协议", "starting-agreement"),
        ("---", "A starting agreement", "a-starting-agreement"),
    ],
)
def test_any_folder_gives_a_title_and_a_name(folder: str, title: str, name: str) -> None:
    assert title_of(Path(folder)) == title
    assert name_of(title) == name


def test_an_empty_folder_may_be_there_already(run: Run) -> None:
    Path("empty").mkdir()
    assert run("new", "empty").exit_code == 0


@pytest.mark.parametrize("kind", ["folder", "file", "link", "again"])
def test_nothing_is_overwritten(run: Run, kind: str) -> None:
    place = Path("there")
    if kind == "folder":
        place.mkdir()
        (place / "notes.txt").write_text("mine", encoding="utf-8")
    elif kind == "file":
        place.write_text("mine", encoding="utf-8")
    elif kind == "link":
        place.symlink_to("nowhere")
    else:
        run("new", "there")
        (place / "agreement.md").write_text("mine", encoding="utf-8")
    before = sorted((path, path.is_file() and path.read_bytes()) for path in Path().rglob("*"))
    result = run("new", "there")
    assert result.exit_code == 2
    assert "nothing was written" in result.output
    assert sorted((path, path.is_file() and path.read_bytes()) for path in Path().rglob("*")) == (
        before
    )
