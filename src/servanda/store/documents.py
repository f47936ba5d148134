"""A folder of literate documents as entries of a log."""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from servanda.store.canonical import Json
from servanda.store.entry import STATEMENTS, Entry
from servanda.store.fault import AlreadyLoggedError, StoreError
from servanda.store.log import Logged
from servanda.store.marked import written_marking, written_references
from servanda.values.calendar import Calendar

if TYPE_CHECKING:
    from servanda.store.pieces import Said

KINDS = (*STATEMENTS, "document", "file")


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


def entries_of(
    texts: Mapping[str, str],
    files: Mapping[str, bytes],
    acts: Collection[str],
    calendar: Calendar,
    before: Held,
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
        for piece in pieces_of(text, name, calendar):
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


def _next(entry: Entry, before: Held) -> Iterator[Entry]:
    """A document or file, if it is not as it was."""
    last = before.latest.get(entry.key)
    if last is None:
        yield entry
    elif last.holds != entry.holds and "sealed" not in last.holds:  # what cannot be read stays
        yield Entry(entry.kind, entry.name, entry.holds, last.number + 1)


def _gone(texts: Mapping[str, str], here: set[tuple[str, str]], before: Held) -> Iterator[Entry]:
    """Documents that are no longer in the folder: empty from now on, if they took nothing along."""
    for key in before.latest:
        if key[0] != "document" or key[1] in texts:
            continue
        yield from _next(Entry("document", key[1], {"parts": []}), before)
    for (kind, name), entry in before.statements.items():
        if (kind, name) not in here and "text" in entry.holds:
            raise AlreadyLoggedError(
                f"the {kind} {name} is in the log and no longer in the folder; nothing logged is "
                "removed: put it back, and retract it in a later report"
            )
