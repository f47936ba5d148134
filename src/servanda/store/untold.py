"""Nothing names a protected source in what enters a log for all who have it to read."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from servanda.store.entering import RECORD
from servanda.store.entry import Entry
from servanda.store.fault import StoreError
from servanda.store.naming import Names, names_of, naming, words_in

Statements: TypeAlias = Mapping[tuple[str, str], Entry]
Place: TypeAlias = tuple[str, int]  # a document, and a line in it


@dataclass(frozen=True, slots=True)
class Untold:
    """The names that nothing may hold that enters; where each statement of it begins; and the line
    of each piece of prose, by its document and how many parts there are before."""

    names: Names
    statements: Mapping[tuple[str, str], Place]
    prose: Mapping[Place, int]


def untold_in(
    entries: Iterable[Entry],
    statements: Statements,
    sources: Iterable[Entry],
    logged: Iterable[Entry],
) -> Untold:
    """Of what is to enter, with the statements that it and the log have, and the documents that the
    log has: a family name that is a word of the agreement, too, is not looked for."""
    agreed = " ".join(
        part
        for one in logged
        if not one.name.startswith(RECORD)
        for part in _parts(one)
        if isinstance(part, str)
    )
    placed: dict[tuple[str, str], Place] = {}
    prose: dict[Place, int] = {}
    for document in entries:
        if document.kind == "document":
            for number, (part, line) in enumerate(_placed(document, statements)):
                if isinstance(part, str):
                    prose[document.name, number] = line
                else:
                    placed[part] = document.name, line
    return Untold(naming(names_of(sources, agreed)), placed, prose)


def require_untold(entry: Entry, untold: Untold) -> None:
    """Of an entry as it would enter. The refusal says where, and no name: it may be kept where
    others read it."""
    if all(untold.names.line_in(words) is None for words in words_in(entry)):
        return
    raise StoreError(
        f"{_where(entry, untold)} names a protected source, and would stand in the log for all who "
        "have it to read, for ever; nothing was logged: word it otherwise"
    )


def _where(entry: Entry, untold: Untold) -> str:
    names = untold.names
    shown = names.masked(entry.name)
    if entry.kind in ("document", "file"):
        for number, part in enumerate(_parts(entry)):
            within = names.line_in(part) if isinstance(part, str) else None
            if within is not None:
                return f"{shown}, line {untold.prose[entry.name, number] + within}: the prose"
        return f"the name of the {entry.kind} {shown}"
    what = f"the {entry.kind} {shown}"
    if entry.key not in untold.statements:
        return what
    document, line = untold.statements[entry.key]
    within = names.line_in(str(entry.holds.get("text", ""))) or 0
    return f"{names.masked(document)}, line {line + within}: {what}"


def _placed(document: Entry, statements: Statements) -> Iterator[tuple[str | tuple[str, str], int]]:
    """Each part and the line at which it begins. All that stands in it was read here, or is in the
    log and compared with what was."""
    line = 1
    for part in _parts(document):
        yield part, line
        text = part if isinstance(part, str) else statements[part].holds.get("text", "")
        line += str(text).count("\n")


def _parts(document: Entry) -> Iterator[str | tuple[str, str]]:
    parts = document.holds.get("parts")
    for part in parts if isinstance(parts, list) else ():
        match part:
            case str():
                yield part
            case [str(kind), str(name)]:
                yield kind, name
