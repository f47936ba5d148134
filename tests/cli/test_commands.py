"""The commands on the Gaza example: what they print, and how they leave."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from rich.cells import cell_len

from servanda.cli.application import COMMANDS, application
from tests.json_schema import violations

Run = Callable[..., Result]
EXAMPLE = "examples/gaza-2025"
AT = ("--at", "2026-02-28")


@pytest.fixture
def run(root: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs one command in the root of the repository, without colour, on 100 columns."""
    monkeypatch.chdir(root)

    def call(*arguments: str, columns: int = 100) -> Result:
        runner = CliRunner(env={"COLUMNS": str(columns), "NO_COLOR": "1"})
        return runner.invoke(application, list(arguments))

    return call


def answer(run: Run, *arguments: str) -> dict[str, object]:
    result = run(*arguments, "--json")
    assert result.exit_code == 0, result.output
    parsed: dict[str, object] = json.loads(result.stdout)
    return parsed


def whatever(run: Run, *arguments: str) -> Any:
    """An answer to be looked into, of whatever shape."""
    return answer(run, *arguments)


# --- What is printed -------------------------------------------------------------------------


def test_status_states_the_question_and_every_verdict(run: Run) -> None:
    words = run("status", EXAMPLE, *AT, columns=200)
    data = json.loads(run("status", EXAMPLE, *AT, "--json").stdout)
    assert words.exit_code == 0, words.output
    assert "at 2026-02-28 00:00 +02:00" in words.stdout
    assert "viewpoint neutral" in words.stdout
    for each in (*data["stipulations"], *data["phases"], *data["funds"]):
        assert each["name"] in words.stdout
        assert each["state"] in words.stdout
    assert "servanda explain" in words.stdout


@pytest.mark.parametrize("columns", [60, 80, 120, 200])
@pytest.mark.parametrize(
    "command",
    ["status", "blockers", "history two", "explain rafah", "positions israel", "expectations"],
)
def test_nothing_runs_over_the_edge(run: Run, command: str, columns: int) -> None:
    name, *rest = command.split()
    result = run(name, EXAMPLE, *rest, *AT, columns=columns)
    assert result.exit_code == 0, result.output
    assert max(cell_len(line) for line in result.stdout.splitlines()) <= columns


@pytest.mark.parametrize(
    "arguments",
    [
        ("status", EXAMPLE),
        ("explain", EXAMPLE, "return-remains"),
        ("history", EXAMPLE, "return-remains"),
        ("blockers", EXAMPLE),
        ("disputes", EXAMPLE, "--between", "israel", "hamas"),
        ("origins", EXAMPLE),
        ("origins", EXAMPLE, "article-2025-10-22"),
        ("origins", EXAMPLE, "return-remains"),
        ("positions", EXAMPLE),
        ("positions", EXAMPLE, "stabilization-force"),
        ("expectations", EXAMPLE),
        ("changed", EXAMPLE, "rafah", "--between", "2025-10-14", "2025-10-23"),
        ("expectations", EXAMPLE, "--source", "cogat"),
        ("causes", EXAMPLE),
    ],
)
def test_json_keeps_to_the_schema(run: Run, root: Path, arguments: tuple[str, ...]) -> None:
    schema = json.loads((root / "docs" / "schema" / "assessment-1.json").read_text("utf-8"))
    data = answer(run, *arguments, *AT)
    assert violations(data, schema) == []
    assert data["answer"] == arguments[0]


def test_the_matrix_of_viewpoints(run: Run, root: Path) -> None:
    schema = json.loads((root / "docs" / "schema" / "assessment-1.json").read_text("utf-8"))
    data = whatever(run, "disputes", EXAMPLE, "--all", "--at", "2026-01-20")
    assert violations(data, schema) == []
    names = data["viewpoints"]
    two = next(row for row in data["rows"] if row["name"] == "two")
    seen = dict(zip(names, two["states"], strict=True))
    assert (seen["us"], seen["israel"], two["parted"]) == ("open", "not open", True)


@pytest.mark.parametrize("columns", [60, 100])
def test_the_matrix_fits_or_stacks(run: Run, columns: int) -> None:
    result = run("disputes", EXAMPLE, "--all", "--at", "2026-01-20", columns=columns)
    assert max(cell_len(line) for line in result.stdout.splitlines()) <= columns
    assert "* two" in " ".join(result.stdout.split())
    full = run("disputes", EXAMPLE, "--all", "--full", "--at", "2026-01-20", columns=columns)
    assert "return-living-hostages" in full.stdout
    assert "return-living-hostages" not in result.stdout


@pytest.mark.parametrize("columns", [60, 80, 100, 110, 120, 160])
@pytest.mark.parametrize("which", [("--between", "israel", "hamas"), ("--all",)], ids=" ".join)
def test_no_word_of_a_comparison_is_broken(run: Run, which: tuple[str, ...], columns: int) -> None:
    result = run("disputes", EXAMPLE, *which, "--at", "2026-01-20", columns=columns)
    words = result.stdout.replace(":", " ").split()
    assert "…" not in result.stdout
    for word in ("undetermined", "military-infrastructure", "puts-beyond-use"):
        assert word in words


def test_every_minimal_set_on_demand(run: Run) -> None:
    asked = "disputes", EXAMPLE, "--between", "us", "israel", "--at", "2026-01-20"
    short, full = whatever(run, *asked), whatever(run, *asked, "--full")
    for smallest, every in zip(short["disputes"], full["disputes"], strict=True):
        assert every["sets"][: len(smallest["sets"])] == smallest["sets"]
        assert every["searched"] >= smallest["searched"]
    two = next(each for each in full["disputes"] if each["name"] == "two")
    assert two["is_exact"]


def test_options_reach_the_question(run: Run) -> None:
    options = ("--known", "2025-10-22", "--proof", "corroborated", "--viewpoint", "israel")
    data = answer(run, "status", EXAMPLE, "--at", "2025-12-31", *options)
    asked = data["question"]
    assert isinstance(asked, dict)
    assert (asked["proof"], asked["viewpoint"]) == ("corroborated", "israel")
    assert asked["at"].startswith("2025-12-31T00:00:00")
    assert asked["known"].startswith("2025-10-2")


def test_explain_goes_down_to_claims_and_reports(run: Run) -> None:
    asked = ("explain", EXAMPLE, "return-remains", "--at", "2025-10-14")
    short, full = run(*asked), run(*asked, "--full")
    assert short.exit_code == full.exit_code == 0
    assert "claim: " in full.stdout
    assert "report: " in full.stdout
    assert len(short.stdout.splitlines()) < 70 < len(full.stdout.splitlines())
    assert "The whole of it: --full" in short.stdout
    assert "--full" not in full.stdout


def test_reasons_are_drawn(run: Run, tmp_path: Path) -> None:
    drawing = tmp_path / "why.svg"
    asked = ("explain", EXAMPLE, "aid-interference", "--at", "2026-01-20", "--without", "gmo")
    assert run(*asked, "--graph", str(drawing)).exit_code == 0
    drawn = drawing.read_text("utf-8")
    assert "<svg" in drawn
    assert "what if, without: gmo" in drawn
    assert run(*asked, "--graph", str(tmp_path / "none" / "why.svg")).exit_code == 2


def test_of_a_drawing_it_is_said_that_it_was_written(run: Run, tmp_path: Path) -> None:
    drawing = tmp_path / "why.svg"
    result = run("explain", EXAMPLE, "rafah", "--at", "2026-01-20", "--graph", str(drawing))
    assert (result.stdout, result.stderr) == ("", f"wrote {drawing}\n")
    result = run("origins", EXAMPLE, "rafah", "--graph", str(drawing), "--json")
    assert json.loads(result.stdout)["answer"] == "origins"
    assert result.stderr == f"wrote {drawing}\n"


@pytest.mark.parametrize("command", ["explain", "origins"])
def test_a_drawing_has_the_name_of_what_it_is(run: Run, tmp_path: Path, command: str) -> None:
    drawing = tmp_path / "why.png"
    result = run(command, EXAMPLE, "rafah", "--graph", str(drawing))
    assert result.exit_code == 2
    assert "does not end in .svg" in result.stderr
    assert not drawing.exists()


def test_what_would_change_it_is_told_beside_a_drawing(run: Run, tmp_path: Path) -> None:
    asked = ("explain", EXAMPLE, "rafah", "--at", "2026-01-20", "--what-if")
    drawn = run(*asked, "--graph", str(tmp_path / "why.svg")).stdout
    told = run(*asked).stdout
    assert "What would change it" in drawn or "would" in drawn
    assert told.endswith(drawn[drawn.index("rafah") :])


def test_causes_take_dates(run: Run) -> None:
    data = answer(run, "causes", EXAMPLE, "--on", "2025-10-14", "--on", "2025-12-31")
    assert isinstance(data["dates"], list)
    assert [each[:10] for each in data["dates"]] == ["2025-10-14", "2025-12-31"]
    words = run("causes", EXAMPLE, "--on", "2025-10-14").stdout
    assert "stipulation-dates are undetermined" in words


def test_check_finds_the_example_free_of_errors(run: Run) -> None:
    result = run("check", EXAMPLE)
    assert result.exit_code == 0, result.output
    assert "error[" not in result.stdout


def test_page_is_written_whole(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "gaza.html"
    result = run("page", EXAMPLE, *AT, "-o", str(file))
    assert result.exit_code == 0, result.output
    html = file.read_text(encoding="utf-8")
    assert html.startswith("<!doctype html>")
    assert html.rstrip().endswith("</html>")
    assert [each.name for each in tmp_path.iterdir()] == ["gaza.html"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_a_script(run: Run, shell: str) -> None:
    result = run("completion", shell)
    assert result.exit_code == 0
    assert "_SERVANDA_COMPLETE" in result.stdout


@pytest.mark.parametrize("command", [command.name for command in COMMANDS])
def test_every_command_has_help_with_examples(run: Run, command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert "Examples:\n    servanda " in result.stdout


# --- Formatting ------------------------------------------------------------------------------


@pytest.fixture
def copy(root: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "copy"
    shutil.copytree(root / EXAMPLE, folder)
    return folder


def test_format_leaves_what_is_canonical(run: Run, copy: Path) -> None:
    assert run("format", "--check", str(copy)).exit_code == 0
    before = {path: path.stat().st_mtime_ns for path in copy.rglob("*.md")}
    assert run("format", str(copy)).exit_code == 0
    assert {path: path.stat().st_mtime_ns for path in copy.rglob("*.md")} == before


def test_format_rewrites_what_is_not(run: Run, copy: Path) -> None:
    run("format", str(copy))
    plan = copy / "1-plan.md"
    canonical = plan.read_text("utf-8")
    untidy = canonical.replace("\n  from approval", "\n  from    approval  # at once")
    plan.write_text(untidy, "utf-8")
    check = run("format", "--check", str(copy))
    assert check.exit_code == 1
    assert check.stdout == f"would change {plan}\n"
    assert plan.read_text("utf-8") == untidy
    assert run("format", str(plan)).exit_code == 0
    assert plan.read_text("utf-8") == untidy.replace("from    approval", "from approval")
    assert run("format", "--check", str(copy)).exit_code == 0


def test_format_leaves_faulty_files_alone(run: Run, tmp_path: Path) -> None:
    faulty, binary = tmp_path / "faulty.md", tmp_path / "binary.md"
    faulty.write_text("```servanda\nduty   broken broken ( \n```\n")
    binary.write_bytes(b"\xff\xfe\x00")
    result = run("format", str(tmp_path))
    assert result.exit_code == 1
    assert "faulty.md:2:" in result.stderr
    assert "not UTF-8" in " ".join(result.stderr.split())  # a long path breaks the line
    assert faulty.read_text() == "```servanda\nduty   broken broken ( \n```\n"
    assert binary.read_bytes() == b"\xff\xfe\x00"


# --- How it leaves ---------------------------------------------------------------------------


def test_errors_in_the_input_are_told_and_the_answer_is_still_given(run: Run, copy: Path) -> None:
    plan = copy / "1-plan.md"
    plan.write_text(plan.read_text("utf-8") + "\n```servanda\nduty odd\n  nobody knws\n```\n")
    result = run("status", str(copy), *AT)
    assert result.exit_code == 1
    assert "1-plan.md:" in result.stderr
    assert "error[" in result.stderr
    assert "return-remains" in result.stdout
    assert run("check", str(copy)).exit_code == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("status", "no-such-folder"), "no-such-folder"),
        (("status", EXAMPLE, "--at", "2025-02-30"), "2025-02-30"),
        (("status", EXAMPLE, "--at", "2025-13-14"), "Error: --at: there is no 2025-13-14"),
        (("changed", EXAMPLE, "--between", "2025-13-14", "2025-10-14"), "Error: --between: there"),
        (("status", EXAMPLE, "--viewpoint", "nobody"), "nobody"),
        (("status", EXAMPLE, "--reading", "nonsense"), "nonsense"),
        (("status", EXAMPLE, "--proof", "certain"), "certain"),
        (("explain", EXAMPLE, "retrun-remains"), "Did you mean 'return-remains'?"),
        (("blockers", EXAMPLE, "three"), "three"),
        (("disputes", EXAMPLE, "--between", "israel", "nobody"), "nobody"),
        (("disputes", EXAMPLE), "--between"),
        (("positions", EXAMPLE, "isreal"), "israel"),
        (("expectations", EXAMPLE, "--source", "nobody"), "cogat"),
        (("disputes", EXAMPLE, "--all", "--between", "israel", "us"), "--all"),
        (("format", "no-such-file.md"), "no-such-file.md"),
        (("no-such-command",), "no-such-command"),
    ],
)
def test_wrong_use_is_two_and_one_line(run: Run, arguments: tuple[str, ...], words: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    assert words in result.stderr
    said = [line for line in result.stderr.splitlines() if line.startswith("Error")]
    assert len(said) == 1


def as_process(root: Path, *arguments: str, **environment: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", "from servanda.cli import main; main()", *arguments],
        cwd=root,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        errors="replace",
    )


@pytest.mark.parametrize("option", [(), ("--json",)])
def test_a_reader_who_leaves_is_no_failure(root: Path, option: tuple[str, ...]) -> None:
    process = as_process(root, "status", EXAMPLE, *AT, *option)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == ""
    assert process.wait() == 0


def test_failures_of_the_world_are_one_line(root: Path, tmp_path: Path) -> None:
    target = tmp_path / "no" / "such" / "folder.html"
    process = as_process(root, "page", EXAMPLE, *AT, "-o", str(target))
    _, errors = process.communicate()
    assert process.returncode == 2
    assert "Traceback" not in errors
    assert len(errors.splitlines()) == 1


def test_output_that_is_not_utf8_still_reads(root: Path) -> None:
    process = as_process(root, "status", EXAMPLE, *AT, PYTHONIOENCODING="ascii", COLUMNS="80")
    words, errors = process.communicate()
    assert process.returncode == 0, errors
    assert words.isascii()
    assert "return-remains" in words
