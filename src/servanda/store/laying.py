"""A log as the folder that it was imported from, as far as somebody may see it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from servanda.record.numbering import NUMBERED
from servanda.store.access import WHOLE, Sight
from servanda.store.entry import STATEMENTS, Entry
from servanda.store.fault import StoreError
from servanda.store.log import Logged

FENCE = "```"
Part: TypeAlias = str | Logged
Laid: TypeAlias = tuple[str, Mapping[int, int]]  # a text, and the positions of entries by line


@dataclass(frozen=True, slots=True)
class Folder:
    """What a log gives back: documents by name, the hashes of the files that they name, and where
    each statement of which entry stands, by document and line."""

    texts: Mapping[str, str]
    files: Mapping[str, str]
    placed: Mapping[tuple[str, int], int]


def folder_of(logged: Iterable[Logged], sight: Sight = WHOLE) -> Folder:
    """The folder at the end of these entries, as far as somebody may see them."""
    documents: dict[str, Entry] = {}
    files: dict[str, str] = {}
    statements: dict[tuple[str, str], Logged] = {}
    for one in logged:
        entry = one.entry
        if entry.kind == "document":
            documents[entry.name] = entry
        elif entry.kind == "file" and entry.name not in sight.files:
            files[entry.name] = str(entry.holds["sha256"])
        elif entry.kind in STATEMENTS:
            statements[entry.key] = one
    texts: dict[str, str] = {}
    placed: dict[tuple[str, int], int] = {}
    for name, document in sorted(documents.items()):
        parts = tuple(_parts(document, statements))
        if parts:
            lay = _laid_partly if sight.withholds(document) else _laid_whole
            texts[name], lines = lay(parts, sight)
            placed |= {(name, line): position for line, position in lines.items()}
    return Folder(texts, files, placed)


def _laid_whole(parts: Iterable[Part], _sight: Sight) -> Laid:
    laid = Lines()
    for part in parts:
        if isinstance(part, str):
            laid.add(part)
        else:
            laid.add(str(part.entry.holds["text"]), part.position)
    return laid.text, laid.placed


def _laid_partly(parts: Iterable[Part], sight: Sight) -> Laid:
    """Of a document in which something is withheld the prose and the comments are withheld, too:
    left are its blocks, with what an agreement says and the statements that may be seen. An entry
    of a report that may be seen leaves its number."""
    laid, fence = Lines(), Fence()
    for part in parts:
        if isinstance(part, str):
            laid.add("".join(fence.kept(part)))
        elif part.entry.key not in sight.withheld:
            laid.add(str(part.entry.holds["text"]), part.position)
        elif _leaves_number(part.entry, sight):
            laid.add(f"withheld {_last_name(part.entry)}\n")
    return laid.text, laid.placed


@dataclass(slots=True)
class Lines:
    """A text as it grows, and at which line which entry begins."""

    text: str = ""
    placed: dict[int, int] = field(default_factory=dict)

    def add(self, text: str, position: int | None = None) -> None:
        if position is not None:
            self.placed[self.text.count("\n") + 1] = position
        self.text += text


@dataclass(slots=True)
class Fence:
    """What is kept of prose: the marks of our blocks, and what stands in them but comments."""

    is_ours: bool = False

    def kept(self, text: str) -> Iterator[str]:
        for line in text.splitlines(keepends=True):
            mark = line.strip()
            if self.is_ours and mark.startswith(FENCE):
                self.is_ours = False
                yield line
            elif self.is_ours and mark and not mark.startswith("#"):
                yield line
            elif not self.is_ours and mark == f"{FENCE}servanda":
                self.is_ours = True
                yield f"\n{line}"
            elif self.is_ours and not mark:
                yield line


def _leaves_number(entry: Entry, sight: Sight) -> bool:
    report = entry.holds.get("report")
    return (
        entry.kind != "report" and report is not None and ("report", report) not in sight.withheld
    )


def _last_name(entry: Entry) -> str:
    """The last of the names that a statement of several origins takes."""
    count = entry.holds.get("count", 1)
    found = NUMBERED.search(entry.name)
    assert found is not None and isinstance(count, int), "as it was written"
    return f"{found['sort']}{int(found['number']) + count - 1}"


def _parts(document: Entry, statements: Mapping[tuple[str, str], Logged]) -> Iterator[Part]:
    parts = document.holds["parts"]
    for part in parts if isinstance(parts, list) else ():
        match part:
            case str(text):
                yield text
            case [str(kind), str(name)] if (kind, name) in statements:
                yield statements[kind, name]
            case _:
                raise StoreError(f"document {document.name} has a part that is not in the log")
