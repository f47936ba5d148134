"""A log of four people, and what they enter: an edition and what cites it, protected sources."""

import hashlib
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from servanda.record.marking import Marking
from servanda.store.canonical import Json
from servanda.store.database import Database, reading
from servanda.store.edition import (
    Basis,
    Edition,
    Program,
    decision_entry,
    edition_entry,
)
from servanda.store.entry import Entry
from servanda.store.key import SigningKey
from servanda.store.log import Hand, Log, heads
from servanda.store.marked import written_marking
from servanda.store.resting import agreement_hash
from servanda.store.sealing import SealingKey, sealed_entries
from servanda.verdict.assessment import Question
from tests.store.forging import forge
from tests.store.logs import BEGUN, small_log

RESULT = b'{"stipulations":[]}'
DIGEST = hashlib.sha256(RESULT).hexdigest()
KEEPER = SigningKey(Ed25519PrivateKey.from_private_bytes(bytes(range(32))))
INSIDER = SealingKey(bytes(range(32)))
OTHER = SealingKey(bytes(range(1, 33)))


@cache
def first_root() -> str:
    """Of the first head of every log that `KEEPER` begins: each is the same."""
    with TemporaryDirectory() as folder:
        log, _ = small_log(str(Path(folder) / "a.log"), KEEPER)
        with reading(log.database) as connection:
            return next(heads(connection)).root.hex()


def edition(name: str = "jan") -> Entry:
    return edition_entry(
        Edition(
            name, "State of things", "status", None,
            Question(BEGUN, BEGUN, "corroborated", "mission", ("broad",)),
            Basis(0, 3, first_root(), None, BEGUN, (), agreement_hash({})),
            Program("1.0", "ef" * 32), DIGEST, len(RESULT), Marking("amber", ("dana",)),
        )
    )  # fmt: skip


def public_edition(name: str) -> Entry:
    """One of which the policy is kept, too: the same file, in this case."""
    plain = edition(name)
    policy: dict[str, Json] = {"sha256": DIGEST, "size": len(RESULT)}
    return replace(plain, holds={**plain.holds, "policy": policy})


def decision(on: Entry) -> Entry:
    return decision_entry("hold", "opens", "two", "four are free", on)


def statements() -> list[Entry]:
    """As an import makes them, but that nothing is sealed yet."""
    marked = written_marking(Marking("red", ("Guests",), BEGUN + 900))
    protected = written_marking(Marking(is_protected=True))
    insider: dict[str, Json] = {"text": "source insider\n  protected\n", "marking": protected}
    other: dict[str, Json] = {"text": "source other\n  protected\n", "marking": protected}
    said: dict[str, Json] = {
        "text": "claim insider and other says\n", "report": "R1", "count": 2,
        "names": ["source:insider", "source:other", "entry:R1"],
    }  # fmt: skip
    parts = [
        "# R\n", ["source", "insider"], ["source", "other"], "\n", ["report", "R1"],
        ["claim", "R1.C2"],
    ]  # fmt: skip
    return [
        Entry("source", "insider", insider),
        Entry("source", "other", other),
        Entry("report", "R1", {"text": "report R1\n", "marking": marked, "names": ["file:a.csv"]}),
        Entry("claim", "R1.C2", said),
        Entry("document", "record/r.md", {"parts": parts}),
    ]


def sealed() -> list[Entry]:
    return list(sealed_entries(statements(), {}, {"insider": INSIDER, "other": OTHER}))


@dataclass(frozen=True, slots=True)
class People:
    """A log of four: amal has every role, ines writes, cyra approves, dana reads."""

    log: Log
    amal: SigningKey
    ines: SigningKey
    cyra: SigningKey
    dana: SigningKey

    @property
    def path(self) -> Path:
        return Path(self.log.where)

    def add(self, by: SigningKey, *entries: Entry, files: Sequence[bytes] = ()) -> None:
        forge(self.log, entries, Hand(by, self.amal), BEGUN + 300, files)

    def seal(self, by: SigningKey) -> Entry:
        self.add(by, edition(), files=[RESULT])
        return edition()


def elsewhere(begun: People, path: Path) -> People:
    with closing(sqlite3.connect(begun.path)) as one, closing(sqlite3.connect(path)) as other:
        one.backup(other)
    return replace(begun, log=replace(begun.log, database=Database(str(path))))
