"""What is logged: entries in canonical JSON, each with a kind, a name and a number.

An entry that says what a record says holds the text of one statement in the language, so that the
log has one meaning with the literate reports and needs no second model of a claim. Everything else
(keys, submissions, files, documents) is what a log needs to be trusted and to give back the folder
that it was imported from.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from servanda.store.canonical import Json, NotCanonicalError, canonical, read_canonical

STATEMENTS = (
    "source", "office", "occasion", "report", "claim", "finding", "ruling", "act", "correction",
    "retraction", "figures", "incidents", "coverage", "access-denied", "link", "engagement",
    "position",
)  # fmt: skip
OF_THE_LOG = (
    "log", "key", "revocation", "policy", "submission", "document", "file", "edition", "approval",
    "decision",
)  # fmt: skip
Kind: TypeAlias = Literal[
    "source", "office", "occasion", "report", "claim", "finding", "ruling", "act", "correction",
    "retraction", "figures", "incidents", "coverage", "access-denied", "link", "engagement",
    "position",
    "log", "key", "revocation", "policy", "submission", "document", "file", "edition", "approval",
    "decision",
]  # fmt: skip
OF_ANSWERS = ("edition", "approval", "decision")  # what was answered, and what was done upon it
KINDS = frozenset((*STATEMENTS, *OF_THE_LOG))


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that entered the log, for ever.

    `number` counts what was entered under one kind and name: a document is entered again when it
    has changed; a statement never is. `holds` is what is particular to the kind.
    """

    kind: str
    name: str
    holds: Mapping[str, Json]
    number: int = 1

    @property
    def key(self) -> tuple[str, str]:
        return self.kind, self.name


def written(entry: Entry) -> bytes:
    """The bytes that are hashed."""
    return canonical(
        {"holds": entry.holds, "kind": entry.kind, "name": entry.name, "number": entry.number}
    )


def read_entry(data: bytes) -> Entry:
    """The entry in canonical bytes; else `NotCanonicalError`."""
    match read_canonical(data):
        case {
            "holds": dict(holds),
            "kind": str(kind),
            "name": str(name),
            "number": int(number),
            **nothing_else,
        } if not nothing_else and number > 0 and not isinstance(number, bool):
            if kind not in KINDS:
                raise NotCanonicalError(f"of a kind that this program does not know: {kind!r}")
            return Entry(kind, name, holds, number)
    raise NotCanonicalError("not an entry")
