"""A draft from proposal to record: decided in the terminal, resumed, checked, written once."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from servanda.cli.application import application
from servanda.intake.draft.draft_json import written
from servanda.workspace import open_workspace
from servanda.workspace.drafts import keep_draft, opened_draft
from tests.intake.draft.small import TEXTS, draft_of, statement
from tests.json_schema import violations

Run = Callable[..., Result]
ARTICLE, SAID = statement("[who:The Lake Herald] said [said:Southland admitted 600 trucks].")
DRAFT = draft_of(ARTICLE, SAID)  # a source, the report, a claim


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in TEXTS.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    keep_draft(DRAFT, tmp_path)
    return tmp_path


@pytest.fixture
def file(folder: Path) -> Path:
    return folder / "drafts" / f"{DRAFT.name}.json"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.delenv("EDITOR", raising=False)
    monkeypatch.delenv("VISUAL", raising=False)

    def call(*arguments: object, typed: str = "") -> Result:
        runner = CliRunner(env={"COLUMNS": "100", "NO_COLOR": "1", "SERVANDA_CACHE": "off"})
        return runner.invoke(application, [str(each) for each in arguments], input=typed)

    return call


def test_what_is_accepted_enters_the_record(run: Run, folder: Path, file: Path) -> None:
    result = run("review", file, typed="a\na\na\nw\n")
    assert result.exit_code == 0, result.output
    report = folder / "record" / f"{DRAFT.name}.md"
    assert f"wrote {report}: 3 accepted" in result.output
    record = open_workspace(folder).record
    assert [claim.id for claim in record.claims] == [f"{DRAFT.name}.1"]
    assert run("check", folder).exit_code == 0
    assert run("format", "--check", folder).exit_code == 0
    assert opened_draft(file).draft.written == f"record/{DRAFT.name}.md"


def test_a_draft_is_read_by_no_other_command(run: Run, folder: Path) -> None:
    (folder / "drafts" / "broken.md").write_text("```servanda\nclaim x says\n```\n")
    assert "drafts" not in "".join(open_workspace(folder).texts)
    assert open_workspace(folder).record.claims == ()
    assert run("check", folder).exit_code == 0
    assert run("format", folder).output == ""


def test_it_goes_on_where_it_was_left(run: Run, folder: Path, file: Path) -> None:
    first = run("review", file, typed="a\nq\n")
    assert first.exit_code == 0 and "2 still to decide" in first.output
    assert not (folder / "record" / f"{DRAFT.name}.md").exists()
    second = run("review", file, typed="a\n")  # and the input ends
    assert second.exit_code == 0 and "1 still to decide" in second.output
    assert "\n1 of 3" not in second.output
    assert run("review", file, typed="a\nw\n").exit_code == 0
    assert (folder / "record" / f"{DRAFT.name}.md").exists()


def test_mended_line_by_line(run: Run, folder: Path, file: Path) -> None:
    typed = "claim lake-herald says\n  south admits 500 trucks\n  on 2026-01-21\n.\n"
    result = run("review", file, typed=f"a\na\nm\n{typed}w\n")
    assert result.exit_code == 0, result.output
    assert "south admits 500 trucks" in (folder / "record" / f"{DRAFT.name}.md").read_text()
    kept = json.loads(file.read_text())["proposals"][-1]
    assert "600 trucks" in kept["text"] and kept["decision"]["what"] == "mended"


def test_mended_in_an_editor(
    run: Run, folder: Path, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = tmp_path / "editor.sh"
    editor.write_text('#!/bin/sh\nsed -i s/600/700/ "$1"\n')
    editor.chmod(0o755)
    monkeypatch.setenv("EDITOR", str(editor))
    assert run("review", file, typed="a\na\nm\nw\n").exit_code == 0
    assert "700 trucks" in (folder / "record" / f"{DRAFT.name}.md").read_text()


def test_what_cannot_stand_is_told_and_asked_again(run: Run, file: Path) -> None:
    result = run("review", file, typed="a\na\nm\nclaim nonsense\n.\nw\n.\nq\n")
    assert "That cannot stand here: line 1:" in result.output
    assert opened_draft(file).draft.proposals[-1].decision is None


def test_split_later_and_back(run: Run, folder: Path, file: Path) -> None:
    one = "claim lake-herald says\n  south admits 200 trucks\n  on 2026-01-20"
    typed = f"l\na\nb\na\ns\n{one}\n\n{one.replace('-20', '-21')}\n.\n"
    result = run("review", file, typed=typed)
    assert result.exit_code == 0 and "1 still to decide" in result.output, result.output
    assert run("review", file, typed="\na\nw\n").exit_code == 0
    claims = open_workspace(folder).record.claims
    assert len(claims) == 2


def test_no_report_is_overwritten(run: Run, folder: Path, file: Path) -> None:
    report = folder / "record" / f"{DRAFT.name}.md"
    report.write_text("mine\n")
    result = run("review", file, typed="a\na\na\nw\n")
    assert result.exit_code == 1
    assert "no report is overwritten" in " ".join(result.output.split())
    assert report.read_text() == "mine\n"
    assert opened_draft(file).draft.waiting == ()


def test_a_source_declared_meanwhile_is_left_out(run: Run, folder: Path, file: Path) -> None:
    declared = '```servanda\nsource lake-herald "The Lake Herald"\n```\n'
    (folder / "record" / "more.md").write_text(declared, encoding="utf-8")
    result = run("review", file, typed="a\na\na\nw\n")
    assert result.exit_code == 0, result.output
    assert "left out `source lake-herald`: the folder declares it already" in result.output
    report = (folder / "record" / f"{DRAFT.name}.md").read_text(encoding="utf-8")
    assert "source lake-herald" not in report and "claim lake-herald says" in report
    assert run("check", folder).exit_code == 0


def test_what_would_break_the_record_is_not_written(run: Run, folder: Path, file: Path) -> None:
    result = run("review", file, typed="r\na\na\nk\nw\n")  # its source is rejected, and it is kept
    assert result.exit_code == 1
    assert "number 1 declares it, and was rejected" in result.output
    assert "unknown-source" in result.output
    assert not (folder / "record" / f"{DRAFT.name}.md").exists()
    mended = run("review", file, typed="1\na\nw\n")
    assert mended.exit_code == 0, mended.output


NAMELESS = "claim the-echo says\n  south admits 500 trucks\n  on 2026-01-21"


def test_a_source_that_nobody_declared_is_told_at_once_and_declared_there(
    run: Run, folder: Path, file: Path
) -> None:
    typed = f'a\na\nm\n{NAMELESS}\n.\nn\nThe "Echo"\nb\nnorth\nw\n'
    result = run("review", file, typed=typed)
    assert result.exit_code == 0, result.output
    assert "`the-echo` is not declared as a source" in result.output
    assert "n  declare `the-echo` as a new source now" in result.output
    report = (folder / "record" / f"{DRAFT.name}.md").read_text(encoding="utf-8")
    assert "source the-echo \"The 'Echo'\"\n  camp north" in report
    assert run("check", folder).exit_code == 0


def test_what_was_written_is_not_lost_when_its_source_is_unknown(run: Run, file: Path) -> None:
    result = run("review", file, typed=f"a\na\nm\n{NAMELESS}\n.\n")  # and the input ends
    assert result.exit_code == 0, result.output
    decision = opened_draft(file).draft.proposals[-1].decision
    assert decision and decision.text == NAMELESS
    again = run("review", file, typed="q\n")
    assert "number 3: `the-echo` is not declared as a source" in again.output


@pytest.mark.parametrize("what", ["m", "s"])
def test_undone_or_written_on(run: Run, file: Path, what: str) -> None:
    typed = f"a\na\n{what}\n{NAMELESS}\n.\nw\n{NAMELESS}\n.\nu\nq\n"
    result = run("review", file, typed=typed)
    assert result.output.count("Cannot enter the record") == 2
    assert opened_draft(file).draft.proposals[-1].decision is None


def test_rejecting_the_source_of_what_is_confirmed_is_told(run: Run, file: Path) -> None:
    result = run("review", file, typed="a\na\na\n1\nr\nu\nq\n")
    assert "number 3: `lake-herald` is not declared as a source" in result.output
    assert [each.decision.what for each in opened_draft(file).draft.proposals if each.decision] == [
        "accepted"
    ] * 3


def test_a_new_source_by_itself(run: Run, folder: Path, file: Path) -> None:
    office = "n\nsouth/envoy\nEnvoy of Southland\no\n\n"
    twice = "n\ngazette\nAnother Gazette\nb\n\n"
    broken = "n\nnot a name\nx\nb\n\n"
    result = run("review", file, typed=f"{office}{twice}{broken}a\na\na\nw\n")
    assert result.exit_code == 0, result.output
    assert "Added as number 4." in result.output and "That is no source: line 1" in result.output
    assert "3 accepted; 1 source added" in result.output
    record = open_workspace(folder).record
    assert "`gazette` is declared already" in result.output
    assert "south/envoy" in record.sources and record.sources["gazette"].title != "Another Gazette"
    assert "1 source added" in run("review", "--accuracy", folder).output


def test_the_last_decision_writes_nothing_before_it_is_said(
    run: Run, folder: Path, file: Path
) -> None:
    report = folder / "record" / f"{DRAFT.name}.md"
    result = run("review", file, typed="a\na\na\no\n3\nr\nq\n")
    assert result.exit_code == 0 and not report.exists()
    assert "Everything is decided: 3 accepted." in result.output
    assert str(report) in result.output
    assert "3  accepted   claim lake-herald says" in result.output
    again = run("review", file, typed="3\na\nw\n")
    assert again.exit_code == 0 and report.exists(), again.output


def test_a_number_that_is_none_is_asked_again(run: Run, file: Path) -> None:
    result = run("review", file, typed="0\n4\nx\n3\nq\n")
    assert result.output.count("is none of these") == 3 and "\n3 of 3" in result.output


def test_a_source_is_shown_with_the_sentence_that_names_it(
    run: Run, folder: Path, file: Path, tmp_path: Path
) -> None:
    draft = opened_draft(file).draft
    words = replace(draft.article, text=ARTICLE.text)
    file.write_text(written(replace(draft, article=words)), encoding="utf-8")
    result = run("review", file, typed="q\n")
    assert "[The Lake Herald] said Southland admitted 600 trucks." in result.output


def test_decisions_outlive_a_killed_review(file: Path) -> None:
    """Ended from outside at once after a decision, by a signal that nothing can catch."""
    command = [sys.executable, "-c", "from servanda.cli import main; main()", "review", str(file)]
    for number in (1, 2):
        with subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            env={**os.environ, "SERVANDA_CACHE": "off"},
        ) as process:  # fmt: skip
            assert process.stdin and process.stdout
            process.stdin.write("a\n")
            process.stdin.flush()
            for line in process.stdout:
                if f"{number + 1} of 3" in line:  # the decision before it is made
                    break
            process.kill()
        assert process.returncode == -signal.SIGKILL
        decisions = [each.decision for each in opened_draft(file).draft.proposals]
        assert [one.what for one in decisions if one] == ["accepted"] * number
        assert {each.name for each in file.parent.iterdir()} == {file.name, f"{DRAFT.name}.md"}


def test_written_but_not_noted_is_noted_the_next_time(run: Run, folder: Path, file: Path) -> None:
    """The program was ended after the report was there and before the draft said so."""
    run("review", file, typed="a\na\na\nq\n")
    unnoted = file.read_text(encoding="utf-8")
    run("review", file, typed="w\n")
    report = (folder / "record" / f"{DRAFT.name}.md").read_text(encoding="utf-8")
    file.write_text(unnoted, encoding="utf-8")
    result = run("review", file, typed="w\n")
    assert result.exit_code == 0, result.output
    assert (folder / "record" / f"{DRAFT.name}.md").read_text(encoding="utf-8") == report
    assert opened_draft(file).draft.written == f"record/{DRAFT.name}.md"


def test_decisions_put_into_the_file_by_hand_cannot_bring_anything_else(
    run: Run, folder: Path, file: Path
) -> None:
    run("review", file, typed="a\na\nq\n")
    whole = json.loads(file.read_text())
    evil = 'claim gazette says\n  "x"\n  on 2026-01-22\n```\n\n```servanda\nparty evil "x"'
    whole["proposals"][-1]["decision"] = {"what": "accepted", "text": evil}
    file.write_text(json.dumps(whole))
    result = run("review", file, typed="w\n")
    assert result.exit_code == 1 and "proposal 3 cannot enter the record" in result.output
    assert not (folder / "record" / f"{DRAFT.name}.md").exists()


def test_nothing_confirmed_writes_nothing(run: Run, folder: Path, file: Path) -> None:
    result = run("review", file, typed="a\na\nr\nw\n")
    assert result.exit_code == 1 and "nothing that is said was confirmed" in result.output
    assert list((folder / "record").iterdir()) == [folder / "record" / "sources.md"]


def test_what_is_in_the_record_is_not_reviewed_again(run: Run, file: Path) -> None:
    run("review", file, typed="a\na\na\nw\n")
    again = run("review", file, "--again", "3")
    assert again.exit_code == 2 and "corrected by a later report" in again.output


def test_by_page_and_back(run: Run, folder: Path, file: Path, tmp_path: Path) -> None:
    page = tmp_path / "review.html"
    assert run("review", file, "--page", page).exit_code == 0
    assert "Southland admitted" not in page.read_text().partition('id="proposals"')[0]
    decisions = {
        "schema": "servanda-decisions", "version": 1, "draft": DRAFT.name,
        "sha256": DRAFT.article.sha256,
        "decisions": [{"id": str(number), "what": "accepted"} for number in (1, 2, 3)],
    }  # fmt: skip
    saved = tmp_path / "decisions.json"
    saved.write_text(json.dumps(decisions))
    result = run("review", file, "--take", saved)
    assert result.exit_code == 0, result.output
    assert (folder / "record" / f"{DRAFT.name}.md").exists()


@pytest.mark.parametrize(
    "text", ["", "{}", "[" * 50_000, '{"schema": "servanda-decisions", "version": 1}']
)
def test_a_file_that_holds_no_decisions(run: Run, file: Path, tmp_path: Path, text: str) -> None:
    saved = tmp_path / "decisions.json"
    saved.write_text(text)
    result = run("review", file, "--take", saved)
    assert result.exit_code == 2 and "cannot use" in result.output
    assert file.read_text() == written(DRAFT)


def test_the_article_is_read_again_only_if_it_is_the_same(
    run: Run, file: Path, tmp_path: Path
) -> None:
    other = tmp_path / "article.txt"
    other.write_text("another")
    result = run("review", file, "--article", other)
    assert result.exit_code == 2 and "its hash is another" in result.output


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "give a draft, or --accuracy and a folder"),
        (("nowhere.json",), "cannot read nowhere.json"),
    ],
)
def test_used_wrongly(run: Run, arguments: tuple[str, ...], message: str) -> None:
    result = run("review", *arguments)
    assert result.exit_code == 2 and message in result.output


def test_accuracy_is_counted_from_use(run: Run, folder: Path, file: Path) -> None:
    assert "no draft was reviewed yet" in run("review", "--accuracy", folder).output
    run("review", file, typed="a\na\nr\n")
    (folder / "drafts" / "broken.json").write_text("{")
    result = run("review", "--accuracy", folder)
    assert result.exit_code == 0
    assert "1 draft reviewed" in result.output
    rows = [line.split() for line in result.output.splitlines()]
    assert ["claim", "0", "0", "0", "1", "0%"] in rows
    assert ["source", "1", "0", "0", "0", "100%"] in rows
    assert ["rules", "0", "0", "0", "1", "0%"] in rows  # without heads and sources
    assert "0 of 1 claims accepted as proposed (0%)" in result.output
    assert "no share tells of omissions" in result.output


def test_where_to_go_on_names_the_article(run: Run, file: Path, tmp_path: Path) -> None:
    article = tmp_path / "an article.txt"
    article.write_text(ARTICLE.text)
    same = sha256(article.read_bytes()).hexdigest()
    kept = opened_draft(file)
    head = replace(kept.draft.article, sha256=same)
    file.write_text(written(replace(kept.draft, article=head)))
    result = run("review", file, "--article", article, typed="q\n")
    assert f"servanda review {file} --article '{article}'" in result.output


def test_what_has_nothing_left_of_the_proposal_is_pointed_out(run: Run, file: Path) -> None:
    other = ["claim wire says", '  "it was calm"', "  on 2026-01-20"]
    result = run("review", file, typed="\n".join(["a", "a", "m", *other, ".", "q", ""]))
    assert "Look again: in it, who speaks, what is said and the day are all others" in result.output


def test_accuracy_as_json_keeps_to_its_schema(run: Run, folder: Path, file: Path) -> None:
    schema_file = Path(__file__).parents[2] / "docs" / "schema" / "accuracy-1.json"
    schema = json.loads(schema_file.read_text(encoding="utf-8"))
    nothing = json.loads(run("review", "--accuracy", folder, "--json").stdout)
    run("review", file, typed="n\necho\nThe Echo\nb\n\na\na\nr\nq\n")
    (folder / "drafts" / "broken.json").write_text("{")
    found = json.loads(run("review", "--accuracy", folder, "--json").stdout)
    assert violations(nothing, schema) == [] and violations(found, schema) == []
    assert nothing["drafts"] == 0 and found["drafts"] == found["added"] == 1
    claim = next(one for one in found["by_kind"] if one["name"] == "claim")
    assert claim == {"name": "claim", "accepted": 0, "mended": 0, "split": 0, "rejected": 1}
    assert len(found["left_out"]) == 1


def test_json_belongs_to_accuracy(run: Run, file: Path) -> None:
    result = run("review", file, "--json")
    assert result.exit_code == 2 and "--json belongs to --accuracy" in result.output
