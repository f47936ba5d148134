"""What an author may enter beside what is there: nothing that was said leaves the documents, no
document changes in foreign hands, and each has a name that a file can have.

A document is entered again when it has changed, and its last version is what answers rest on. So
whoever may enter it again may leave something out of it; these rules say who may, and that what is
left out in one place stands in another. They take no key and no knowledge of the language, so that
anybody can check them: docs/log-format.md, items 1, 10, 12 and 13.
"""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from servanda.store.canonical import Json
from servanda.store.entry import STATEMENTS, Entry
from servanda.store.key import Role
from servanda.store.keyring import Keyring

Key: TypeAlias = tuple[str, str]  # kind and name

AGAIN = frozenset({"document", "file", "policy", "approval", "revocation", "submission"})
ENTERED_AGAIN = "is entered again, as only documents and files are"
OWNED = frozenset({"document", "file"})
RECORD = "record/"  # the documents of the record; what is agreed stands in the others
AGREEMENT: Key = ("document", "")  # these others, as one: no document has this name
LONGEST_NAME, LONGEST_PART = 1_000, 255  # bytes in UTF-8: what file systems take


def place_of(kind: str, name: str) -> Key:
    """What a document or file is a part of that one organisation enters."""
    is_agreed = kind == "document" and not name.startswith(RECORD)
    return AGREEMENT if is_agreed else (kind, name)


def why_no_name(name: str) -> str | None:
    """Why no file in a folder can have a name, if none can."""
    parts = name.split("/")
    if any(0xD800 <= ord(mark) < 0xE000 for mark in name):  # as Python shows bytes that are none
        return "has a name that is not UTF-8"
    if any(ord(mark) < 32 or 127 <= ord(mark) < 160 for mark in name):
        return "has a control character in its name"
    if "" in parts:
        return "has a name with an empty part"
    if "." in parts or ".." in parts:
        return "has a name that leads elsewhere"
    if len(name.encode()) > LONGEST_NAME or any(
        len(part.encode()) > LONGEST_PART for part in parts
    ):
        return "has a name that is too long for a file"
    return None


def folders_of(name: str) -> Iterator[str]:
    """The folders that a file of this name lies in, the nearest last."""
    parts = name.split("/")
    for count in range(1, len(parts)):
        yield "/".join(parts[:count])


def misplaced(
    fresh: Mapping[Key, None], changed: Sequence[tuple[Iterable[Key], Iterable[Key]]]
) -> str | None:
    """What is wrong with the documents after a submission, if something is: the statements that
    are `fresh` stand in one place of them, and all others in as many as before, which is one.

    `changed` has what stood in each document that it enters, before and after.
    """
    there = [key for _, after in changed for key in after]
    gone = [key for before, _ in changed for key in before]
    if not gone and len(there) == len(fresh) and fresh.keys() == set(there):
        return None
    count = Counter(there)
    count.subtract(gone)
    for key in {**fresh, **dict.fromkeys(gone), **dict.fromkeys(there)}:
        if count[key] < (key in fresh):
            return f"the {' '.join(key)} stands in no document"
        if count[key] > (key in fresh):
            return (
                f"the {' '.join(key)} stands in two places of the documents (or was never entered)"
            )
    return None


def statements_in(holds: Mapping[str, Json]) -> list[Key]:
    """What stands in a document, by kind and name, in its order."""
    parts = holds.get("parts")
    return [
        (kind, name) if type(kind) is type(name) is str else (str(kind), str(name))
        for kind, name in (
            part
            for part in (parts if isinstance(parts, list) else ())
            if isinstance(part, list) and len(part) == 2
        )
    ]


def statements_in_body(body: bytes | None) -> list[Key]:
    """The same of the bytes of its entry; nothing where they cannot be read. Whether they are
    canonical is asked elsewhere, as that takes as long again."""
    try:
        entry = json.loads(body) if body else None
    except (ValueError, RecursionError):
        return []
    holds = entry.get("holds") if isinstance(entry, dict) else None
    return statements_in(holds) if isinstance(holds, dict) else []


def house_of(ring: Keyring, key: str) -> str:
    """For whom a key signs: its organisation, or itself where it has none."""
    holder = ring.holders.get(key)
    return (holder.organisation if holder else "") or key


def further_roles(ring: Keyring, key: str, first: Collection[str]) -> tuple[Role, ...]:
    """What else somebody must be who enters again what these keys entered first."""
    is_of_others = any(house_of(ring, one) != house_of(ring, key) for one in first)
    return ("keeper",) if is_of_others else ()


@dataclass(slots=True)
class Entering:
    """Follows a log from its beginning: what has been entered up to here, and since the last
    submission."""

    latest: dict[str, bytes] = field(default_factory=dict)  # the entry of each document
    first: dict[Key, str] = field(default_factory=dict)  # the key that entered each first
    kinds: dict[str, str] = field(default_factory=dict)  # of what has a name
    folders: set[str] = field(default_factory=set)
    fresh: dict[Key, None] = field(default_factory=dict)  # statements
    changed: list[tuple[list[Key], list[Key]]] = field(default_factory=list)
    entered: list[Key] = field(default_factory=list)  # documents and files
    is_partial: bool = False  # something in it cannot be read

    def take(self, entry: Entry, body: bytes) -> Iterator[str]:
        """What is wrong with an entry by itself."""
        if entry.kind in STATEMENTS:
            yield from self.take_statement(entry.kind, entry.name, entry.number)
        elif entry.kind in OWNED:
            yield from self.take_file(entry.kind, entry.name, body, statements_in(entry.holds))
        elif entry.number != 1 and entry.kind not in AGAIN:
            yield ENTERED_AGAIN

    def take_statement(self, kind: str, name: str, number: object) -> Iterator[str]:
        if number == 1:
            self.fresh[kind, name] = None
        else:
            yield ENTERED_AGAIN

    def take_file(self, kind: str, name: str, body: bytes, there: list[Key]) -> Iterator[str]:
        """A document, or a file, in which nothing stands."""
        if kind == "document":
            self.changed.append((statements_in_body(self.latest.get(name)), there))
            self.latest[name] = body
        self.entered.append((kind, name))
        if name not in self.kinds:
            yield from self._name(name)
        elif self.kinds[name] != kind:
            yield "has the name of a document and of a file"
        self.kinds.setdefault(name, kind)
        self.folders.update(folders_of(name))

    def _name(self, name: str) -> Iterator[str]:
        why = why_no_name(name)
        if why:
            yield why
        if name in self.folders or any(one in self.kinds for one in folders_of(name)):
            yield "has a name that is a folder of another, or lies in another"

    def submitted(self, key: str) -> tuple[str | None, frozenset[str]]:
        """What is wrong with the documents now that a key has submitted what was taken, and the
        other keys that first entered something of it."""
        fresh, changed, entered = self.fresh, self.changed, self.entered
        wrong = None if self.is_partial else misplaced(fresh, changed)
        self.fresh, self.changed, self.entered, self.is_partial = {}, [], [], False
        first = {self.first.setdefault(place_of(*one), key) for one in entered}
        return wrong, frozenset(first - {key})
