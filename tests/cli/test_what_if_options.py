"""`--assume` and `--without`: every command that asks a question takes them, and says so."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from servanda.cli.application import application
from tests.cli.test_origins import SMALL

Run = Callable[..., Result]
ASSUMED = "monitors say north delivers 20 maps to south in total up to 2025-10-08"
COMMANDS = [
    ("status",), ("explain", "maps-back"), ("history", "maps-back"), ("blockers", "maps-back"),
    ("disputes", "--between", "neutral", "neutral"), ("origins",), ("positions",),
    ("expectations",), ("causes",),
]  # fmt: skip


@pytest.fixture
def small(tmp_path: Path) -> str:
    (tmp_path / "accord.md").write_text(SMALL, "utf-8")
    return str(tmp_path)


@pytest.fixture
def run() -> Run:
    return lambda *words: CliRunner().invoke(application, list(words))


def states(result: Result) -> dict[str, str]:
    answer = json.loads(result.output)
    return {one["name"]: one["state"] for one in answer["stipulations"]}


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_every_answer_says_that_it_is_a_what_if(
    run: Run, small: str, command: tuple[str, ...]
) -> None:
    name, *more = command
    question = [name, small, *more, "--at", "2025-10-10"]
    options = ["--assume", ASSUMED, "--without", "gazette"]
    shown = run(*question, *options)
    assert shown.exit_code == 0, shown.output
    assert f"What if, assuming: {ASSUMED}" in " ".join(shown.output.split())
    assert "What if, without: gazette" in shown.output
    asked = json.loads(run(*question, *options, "--json").output)["question"]
    assert (asked["assuming"], asked["without"]) == ([ASSUMED], ["gazette"])
    assert "What if" not in run(*question).output


def test_the_page_says_it_in_its_title_and_in_its_head(
    run: Run, small: str, tmp_path: Path
) -> None:
    made = tmp_path / "page.html"
    run("page", small, "-o", str(made), "--at", "2025-10-10", "--assume", ASSUMED)
    html = made.read_text("utf-8")
    assert "<title>What if: Accord" in html
    assert "What if: not the record" in html
    assert f"assuming: {ASSUMED}" in html


def test_an_assumption_is_weighed_and_what_is_left_out_is_not(run: Run, small: str) -> None:
    question = ["status", small, "--at", "2025-10-10", "--json"]
    assert states(run(*question))["maps-back"] == "partly done"
    assert states(run(*question, "--assume", ASSUMED))["maps-back"] == "done"
    gone = [*question, "--assume", ASSUMED, "--without", "monitors"]
    assert states(run(*gone))["maps-back"] == "done", "what is assumed is not left out"


def test_an_assumption_is_known_when_the_question_knows(run: Run, small: str) -> None:
    question = ["status", small, "--at", "2025-10-10", "--json", "--assume", ASSUMED]
    assert states(run(*question, "--known", "2025-10-09"))["maps-back"] == "done"
    early = run(*question, "--known", "2025-10-06")
    assert early.exit_code == 2
    assert "event-after-report" in early.output


def test_a_slip_in_an_assumption_is_shown_in_its_place(run: Run, small: str) -> None:
    shown = run("status", small, "--assume", "monitors say north delievers 20 maps on 2025-10-07")
    assert shown.exit_code == 2
    assert "--assume:1:26: error[unknown-action]" in shown.output
    assert "^^^^^^^^^" in shown.output
    assert "did you mean `delivers`?" in shown.output


def test_a_name_of_nothing_gets_a_suggestion(run: Run, small: str) -> None:
    shown = run("status", small, "--without", "gazete")
    assert shown.exit_code == 2
    assert "nothing in the record is named 'gazete'; did you mean `gazette`?" in shown.output


def test_what_one_name_took_along_another_need_not(run: Run, small: str) -> None:
    shown = run("status", small, "--without", "R1", "--without", "R1.1")
    assert shown.exit_code == 0, shown.output


def test_what_would_change_it_is_shown_with_how_it_was_found(run: Run, small: str) -> None:
    asked = ["explain", small, "maps-back", "--at", "2025-10-10", "--what-if"]
    shown = " ".join(run(*asked).output.split())
    assert "What would change maps-back (north), partly done" in shown
    assert "Each verdict told here was solved again." in shown
    (told,) = json.loads(run(*asked, "--json").output)["what_if"]
    (first, *_) = told["with"]
    again = run("status", small, "--at", "2025-10-10", "--json", "--assume", *first["assume"])
    assert states(again)["maps-back"] == first["state"]
    without = run(*asked[:-1], "--json")
    assert json.loads(without.output)["what_if"] is None
