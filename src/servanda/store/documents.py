"""A folder of literate documents as entries of a log."""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from servanda.record.numbering import NUMBERED
from servanda.store.canonical import Json
from servanda.store.entering import statements_in
from servanda.store.entry import STATEMENTS, Entry
from servanda.store.fault import AlreadyLoggedError, StoreError
from servanda.store.incident_tables import Table
from servanda.store.log import Logged
from servanda.store.marked import marking_in, written_marking, written_references
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
    tables: Mapping[str, Table] = NO_TABLES,
    moved: Collection[str] = (),
) -> Iterator[Entry]:
    """What the log does not hold yet of a folder's documents, files and tables.

    What the folder has not stays in the log: a file, a table, a document. But a document of which
    everything stands in others of the folder now, or that is `moved`, is empty from now on.
    Raises `AlreadyLoggedError` where a statement was logged with another text, or was in a document
    that the folder has and is no longer there, or would stand in two: what is logged is corrected
    or retracted by a later statement.
    """
    here: dict[tuple[str, str], str] = {}  # what stands in which document
    for name, text in texts.items():
        parts, statements = _read(text, name, reading)
        here.update((one.key, name) for one in statements)
        _require_readable(statements, before, name)
        fresh = [one for one in statements if _is_new(one, before, name)]
        yield from fresh
        if not _is_unread(name, parts, fresh, before):
            yield from _next(Entry("document", name, {"parts": parts}), before)
    yield from _file_entries(files, before)
    yield from _table_entries(tables, before)
    yield from _gone(texts, here, before, moved)


def entries_of_one(
    name: str, text: str, files: Mapping[str, bytes], reading: Reading, before: Held
) -> Iterator[Entry]:
    """The same of one document; nothing else is missed."""
    parts, statements = _read(text, name, reading)
    _require_readable(statements, before, name)
    fresh = [one for one in statements if _is_new(one, before, name)]
    yield from fresh
    if not _is_unread(name, parts, fresh, before):
        yield from _next(Entry("document", name, {"parts": parts}), before)
    yield from _file_entries(files, before)


def with_reasons(entries: Iterable[Entry], amended: Mapping[str, str]) -> Iterator[Entry]:
    """The same, with why what is agreed in a document reads otherwise, by its name."""
    for entry in entries:
        if entry.kind == "document" and entry.name in amended:
            yield replace(entry, holds={**entry.holds, "amended": amended[entry.name]})
        else:
            yield entry


def staying(texts: Mapping[str, str], fresh: Iterable[Entry], before: Held) -> tuple[str, ...]:
    """The documents of a log that a folder has not and that stay as they are, once what is new of
    the folder is entered: by name, sorted."""
    entered = {one.name for one in fresh if one.kind == "document"}
    return tuple(
        sorted(
            last.name
            for last in before.latest.values()
            if last.kind == "document"
            and last.holds["parts"]
            and last.name not in texts
            and last.name not in entered
            and not _is_there_unread(last, texts, before)
        )
    )


def _is_there_unread(document: Entry, texts: Mapping[str, str], before: Held) -> bool:
    """Whether a folder has a document of which a key is not here: what can be read of it is in
    one of its texts, under the name that is sealed."""
    if "sealed" not in document.holds:
        return False
    readable = [before.statements[each] for each in statements_in(document.holds)]
    said = [str(one.holds["text"]) for one in readable if "text" in one.holds]
    return any(each in text for text in texts.values() for each in said)


def _read(text: str, name: str, reading: Reading) -> tuple[list[Json], list[Entry]]:
    """The parts of a document, and the statements in it."""
    from servanda.store.pieces import Prose, pieces_of  # the language, which reading has no use for

    parts: list[Json] = []
    statements: list[Entry] = []
    if not text:
        return [""], []  # a document that is there, and empty
    for piece in pieces_of(text, name, reading.calendar):
        if isinstance(piece, Prose):
            parts.append(piece.text)
            continue
        entry = entry_of(piece, reading.acts)
        statements.append(entry)
        parts.append(list(entry.key))
    return parts, statements


def _file_entries(files: Mapping[str, bytes], before: Held) -> Iterator[Entry]:
    for name, data in files.items():
        yield from _next(Entry("file", name, _content(data)), before)


def _table_entries(tables: Mapping[str, Table], before: Held) -> Iterator[Entry]:
    """What names a table that others may see from now on is entered again with it: each version is
    seen by those who saw what it names when it was entered."""
    remarked: set[str] = set()
    for name, table in tables.items():
        holds = {**_content(table.data), "marking": written_marking(table.marking)}
        if table.names:
            holds["names"] = [f"file:{each}" for each in table.names]
        entry = Entry("file", name, holds)
        last = before.latest.get(entry.key)
        if last is not None and last.holds.get("marking") != holds["marking"]:
            remarked.add(name)
        if last is not None and not remarked.isdisjoint((name, *table.names)):
            yield replace(entry, number=last.number + 1)
        else:
            yield from _next(entry, before)


def _content(data: bytes) -> dict[str, Json]:
    return {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}


def entry_of(said: "Said", acts: Collection[str]) -> Entry:
    """What is logged of a statement; `acts` are the names of claims that are acts."""
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
    if logged is not None and logged.holds["text"] != entry.holds["text"]:
        raise AlreadyLoggedError(
            f"{document}: the {entry.kind} {entry.name} is not what was logged; nothing logged is "
            "changed: put it back, and say what is right now in a correction of its own"
        )
    return logged is None


def _require_readable(statements: Iterable[Entry], before: Held, document: str) -> None:
    """Nothing of a document is sealed in the log under a key that is not here; else `StoreError`
    with what to write instead."""
    statements = tuple(statements)
    unread = [one for one in statements if "sealed" in _logged_as(one, before)]
    if not unread:
        return
    reports = {one.name for one in unread if one.kind == "report"}
    out = [one for one in statements if _is_protected_source(one, before)]
    out += [one for one in unread if one.kind == "report" or "report" not in one.holds]
    out += [one for one in statements if one.holds.get("report") in reports]
    inside = [one for one in unread if one not in out]
    todo = [f"take out the {one.kind} {one.name}" for one in out]
    todo += [f"write `withheld {_last_name(one)}` in place of {_called(one)}" for one in inside]
    raise StoreError(
        f"{document}: what is sealed in the log and its key is not here cannot be compared: "
        f"{', '.join(todo)}; or bring the key"
    )


def _logged_as(entry: Entry, before: Held) -> Mapping[str, Json]:
    logged = before.statements.get(entry.key)
    return logged.holds if logged is not None else {}


def _is_protected_source(entry: Entry, before: Held) -> bool:
    """Which the log has under another name, if at all."""
    is_here = entry.key in before.statements
    return entry.kind == "source" and not is_here and marking_in(entry).is_protected


def _called(entry: Entry) -> str:
    last = _last_name(entry)
    return f"the {entry.kind} {entry.name}" + (f" (to {last})" if last != entry.name else "")


def _last_name(entry: Entry) -> str:
    """Of the last of the entries that a statement makes, one for each origin."""
    found = NUMBERED.search(entry.name)
    count = entry.holds.get("count", 1)
    assert found is not None and isinstance(count, int), "as it was read"
    return f"{found['sort']}{int(found['number']) + count - 1}"


def _is_unread(name: str, parts: list[Json], fresh: list[Entry], before: Held) -> bool:
    """Whether a document is one that stands in the log sealed, by its name or by what stands in it,
    and a key is not here: then it cannot be compared, and `StoreError` where there is something new
    in it, which it could not be entered again with."""
    for one in before.latest.values():
        if one.kind != "document" or "sealed" not in one.holds:
            continue
        if one.name == name or any(list(each) in parts for each in statements_in(one.holds)):
            if fresh:
                what = f"the {fresh[0].kind} {fresh[0].name}"
                instead = (
                    "take it out, if the log has it"
                    if _is_protected_source(fresh[0], before)
                    else "say that in a document of its own"
                )
                raise StoreError(
                    f"{name}: it is sealed in the log and a key is not here, so {what} cannot be "
                    f"added to it: {instead}, or bring the key"
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
    """Why it was amended is no part of what a document says."""
    if entry.kind == "file":
        return entry.holds == last.holds
    return last.holds["parts"] == entry.holds["parts"]


def _gone(
    texts: Mapping[str, str],
    here: Mapping[tuple[str, str], str],
    before: Held,
    moved: Collection[str],
) -> Iterator[Entry]:
    """Documents that the folder has under other names, empty from now on; and nothing is missed in
    those that it has."""
    elsewhere: set[tuple[str, str]] = set()  # in documents that the folder has not
    for (kind, name), last in before.latest.items():
        if kind != "document" or name in texts:
            continue
        there = statements_in(last.holds)
        elsewhere.update(there)
        if "sealed" in last.holds:
            continue  # it may be there, by its own name
        if name in moved or (there and all(one in here for one in there)):
            yield from _next(Entry("document", name, {"parts": []}), before)
        else:
            _require_apart(name, there, here)
    for (kind, name), entry in before.statements.items():
        key = kind, name
        if key not in here and key not in elsewhere and "text" in entry.holds:
            raise AlreadyLoggedError(
                f"the {kind} {name} is in the log{_place_in(before, key)} and no longer in the "
                "folder; nothing logged is removed: put it back, and retract it in a later report"
            )


def _place_in(before: Held, key: tuple[str, str]) -> str:
    """In which document of the log a statement stands."""
    found = (
        name
        for (kind, name), last in before.latest.items()
        if kind == "document" and key in statements_in(last.holds)
    )
    return next((f", in {name}," for name in found), "")


def _require_apart(
    name: str, there: Iterable[tuple[str, str]], here: Mapping[tuple[str, str], str]
) -> None:
    """Nothing of a document that stays stands in another one, too."""
    for one in there:
        if one in here:
            raise AlreadyLoggedError(
                f"{here[one]}: the {' '.join(one)} stands in {name} in the log, which this folder "
                f"has not: take it out here, or bring all of {name}"
            )
