"""The log: opened, appended to and read. What is appended is witnessed in the same transaction.

An append is whole or was not: its entries, the submission of its author, the tiles that it fills
and the head that covers it all are one transaction, synced to the disk before it returns.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import chain, count

from servanda.store import schema
from servanda.store.admitting import first_keys, of_others, require_admitted
from servanda.store.canonical import NotCanonicalError
from servanda.store.connection import Connection
from servanda.store.database import (
    PATIENCE,
    Database,
    kept_open,
    reached,
    reading,
    writing,
)
from servanda.store.entering import further_roles
from servanda.store.entry import Entry, read_entry, written
from servanda.store.envelope import envelope_bytes, envelope_of
from servanda.store.fault import AlreadyLoggedError, ClockWentBackError, NotKeptError, StoreError
from servanda.store.files import hold
from servanda.store.form import require_current
from servanda.store.growing import WIDTH, Growing
from servanda.store.head import NONE_BEFORE, Head, read_head, signed_head, written_time
from servanda.store.key import PublicKey, Role, SigningKey
from servanda.store.keyring import Holder, Keyring, key_entry
from servanda.store.plain import not_plain
from servanda.store.refusal import shown
from servanda.store.roles import roles_for
from servanda.store.submission import covering, submission_entry
from servanda.store.tree import Hash, leaf_hash
from servanda.values.instant import Instant

FORMAT = 1
APART = 60  # seconds: clocks of two machines differ, and a writer waits for others
NO_END = 1 << 62  # a position that no log reaches
ASKED_AT_ONCE = 300  # of three parameters each: SQLite took 999 for long


@dataclass(frozen=True, slots=True)
class Log:
    """A log that was found at a place, a file or an address. `name` is the hash of its first
    entry, which holds the key of its keeper: whoever knows the name knows whom to trust. It is
    empty where that entry is gone."""

    database: Database
    name: str

    @property
    def where(self) -> str:
        return self.database.where


@dataclass(frozen=True, slots=True)
class Logged:
    """An entry and its position, counted from zero."""

    position: int
    entry: Entry


@dataclass(frozen=True, slots=True)
class Hand:
    """Whose keys write: the author's, and the witness's who says when."""

    author: SigningKey
    witness: SigningKey


def begin_log(where: str, title: str, keeper: Holder, key: SigningKey, at: Instant) -> Log:
    """Begins a log: its first entry, its keeper's key, and their submission."""
    from servanda.store.migrating import migrate

    database = Database(where)
    migrate(database)
    first = Entry(
        "log", title, {"format": FORMAT, "keeper": keeper.key.raw.hex(), "since": written_time(at)}
    )
    log = Log(database, leaf_hash(written(first)).hex())
    with writing(database) as connection:
        _require_plain(connection)
        if _last_head(connection) is not None:
            raise StoreError(f"there is a log at {shown(where)} already")
        _add(connection, log, (first, key_entry(keeper)), Hand(key, key), at)
    return log


def open_log(where: str, patience: float = PATIENCE) -> Log:
    """The log at a place; its integrity is not checked here (`verifying`)."""
    database = reached(where, patience)
    with reading(database) as connection:
        require_current(connection, where)
        body = connection.value("SELECT body FROM entries WHERE position = 0")
        has_begun = body is not None or connection.value("SELECT 1 FROM heads LIMIT 1") is not None
    if not has_begun:
        raise StoreError(f"no log has begun in {shown(where)}; `servanda log new` begins one")
    return Log(database, leaf_hash(body).hex() if isinstance(body, bytes) else "")


@contextmanager
def held_open(log: Log) -> Iterator[Log]:
    """The same log for many appends, one after another: each is then one sync of the disk."""
    with kept_open(log.database) as database:
        yield replace(log, database=database)


def append(
    log: Log, entries: Sequence[Entry], hand: Hand, at: Instant, files: Sequence[bytes] = ()
) -> Head:
    """Adds entries in their order, with the content of the files that they name; the head that
    covers them.

    Raises `AlreadyLoggedError` where one of that kind, name and number is there and says otherwise,
    `ClockWentBackError` where the last head is of a time more than a minute later, and `StoreError`
    for keys that may not sign, and for entries with which the log would not hold. An entry that is
    there and says the same is not added again; where that leaves nothing, the last head is given
    and nothing is written.
    """
    with writing(log.database) as connection:
        require_current(connection, log.where)  # somebody may have migrated it since
        _require_plain(connection)
        fresh = tuple(_not_there(connection, entries))
        if fresh:
            for data in files:
                hold(connection, data)
            return _add(connection, log, fresh, hand, at)
        last = _last_head(connection)
        assert last is not None, "a log begins with a head"
        return last[0]


def logged(
    connection: Connection, kinds: Iterable[str] | None = None, before: int | None = None
) -> Iterator[Logged]:
    """The entries in their order: of some kinds, before a position."""
    conditions = ["position < ?"]
    values: list[object] = [NO_END if before is None else before]
    if kinds is not None:
        wanted = tuple(kinds)
        conditions.append(f"kind IN ({', '.join('?' * len(wanted))})")
        values.extend(wanted)
    for position, body in connection.stream(
        f"SELECT position, body FROM entries WHERE {' AND '.join(conditions)} ORDER BY position",
        *values,
    ):
        yield Logged(position, _entry(body, position))


def entry_at(connection: Connection, position: int) -> Logged | None:
    body = connection.value("SELECT body FROM entries WHERE position = ?", position)
    return None if body is None else Logged(position, _entry(body, position))


def keyring(connection: Connection, before: int | None = None) -> Keyring:
    """The keys that the log knows at its end, or before a position; `StoreError` where one cannot
    be."""
    ring = Keyring()
    for one in logged(connection, ("key", "revocation"), before):
        try:
            ring = ring.joined_by(one.entry)
        except NotCanonicalError as problem:
            raise StoreError(
                f"entry {one.position} of the log cannot be as it stands: {problem}; nothing is "
                "answered or added: see `servanda log verify`, and restore a backup"
            ) from problem
    return ring


def heads(connection: Connection) -> Iterator[Head]:
    """Every head in its order."""
    for (envelope,) in connection.stream("SELECT envelope FROM heads ORDER BY number"):
        yield read_head(envelope_of(envelope))


def grown(connection: Connection, size: int) -> Growing:
    """The tree as it is at its end, ready for more leaves."""
    growing = Growing(size)
    bodies = connection.rows(
        "SELECT body FROM entries WHERE position >= ? ORDER BY position", size - size % WIDTH
    )
    growing.loose = [[leaf_hash(body) for (body,) in bodies]]
    level, tiles = 0, size // WIDTH
    while tiles:
        growing.loose.append(_roots(connection, level, tiles - tiles % WIDTH))
        level, tiles = level + 1, tiles // WIDTH
    return growing


def _roots(connection: Connection, level: int, first: int) -> list[Hash]:
    rows = connection.rows(
        "SELECT root FROM tiles WHERE level = ? AND place >= ? ORDER BY place", level, first
    )
    return [root for (root,) in rows]


def _not_there(connection: Connection, entries: Sequence[Entry]) -> Iterator[Entry]:
    for start in range(0, len(entries), ASKED_AT_ONCE):
        yield from _not_among_these(connection, entries[start : start + ASKED_AT_ONCE])


def _not_among_these(connection: Connection, entries: Sequence[Entry]) -> Iterator[Entry]:
    asked = chain.from_iterable((one.kind, one.name, one.number) for one in entries)
    marks = ", ".join(["(?, ?, ?)"] * len(entries))
    bodies = {
        (kind, name, number): body
        for kind, name, number, body in connection.rows(
            f"WITH asked (kind, name, number) AS (VALUES {marks}) "
            "SELECT kind, name, number, body FROM asked JOIN entries USING (kind, name, number)",
            *asked,
        )
    }
    for entry in entries:
        body = bodies.get((entry.kind, entry.name, entry.number))
        if body is None:
            yield entry
        elif body != written(entry):
            raise AlreadyLoggedError(
                f"the log has another {entry.kind} {entry.name}; nothing logged is changed: "
                "correct or retract it with a later entry"
            )


def _add(
    connection: Connection, log: Log, entries: Sequence[Entry], hand: Hand, at: Instant
) -> Head:
    last = _last_head(connection)
    at = _witnessed(last, at)
    _require_keys(connection, entries, hand, at)
    require_admitted(connection, entries)
    first = last[0].size if last else 0
    growing = grown(connection, first)
    if last and growing.root != last[0].root:
        raise _changed("a new head would speak for what was changed")
    bodies = [written(entry) for entry in entries]
    leaves = [leaf_hash(body) for body in bodies]
    number = _submissions(connection, hand.author.public) + 1
    submission = submission_entry(covering(log.name, leaves), hand.author, number)
    bodies.append(written(submission))
    leaves.append(leaf_hash(bodies[-1]))
    rows = (
        (position, one.kind, one.name, one.number, body)
        for position, one, body in zip(count(first), (*entries, submission), bodies, strict=False)
    )
    connection.insert("entries", schema.TABLES["entries"], rows)
    tiles = ((one.level, one.place, one.root, one.hashes) for one in growing.add(leaves))
    connection.insert("tiles", schema.TABLES["tiles"], tiles)
    before = NONE_BEFORE if last is None else last[1]
    head = Head(log.name, last[0].number + 1 if last else 0, growing.size, growing.root, at, before)
    envelope = envelope_bytes(signed_head(head, hand.witness))
    connection.insert("heads", schema.TABLES["heads"], [(head.number, head.size, envelope)])
    _require_added(connection, head, envelope, bodies)
    return head


def _require_plain(connection: Connection) -> None:
    for what in not_plain(connection):
        raise _changed(f"its tables {what}")


def _require_added(
    connection: Connection, head: Head, envelope: bytes, bodies: Sequence[bytes]
) -> None:
    """What was added is there, before that is acknowledged: a database may take rows and drop them,
    and the next head would cover them all the same."""
    last = connection.value("SELECT envelope FROM heads ORDER BY number DESC LIMIT 1")
    first = head.size - len(bodies)
    there = connection.value("SELECT count(*) FROM entries WHERE position >= ?", first)
    body = connection.value("SELECT body FROM entries WHERE position = ?", head.size - 1)
    is_there = (last, there, body) == (envelope, len(bodies), bodies[-1])
    if not is_there or grown(connection, head.size).root != head.root:
        raise NotKeptError("the entries, or the head over them")


def _changed(why: str) -> StoreError:
    return StoreError(
        f"the log was changed after it was witnessed, and nothing was added: {why}; "
        "`servanda log verify` says where"
    )


def _witnessed(last: tuple[Head, Hash] | None, at: Instant) -> Instant:
    """The time of the next head, which is never before that of the last."""
    if last is None or at >= last[0].time:
        return at
    if last[0].time - at > APART:
        raise ClockWentBackError(
            f"the clock shows {written_time(at)}, and the last head of the log is of "
            f"{written_time(last[0].time)}; nothing was written: set the clock and try again"
        )
    return last[0].time


def _require_keys(
    connection: Connection, entries: Sequence[Entry], hand: Hand, at: Instant
) -> None:
    ring = known = keyring(connection)
    needed: list[tuple[SigningKey, Role]] = [
        (hand.author, role) for role in roles_for(entry.kind for entry in entries)
    ]
    needed.append((hand.witness, "witness"))
    for entry in entries:
        if entry.kind in ("key", "revocation"):
            ring = ring.joined_by(entry)
    if known.holders and hand.author.public.id not in known.holders:
        raise StoreError(f"the log does not know the key {hand.author.public.id} of the author")
    for key, role in needed:
        holder = ring.holders.get(key.public.id)
        if holder is None or holder.key != key.public:
            raise StoreError(f"the log does not know the key {key.public.id} of the {role}")
        if not holder.may(role, at):
            why = holder.why_not(role, at)
            raise StoreError(f"{why}; {_witnesses(ring, at)}" if role == "witness" else why)
    own = hand.author.public.id
    first = first_keys(connection, entries)
    for role in further_roles(ring, own, first):
        if not ring.holders[own].may(role, at):
            raise StoreError(of_others(ring, entries, first))


def _witnesses(ring: Keyring, at: Instant) -> str:
    """What to do where no witness signs."""
    names = ", ".join(one.name for one in ring.holders.values() if one.may("witness", at))
    return (
        "a witness signs when it was entered, with a key that lies in the same folder: --witness "
        f"NAME ({names or 'this log has none'}); or a keeper lets you in as author and as witness"
    )


def _submissions(connection: Connection, key: PublicKey) -> int:
    return int(
        connection.value(
            "SELECT coalesce(max(number), 0) FROM entries WHERE kind = 'submission' AND name = ?",
            key.id,
        )
    )


def _last_head(connection: Connection) -> tuple[Head, Hash] | None:
    """The last head, and the SHA-256 of its envelope."""
    data = connection.value("SELECT envelope FROM heads ORDER BY number DESC LIMIT 1")
    if data is None:
        return None
    return read_head(envelope_of(data)), hashlib.sha256(data).digest()


def _entry(body: object, position: int) -> Entry:
    if not isinstance(body, bytes):
        raise StoreError(f"entry {position} of the log is damaged: it has no bytes")
    try:
        return read_entry(body)
    except NotCanonicalError as problem:
        raise StoreError(f"entry {position} of the log is damaged: {problem}") from problem
