"""A sealed document is, once opened, the one that the log shows without its key: else an author who
shares a key could take the place of another's document, with a program of his own."""

import base64
from pathlib import Path

import pytest

from servanda.store.canonical import Json, canonical
from servanda.store.entry import Entry
from servanda.store.log import Hand, append, open_log
from servanda.store.sealing import SealingKey, sealed_bytes
from servanda.workspace.keys import read_key, sealing_keys
from servanda.workspace.opening import now
from tests.store.accord import AGREEMENT, LATER, Mission, mission
from tests.store.second import verified_here

OUTER = "record/protected-a-1.md"
GAZETTE = Entry("source", "gazette", {"text": 'source gazette "The Gazette"\n'})
OTHERS = "has other statements within its box than those that the log shows in it"
AGAIN = "has another name within its box than when it was entered before"
TAKEN = "has within its box the name of another document"


@pytest.fixture
def filed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mission:
    found = mission(str(tmp_path / "a.log"), tmp_path, monkeypatch)
    found.report_later()
    found.says("log", "new-key", "badr", "--keys", str(tmp_path / "badr"))
    found.says(
        "log", "key", found.log, "badr", "--public", str(tmp_path / "badr" / "badr.pub"),
        "--role", "author", "--role", "witness", "--for", "Partner", "--author", "amal",
    )  # fmt: skip
    return found


def key_of(filed: Mission) -> SealingKey:
    (key,) = sealing_keys(filed.keys).values()
    return key


def box(filed: Mission, kind: str, outer: str, inner: str, holds: Json, number: int) -> Json:
    plain = canonical({"holds": holds, "name": inner})
    data = sealed_bytes(plain, (kind, outer, number), [key_of(filed)])
    return {"box": base64.b64encode(data).decode(), "keys": [key_of(filed).id]}


def document(
    filed: Mission, inner: str, parts: list[Json], shown: list[Json], number: int = 1
) -> Entry:
    sealed = box(filed, "document", OUTER, inner, {"parts": parts}, number)
    return Entry("document", OUTER, {"parts": shown, "sealed": sealed}, number)


def entered(filed: Mission, *entries: Entry) -> None:
    badr = read_key("badr", filed.keys.parent / "badr")
    append(open_log(filed.log), entries, Hand(badr, badr), now())


def refused(filed: Mission, why: str) -> None:
    status = ("status", filed.log)
    filed.answers_nothing(why, status, (*status, "--as", "cyra"), export(filed))
    assert verified_here(Path(filed.log)).holds


def export(filed: Mission) -> tuple[str, ...]:
    return "record", "export", filed.log, str(filed.folder.parent / "copy")


def test_no_box_holds_what_others_said(filed: Mission) -> None:
    """Their document would vanish from the answers, with all else that stands in it."""
    before = filed.says("status", filed.log, "--at", "2026-02-01", "--as", "anybody")
    fence: list[Json] = ["```servanda\n", ["source", "icrc"], ["report", "R3"], "```\n"]
    entered(filed, document(filed, "record/q.md", fence, [None]))
    refused(filed, f"{OUTER}, as entry 1 of that name has it, {OTHERS}")
    assert before == filed.says("status", filed.log, "--at", "2026-02-01", "--as", "anybody")


def test_no_box_leaves_out_what_is_shown_to_stand_in_it(filed: Mission) -> None:
    entered(filed, GAZETTE, document(filed, "record/q.md", ["A\n"], [["source", "gazette"]]))
    refused(filed, OTHERS)


def test_no_box_has_another_order(filed: Mission) -> None:
    more = Entry("source", "herald", {"text": 'source herald "The Herald"\n'})
    shown: list[Json] = [None, ["source", "gazette"], ["source", "herald"], None]
    parts: list[Json] = ["```servanda\n", ["source", "herald"], ["source", "gazette"], "```\n"]
    entered(filed, GAZETTE, more, document(filed, "record/q.md", parts, shown))
    refused(filed, OTHERS)


@pytest.mark.parametrize("first", [1, 2])
def test_no_box_takes_the_place_of_the_agreement(filed: Mission, first: int) -> None:
    later: list[Json] = [AGREEMENT.replace("2026-01-24", "2026-05-24")]
    before = [document(filed, "record/q.md", ["Memo\n"], [None])][: first - 1]
    entered(filed, *before, document(filed, "agreement.md", later, [None], first))
    refused(filed, "lies only outside of its box, or only within, under record/")


@pytest.mark.parametrize("name", ["record/first.md", "record/later.md"])
def test_no_box_has_the_name_of_another_document(filed: Mission, name: str) -> None:
    """Sealed as the first of these, or plain."""
    entered(filed, document(filed, name, ["Memo\n"], [None]))
    refused(filed, f"{OUTER}, as entry 1 of that name has it, {TAKEN}")


def test_a_document_has_one_name_within(filed: Mission) -> None:
    first = document(filed, "record/q.md", ["Memo\n"], [None])
    entered(filed, first, document(filed, "record/later.md", ["Memo\n"], [None], 2))
    refused(filed, f"{OUTER}, as entry 2 of that name has it, {AGAIN}")


@pytest.mark.parametrize("name", ["record/../n.md", "record//n.md", "record/a\nb.md"])
def test_the_name_within_is_one_of_a_document(filed: Mission, name: str) -> None:
    entered(filed, document(filed, name, ["Memo\n"], [None]))
    refused(filed, "has within its box a name that no document has")


@pytest.mark.parametrize("holds", [{}, {"parts": [None]}, {"parts": ["A\n"], "sealed": {}}])
def test_what_is_within_is_a_document(filed: Mission, holds: dict[str, Json]) -> None:
    sealed = box(filed, "document", OUTER, "record/q.md", holds, 1)
    entered(filed, Entry("document", OUTER, {"parts": [None], "sealed": sealed}))
    refused(filed, "holds within its box what no document holds")


@pytest.mark.parametrize(
    ("name", "holds"), [("R3.1", {"text": "claim\n"}), ("R9.1", {}), ("R9.1", {"sealed": {}})]
)
def test_a_sealed_statement_has_its_own_name(
    filed: Mission, name: str, holds: dict[str, Json]
) -> None:
    claim = Entry("claim", "R9.1", {"sealed": box(filed, "claim", "R9.1", name, holds, 1)})
    parts: list[Json] = ["```servanda\n", ["claim", name], "```\n"]
    entered(filed, claim, document(filed, "record/q.md", parts, [None, ["claim", "R9.1"], None]))
    refused(filed, "what is sealed in the claim R9.1 is no statement of that name")


def test_nothing_that_was_said_vanishes(filed: Mission) -> None:
    """An entry of no text would stand where the next one begins."""
    parts: list[Json] = ["```servanda\n", ["source", "none"], ["source", "gazette"], "```\n"]
    none = Entry("source", "none", {"text": ""})
    entered(filed, none, GAZETTE, Entry("document", "record/n.md", {"parts": parts}))
    refused(filed, "the source none begins in 0 places of its documents")


def test_what_becomes_sealed_moves_and_is_empty_is_answered_from(filed: Mission) -> None:
    later, moved = (filed.folder / "record" / each for each in ("later.md", "moved.md"))
    inside = '\nreport R4 "More"\n  by insider\n  on 2026-01-26\n```\n'
    later.write_text(LATER.removesuffix("```\n") + inside, encoding="utf-8")
    filed.import_folder()
    holds(filed, "record/later.md")
    later.rename(moved)
    filed.import_folder()
    holds(filed, "record/moved.md")
    moved.rename(later)
    filed.import_folder()
    holds(filed, "record/later.md")
    first = filed.folder / "record" / "first.md"
    later.write_text(first.read_text("utf-8") + later.read_text("utf-8"), encoding="utf-8")
    first.unlink()
    filed.import_folder()
    holds(filed, "record/later.md")
    filed.says("record", "forget", "insider", "--yes")
    holds(filed, "record/later.md")


def holds(filed: Mission, name: str) -> None:
    filed.says("log", "verify", filed.log)
    for reader in (), ("--as", "cyra"), ("--as", "anybody"):
        filed.says("status", filed.log, "--at", "2026-02-01", *reader)
        assert "R3.1: icrc says" in filed.says(
            "explain", filed.log, "release-prisoners", "--full", *reader
        )
    assert name in filed.says("record", "list", filed.log, "--kind", "document")
    to = filed.folder.parent / f"copy-{len(list(filed.folder.parent.iterdir()))}"
    filed.says("record", "export", filed.log, str(to))
