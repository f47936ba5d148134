"""Editions in real logs: sealed, approved, shown to whom, made again, overtaken; and decisions."""

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest

from servanda.publish.answers import answer_bytes
from servanda.store.edition import Program, approval_entry, decision_entry, edition_entry
from servanda.store.fault import StoreError
from servanda.store.log import append, open_log
from servanda.store.verifying import verify
from servanda.workspace.editions import kept_result, sealed_named
from servanda.workspace.hands import hand_of
from servanda.workspace.opening import now
from servanda.workspace.program import this_program
from servanda.workspace.recording import opened
from tests.conftest import Golden
from tests.json_schema import violations
from tests.store.accord import Mission, mission
from tests.store.stored import changed_by_hand
from tests.timeless import timeless

HERE = Path(__file__).parent
SCHEMA = json.loads((HERE.parents[1] / "docs" / "schema" / "log-1.json").read_text("utf-8"))


@pytest.fixture
def accord(place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mission:
    """In each of the two databases."""
    return mission(place, tmp_path, monkeypatch)


@pytest.fixture
def filed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mission:
    """In a file."""
    return mission(str(tmp_path / "a.log"), tmp_path, monkeypatch)


def faults_of(log: str) -> tuple[str, ...]:
    with opened(log) as connection:
        return tuple(f"{one.where} {one.what}" for one in verify(connection).faults)


# --- Sealed, approved, shown -----------------------------------------------------------------


def test_an_edition_is_sealed_replayed_and_overtaken(accord: Mission) -> None:
    accord.seal("jan", "--approver", "cyra")
    accord.says(
        "decision", "record", accord.log, "--name", "hold", "--on", "jan", "--opens", "two",
        "--because", "only four are free", "--approver", "cyra",
    )  # fmt: skip
    assert "ground-reversed" not in accord.says("decision", "list", accord.log)
    accord.report_later()
    assert "reproduced bit for bit" in accord.says("replay", accord.log, "jan")
    data = json.loads(accord.says("since", accord.log, "jan", "--json"))
    assert {one["name"] for one in data["entries"]} == {"R3", "R3.1"}
    [duty] = [one for one in data["overtaken"] if one["name"] == "release-prisoners"]
    assert (duty["before"]["state"], duty["after"]["state"]) == ("undetermined", "done")
    assert duty["sets"] == [["R3.1"]]
    [decided] = data["decisions"]
    assert (decided["alert"], decided["ground"]["word"]) == (None, "changed")  # in its favour
    assert [one["name"] for one in decided["ground"]["verdicts"]] == ["two"]
    listed = accord.says("decision", "list", accord.log)
    assert "hold opens two: its ground is another now, and not against it" in listed
    assert "now  open (R3.1)" in listed
    assert faults_of(accord.log) == ()


def test_what_is_shown_is_what_the_command_answers(filed: Mission) -> None:
    filed.says("status", filed.log, "--at", "2026-02-01")
    filed.seal("jan")
    sealed = sealed_named(filed.log, "jan")
    known = sealed.edition.question.known
    result = kept_result(filed.log, sealed.edition)
    told = json.loads(filed.says("status", filed.log, "--at", "2026-02-01", "--json"))
    told["question"]["known"] = result["question"]["known"]
    for kind in ("stipulations", "phases", "funds"):
        assert [one["state"] for one in result[kind]] == [one["state"] for one in told[kind]]
    assert known == sealed.edition.basis.read_at or known < sealed.edition.basis.read_at
    shown = filed.says("edition", "show", filed.log, "jan")
    assert "sealed by    amal of Mission" in shown
    assert "approved by  nobody yet" in shown
    assert "release-prisoners, north: undetermined" in shown


def test_an_edition_is_sealed_once_and_about_what_is_there(filed: Mission) -> None:
    filed.seal("jan")
    for arguments, message in (
        (("--name", "jan"), "has an edition jan"),
        (("explain", "--name", "b"), "is about one name"),
        (("explain", "three", "--name", "b"), "no stipulation, phase or fund is named 'three'"),
        (("status", "two", "--name", "b"), "is about everything"),
        (("causes", "two", "--name", "b"), "is about everything"),
        (("origins", "R9", "--name", "b"), "no report, entry or stipulation is named 'R9'"),
        (("positions", "three", "--name", "b"), "no actor, stipulation, phase or fund is named"),
    ):
        result = filed.run(
            "edition", "seal", filed.log, *arguments, "--title", "T", "--author", "amal"
        )
        assert result.exit_code == 2
        assert message in result.output


# --- Four eyes ---------------------------------------------------------------------------------


def test_who_sealed_it_does_not_approve_it(filed: Mission) -> None:
    filed.seal("jan")
    own = filed.run("edition", "approve", filed.log, "jan", "--approver", "amal")
    assert own.exit_code == 2
    assert "four eyes" in own.output
    filed.says("edition", "approve", filed.log, "jan", "--approver", "cyra")
    twice = filed.run("edition", "approve", filed.log, "jan", "--approver", "cyra")
    assert "approved it already" in twice.output
    assert [one.by for one in sealed_named(filed.log, "jan").approvals] == ["cyra"]


def test_one_alone_approves_what_they_sealed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SERVANDA_KEYS", str(tmp_path / "alone"))
    alone = mission(str(tmp_path / "b.log"), tmp_path, monkeypatch)
    single = Mission(str(tmp_path / "c.log"), alone.folder, alone.keys)
    single.says("log", "new", single.log, "--title", "t", "--keeper", "amal")
    single.says("record", "import", str(single.folder), "--store", single.log)
    single.seal("jan", "--approver", "amal")
    assert faults_of(single.log) == ()


def test_an_approver_signs_approvals_and_nothing_else(accord: Mission) -> None:
    accord.seal("jan")
    log = open_log(accord.log)
    entry = sealed_named(accord.log, "jan").entry
    author = hand_of(log, accord.keys, "amal")
    approver = hand_of(log, accord.keys, "cyra")
    other = replace(entry, name="other")
    with pytest.raises(StoreError, match="may not sign as author"):
        append(log, (other,), approver, now())
    append(log, (approval_entry(entry, 1),), approver, now())
    assert faults_of(accord.log) == ()
    append(log, (approval_entry(entry, 2),), author, now())  # the keeper has every role
    append(log, (approval_entry(other, 1),), approver, now())
    found = [one.partition(" ")[2].partition(" ")[2] for one in faults_of(accord.log)]
    assert found == [
        "approves an edition of the same key: four eyes are needed",
        "cites an edition that is not before it in the log",
    ]


# --- For whom ----------------------------------------------------------------------------------


def test_an_edition_is_shown_to_whom_its_marking_says(filed: Mission) -> None:
    filed.seal("closed", "--approver", "cyra")
    filed.seal("open", "--marking", "clear", "--as", "dana", "--approver", "cyra")
    hers = ("--marking", "red", "--releasable-to", "dana", "--releasable-to", "Mission")
    for release in ((), ("--release",)):
        refused = filed.run(*filed.sealing("hers", *hers, *release))
        assert refused.exit_code == 2
        assert "it may tell of a protected source" in refused.output
    filed.seal("hers", *hers, "--as", "dana", "--approver", "cyra")
    filed.seal("draft", "--as", "dana", "--marking", "clear")
    filed.says(
        "decision", "record", filed.log, "--name", "d", "--on", "closed", "--opens", "two",
        "--because", "x", "--approver", "cyra",
    )  # fmt: skip

    def seen(reader: str) -> list[str]:
        told = json.loads(filed.says("edition", "list", filed.log, "--as", reader, "--json"))
        return [one["name"] for one in told["editions"]]

    assert seen("dana") == ["open", "hers"]
    assert seen("anybody") == ["open"]
    assert seen("cyra") == ["closed", "open", "hers", "draft"]
    assert "0 decisions" in filed.says("decision", "list", filed.log, "--as", "dana")
    assert "1 decision" in filed.says("decision", "list", filed.log, "--as", "cyra")
    hidden = filed.run("edition", "show", filed.log, "closed", "--as", "dana")
    assert "no edition named closed" in hidden.output
    assert "closed" not in filed.says("record", "list", filed.log, "--as", "anybody")


def test_an_edition_for_a_reader_rests_on_what_they_may_see(filed: Mission) -> None:
    filed.seal("all")
    filed.seal("hers", "--as", "dana", "--marking", "green", "--approver", "cyra")
    whole, hers = (
        kept_result(filed.log, sealed_named(filed.log, name).edition)["stipulations"][0]["outcome"]
        for name in ("all", "hers")
    )
    assert (whole["high"], hers["high"]) == (5, 4)
    filed.says("replay", filed.log, "hers")
    filed.says("replay", filed.log, "hers", "--as", "dana")
    refused = filed.run("since", filed.log, "hers", "--as", "cyra")
    assert refused.exit_code == 2
    assert "only its own reader" in refused.output


# --- What cannot be made again -----------------------------------------------------------------


def test_a_key_that_is_gone_is_told(filed: Mission) -> None:
    filed.seal("jan")
    [key] = sealed_named(filed.log, "jan").edition.basis.keys
    filed.says("record", "forget", "insider", "--yes")
    result = filed.run("replay", filed.log, "jan")
    assert result.exit_code == 1
    assert "is not reproduced" in result.output
    assert f"The key {key} of a protected source" in result.output
    shown = filed.run("edition", "show", filed.log, "jan")
    assert shown.exit_code == 2
    assert f"a key of protected sources that is not here: {key}" in shown.output
    assert "5 of 10" not in filed.says("edition", "list", filed.log)
    compared = json.loads(filed.says("since", filed.log, "jan", "--json"))
    assert (compared["comparable"], compared["reproduced"]) == (False, False)


def test_a_key_that_came_later_is_not_used(filed: Mission, tmp_path: Path) -> None:
    apart = tmp_path / "apart"
    (filed.keys / "sources").rename(apart)
    filed.seal("without")
    apart.rename(filed.keys / "sources")
    assert sealed_named(filed.log, "without").edition.basis.keys == ()
    filed.says("replay", filed.log, "without")


def test_another_program_is_told(accord: Mission) -> None:
    """As if an older program had sealed it: one that answered the same, and one that did not."""
    accord.seal("now", "--as", "dana")
    log = open_log(accord.log)
    edition = sealed_named(accord.log, "now").edition
    result = kept_result(accord.log, edition)
    older = replace(edition, name="same", program=Program("0.0.9", "ab" * 32))
    hand = hand_of(log, accord.keys, "amal")
    append(log, (edition_entry(older),), hand, now(), (answer_bytes(result),))
    result["stipulations"][0]["state"] = "open"
    data = answer_bytes(result)
    digest = hashlib.sha256(data).hexdigest()
    other = replace(older, name="other", result=digest, size=len(data))
    append(log, (edition_entry(other),), hand, now(), (data,))
    said = f"it was sealed by 0.0.9 (abababababab…), this is {this_program()}"
    same = accord.says("replay", accord.log, "same")
    assert "reproduced bit for bit" in same
    assert said in " ".join(same.split())
    differs = accord.run("replay", accord.log, "other")
    assert differs.exit_code == 1
    assert said in " ".join(differs.output.split())
    assert "The first difference is at $.stipulations[0].state:" in differs.output
    assert 'then "open"' in differs.output
    assert 'now  "undetermined"' in differs.output
    assert faults_of(accord.log) == ()


def test_a_result_that_was_changed_is_told(filed: Mission) -> None:
    filed.seal("jan", "--as", "dana")
    digest = sealed_named(filed.log, "jan").edition.result
    changed_by_hand(
        filed.log,
        "UPDATE files SET data = cast(replace(cast(data AS TEXT), 'undetermined', 'done') AS BLOB) "
        f"WHERE sha256 = '{digest}'",
    )
    assert faults_of(filed.log) == (f"file {digest[:12]} is not what it was",)
    assert filed.run("edition", "show", filed.log, "jan").exit_code == 2
    result = filed.run("replay", filed.log, "jan")
    assert result.exit_code == 1
    assert "its answer is reproduced, but not all else holds" in result.output
    assert "the answer that was sealed cannot be shown" in result.output.lower()


def test_a_log_without_a_result_does_not_hold(filed: Mission) -> None:
    filed.seal("jan")
    digest = sealed_named(filed.log, "jan").edition.result
    changed_by_hand(filed.log, f"DELETE FROM files WHERE sha256 = '{digest}'")
    assert faults_of(filed.log) == (f"file {digest[:12]} is named by an entry, and is not there",)


# --- Decisions and corrigenda ------------------------------------------------------------------


def test_a_decision_is_about_what_its_edition_tells(filed: Mission) -> None:
    filed.says(
        "edition", "seal", filed.log, "explain", "two", "--name", "two", "--title", "T",
        "--author", "amal",
    )  # fmt: skip
    for option, subject, message in (
        ("--opens", "three", "no phase named three; there are: two"),
        ("--pays", "two", "no fund named two; there are: none"),
        ("--waives", "release-prisoners", "tells nothing of release-prisoners"),
    ):
        result = filed.run(
            "decision", "record", filed.log, "--name", "d", "--on", "two", option, subject,
            "--because", "x", "--approver", "cyra",
        )  # fmt: skip
        assert result.exit_code == 2
        assert message in " ".join(result.output.split())
    nobody = filed.run(
        "decision", "record", filed.log, "--name", "d", "--on", "two", "--opens", "two",
        "--because", "x", "--approver", "dana",
    )  # fmt: skip
    assert "may only read, and signs nothing" in nobody.output


def test_a_decision_rests_on_an_edition_that_is_approved(filed: Mission) -> None:
    asked = (
        "decision", "record", filed.log, "--name", "d", "--on", "jan", "--opens", "two",
        "--because", "x", "--approver", "cyra",
    )  # fmt: skip
    filed.seal("jan")
    refused = filed.run(*asked)
    assert refused.exit_code == 2
    said = " ".join(refused.output.split())
    assert "nobody has approved jan" in said
    assert "edition approve" in said
    sealed = sealed_named(filed.log, "jan")
    entry = decision_entry("early", "opens", "two", "x", sealed.entry)
    append(open_log(filed.log), (entry,), hand_of(open_log(filed.log), filed.keys, "cyra"), now())
    [fault] = faults_of(filed.log)
    assert "rests on an edition that nobody had approved" in fault
    filed.says("edition", "approve", filed.log, "jan", "--approver", "cyra")
    filed.says(*asked)


def test_the_corrigendum(filed: Mission, golden: Golden, tmp_path: Path) -> None:
    filed.seal("jan", "--approver", "cyra")
    filed.report_later()
    filed.says("since", filed.log, "jan", "-o", str(tmp_path / "c.md"))
    golden(HERE / "goldens" / "corrigendum.md", timeless((tmp_path / "c.md").read_text("utf-8")))


def test_a_corrigendum_says_of_the_rest_that_it_holds_only_where_there_is_one(
    filed: Mission, tmp_path: Path
) -> None:
    """Of the agreement's two names the later report changes both."""
    filed.seal("both", "--approver", "cyra")
    filed.seal("one", "explain", "release-prisoners")
    filed.report_later()
    drafted = {}
    for name in ("both", "one"):
        filed.says("since", filed.log, name, "-o", str(tmp_path / "c.md"))
        drafted[name] = (tmp_path / "c.md").read_text("utf-8")
    assert "## two" in drafted["both"]
    assert "Every other sentence" not in drafted["both"]
    assert "Every other sentence of the edition holds." in drafted["one"]  # of its reasons


def test_nothing_came(filed: Mission) -> None:
    filed.seal("jan")
    assert "All of it holds" in filed.says("since", filed.log, "jan")


def test_another_agreement_is_told(filed: Mission) -> None:
    filed.seal("jan")
    filed.amend("releases 10", "releases 5", "the parties agreed on five")
    data = json.loads(filed.says("since", filed.log, "jan", "--json"))
    assert (data["same_agreement"], data["comparable"]) == (False, False)
    assert "release-prisoners" in {one["name"] for one in data["overtaken"]}
    filed.says("replay", filed.log, "jan")


# --- JSON ----------------------------------------------------------------------------------------


def test_answers_keep_to_the_schema(filed: Mission, tmp_path: Path) -> None:
    filed.seal("jan", "--approver", "cyra")
    filed.says(
        "decision", "record", filed.log, "--name", "d", "--on", "jan", "--opens", "two",
        "--because", "x", "--approver", "cyra",
    )  # fmt: skip
    copy = tmp_path / "copy.log"
    copy.write_bytes(Path(filed.log).read_bytes())
    filed.report_later()
    for arguments in (
        ("edition", "list", filed.log), ("edition", "show", filed.log, "jan"),
        ("replay", filed.log, "jan"), ("since", filed.log, "jan"),
        ("decision", "list", filed.log), ("record", "list", filed.log),
        ("record", "show", filed.log, "R1.1"), ("log", "verify", filed.log),
        ("log", "compare", filed.log, str(copy)),
    ):  # fmt: skip
        answer = json.loads(filed.says(*arguments, "--json"))
        assert violations(answer, SCHEMA) == [], arguments
