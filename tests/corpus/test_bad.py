"""Every diagnostic of the catalogue has a page, a file that raises it, and a mended twin.

For a name NAME there stand in `tests/corpus/bad`:

- `NAME.md` (of a ladder `NAME.toml`, of a mapping `NAME.mapping.toml`, of a
  publication policy `NAME.publication.toml`), a complete small document
  that raises exactly that diagnostic, once;
- `NAME.mended.md`, the same document without the mistake, which raises nothing;
- `NAME.txt`, what `servanda check` says of the first (`pytest --update tests/corpus` writes it).

The example on the page is quoted from the first, the mended lines from the second.
"""

import runpy
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

import pytest

from servanda.cli.commands.check import every_diagnostic
from servanda.cli.diagnostics import print_diagnostics
from servanda.intake.incidents.mapping_file import read_mapping
from servanda.language.catalogue import MEANINGS, page
from servanda.language.catalogue.page import SECTIONS, mending
from servanda.language.diagnostic import Diagnostic
from servanda.language.document import LONGEST_TEXT
from servanda.publish.policy_file import read_policy
from servanda.workspace import open_workspace
from tests.cli.conftest import Paper

BAD = Path(__file__).with_name("bad")
ROOT = Path(__file__).parents[2]
PAGES = ROOT / "docs" / "diagnostics"
NAMES = tuple(MEANINGS)

WRITTEN_HERE = {"text-too-long": f"# River Accord\n\n{'x' * LONGEST_TEXT}\n"}  # too long to keep

# What can be raised only beside others: the reader gives up after so many of these.
COMPANIONS = {"too-many-problems": {"unknown-header"}}


class Golden(Protocol):
    def __call__(self, path: Path, text: str) -> None: ...


def bad_file(name: str, folder: Path) -> Path:
    if name not in WRITTEN_HERE:
        path = kept_file(name)
        assert path.exists(), f"write {path.relative_to(ROOT)}: a document that raises `{name}`"
        return path
    path = folder / f"{name}.md"
    path.write_text(WRITTEN_HERE[name], encoding="utf-8")
    return path


def kept_file(stem: str) -> Path:
    """The document, the ladder, the mapping or the publication policy."""
    ends = ("mapping.toml", "publication.toml", "toml")
    tried = (BAD / f"{stem}.{end}" for end in ends)
    return next((path for path in tried if path.exists()), BAD / f"{stem}.md")


def found_in(path: Path) -> list[Diagnostic]:
    if is_apart(path):
        read = read_mapping if path.name.endswith(".mapping.toml") else read_policy
        return list(read(path.read_text(encoding="utf-8"), path.name)[1])
    return every_diagnostic(open_workspace(path))


def is_apart(path: Path) -> bool:
    """Whether no workspace reads it: a mapping, or a publication policy."""
    return path.name.endswith((".mapping.toml", ".publication.toml"))


def texts_of(path: Path) -> Mapping[str, str]:
    if is_apart(path):
        return {path.name: path.read_text(encoding="utf-8")}
    return open_workspace(path).texts


@pytest.mark.parametrize("name", NAMES)
def test_the_bad_file_raises_exactly_that_diagnostic(
    name: str, tmp_path: Path, golden: Golden
) -> None:
    path = bad_file(name, tmp_path)
    found = found_in(path)
    own = [one for one in found if one.name == name]
    others = {one.name for one in found} - {name}
    assert others <= COMPANIONS.get(name, set()), [str(one) for one in found]
    assert len(own) == 1, f"it is raised {len(own)} times: {[str(one) for one in found]}"
    assert own[0].hint, "the last rung of the ladder is missing: what to do"
    golden(BAD / f"{name}.txt", said_of(path, own[0]))


def said_of(path: Path, diagnostic: Diagnostic) -> str:
    paper = Paper(100)
    print_diagnostics(paper.screen, [diagnostic], texts_of(path))
    return "\n".join(line.rstrip() for line in paper.lines).rstrip() + "\n"


@pytest.mark.parametrize("name", NAMES)
def test_the_mended_file_raises_nothing(name: str) -> None:
    path = kept_file(f"{name}.mended")
    assert path.exists(), f"write {path.relative_to(ROOT)}: the same document without the mistake"
    assert [str(one) for one in found_in(path)] == []


@pytest.mark.parametrize("name", NAMES)
def test_the_page_is_complete(name: str) -> None:
    found = page(name)
    assert found is not None
    parts = {"Why it matters": found.why, "Example": found.example, "How to mend": found.mend}
    assert set(parts) == set(SECTIONS)
    assert [title for title, text in parts.items() if not text] == [], "sections to be written"
    assert found.what, "write below the first line of the docstring what is wrong"
    assert found.meaning and len(found.meaning) <= 90, "the first line is one short sentence"


@pytest.mark.parametrize("name", NAMES)
def test_the_page_quotes_the_files(name: str, tmp_path: Path) -> None:
    found = page(name)
    assert found is not None
    bad = bad_file(name, tmp_path).read_text(encoding="utf-8", errors="replace")
    mended = kept_file(f"{name}.mended").read_text(encoding="utf-8")
    assert missing(found.example.splitlines(), bad) == [], "the example quotes the bad file"
    assert missing(list(mending(found)), mended) == [], "the mended lines quote the twin"


def missing(lines: list[str], text: str) -> list[str]:
    """The lines that do not stand in the text; for a long line its beginning suffices."""
    if "\ufffd" in text:  # bytes that are no text: the letters around them can be compared
        text, lines = text.replace("\ufffd", ""), [ascii_only(line) for line in lines]
    return [line for line in lines if line.strip() not in text]


def ascii_only(line: str) -> str:
    return line.encode("ascii", "ignore").decode()


def test_nothing_is_left_over() -> None:
    texts = (path for path in BAD.iterdir() if path.suffix != ".jsonl")  # which the texts name
    stems = {path.name.split(".")[0] for path in texts}
    assert stems - set(NAMES) == set(), "files for names that the catalogue does not have"


def test_the_pages_in_the_documentation_are_up_to_date() -> None:
    wanted = runpy.run_path(str(ROOT / "tools" / "write_diagnostics.py"))["texts"]()
    there = {path.name: path.read_text(encoding="utf-8") for path in PAGES.glob("*.md")}
    different = [name for name, text in wanted.items() if there.get(name) != text]
    assert different == [], "run `make diagnostics`"
    assert set(there) == set(wanted)


def test_there_are_many_and_each_says_something_of_its_own() -> None:
    assert len(NAMES) >= 60
    assert len(set(MEANINGS.values())) == len(NAMES)
