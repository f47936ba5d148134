"""A log as the folder that it was imported from, as far as somebody may see it: but to whoever has
the log without what the documents expect of their own verdicts (`servanda-test`)."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, TypeAlias

from servanda.language.fences import FENCE as OPENING
from servanda.language.fences import closes
from servanda.record.numbering import NUMBERED
from servanda.store.access import WHOLE, Sight
from servanda.store.entering import statements_in
from servanda.store.entry import STATEMENTS, Entry
from servanda.store.fault import NotAsShownError, StoreError
from servanda.store.log import NO_END, Logged
from servanda.store.text_lines import lines_of

if TYPE_CHECKING:
    from servanda.language.parse_tests import Untested

FENCE = "```"
Part: TypeAlias = str | Logged | None  # prose, a statement; None: prose that is sealed
Laid: TypeAlias = tuple[str, Mapping[int, int]]  # a text, and the positions of entries by line


@dataclass(frozen=True, slots=True)
class Folder:
    """What a log gives back: documents by name, the hashes of the files that they name, where each
    statement of which entry stands, by document and line, and of documents with another name than
    in the log that which they have there."""

    texts: Mapping[str, str]
    files: Mapping[str, str]
    placed: Mapping[tuple[str, int], int]
    own_names: Mapping[str, str]


def folder_of(logged: Iterable[Logged], sight: Sight = WHOLE) -> Folder:
    """The folder at the end of these entries, as far as somebody may see them."""
    documents: dict[str, Logged] = {}
    files: dict[str, str] = {}
    statements: dict[tuple[str, str], Logged] = {}
    for one in logged:
        entry = one.entry
        if entry.kind == "document":
            before = documents.get(entry.name)
            if before is not None and entry.number <= before.entry.number:
                raise NotAsShownError(f"the log has two documents that are named {entry.name!r}")
            documents[entry.name] = one
        elif entry.kind == "file" and sight.shows_version(one):
            files[entry.name] = str(entry.holds["sha256"])
        elif entry.kind in STATEMENTS:
            if entry.key in statements:  # within boxes nobody else can see what a name is
                raise NotAsShownError(_two(statements[entry.key], one))
            statements[entry.key] = one
    laid: dict[str, Laid] = {}
    unnamed: list[tuple[str, Laid]] = []
    for name, document in _as_they_are(documents):
        parts = tuple(_parts(document, statements))
        is_partly = sight.withholds(document) or "sealed" in document.holds
        if is_partly and not sight.is_owners:
            unnamed.append((name, _laid_partly(parts, sight)))
        elif parts:
            laid[name] = (_laid_partly if is_partly else _laid_whole)(parts, sight)
    neutral = _with_neutral_names(unnamed, laid)
    laid |= {name: one for name, (_, one) in neutral.items()}
    if not sight.is_owners:
        laid = dict(_without_tests(laid))
    placed = {
        (name, line): position
        for name, (_, lines) in laid.items()
        for line, position in lines.items()
    }
    texts = {name: text for name, (text, _) in sorted(laid.items())}
    return Folder(texts, files, placed, {name: own for name, (own, _) in neutral.items()})


def _without_tests(laid: Mapping[str, Laid]) -> Iterator[tuple[str, Laid]]:
    """What documents are expected to come to says what follows from all that is in the log: it is
    for whoever has it, and a document of nothing else is, too."""
    for name, (text, positions) in laid.items():
        left = _untested(text, name) if "test" in text.casefold() else None
        # A statement in such a fence is not read: it stays there for whoever compares what is.
        if left is None or not positions.keys() <= set(left.lines):
            yield name, (text, positions)
        elif left.text.strip():
            lines = {before: line for line, before in enumerate(left.lines, start=1)}
            yield name, (left.text, {lines[at]: one for at, one in positions.items()})


def _untested(text: str, name: str) -> "Untested | None":
    from servanda.language.parse_tests import without_tests  # of which few documents have use

    return without_tests(text, name)


def _two(first: Logged, second: Logged) -> str:
    """Whoever lacks the key of a sealed one cannot know that its name is taken."""
    return (
        f"the log has two entries that are the {' '.join(second.entry.key)}, entries "
        f"{first.position:,} and {second.position:,}: one was entered by somebody who has not the "
        "key of the other; without the key of one that is sealed the log answers from all else "
        "(put its .seal file aside, and destroy none), and `servanda record show` has both"
    )


def _as_they_are(documents: Mapping[str, Logged]) -> Iterator[tuple[str, Entry]]:
    """By name, without what is no longer so: a document may be known by its own name as it was, and
    by that in the log as it is, sealed with one more key that is not at hand. A statement stands in
    one document, so the later one has it."""
    standing = {
        key: document.position
        for document in sorted(documents.values(), key=lambda one: one.position)
        for key in statements_in(document.entry.holds)
    }
    for name, document in sorted(documents.items()):
        there = statements_in(document.entry.holds)
        if all(standing[key] == document.position for key in there):
            yield name, document.entry


def _with_neutral_names(
    unnamed: Iterable[tuple[str, Laid]], named: Collection[str]
) -> Mapping[str, tuple[str, Laid]]:
    """What remains for a reader of documents of which something is withheld: their authors may have
    said it in the name, and where nothing remains, not even that there was one is told. They are
    numbered in the order of what may be seen in them."""
    remaining = sorted(
        (one for one in unnamed if one[1][0]),
        key=lambda one: (min(one[1][1].values(), default=NO_END), one[1][0]),
    )
    free = (name for name in map("record/part-{}.md".format, count(1)) if name not in named)
    return dict(zip(free, remaining, strict=False))


def _laid_whole(parts: Iterable[Part], _sight: Sight) -> Laid:
    laid = Lines()
    for part in parts:
        if isinstance(part, str):
            laid.add(part)
        elif part is not None:
            laid.add(str(part.entry.holds["text"]), part.position)
    return laid.text, laid.placed


def _laid_partly(parts: Iterable[Part], sight: Sight) -> Laid:
    """Of a document in which something is withheld the prose and the comments are withheld, too:
    left is what an agreement says in it, and the statements that may be seen, each in a block of
    its own."""
    laid = Lines()
    gaps = Gaps()
    is_in_block = False  # a statement stands in one, and what follows it begins there
    for part in parts:
        if isinstance(part, Logged):
            is_in_block = True
            if part.entry.key not in sight.withheld:
                for name in gaps.before(part.entry):
                    laid.add_block(f"withheld {name}\n")
                laid.add_block(str(part.entry.holds["text"]), part.position)
        elif part is not None:
            for block in _clauses(part, is_in_block):
                laid.add_block(block)
            is_in_block = False
    return laid.text, laid.placed


@dataclass(slots=True)
class Gaps:
    """The last number of each sort of entry that was laid. What is withheld leaves a number only
    where an entry that may be seen would have another name without it: so it is worked out from the
    names that may be seen, and tells no more than they do."""

    last: dict[str, int] = field(default_factory=dict)

    def before(self, entry: Entry) -> Iterator[str]:
        """The name that must be kept from an entry of a report, if one must."""
        found = NUMBERED.search(entry.name)
        if "report" not in entry.holds or entry.kind == "report" or found is None:
            return
        count, sort, first = entry.holds.get("count", 1), found["sort"], int(found["number"])
        assert isinstance(count, int), "as it was written"
        if first > self.last.get(sort, 0) + 1:
            yield f"{sort}{first - 1}"
        self.last[sort] = first + count - 1


@dataclass(slots=True)
class Lines:
    """A text as it grows, and at which line which entry begins."""

    text: str = ""
    placed: dict[int, int] = field(default_factory=dict)

    def add(self, text: str, position: int | None = None) -> None:
        if position is not None:
            self.placed[self.text.count("\n") + 1] = position
        self.text += text

    def add_block(self, text: str, position: int | None = None) -> None:
        self.add(f"{FENCE}servanda\n")
        self.add(text, position)
        self.add(f"{FENCE}\n\n")


def _clauses(text: str, is_in_block: bool) -> Iterator[str]:
    """What stands in the blocks of a piece of prose, but comments."""
    kept: list[str] = []
    marks, is_in_other = "", False  # of a fence that is none of ours
    for line in lines_of(text):
        bare = line.rstrip("\r\n")
        fence = OPENING.match(bare)
        if is_in_block or is_in_other:
            if closes(bare, marks) if is_in_other else fence is not None:
                is_in_block = is_in_other = False
            elif is_in_block and not bare.strip().startswith("#"):
                kept.append(line)
        elif fence is not None and fence["info"].strip() == "servanda":
            is_in_block = True
            kept.append("\n")
        elif fence is not None:
            marks, is_in_other = fence["marks"], True
    if "".join(kept).strip():
        yield "".join(kept)


def _parts(document: Entry, statements: Mapping[tuple[str, str], Logged]) -> Iterator[Part]:
    parts = document.holds["parts"]
    for part in parts if isinstance(parts, list) else ():
        match part:
            case None | str():
                yield part
            case [str(kind), str(name)] if (kind, name) in statements:
                yield statements[kind, name]
            case _:
                raise StoreError(f"document {document.name} has a part that is not in the log")
