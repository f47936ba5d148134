"""Documents of a log say what was logged and nothing else, whoever enters them with a program of
his own: both verifiers hold with such a log, as only the language tells."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from servanda.store.canonical import Json
from servanda.store.database import reading
from servanda.store.entry import Entry
from servanda.store.log import Hand, append, logged, open_log
from servanda.workspace import checking
from servanda.workspace.keys import read_key
from servanda.workspace.opening import now
from tests.store.accord import AGREEMENT, Mission, mission
from tests.store.second import verified_here

RAW = '```servanda\nreport Q1 "Ten"\n  by icrc\n  on 2026-01-21\n\nclaim icrc says\n  north \
releases 10 prisoners to south\n  on 2026-01-20\n```\n'
OTHER = 'report R8 "More"\n  by icrc\n  on 2026-01-23\n'
TAKEN_BACK = "retraction of R9.1\n"
NAMED: Json = ["source:icrc", "entry:R9"]


@pytest.fixture
def filed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mission:
    return mission(str(tmp_path / "a.log"), tmp_path, monkeypatch)


def entered(filed: Mission, *entries: Entry) -> None:
    amal = read_key("amal", filed.keys)
    append(open_log(filed.log), entries, Hand(amal, amal), now())


def first_report(filed: Mission) -> Entry:
    open_report = filed.folder / "record" / "open.md"
    open_report.write_text(
        '# Open\n\n```servanda\nreport R9 "Three"\n  by icrc\n  on 2026-01-22\n\nclaim icrc says\n'
        "  north releases 3 prisoners to south\n  on 2026-01-21\n```\n",
        encoding="utf-8",
    )
    filed.says("record", "import", str(filed.folder), "--store", filed.log, "--author", "amal")
    with reading(open_log(filed.log).database) as connection:
        found = {one.entry.name: one.entry for one in logged(connection, ("document",))}
    return found["record/open.md"]


def test_nothing_is_added_to_what_was_logged(filed: Mission) -> None:
    """A clause after a statement would be read as one of it, though the entry is what it was."""
    document = first_report(filed)
    parts = document.holds["parts"]
    assert isinstance(parts, list)
    place = parts.index(["report", "R9"])
    changed = [*parts[: place + 1], '  note "in haste"\n', *parts[place + 1 :]]
    entered(filed, replace(document, holds={"parts": changed}, number=2))
    refused(filed, "R9 says in record/open.md, line 4, something else than was logged")


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("claim", ""),
        ("claim", "claim icrc says\n  north releases 3 prisoners to south\n"),
        ("coverage", "claim icrc says\n  north releases 3 prisoners to south\n  on 2026-01-21\n"),
    ],
)
def test_an_entry_is_all_that_is_read_of_it(filed: Mission, kind: str, text: str) -> None:
    """Nothing of it is left to the document, nor is it called something else than it is."""
    said = "claim icrc says\n  north releases 3 prisoners to south\n  on 2026-01-21\n"
    report = 'report R9 "Three"\n  by icrc\n  on 2026-01-22\n'
    entered(
        filed,
        Entry("report", "R9", {"text": report, "names": ["source:icrc"]}),
        Entry(kind, "R9.1", {"text": text, "report": "R9", "names": NAMED}),
        Entry(
            "document",
            "record/n.md",
            {
                "parts": [
                    "```servanda\n", ["report", "R9"], "\n", [kind, "R9.1"],
                    said.removeprefix(text), "```\n",
                ]
            },
        ),
    )  # fmt: skip
    refused(filed, "R9.1 says in record/n.md, line 6, something else than was logged")


def test_a_marking_is_that_of_the_text(filed: Mission) -> None:
    said = (
        "claim icrc says\n  north releases 3 prisoners to south\n  on 2026-01-21\n  marking red\n"
    )
    report = 'report R9 "Three"\n  by icrc\n  on 2026-01-22\n'
    parts = ["```servanda\n", ["report", "R9"], "\n", ["claim", "R9.1"], "```\n"]
    entered(
        filed,
        Entry("report", "R9", {"text": report, "names": ["source:icrc"]}),
        Entry("claim", "R9.1", {"text": said, "report": "R9", "names": NAMED}),
        Entry("document", "record/n.md", {"parts": parts}),
    )
    refused(filed, "R9.1 says in record/n.md, line 6, something else than was logged")


def test_what_an_entry_names_is_what_its_text_names(filed: Mission) -> None:
    """By that it is decided who may see it, and what a retraction takes back."""
    first_report(filed)
    entered(
        filed,
        Entry("report", "R8", {"text": OTHER, "names": ["source:icrc"]}),
        Entry(
            "retraction",
            "R8.retraction-1",
            {"text": TAKEN_BACK, "report": "R8", "names": ["entry:R8", "entry:R1.1"]},
        ),
        Entry(
            "document",
            "record/n.md",
            {
                "parts": [
                    "```servanda\n", ["report", "R8"], "\n", ["retraction", "R8.retraction-1"],
                    "```\n",
                ]
            },
        ),
    )  # fmt: skip
    refused(filed, "R8.retraction-1 says in record/n.md, line 6, something else than was logged")
    listed = filed.says("record", "list", filed.log, "--kind", "claim")
    assert [each.split("!")[0].split()[-1] for each in listed.splitlines() if "!" in each] == [
        "R9.1"
    ]


def test_an_embargo_ends_when_its_text_says(filed: Mission) -> None:
    until = OTHER + "  embargo until 2027-01-01\n"
    marking: Json = {"embargo": 5, "level": "clear", "protected": False, "releasable_to": []}
    entered(
        filed,
        Entry("report", "R8", {"text": until, "names": ["source:icrc"], "marking": marking}),
        Entry("document", "record/n.md", {"parts": ["```servanda\n", ["report", "R8"], "```\n"]}),
    )
    refused(filed, "R8 says in record/n.md, line 2, something else than was logged")


@pytest.mark.parametrize(
    "name", ["record/z.toml", "record/z.txt", "record/.z.md", "record/z.MD", "drafts/z.md"]
)
def test_a_document_has_a_name_by_which_a_folder_is_read(filed: Mission, name: str) -> None:
    """By another it would count in the log and not in what the log gives back; and in a ladder it
    would be another's rules of weighing."""
    entered(filed, Entry("document", name, {"parts": ["# Nothing\n"]}))
    refused(filed, f"{name} has a name by which no folder is read")


def test_an_agreement_is_not_brought_in_under_the_record(tmp_path: Path, filed: Mission) -> None:
    """Nobody could tell who may enter it again."""
    other, folder = str(tmp_path / "other.log"), tmp_path / "only"
    (folder / "record").mkdir(parents=True)
    (folder / "record" / "all.md").write_text(AGREEMENT, encoding="utf-8")
    filed.says("log", "new", other, "--title", "other", "--keeper", "amal")
    result = filed.run("record", "import", str(folder), "--store", other, "--author", "amal")
    assert result.exit_code == 2
    assert "put the agreement beside it; nothing was logged" in " ".join(result.output.split())


@pytest.mark.parametrize(
    ("fence", "silenced"),
    [("```servanda", "```text"), ("```servanda", "no fence")],
)
def test_what_was_logged_is_not_silenced(filed: Mission, fence: str, silenced: str) -> None:
    document = first_report(filed)
    parts = document.holds["parts"]
    assert isinstance(parts, list)
    changed = [each.replace(fence, silenced) if isinstance(each, str) else each for each in parts]
    entered(filed, replace(document, holds={"parts": changed}, number=2))
    refused(filed, "R9 stands in record/open.md, line 4, and is not read there")


def test_nothing_is_said_that_was_not_logged(filed: Mission) -> None:
    entered(filed, Entry("document", "record/n.md", {"parts": [RAW]}))
    refused(filed, "record/n.md, line 2, says Q1, which was never entered")


def test_nothing_is_said_under_another_name(filed: Mission) -> None:
    """A claim before it, in the text alone, would take its name."""
    document = first_report(filed)
    parts = document.holds["parts"]
    assert isinstance(parts, list)
    more = "\nclaim icrc says\n  north releases 4 prisoners to south\n  on 2026-01-21\n\n"
    entered(filed, replace(document, holds={"parts": [*parts[:2], more, *parts[2:]]}, number=2))
    refused(filed, "R9.1 stands in record/open.md, line 13, and is read as R9.2")


def refused(filed: Mission, why: str) -> None:
    asked = (("status", filed.log), ("explain", filed.log, "release-prisoners"))
    filed.answers_nothing(why, *asked)
    assert verified_here(Path(filed.log)).holds


def test_a_very_large_log_is_verified_without_the_language(
    filed: Mission, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That takes longer than all else, and every answer asks it; and this is said."""
    assert "was not asked here" not in filed.says("log", "verify", filed.log)
    monkeypatch.setattr(checking, "MOST_READ", 3)
    entered(filed, Entry("document", "record/n.md", {"parts": [RAW]}))
    said = " ".join(filed.says("log", "verify", filed.log).split())
    assert "whether its documents say what was logged was not asked here" in said


DUTY = (
    '```servanda\nduty extra "More"\n  north releases 90 prisoners to south\n  by 2026-01-12\n```\n'
)


def test_what_is_agreed_is_entered_by_those_who_entered_it(filed: Mission, tmp_path: Path) -> None:
    filed.says("log", "new-key", "badr", "--keys", str(tmp_path / "badr"))
    filed.says(
        "log", "key", filed.log, "badr", "--public", str(tmp_path / "badr" / "badr.pub"),
        "--role", "author", "--role", "witness", "--for", "Partner", "--author", "amal",
    )  # fmt: skip
    (tmp_path / "theirs" / "record").mkdir(parents=True)
    (tmp_path / "theirs" / "record" / "n.md").write_text(DUTY, encoding="utf-8")
    importing = (
        "record", "import", str(tmp_path / "theirs"), "--store", filed.log, "--amended", "because",
    )  # fmt: skip
    theirs = filed.run(*importing, "--keys", str(tmp_path / "badr"))
    assert theirs.exit_code == 2
    assert "says more than what was reported" in theirs.output
    badr = read_key("badr", tmp_path / "badr")
    document = Entry("document", "record/n.md", {"parts": [DUTY]})
    append(open_log(filed.log), [document], Hand(badr, badr), now())
    refused(filed, "record/n.md says something that is agreed")
    anybody = filed.run("status", filed.log, "--as", "anybody")
    assert anybody.exit_code == 2
    assert re.search(r"record/part-\d\.md says something that is agreed", anybody.output)


def test_a_line_separator_ends_no_line(filed: Mission) -> None:
    """Nor a form feed: what stands behind one is where the language finds it."""
    text = f"# Two\u2028words\x0c\n\n```servanda\n{RAW.partition('servanda')[2]}".lstrip()
    odd = filed.folder / "record" / "odd.md"
    odd.write_text(text.replace('"Ten"', '"Ten\u2028of them"'), encoding="utf-8")
    filed.says("record", "import", str(filed.folder), "--store", filed.log, "--author", "amal")
    assert "Q1.1: icrc says" in filed.says("explain", filed.log, "release-prisoners", "--full")
    filed.says("record", "export", filed.log, str(filed.folder))
