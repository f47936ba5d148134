"""Files that reports name, entered again with another content: an answer is made with the version
that a head had covered by what it is to know, and an import says what it replaces."""

import json
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from servanda.store.head import written_time
from tests.small_truce import AGREED
from tests.store.accord import PUBLIC, Mission
from tests.workspace.test_figures import line
from tests.workspace.test_incidents import BY_NORTH, RECORD, row

FIGURES = """
```servanda
report T "Counts"
  by data
  on 2026-02-01
figures "counts.jsonl" of "free"
  north releases hostages to south in total from 2026-01-10 to 2026-01-31
```
"""


@dataclass
class Filed(Mission):
    """Of a truce with rows of incidents; `began` is an hour before anything is entered again."""

    began: int
    patch: pytest.MonkeyPatch

    def enter(self, after: int, *options: str) -> str:
        """What an import so many seconds after the beginning says."""
        self.patch.setattr("servanda.workspace.recording.now", lambda: self.began + after)
        return " ".join(self.import_folder(*options).split())

    def rows(self, *rows: str) -> None:
        (self.folder / "rows.jsonl").write_text("".join(rows), "utf-8")

    def typed(self, after: int) -> str:
        return written_time(self.began + after)

    def told(self, *options: str) -> list[tuple[str, int]]:
        """Of the ban on attacks, by bearer: the state and how many incidents are claimed."""
        answer = self.answered("status", self.log, "--at", "2026-02-03", *options, "--json")
        return [
            (one["state"], sum((one["incidents"] or {"confirmed": 0, "alleged": 0}).values()))
            for one in answer["stipulations"]
            if one["incidents"] is not None
        ]

    def answered(self, *arguments: str) -> Any:
        result = self.run(*arguments)
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout)


@pytest.fixture
def filed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Filed:
    keys, folder = tmp_path / "keys", tmp_path / "truce"
    monkeypatch.setenv("SERVANDA_KEYS", str(keys))
    folder.mkdir()
    (folder / "record").mkdir()
    (folder / "agreement.md").write_text(AGREED, "utf-8")
    found = Filed(str(tmp_path / "a.log"), folder, keys, int(time.time()), monkeypatch)
    found.says("log", "new", found.log, "--title", "truce", "--keeper", "amal", "--for", "Mission")
    (folder / "record" / "rows.md").write_text(RECORD.format(clauses=BY_NORTH, more=""), "utf-8")
    found.rows(*(row(f"r-{day}", day) for day in (10, 11, 12)))
    return found


ALL_BUT_ONE = [("breached", 3), ("undetermined", 0)]
HOUR, DAY = 3600, 86_400


def test_an_answer_is_made_with_the_rows_that_the_log_had(filed: Filed, tmp_path: Path) -> None:
    """Whoever cuts the file takes nothing from what was known before, and is told what is gone."""
    filed.enter(60)
    filed.rows(row("r-10", 10), row("r-11", 11, by="South"))
    said = filed.enter(HOUR)
    assert (
        "rows.jsonl was logged before with another content: it is replaced, and the log keeps what "
        "it was. Of the rows that were logged 1 is gone and 1 tells something else." in said
    )
    then, since = filed.typed(60), filed.typed(HOUR)
    assert filed.told() == filed.told("--known", since) == [("breached", 1), ("undetermined", 0)]
    assert filed.told("--known", then) == filed.told("--known", filed.typed(HOUR - 1))
    assert filed.told("--known", then) == ALL_BUT_ONE
    assert filed.told("--known", filed.typed(59)) == [("undetermined", 0), ("undetermined", 0)]
    why = filed.says("explain", filed.log, "truce", "--at", "2026-02-03", "--known", then)
    assert "r-12" in why
    assert "no errors" in filed.says("check", filed.log, "--known", then)
    filed.says("record", "export", filed.log, str(tmp_path / "then"), "--known", then)
    assert (tmp_path / "then" / "rows.jsonl").read_text("utf-8").count("r-") == 3


def test_what_changed_is_told_of_each_side_by_its_own_rows(filed: Filed) -> None:
    filed.rows(row("r-10", 10))
    filed.enter(60)
    filed.rows(*(row(f"r-{day}", day) for day in (10, 11, 12)))
    assert "gone" not in filed.enter(HOUR)
    asked = ("changed", filed.log, "--at", "2026-02-03", "--between")
    (change,) = filed.answered(*asked, filed.typed(60), filed.typed(HOUR), "--json")["changes"]
    before, after = (change[each]["incidents"]["confirmed"] for each in ("before", "after"))
    assert (before, after, change["through"]) == (1, 3, "knowledge")
    assert [sorted(one.rpartition("r-")[2] for one in each) for each in change["sets"]] == [
        ["11", "12"]
    ]
    result = filed.run(*asked, filed.typed(60), filed.typed(HOUR))
    assert f"rows.jsonl was entered again at {filed.typed(HOUR)}" in result.stderr
    assert not filed.answered(*asked, filed.typed(60), filed.typed(61), "--json")["changes"]
    filed.rows(row("r-13", 13))
    assert "Of the rows that were logged 3 are gone." in filed.enter(2 * HOUR)


def test_rows_that_are_gone_change_a_verdict_through_no_entry(filed: Filed) -> None:
    filed.enter(60)
    filed.rows(row("r-10", 10))
    filed.enter(HOUR)
    asked = ("changed", filed.log, "--at", "2026-02-03", "--between")
    (change,) = filed.answered(*asked, filed.typed(60), filed.typed(HOUR), "--json")["changes"]
    before, after = (change[each]["incidents"]["confirmed"] for each in ("before", "after"))
    assert (before, after, change["through"], change["sets"]) == (3, 1, "knowledge", [[]])


def test_of_what_came_later_no_error_is_told(filed: Filed) -> None:
    """A retraction of a row that only the later file has."""
    filed.rows(row("r-10", 10))
    filed.enter(60)
    filed.rows(row("r-10", 10), row("r-11", 11))
    later = """```servanda
report W "Taken back"
  by data
  on 2026-02-02
retraction of U.incidents-1-r-11
  said by data
  note "it was another day"
```
"""
    (filed.folder / "record" / "later.md").write_text(later, "utf-8")
    filed.enter(HOUR)
    assert filed.told() == filed.told("--known", filed.typed(60))
    assert filed.run("status", filed.log, "--known", filed.typed(60)).stderr == ""


def test_an_edition_of_what_was_known_is_made_with_the_rows_of_then(filed: Filed) -> None:
    filed.enter(60)
    filed.rows(row("r-10", 10))
    filed.enter(HOUR)
    filed.patch.setattr("servanda.workspace.editions.now", lambda: filed.began + 2 * HOUR)
    assert "other words" not in filed.seal("then", "--known", filed.typed(60))
    shown = filed.answered("edition", "show", filed.log, "then", "--json")
    (north, _) = shown["result"]["stipulations"]
    assert north["incidents"]["confirmed"] == 3
    assert "is reproduced" in filed.says("replay", filed.log, "then")


def test_a_public_answer_is_delayed_in_the_rows_too(filed: Filed, tmp_path: Path) -> None:
    """What was entered within the delay is not told, though the statement that names the file was
    entered before."""
    policy = tmp_path / "publication.toml"
    text = PUBLIC.replace("smallest-count = 5", "smallest-count = 1")
    text = text.replace('"icrc"', '"data"').replace('"prisoners"', '"outposts"')
    policy.write_text(text, "utf-8")
    filed.rows(row("r-10", 10))
    filed.enter(60)
    filed.rows(*(row(f"r-{day}", day) for day in (10, 11, 12)))
    filed.enter(3 * DAY)
    filed.patch.setattr("servanda.cli.publication.now", lambda: filed.began + 9 * DAY)
    for after, number in ((2 * DAY, 1), (5 * DAY, 3)):
        at = ("--at", filed.typed(after)[:10], "--public", "--policy", str(policy), "--json")
        north, _ = filed.answered("status", filed.log, *at)["stipulations"]
        assert north["incidents"]["confirmed"] == number
    filed.patch.setattr("servanda.workspace.editions.now", lambda: filed.began + 4 * DAY)
    filed.says(
        "edition", "seal", filed.log, "--name", "open", "--title", "T", "--author", "amal",
        "--public", "--policy", str(policy), "--at", filed.typed(2 * DAY)[:10],
    )  # fmt: skip
    shown = filed.answered("edition", "show", filed.log, "open", "--json")
    assert shown["result"]["stipulations"][0]["incidents"]["confirmed"] == 1
    assert "is reproduced" in filed.says("replay", filed.log, "open")
    since = filed.answered("since", filed.log, "open", "--json")
    assert (since["overtaken"], since["otherwise"]) == ([], [])


def test_figures_are_those_of_then(filed: Filed) -> None:
    """Of their lines none has a name: only that they are replaced is said."""
    agreed = AGREED.replace("ban truce", "thing hostages \"hostages\"\naction release \"frees\"\n"
        "duty free-them \"Freedom\"\n  north releases 15 hostages to south\n"
        "  by 2026-01-31\nban truce")  # fmt: skip
    (filed.folder / "agreement.md").write_text(agreed, "utf-8")
    (filed.folder / "record" / "counts.md").write_text(FIGURES, "utf-8")
    for after, number in ((60, 5), (HOUR, 9)):
        counts = line(11, "2026-02-01", None, number).replace("2025-10-11", "2026-01-11")
        (filed.folder / "counts.jsonl").write_text(counts, "utf-8")
        said = filed.enter(after)
    assert "counts.jsonl was logged before with another content" in said
    assert "Of the rows" not in said
    for known, number in (((), 9), (("--known", filed.typed(60)), 5)):
        why = filed.says("explain", filed.log, "free-them", "--at", "2026-02-03", *known)
        assert f"{number} of 15 hostages" in why


def test_a_document_that_was_not_there_then_is_told(filed: Filed) -> None:
    filed.enter(60)
    (filed.folder / "viewpoints.md").write_text("# Viewpoints\n", "utf-8")
    asked = ("status", filed.log, "--known", filed.typed(60))
    assert filed.run(*asked).stderr == ""
    filed.enter(HOUR)
    told = " ".join(filed.run(*asked).stderr.split())
    assert told == (
        f"viewpoints.md was entered at {filed.typed(HOUR)}, and is read here though it was not "
        "there then."
    )
    assert filed.run("status", filed.log, "--known", filed.typed(HOUR)).stderr == ""
    assert filed.run("status", filed.log).stderr == ""
