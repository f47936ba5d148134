"""`--known`: every command that reads the record takes it, and shows nothing that came later."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from servanda.cli.application import COMMANDS, application
from servanda.record.in_time import report_known
from servanda.workspace import default_question, open_workspace

Run = Callable[..., Result]
EXAMPLE = "examples/gaza-2025"
BY = "2025-10-20"
# What reads no record, or has its own way to say what was known: tests in a text, and `--between`
# with its two days. Of the record `analyse` takes only which names are used.
APART = {
    "new", "incidents", "intake", "review", "catalogue", "format", "completion", "analyse", "test",
    "changed", "log", "record", "edition", "replay", "since", "decision",
}  # fmt: skip
ASKED = [
    ("status",),
    ("explain", "return-remains"),
    ("explain", "two"),
    ("history", "hostilities"),
    ("blockers",),
    ("disputes", "--between", "israel", "hamas"),
    ("origins",),
    ("origins", "return-remains"),
    ("positions",),
    ("expectations",),
    ("causes",),
    ("check",),
    ("page", "-o", "-"),
]


@pytest.fixture
def run(root: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(root)

    def call(*arguments: str) -> Result:
        runner = CliRunner(env={"COLUMNS": "100", "NO_COLOR": "1"})
        return runner.invoke(application, list(arguments))

    return call


def test_every_command_that_reads_the_record_takes_it() -> None:
    taking = {one.name for one in COMMANDS if any(each.name == "known" for each in one.params)}
    assert {one.name for one in COMMANDS} - taking == APART


@pytest.mark.slow
@pytest.mark.parametrize("asked", ASKED, ids=" ".join)
def test_nothing_is_shown_that_became_known_later(
    run: Run, root: Path, asked: tuple[str, ...]
) -> None:
    workspace = open_workspace(root / EXAMPLE)
    question = default_question(workspace, at="2026-02-28", known=BY)
    assert not isinstance(question, str)
    later = {one.id for one in workspace.record.reports.values()
             if report_known(one) > question.known}  # fmt: skip
    assert len(later) > 50
    command, *rest = asked
    about = () if command == "check" else ("--at", "2026-02-28")
    result = run(command, EXAMPLE, *rest, "--known", BY, *about)
    assert result.exit_code == 0, result.output
    assert set(re.findall(r"[A-Za-z][A-Za-z0-9-]*", result.stdout)) & later == set()


def test_a_report_that_was_not_yet_known_is_none(run: Run) -> None:
    assert run("origins", EXAMPLE, "F083", "--known", BY).exit_code == 2
    assert run("origins", EXAMPLE, "F083").exit_code == 0


def test_between_refuses_a_second_day_before_the_first(run: Run) -> None:
    result = run("changed", EXAMPLE, "--between", "2025-10-23", "2025-10-14")
    assert result.exit_code == 2
    assert "later" in result.output


def test_changed_reads_each_day_as_at_and_known_would(run: Run) -> None:
    days = ("--between", "2025-10-14", "2025-10-23")
    result = run("changed", EXAMPLE, "rafah", *days, "--known", "--json")
    data = json.loads(result.stdout)
    assert data["first"]["at"].startswith("2025-10-14T00:00:00")
    assert data["question"]["known"].startswith("2025-10-23T23:59:59")
    assert [one["through"] for one in data["changes"]] == ["time"]


def test_changed_without_it_reads_both_days_as_known_now(run: Run) -> None:
    days = ("--between", "2025-10-14", "2025-10-23")
    data = json.loads(run("changed", EXAMPLE, "return-remains", *days, "--json").stdout)
    assert (data["first"]["known"], data["question"]["known"]) == (None, None)
    assert [one["through"] for one in data["changes"]] == ["events"]
    assert [one["sets"] for one in data["changes"]] == [[["F043.2"]]]


def test_changed_about_one_date_reads_each_day_as_known_then(run: Run) -> None:
    days = ("--between", "2025-10-14", "2025-10-23", "--at", "2025-10-23")
    alone = run("changed", EXAMPLE, "return-remains", *days, "--json").stdout
    assert run("changed", EXAMPLE, "return-remains", *days, "--known", "--json").stdout == alone
    assert [one["through"] for one in json.loads(alone)["changes"]] == ["knowledge"]
