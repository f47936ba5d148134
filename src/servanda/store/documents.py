"""A folder of literate documents as entries of a log."""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from servanda.store.canonical import Json
from servanda.store.entry import STATEMENTS, Entry
from servanda.store.fault import AlreadyLoggedError, StoreError
from servanda.store.incident_tables import Table
from servanda.store.log import Logged
from servanda.store.marked import written_marking, written_references
from servanda.values.calendar import Calendar

if TYPE_CHECKING:
    from servanda.store.pieces import Said

KINDS = (*STATEMENTS, "document", "file")
NO_TABLES: Mapping[str, Table] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Held:
    """What a log holds already, that a folder can be compared with."""

    statements: Mapping[tuple[str, str], Entry]  # by kind and name
    latest: Mapping[tuple[str, str], Entry]  # documents and files


def held(logged: Iterable[Logged]) -> Held:
    statements: dict[tuple[str, str], Entry] = {}
    latest: dict[tuple[str, str], Entry] = {}
    for one in logged:
        if one.entry.kind in ("document", "file"):
            latest[one.entry.key] = one.entry
        else:
            statements[one.entry.key] = one.entry
    return Held(statements, latest)


@dataclass(frozen=True, slots=True)
class Reading:
    """With what texts are read: `acts` are the names of claims that are acts."""

    acts: Collection[str]
    calendar: Calendar


def entries_of(
    texts: Mapping[str, str],
    files: Mapping[str, bytes],
    reading: Reading,
    before: Held,
    amended: Mapping[str, str],
    tables: Mapping[str, Table] = NO_TABLES,
) -> Iterator[Entry]:
    """What the log does not hold yet of a folder's documents, files and tables; `amended` says by
    document why what is agreed there reads otherwise.

    Raises `AlreadyLoggedError` where a statement was logged with another text or is no longer
    there: what is logged is corrected or retracted by a later statement. A document that was logged
    by itself is not missed in a folder that never had it; nor is a file or a table.
    """
    here: set[tuple[str, str]] = set()
    for name, text in texts.items():
        parts, statements = _read(text, name, reading)
        here.update(one.key for one in statements)
        fresh = [one for one in statements if _is_new(one, before, name)]
        yield from fresh
        if _is_unread(name, parts, fresh, before):
            continue
        because: dict[str, Json] = {"amended": amended[name]} if name in amended else {}
        yield from _next(Entry("document", name, {"parts": parts, **because}), before)
    yield from _file_entries(files, before)
    yield from _table_entries(tables, before)
    yield from _gone(texts, here, before)


def entries_of_one(
    name: str, text: str, files: Mapping[str, bytes], reading: Reading, before: Held
) -> Iterator[Entry]:
    """The same of one document that is logged by itself; nothing else is missed."""
    parts, statements = _read(text, name, reading)
    fresh = [one for one in statements if _is_new(one, before, name)]
    yield from fresh
    if not _is_unread(name, parts, fresh, before):
        yield from _next(Entry("document", name, {"parts": parts, "alone": True}), before)
    yield from _file_entries(files, before)


def alone_in(before: Held) -> frozenset[str]:
    """The names of the documents that were logged by themselves and that no folder had since."""
    return frozenset(
        one.name for one in before.latest.values() if one.kind == "document" and _is_alone(one)
    )


def taken_up(entries: Iterable[Entry], before: Held) -> frozenset[str]:
    """The names of the documents that were logged by themselves and that a folder has from now on,
    by entries that are new: each is entered again for that, even where it reads as it did."""
    alone = alone_in(before)
    return frozenset(
        one.name
        for one in entries
        if one.kind == "document" and one.name in alone and not _is_alone(one)
    )


def reads_as_before(entry: Entry, before: Held) -> bool:
    """Whether a document is logged already with the same parts."""
    last = before.latest.get(entry.key)
    return last is not None and last.holds.get("parts") == entry.holds["parts"]


def _is_alone(document: Entry) -> bool:
    return document.holds.get("alone") is True


def _read(text: str, name: str, reading: Reading) -> tuple[list[Json], list[Entry]]:
    """The parts of a document, and the statements in it."""
    from servanda.store.pieces import Prose, pieces_of  # the language, which reading has no use for

    parts: list[Json] = []
    statements: list[Entry] = []
    for piece in pieces_of(text, name, reading.calendar):
        if isinstance(piece, Prose):
            parts.append(piece.text)
            continue
        entry = _statement(piece, reading.acts)
        statements.append(entry)
        parts.append(list(entry.key))
    return parts, statements


def _file_entries(files: Mapping[str, bytes], before: Held) -> Iterator[Entry]:
    for name, data in files.items():
        yield from _next(Entry("file", name, _content(data)), before)


def _table_entries(tables: Mapping[str, Table], before: Held) -> Iterator[Entry]:
    for name, table in tables.items():
        holds = {**_content(table.data), "marking": written_marking(table.marking)}
        if table.names:
            holds["names"] = [f"file:{each}" for each in table.names]
        yield from _next(Entry("file", name, holds), before)


def _content(data: bytes) -> dict[str, Json]:
    return {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}


def _statement(said: "Said", acts: Collection[str]) -> Entry:
    kind = "act" if said.kind == "claim" and said.name in acts else said.kind
    own = said.name if kind == "report" else None
    inside = said.report if said.report != own else None
    holds: dict[str, Json] = {"text": said.text}
    names = written_references(said.names, inside)
    if names:
        holds["names"] = names
    if said.report is not None and kind != "report":
        holds["report"] = said.report
    if said.count > 1:
        holds["count"] = said.count
    if not said.marking.is_open:
        holds["marking"] = written_marking(said.marking)
    return Entry(kind, said.name, holds)


def _is_new(entry: Entry, before: Held, document: str) -> bool:
    logged = before.statements.get(entry.key)
    if logged is not None and "text" not in logged.holds:
        raise StoreError(
            f"{document}: the {entry.kind} {entry.name} is sealed in the log and its key is not "
            "here, so it cannot be compared; take it out of the folder, or bring the key"
        )
    if logged is not None and logged.holds["text"] != entry.holds["text"]:
        raise AlreadyLoggedError(
            f"{document}: the {entry.kind} {entry.name} is not what was logged; nothing logged is "
            "changed: put it back, and say what is right now in a correction of its own"
        )
    return logged is None


def _is_unread(name: str, parts: list[Json], fresh: list[Entry], before: Held) -> bool:
    """Whether a document is one that stands in the log sealed, by its name or by what stands in it,
    and a key is not here: then it cannot be compared, and `StoreError` where there is something new
    in it, which it could not be entered again with."""
    for one in before.latest.values():
        if one.kind != "document" or "sealed" not in one.holds:
            continue
        if one.name == name or any(list(each) in parts for each in _statements_in(one)):
            if fresh:
                raise StoreError(
                    f"{name}: it is sealed in the log and a key is not here, so the "
                    f"{fresh[0].kind} {fresh[0].name} cannot be added to it: say that in a "
                    "document of its own, or bring the key"
                )
            return True
    return False


def _next(entry: Entry, before: Held) -> Iterator[Entry]:
    """A document or file, if it is not as it was."""
    last = before.latest.get(entry.key)
    if last is None:
        yield entry
    elif not _is_as_it_was(entry, last):
        yield Entry(entry.kind, entry.name, entry.holds, last.number + 1)


def _is_as_it_was(entry: Entry, last: Entry) -> bool:
    """A document that a folder has now is one more thing to log of it."""
    if entry.kind == "file":
        return entry.holds == last.holds
    is_taken_up = _is_alone(last) and not _is_alone(entry)
    return last.holds["parts"] == entry.holds["parts"] and not is_taken_up


def _gone(texts: Mapping[str, str], here: set[tuple[str, str]], before: Held) -> Iterator[Entry]:
    """Documents that are no longer in the folder: empty from now on, if they took nothing along."""
    elsewhere: set[tuple[str, str]] = set()  # what documents hold that the folder need not have
    for (kind, name), last in before.latest.items():
        if kind != "document" or name in texts:
            continue
        if _is_alone(last):
            elsewhere.update(_statements_in(last))
        elif "sealed" not in last.holds:  # else it may be there, by its own name
            yield from _next(Entry("document", name, {"parts": []}), before)
    kept = here | elsewhere
    for (kind, name), entry in before.statements.items():
        if (kind, name) not in kept and "text" in entry.holds:
            raise AlreadyLoggedError(
                f"the {kind} {name} is in the log and no longer in the folder; nothing logged is "
                "removed: put it back, and retract it in a later report"
            )


def _statements_in(document: Entry) -> Iterator[tuple[str, str]]:
    parts = document.holds["parts"]
    for part in parts if isinstance(parts, list) else ():
        if isinstance(part, list):
            kind, name = part
            yield str(kind), str(name)
