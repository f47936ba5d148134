"""A folder of literate documents as entries of a log, and the same folder out of it again."""

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from servanda.store.canonical import Json
from servanda.store.entry import STATEMENTS, Entry
from servanda.store.fault import AlreadyLoggedError, StoreError
from servanda.store.log import Logged

if TYPE_CHECKING:
    from servanda.store.pieces import Said

KINDS = (*STATEMENTS, "document", "file")


@dataclass(frozen=True, slots=True)
class Folder:
    """What a log gives back: documents by name, the hashes of the files that they name, and where
    each statement of which entry stands, by document and line."""

    texts: Mapping[str, str]
    files: Mapping[str, str]
    placed: Mapping[tuple[str, int], int]


@dataclass(frozen=True, slots=True)
class Held:
    """What a log holds already, that a folder can be compared with."""

    statements: Mapping[tuple[str, str], str]  # their texts, by kind and name
    latest: Mapping[tuple[str, str], Entry]  # documents and files


def held(logged: Iterable[Logged]) -> Held:
    statements: dict[tuple[str, str], str] = {}
    latest: dict[tuple[str, str], Entry] = {}
    for one in logged:
        if one.entry.kind in ("document", "file"):
            latest[one.entry.key] = one.entry
        else:
            statements[one.entry.key] = str(one.entry.holds["text"])
    return Held(statements, latest)


def entries_of(
    texts: Mapping[str, str], files: Mapping[str, bytes], acts: Collection[str], before: Held
) -> Iterator[Entry]:
    """What the log does not hold yet of a folder's documents and files.

    `acts` are the names of claims that are acts. Raises `AlreadyLoggedError` where a statement was
    logged with another text or is no longer there: what is logged is corrected or retracted by a
    later statement.
    """
    from servanda.store.pieces import Prose, pieces_of  # the language, which reading has no use for

    here: set[tuple[str, str]] = set()
    for name, text in texts.items():
        parts: list[Json] = []
        for piece in pieces_of(text, name):
            if isinstance(piece, Prose):
                parts.append(piece.text)
                continue
            entry = _statement(piece, acts)
            here.add(entry.key)
            parts.append(list(entry.key))
            if _is_new(entry, before, name):
                yield entry
        yield from _next(Entry("document", name, {"parts": parts}), before)
    for name, data in files.items():
        holds: dict[str, Json] = {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}
        yield from _next(Entry("file", name, holds), before)
    yield from _gone(texts, here, before)


def folder_of(
    logged: Iterable[Logged], may_see: Callable[[Entry], bool] = lambda entry: True
) -> Folder:
    """The folder at the end of these entries, as far as somebody may see them: of a document with
    a statement that is withheld, the prose is withheld too."""
    documents: dict[str, Entry] = {}
    files: dict[str, str] = {}
    statements: dict[tuple[str, str], Logged] = {}
    for one in logged:
        entry = one.entry
        if entry.kind == "document":
            documents[entry.name] = entry
        elif entry.kind == "file":
            files[entry.name] = str(entry.holds["sha256"])
        else:
            statements[entry.key] = one
    texts: dict[str, str] = {}
    placed: dict[tuple[str, int], int] = {}
    for name, document in sorted(documents.items()):
        if not document.holds["parts"]:
            continue
        lines, laid = 1, []
        for part in _parts(document):
            if isinstance(part, str):
                text = part
            else:
                found = statements.get(part)
                if found is None:
                    raise StoreError(f"document {name} has a {part[0]} {part[1]} that is not there")
                placed[name, lines] = found.position
                text = str(found.entry.holds["text"])
            laid.append(text)
            lines += text.count("\n")
        texts[name] = "".join(laid)
    return Folder(texts, files, placed)


def _statement(said: "Said", acts: Collection[str]) -> Entry:
    kind = "act" if said.kind == "claim" and said.name in acts else said.kind
    holds: dict[str, Json] = {"text": said.text}
    if said.report is not None:
        holds["report"] = said.report
    return Entry(kind, said.name, holds)


def _is_new(entry: Entry, before: Held, document: str) -> bool:
    logged = before.statements.get(entry.key)
    if logged is not None and logged != entry.holds["text"]:
        raise AlreadyLoggedError(
            f"{document}: the {entry.kind} {entry.name} is not what was logged; nothing logged is "
            "changed: put it back, and say what is right now in a correction of its own"
        )
    return logged is None


def _next(entry: Entry, before: Held) -> Iterator[Entry]:
    """A document or file, if it is not as it was."""
    last = before.latest.get(entry.key)
    if last is None:
        yield entry
    elif last.holds != entry.holds:
        yield Entry(entry.kind, entry.name, entry.holds, last.number + 1)


def _gone(texts: Mapping[str, str], here: set[tuple[str, str]], before: Held) -> Iterator[Entry]:
    """Documents that are no longer in the folder: empty from now on, if they took nothing along."""
    for key in before.latest:
        if key[0] != "document" or key[1] in texts:
            continue
        yield from _next(Entry("document", key[1], {"parts": []}), before)
    for kind, name in before.statements:
        if (kind, name) not in here:
            raise AlreadyLoggedError(
                f"the {kind} {name} is in the log and no longer in the folder; nothing logged is "
                "removed: put it back, and retract it in a later report"
            )


def _parts(document: Entry) -> Iterator[str | tuple[str, str]]:
    parts = document.holds["parts"]
    for part in parts if isinstance(parts, list) else ():
        match part:
            case str(text):
                yield text
            case [str(kind), str(name)]:
                yield kind, name
            case _:
                raise StoreError(f"document {document.name} is damaged: it has a part that is none")
