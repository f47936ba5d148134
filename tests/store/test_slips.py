"""By ordinary slips nobody enters a protected person in plain text: no name, in whatever form, and
no refusal that repeats it. And what only looks like a name is entered."""

from pathlib import Path

import pytest

from servanda.record.marking import Marking
from servanda.store.canonical import Json
from servanda.store.entry import Entry
from servanda.store.marked import written_marking
from servanda.store.naming import full_names, names_of, naming
from tests.store.accord import LATER, Mission, mission
from tests.store.test_no_name_left import _bytes_of

HEARD = """\
# Heard

```servanda
source nadia-kovrig "Captain Nadia Kovrig"
  protected

source jailer "A prison guard"
  protected

source ivo "Ivo Alba, clerk"
  protected

report R8 "From inside"
  by nadia-kovrig
  on 2026-01-22

claim nadia-kovrig says
  north releases 6 prisoners to south
  on 2026-01-21
```
"""
TOLD = (b"kovrig", b"nadia", "Kovríg".encode().lower())
MEMOS = (
    "Captain Nadia Kovrig told us.", "Captain Nadia\nKovrig told us.", "Captain  Nadia Kovrig.",
    "Captain **Nadia Kovrig** told us.", "Nadia Kovrig told us.", "Capt. Nadia Kovrig called.",
    "Kovrig told us.", "nadia-kovrig told us.", "See nadia_kovrig.", "The KOVRIGS.", "x_kovrig",
    "Kovr\u00edg", "Kovri\u0301g", "Kov\u00adrig", "https://example.org/kovrig",
)  # fmt: skip


def _report(name: str = "R9", title: str = "Talk", more: str = "", event: str = "visit") -> str:
    return f"""\
```servanda
report {name} "{title}"
  by icrc
  on 2026-01-24

claim icrc says
  north releases 1 prisoners to south
  on 2026-01-23
  as {event}
{more}```
"""


REPORTS = (
    _report(title="The talk with KOVRIG"),
    _report(title="t nadia-kovrig"),
    _report(name="kovrig-5"),
    _report(event="kovrig-visit"),
    _report(event="visit-kovrig"),
    _report(more='  note "Kovrig told us"\n'),
    _report() + "\nSaid by Kovrig.\n",
)


@pytest.fixture
def filed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mission:
    found = mission(str(tmp_path / "a.log"), tmp_path, monkeypatch)
    found.report("heard.md", HEARD)
    return found


def _refused(filed: Mission, *arguments: str) -> str:
    result = filed.run(*arguments)
    assert result.exit_code == 2, result.output
    said = " ".join(result.output.split())
    assert "names a protected source" in said
    assert "kovrig" not in said.lower()
    assert [each for each in TOLD if each in _bytes_of(filed.log)] == []
    return said


def _adding(filed: Mission, text: str, name: str = "more.md") -> tuple[str, ...]:
    """Prose alone is no report: below it something is said that names nobody."""
    if "```servanda" not in text:
        text += f'\n\n```servanda\nsource by-{len(name)} "Bystander"\n```\n'
    path = filed.folder.parent / name
    path.write_text(text, encoding="utf-8")
    return ("record", "add", str(path), "--store", filed.log)


@pytest.mark.parametrize("text", [*MEMOS, *REPORTS])
def test_no_name_enters_in_what_is_not_sealed(filed: Mission, text: str) -> None:
    _refused(filed, *_adding(filed, text))


@pytest.mark.parametrize("name", ["kovrig-note.md", "Kovrig.md", "a-nadia-kovrig.md"])
def test_no_name_is_that_of_a_document(filed: Mission, name: str) -> None:
    assert "document record/….md" in _refused(filed, *_adding(filed, "A memo.\n", name))


def test_no_name_is_that_of_a_file(filed: Mission) -> None:
    photo = filed.folder.parent / "kovrig.txt"
    photo.write_text("-", encoding="utf-8")
    said = _refused(filed, *_adding(filed, _report()), "--attach", str(photo))
    assert "the name of the file attached/more/….txt" in said


def test_the_refusal_says_where(filed: Mission) -> None:
    said = _refused(filed, *_adding(filed, "# A memo\n\nIt was said\nby Kovrig.\n"))
    assert "record/more.md, line 4: the prose names a protected source" in said
    said = _refused(filed, *_adding(filed, _report(more='  note "Kovrig told us"\n')))
    assert "record/more.md, line 10: the claim R9.1 names" in said
    said = _refused(filed, *_adding(filed, _report() + "\nKovrig\n"))
    assert "record/more.md, line 12: the prose names" in said
    assert "line 2: the report … names" in _refused(filed, *_adding(filed, _report("kovrig-5")))


def test_the_name_of_a_report_is_not_sealed(filed: Mission) -> None:
    """Not even where the report is."""
    path = filed.folder / "record" / "more.md"
    path.write_text(_report("kovrig-5").replace("by icrc", "by nadia-kovrig"), encoding="utf-8")
    _refused(filed, "record", "import", str(filed.folder), "--store", filed.log)


def test_who_may_sign_and_why_not_names_none(filed: Mission) -> None:
    key = ("log", "key", filed.log, "--author", "amal")
    _refused(filed, *key, "kovrig", "--role", "reader")
    assert not (filed.keys / "kovrig.key").exists()
    _refused(filed, *key, "otto", "--role", "reader", "--for", "Friends of Kovrig")
    _refused(filed, *key, "dana", "--revoke", "Kovrig knows him")


@pytest.mark.parametrize(
    "text",
    [
        "The guard at the prison spoke.", "A captain came.", "A kovri is a coin.", "MacKovrigan.",
        "The Albanian border, alba and albatross.", "The captain, Nadiam.", "A clerk called.",
    ],
)  # fmt: skip
def test_other_words_are_entered(filed: Mission, text: str) -> None:
    filed.says(*_adding(filed, text))


def test_a_short_family_name_is_found_as_it_is_written(filed: Mission) -> None:
    result = filed.run(*_adding(filed, "Alba told us."))
    assert result.exit_code == 2


def test_a_word_of_the_agreement_is_no_name(filed: Mission, tmp_path: Path) -> None:
    word = '```servanda\nsource alfred "Alfred North"\n  protected\n```\n'
    filed.says(*_adding(filed, word, "a.md"))
    filed.says(*_adding(filed, LATER, "b.md"))
    assert filed.run(*_adding(filed, "Alfred North spoke.", "c.md")).exit_code == 2


# --- Without the keys ---------------------------------------------------------------------------


def test_without_the_keys_it_is_told_that_nothing_was_checked(
    filed: Mission, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    for each in (*filed.keys.glob("*.key"), *filed.keys.glob("*.pub")):
        (other / each.name).write_bytes(each.read_bytes())
    signing = ("--author", "amal", "--keys", str(other))
    notice = "4 protected sources are sealed under keys that are not here: it was not checked"
    added = filed.run(*_adding(filed, "A memo.\n"), *signing)
    assert added.exit_code == 0
    assert notice in " ".join(added.stderr.split())
    again = filed.run(*_adding(filed, "A memo.\n"), *signing)
    assert notice not in " ".join(again.stderr.split())  # nothing was entered
    key = ("log", "key", filed.log, "otto", "--role", "reader", *signing)
    assert notice in " ".join(filed.run(*key).stderr.split())
    assert "not checked" not in filed.run(*_adding(filed, "Another.\n", "other.md")).stderr


def test_an_edition_tells_it_too(filed: Mission, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in filed.keys.glob("sources/*/*.seal"):
        path.unlink()
    told = filed.run(*filed.sealing("e", "--as", "anybody", "--approver", "cyra"))
    assert told.exit_code == 0, told.output
    assert "it was not checked whether what was entered names" in " ".join(told.stderr.split())


# --- What is looked for -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("label", "names"),
    [
        ("Captain Nadia Kovrig", ["Nadia Kovrig"]),
        ("Nadia Kovrig, a nurse", ["Nadia Kovrig"]),
        ("Kovrig, Nadia", ["Nadia Kovrig"]),
        ("the judge Nadia Kovrig of Dubrava", ["Nadia Kovrig"]),
        ("Capt. Kovrig", ["Kovrig"]),
        ("Nadia Kovrig and Leo Marsan", ["Nadia Kovrig", "Leo Marsan"]),
        ("Maria de la Cruz", ["Maria de la Cruz"]),
        ("Omar al-Masri", ["Omar al-Masri"]),
        ("A prison guard", []), ("Prison Guard", []), ("A Senior Official", []), ("insider", []),
        ("An officer at Old Mill", []), ("Officer, Old Mill", []), ("The Gazette", []), ("", []),
    ],
)  # fmt: skip
def test_what_is_a_full_name(label: str, names: list[str]) -> None:
    assert [" ".join(each) for each in full_names(label)] == names


@pytest.mark.parametrize(
    ("label", "text"),
    [
        ("Nadia Anna Kovrig", "Ms Anna Kovrig"), ("Nadia Anna Alba", "nadia alba"),
        ("Nadia Kovrig-Baumann", "Mrs Baumann"), ("Omar al-Masri", "Mr Masri"),
        ("Jo O'Neill", "o’neill"), ("Zoë Brontë", "bronte"), ("A nurse", "a *nurse*"),
    ],
)  # fmt: skip
def test_what_is_found(label: str, text: str) -> None:
    holds: dict[str, Json] = {
        "text": f'source x "{label}"\n  protected\n',
        "marking": written_marking(Marking(is_protected=True)),
    }
    assert naming(names_of([Entry("source", "x", holds)])).line_in(f"\n\nSaid {text}.") == 2
