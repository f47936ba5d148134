"""What was sealed held against what is known now: whole answers, what cannot be had any more, an
agreement that was amended; and what of it speaks against a decision."""

import json
from pathlib import Path
from typing import Any

import pytest

from servanda.publish.answer_rows import Row
from servanda.publish.sentence import Sentence
from servanda.store.edition import Deed
from servanda.values.quantity import Range
from servanda.verdict.told import Told
from servanda.workspace.editions import sealed_named
from servanda.workspace.grounds_of_decisions import speaks_against
from tests.json_schema import violations
from tests.store.accord import FIRST, Mission, mission
from tests.store.stored import changed_by_hand

SCHEMA = json.loads(
    (Path(__file__).parents[2] / "docs" / "schema" / "log-1.json").read_text("utf-8")
)
TWO_CONDITIONS = """\
# River Accord

```servanda
agreement river-accord "River Accord"
  time zone UTC
  in force 2026-01-10

party north "North"
party south "South"
action release "sets free"
action withdraw "withdraws"
thing prisoners "prisoners of war"
thing tanks "tanks"

duty release-prisoners "Release"
  north releases 10 prisoners to south
  by 2026-01-24

duty pull-back "Pull back"
  south withdraws 20 tanks
  by 2026-01-24

phase two "The second phase"
  begins when release-prisoners done and pull-back done
```
"""
PULLED_BACK = """\
```servanda
report R3 "All tanks are back"
  by icrc
  on 2026-01-23

claim icrc says
  south withdraws 20 tanks
  on 2026-01-22
```
"""
ONLY_THE_INSIDER = FIRST.replace("north releases 1 prisoners", "north releases 10 prisoners")


@pytest.fixture
def filed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mission:
    return mission(str(tmp_path / "a.log"), tmp_path, monkeypatch)


def filed_with(filed: Mission, document: str, text: str) -> Mission:
    """Another log beside it, of which one document is another from the beginning."""
    found = Mission(str(Path(filed.log).with_name("b.log")), filed.folder, filed.keys)
    (found.folder / document).write_text(text, encoding="utf-8")
    found.says("log", "new", found.log, "--title", "b", "--keeper", "amal", "--for", "Mission")
    found.says(
        "log", "key", found.log, "cyra", "--for", "Mission", "--author", "amal",
        "--role", "approver", "--role", "witness",
    )  # fmt: skip
    found.says("record", "import", str(found.folder), "--store", found.log, "--author", "amal")
    return found


def decide(filed: Mission, name: str, edition: str, *deed: str) -> str:
    return filed.says(
        "decision", "record", filed.log, "--name", name, "--on", edition, *deed,
        "--because", "so agreed", "--approver", "cyra",
    )  # fmt: skip


def since(filed: Mission, name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(filed.says("since", filed.log, name, "--json"))
    return found


def drop_result(filed: Mission, name: str) -> None:
    digest = sealed_named(filed.log, name).edition.result
    changed_by_hand(filed.log, f"DELETE FROM files WHERE sha256 = '{digest}'")


# --- Whole answers -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "gone"),
    [
        (("blockers", "two"), "pull-back done: undetermined"),
        (("blockers",), "pull-back done: undetermined"),
        (("explain", "two"), "pull-back"),
    ],
)
def test_an_answer_that_reads_otherwise_does_not_hold(
    filed: Mission, asked: tuple[str, ...], gone: str
) -> None:
    """Although phase two is not open, then as now."""
    accord = filed_with(filed, "agreement.md", TWO_CONDITIONS)
    accord.says(
        "edition", "seal", accord.log, *asked, "--name", "x", "--title", "X", "--at", "2026-01-31",
        "--author", "amal", "--approver", "cyra",
    )  # fmt: skip
    decide(accord, "open-it", "x", "--opens", "two")
    assert since(accord, "x")["holds"]
    assert "All of it holds" in accord.says("since", accord.log, "x")
    accord.report("more.md", PULLED_BACK)
    found = since(accord, "x")
    assert (found["holds"], found["overtaken"]) == (False, [])
    [part] = found["otherwise"]
    assert found["news"] == [{"name": "two", "entries": ["R3.1"]}]
    assert any(gone in line for line in part["then"])
    told = accord.says("since", accord.log, "x")
    assert "holds." not in told
    assert "The verdicts hold; what stands beside them reads otherwise now" in told
    assert violations(found, SCHEMA) == []
    assert "Every sentence" not in found["corrigendum"]
    assert gone in found["corrigendum"]
    [decision] = found["decisions"]
    assert (decision["ground"]["word"], decision["alert"]) == ("changed", None)
    assert "two reads otherwise in x" in accord.says("decision", "list", accord.log)


def test_steps_of_a_history_are_compared(filed: Mission) -> None:
    filed.says(
        "edition", "seal", filed.log, "history", "release-prisoners", "--name", "x", "--title",
        "X", "--at", "2026-01-31", "--author", "amal",
    )  # fmt: skip
    assert since(filed, "x")["holds"]
    filed.report(
        "more.md", PULLED_BACK.replace("south withdraws 20 tanks", "north releases 2 prisoners")
    )
    found = since(filed, "x")
    assert not found["holds"]
    assert found["otherwise"]


# --- What cannot be had any more ---------------------------------------------------------------


def test_forgetting_what_an_edition_rests_on_is_told(filed: Mission) -> None:
    accord = filed_with(filed, "record/first.md", ONLY_THE_INSIDER)
    accord.seal("e", "--approver", "cyra")
    decide(accord, "open-it", "e", "--opens", "two")
    assert since(accord, "e")["holds"]
    accord.says("record", "forget", "insider", "--store", accord.log, "--yes")
    found = since(accord, "e")
    assert (found["holds"], found["reproduced"]) == (False, False)
    told = accord.says("since", accord.log, "e")
    assert "holds." not in told
    assert "cannot be made again" in told or "cannot be read any more" in told
    [decision] = found["decisions"]
    assert decision["alert"] is not None
    if found["sealed"] == "known":  # and not kept under the key that is gone
        [two] = [one for one in found["overtaken"] if one["name"] == "two"]
        assert (two["before"]["state"], two["after"]["state"]) == ("open", "not open")
        assert (two["through"], two["sets"]) == (None, [])
        assert decision["alert"]["name"] == "ground-reversed"
    assert "Every sentence" not in found["corrigendum"]


def test_an_answer_that_is_gone_and_made_again_is_compared(filed: Mission) -> None:
    (filed.keys / "sources").rename(filed.keys / "apart")  # it is kept under no key of a source
    filed.seal("jan")
    drop_result(filed, "jan")
    found = since(filed, "jan")
    assert (found["holds"], found["sealed"], found["reproduced"]) == (True, "known", True)
    assert "has its hash" in " ".join(filed.says("since", filed.log, "jan").split())


def test_of_an_answer_that_is_gone_for_good_nothing_is_said_to_hold(filed: Mission) -> None:
    filed.seal("jan", "--approver", "cyra")
    decide(filed, "open-it", "jan", "--opens", "two")
    filed.says("record", "forget", "insider", "--store", filed.log, "--yes")
    drop_result(filed, "jan")
    found = since(filed, "jan")
    assert (found["holds"], found["sealed"], found["overtaken"]) == (False, "unknown", [])
    assert found["decisions"][0]["alert"]["name"] == "ground-unknown"
    assert violations(found, SCHEMA) == []
    told = " ".join(filed.says("since", filed.log, "jan").split())
    assert "cannot be said what of it holds" in told
    assert "All of it" not in told
    assert "Of no other sentence of it can it be said" in found["corrigendum"]


# --- An agreement that was amended -------------------------------------------------------------


def test_after_an_amendment_no_entry_is_named(filed: Mission) -> None:
    filed.seal("jan")
    filed.amend("by 2026-01-24", "by 2026-03-24", "the parties agreed on March")
    filed.report_later()
    found = since(filed, "jan")
    assert found["amended"] == [
        {
            "document": "agreement.md",
            "statements": ["duty release-prisoners reads otherwise"],
            "reasons": ["the parties agreed on March"],
        }
    ]
    assert not found["comparable"]
    assert [one["sets"] for one in found["overtaken"]] == [[], []]
    said = "agreement.md (duty release-prisoners reads otherwise), “the parties agreed on March”"
    assert said in " ".join(filed.says("since", filed.log, "jan").split())
    assert said in found["corrigendum"]


def test_where_only_prose_was_amended_entries_are_named(filed: Mission) -> None:
    filed.seal("jan")
    path = filed.folder / "agreement.md"
    path.write_text(path.read_text("utf-8") + "\nSigned by the river.\n", "utf-8")
    filed.report_later()
    found = since(filed, "jan")
    assert (found["same_agreement"], found["amended"], found["comparable"]) == (False, [], True)
    assert [one["sets"] for one in found["overtaken"]] == [[["R3.1"]], [["R3.1"]]]


# --- Decisions ---------------------------------------------------------------------------------


def row(state: str, *waits: str, money: float | None = None) -> Row:
    held = None if money is None else Range(money, money)
    return Row(Told(state), Sentence("fact", ""), waits, held)


@pytest.mark.parametrize(
    ("deed", "then", "now", "is_against"),
    [
        ("opens", row("open"), row("not open", "a"), True),
        ("opens", row("open"), row("undetermined"), True),
        ("opens", row("not open", "a"), row("open"), False),
        ("opens", row("not open", "a"), row("undetermined"), False),
        ("opens", row("not open", "a"), row("not open", "a", "b"), True),
        ("opens", row("not open", "a", "b"), row("not open", "a"), False),
        ("opens", row("open"), None, True),
        ("pays", row("pledged", money=5), row("withheld", "a", money=0), True),
        ("pays", row("withheld", "a", money=0), row("pledged", money=5), False),
        ("pays", row("pledged", money=5), row("paid", money=5), False),
        ("pays", row("pledged", money=5), row("pledged", money=3), True),
        ("pays", row("none pledged", money=0), row("none pledged", "a", money=0), True),
        ("withholds", row("withheld", "a", money=0), row("pledged", money=5), True),
        ("withholds", row("none pledged", "a", money=0), row("none pledged", money=0), True),
        ("withholds", row("pledged", money=5), row("withheld", "a", money=0), False),
        ("waives", row("open"), row("breached"), True),
        ("waives", row("overdue"), row("breached"), False),
        ("waives", row("breached"), row("done"), False),
    ],
)
def test_what_speaks_against_a_decision(
    deed: Deed, then: Row, now: Row | None, is_against: bool
) -> None:
    assert speaks_against(deed, then, now) is is_against


def test_decisions_upon_one_subject_are_told(filed: Mission) -> None:
    filed.seal("jan", "--approver", "cyra")
    assert "decided before" not in decide(filed, "one", "jan", "--opens", "two")
    told = " ".join(decide(filed, "two", "jan", "--opens", "two").split())
    assert "Of two it was decided before: one opens it, on the ground of jan." in told
    listed = json.loads(filed.says("decision", "list", filed.log, "--json"))["decisions"]
    assert [one["others"] for one in listed] == [["two"], ["one"]]
    assert "of two also: one" in filed.says("decision", "list", filed.log)
