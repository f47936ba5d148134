"""Whether the entries of a log are those that its last head covers, and whether that head is signed
by somebody who may witness: asked before any answer.

The first is worked out from the bytes of all entries, in one pass. Heads name each other by their
hashes, so the one signature speaks for all of them. What authors signed is asked only where it says
who may sign (`vouched`); all else is for `verifying`.
"""

import hashlib
import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field

from servanda.store.canonical import NotCanonicalError
from servanda.store.connection import Connection
from servanda.store.entering import AGAIN, ENTERED_AGAIN, OWNED, Entering, statements_in_body
from servanda.store.entry import STATEMENTS
from servanda.store.envelope import Envelope, envelope_of
from servanda.store.fault import NotIntactError
from servanda.store.growing import Growing
from servanda.store.head import NONE_BEFORE, Head, read_head, written_time
from servanda.store.key import PublicKey
from servanda.store.plain import not_plain
from servanda.store.roles import KEEPERS_OWN
from servanda.store.tree import Hash, leaf_hash
from servanda.store.vouched import Batch, require_vouched, unvouched
from servanda.values.instant import Instant

SAID = frozenset(STATEMENTS)
_written = json.encoder.encode_basestring  # as canonical JSON has a text


@dataclass(frozen=True, slots=True)
class Intact:
    """A log of which everything was asked that is asked before an answer: its name, which is the
    hash of its first entry in hex, the key of its keeper, and its last head with who signed it."""

    log: str
    keeper: PublicKey
    head: Head
    envelope: Envelope


def require_intact(connection: Connection) -> Intact:
    """`NotIntactError` where an entry or a head was changed, added or taken out since it was
    witnessed, or the last head is not signed by somebody whom the keeper lets witness."""
    _require_one_reading(connection)
    heads = _heads_in_row(connection)
    leaves = Leaves(connection)
    tree = Growing()
    for _ in tree.add(leaves):
        pass
    if tree.size != heads.last.size:
        raise _changed(
            f"{tree.size:,} entries are there, and its last head covers {heads.last.size:,}"
        )
    if tree.root != heads.last.root:
        raise _changed("its entries are not those that its last head covers")
    if heads.last.log != leaves.name:
        raise _changed("its last head is of another log")
    if leaves.wrong:
        raise NotIntactError("has something in it that nobody may enter", leaves.wrong)
    last = heads.last, heads.envelope
    keeper = require_vouched(connection, last, leaves.keepers_own(), heads.witnessed)
    return Intact(leaves.name, keeper, *last)


def why_not_intact(connection: Connection) -> str | None:
    """The same as a clause, for whoever goes on with a log as it stands; None: it is intact."""
    try:
        require_intact(connection)
    except NotIntactError as problem:
        return problem.why
    return None


def _require_one_reading(connection: Connection) -> None:
    """However the entries are asked for, they are the same ones: the tables are plain, and in
    SQLite no index leaves out any, or has others. Whoever has the file or the server in hand can
    change that, and the pass over all of them would not notice."""
    if connection.dialect == "sqlite":
        said = connection.value("PRAGMA integrity_check(1)")
        if said != "ok":
            raise _changed(f"its tables are damaged: {said}")
        if connection.value("SELECT 1 FROM sqlite_master WHERE sql LIKE '%virtual%'"):
            raise _changed("its tables are not those that it was made with")
    for what in not_plain(connection):
        raise _changed(f"its tables {what}")


@dataclass(frozen=True, slots=True)
class Heads:
    """The last head, if each follows the one before it, and the size and time of every one."""

    last: Head
    envelope: Envelope
    witnessed: list[tuple[int, Instant]]


def _heads_in_row(connection: Connection) -> Heads:
    last: Head | None = None
    envelope: Envelope | None = None
    before: Hash = NONE_BEFORE
    witnessed: list[tuple[int, Instant]] = []
    for number, size, data in connection.rows(
        "SELECT number, size, envelope FROM heads ORDER BY number"
    ):
        try:
            envelope = envelope_of(data)
            head = read_head(envelope)
        except (NotCanonicalError, TypeError, AttributeError) as problem:
            raise _changed(f"head {number} cannot be read") from problem
        if (number, size, before) != (head.number, head.size, head.before) or (
            head.number != (0 if last is None else last.number + 1)
        ):
            raise _changed(f"head {number} does not follow the one before it")
        if last is not None and (head.size <= last.size or head.time < last.time):
            raise _changed(
                f"head {number} is of {head.size:,} entries at {written_time(head.time)}, and the "
                f"one before it of {last.size:,} at {written_time(last.time)}"
            )
        witnessed.append((head.size, head.time))
        last, before = head, hashlib.sha256(data).digest()
    if last is None or envelope is None:
        raise _changed("it has no head")
    return Heads(last, envelope, witnessed)


@dataclass(slots=True)
class Leaves:
    """The hashes of the entries as they are read, once; what is wrong with what was entered; and
    where the submissions are that say who may sign, or of which it must be asked."""

    connection: Connection
    name: str = ""  # of the log
    wrong: str | None = None  # the first thing
    entering: Entering = field(default_factory=Entering)
    first: int = 0  # the position after the last submission
    is_kept: bool = False  # since then something was entered that only a keeper enters
    kept: list[Batch] = field(default_factory=list)

    def __iter__(self) -> Iterator[Hash]:
        asked = "SELECT position, kind, name, number, body FROM entries ORDER BY position"
        fresh = self.entering.fresh
        with closing(self.connection.stream(asked)) as rows:
            for position, (stored, kind, name, number, body) in enumerate(rows):
                if stored != position:
                    raise _changed(f"entry {position} is not there")
                if not isinstance(body, bytes) or not body.endswith(_end(kind, name, number)):
                    raise _changed(f"entry {position} is stored under a name that is not its own")
                leaf = leaf_hash(body)
                if kind in SAID and number == 1:  # almost every row: so nothing is called for it
                    fresh[kind, name] = None
                elif kind == "submission":
                    self.submission(position, name)
                    fresh = self.entering.fresh
                else:
                    self.other(position, kind, name, number, body)
                if not position:
                    self.name = leaf.hex()
                    self.is_kept = True
                yield leaf

    def other(self, position: int, kind: str, name: str, number: int, body: bytes) -> None:
        if kind in OWNED:
            there = statements_in_body(body) if kind == "document" else []
            for what in self.entering.take_file(kind, name, body, there):
                self.tell(position, what)
        elif number != 1 and kind not in AGAIN:
            self.tell(position, ENTERED_AGAIN)
        elif kind in KEEPERS_OWN:
            self.is_kept = True

    def submission(self, position: int, key: str) -> None:
        wrong, owners = self.entering.submitted(key)
        if wrong:
            self.tell(position, f"{wrong} from here on")
        if self.is_kept or owners:
            self.kept.append(Batch(self.first, position, owners))
        self.first, self.is_kept = position + 1, False

    def tell(self, position: int, what: str) -> None:
        self.wrong = self.wrong or f"entry {position}: {what}"

    def keepers_own(self) -> list[Batch]:
        """The submissions of what only a keeper enters, or perhaps only one, and the first."""
        if self.is_kept:
            raise unvouched(f"entry {self.first} was signed by nobody")
        return self.kept


def _end(kind: object, name: object, number: object) -> bytes:
    """Of the bytes of an entry: in canonical JSON these keys come last."""
    return (
        f',"kind":{_written(str(kind))},"name":{_written(str(name))},"number":{number}}}'.encode()
    )


def _changed(what: str) -> NotIntactError:
    return NotIntactError("was changed after it was witnessed", what)
