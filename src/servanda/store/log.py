"""The log: opened, appended to and read. What is appended is witnessed in the same transaction.

An append is whole or was not: its entries, the submission of its author, the tiles that it fills
and the head that covers it all are one transaction, synced to the disk before it returns.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, func, insert, select

from servanda.store import schema
from servanda.store.canonical import NotCanonicalError
from servanda.store.database import migrate, reached, reading, require_current, shown, writing
from servanda.store.entry import Entry, read_entry, written
from servanda.store.envelope import envelope_bytes, envelope_of
from servanda.store.fault import AlreadyLoggedError, ClockWentBackError, StoreError
from servanda.store.files import hold
from servanda.store.growing import WIDTH, Growing, Tile
from servanda.store.head import NONE_BEFORE, Head, read_head, signed_head, written_time
from servanda.store.key import PublicKey, Role, SigningKey
from servanda.store.keyring import Holder, Keyring, key_entry
from servanda.store.roles import roles_for
from servanda.store.submission import covering, submission_entry
from servanda.store.tree import Hash, leaf_hash
from servanda.values.instant import Instant

FORMAT = 1
AT_ONCE = 10_000  # rows held in memory
_INSERT_ENTRY = "INSERT INTO entries (position, kind, name, number, body) VALUES (?, ?, ?, ?, ?)"


@dataclass(frozen=True, slots=True)
class Log:
    """A log that was found at a place, a file or an address. `name` is the hash of its first
    entry, which holds the key of its keeper: whoever knows the name knows whom to trust."""

    where: str
    engine: Engine
    name: str


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
    engine = reached(where, is_new=True)
    migrate(engine, where)
    first = Entry(
        "log", title, {"format": FORMAT, "keeper": keeper.key.raw.hex(), "since": written_time(at)}
    )
    log = Log(where, engine, leaf_hash(written(first)).hex())
    with writing(engine, where) as connection:
        if _last_head(connection) is not None:
            raise StoreError(f"there is a log at {shown(where)} already")
        _add(connection, log, (first, key_entry(keeper)), Hand(key, key), at)
    return log


def open_log(where: str) -> Log:
    """The log at a place; its integrity is not checked here (`verifying`)."""
    engine = reached(where)
    with reading(engine, where) as connection:
        require_current(connection, where)
        body = connection.execute(
            select(schema.entries.c.body).where(schema.entries.c.position == 0)
        ).scalar()
    if body is None:
        raise StoreError(f"the log at {shown(where)} has no first entry")
    return Log(where, engine, leaf_hash(bytes(body)).hex())


def append(
    log: Log, entries: Sequence[Entry], hand: Hand, at: Instant, files: Sequence[bytes] = ()
) -> Head:
    """Adds entries in their order, with the content of the files that they name; the head that
    covers them.

    Raises `AlreadyLoggedError` where one of that kind, name and number is there and says otherwise,
    `ClockWentBackError` where the last head is of a later time, and `StoreError` for keys that may
    not sign. An entry that is there and says the same is not added again; where that leaves
    nothing, the last head is given and nothing is written.
    """
    with writing(log.engine, log.where) as connection:
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
    table = schema.entries
    query = select(table.c.position, table.c.body).order_by(table.c.position)
    if kinds is not None:
        query = query.where(table.c.kind.in_(tuple(kinds)))
    if before is not None:
        query = query.where(table.c.position < before)
    for row in connection.execute(query.execution_options(yield_per=AT_ONCE)):
        yield Logged(row.position, _entry(bytes(row.body), row.position))


def entry_at(connection: Connection, position: int) -> Logged | None:
    table = schema.entries
    body = connection.execute(select(table.c.body).where(table.c.position == position)).scalar()
    return None if body is None else Logged(position, _entry(bytes(body), position))


def keyring(connection: Connection, before: int | None = None) -> Keyring:
    """The keys that the log knows at its end, or before a position."""
    ring = Keyring()
    for one in logged(connection, ("key", "revocation"), before):
        ring = ring.joined_by(one.entry)
    return ring


def heads(connection: Connection) -> Iterator[Head]:
    """Every head in its order."""
    query = select(schema.heads.c.envelope).order_by(schema.heads.c.number)
    for row in connection.execute(query.execution_options(yield_per=AT_ONCE)):
        yield read_head(envelope_of(bytes(row.envelope)))


def grown(connection: Connection, size: int) -> Growing:
    """The tree as it is at its end, ready for more leaves."""
    growing = Growing(size)
    bodies = connection.execute(
        select(schema.entries.c.body)
        .where(schema.entries.c.position >= size - size % WIDTH)
        .order_by(schema.entries.c.position)
    )
    growing.loose = [[leaf_hash(bytes(row.body)) for row in bodies]]
    level, tiles = 0, size // WIDTH
    while tiles:
        growing.loose.append(_roots(connection, level, tiles - tiles % WIDTH))
        level, tiles = level + 1, tiles // WIDTH
    return growing


def _roots(connection: Connection, level: int, first: int) -> list[Hash]:
    table = schema.tiles
    rows = connection.execute(
        select(table.c.root)
        .where(table.c.level == level, table.c.place >= first)
        .order_by(table.c.place)
    )
    return [bytes(row.root) for row in rows]


def _not_there(connection: Connection, entries: Iterable[Entry]) -> Iterator[Entry]:
    table = schema.entries
    for entry in entries:
        body = connection.execute(
            select(table.c.body).where(
                table.c.name == entry.name,
                table.c.kind == entry.kind,
                table.c.number == entry.number,
            )
        ).scalar()
        if body is None:
            yield entry
        elif bytes(body) != written(entry):
            raise AlreadyLoggedError(
                f"the log has another {entry.kind} {entry.name}; nothing logged is changed: "
                "correct or retract it with a later entry"
            )


def _add(
    connection: Connection, log: Log, entries: Sequence[Entry], hand: Hand, at: Instant
) -> Head:
    last = _last_head(connection)
    _require_time(last, at)
    _require_keys(connection, entries, hand, at)
    first = last[0].size if last else 0
    growing = grown(connection, first)
    bodies = [written(entry) for entry in entries]
    leaves = [leaf_hash(body) for body in bodies]
    number = _submissions(connection, hand.author.public) + 1
    submission = submission_entry(covering(log.name, leaves), hand.author, number)
    bodies.append(written(submission))
    leaves.append(leaf_hash(bodies[-1]))
    _insert_entries(connection, (*entries, submission), bodies, first)
    _insert_tiles(connection, growing.add(leaves))
    before = NONE_BEFORE if last is None else last[1]
    head = Head(log.name, last[0].number + 1 if last else 0, growing.size, growing.root, at, before)
    envelope = envelope_bytes(signed_head(head, hand.witness))
    connection.execute(
        insert(schema.heads), {"number": head.number, "size": head.size, "envelope": envelope}
    )
    return head


def _require_time(last: tuple[Head, Hash] | None, at: Instant) -> None:
    if last is not None and at < last[0].time:
        raise ClockWentBackError(
            f"the clock shows {written_time(at)}, and the last head of the log is of "
            f"{written_time(last[0].time)}; nothing was written: set the clock and try again"
        )


def _require_keys(
    connection: Connection, entries: Sequence[Entry], hand: Hand, at: Instant
) -> None:
    ring = keyring(connection)
    needed: list[tuple[SigningKey, Role]] = [(hand.witness, "witness")]
    needed.extend((hand.author, role) for role in roles_for(entry.kind for entry in entries))
    for entry in entries:
        if entry.kind in ("key", "revocation"):
            ring = ring.joined_by(entry)
    for key, role in needed:
        holder = ring.holders.get(key.public.id)
        if holder is None or holder.key != key.public:
            raise StoreError(f"the log does not know the key {key.public.id} of the {role}")
        if not holder.may(role, at):
            raise StoreError(f"the key of {holder.name} may not sign as {role} at this time")


def _submissions(connection: Connection, key: PublicKey) -> int:
    table = schema.entries
    query = select(func.max(table.c.number)).where(
        table.c.name == key.id, table.c.kind == "submission"
    )
    return connection.execute(query).scalar() or 0


def _insert_entries(
    connection: Connection, entries: Sequence[Entry], bodies: Sequence[bytes], first: int
) -> None:
    """Past SQLAlchemy's reading of each row, which takes as long as all else together."""
    statement = _INSERT_ENTRY
    if connection.dialect.paramstyle != "qmark":
        statement = statement.replace("?", "%s")
    for start in range(0, len(bodies), AT_ONCE):
        end = start + AT_ONCE
        rows = [
            (first + start + at, one.kind, one.name, one.number, body)
            for at, (one, body) in enumerate(
                zip(entries[start:end], bodies[start:end], strict=True)
            )
        ]
        connection.exec_driver_sql(statement, rows)


def _insert_tiles(connection: Connection, tiles: Iterable[Tile]) -> None:
    rows = [
        {"level": one.level, "place": one.place, "root": one.root, "hashes": one.hashes}
        for one in tiles
    ]
    if rows:
        connection.execute(insert(schema.tiles), rows)


def _last_head(connection: Connection) -> tuple[Head, Hash] | None:
    """The last head, and the SHA-256 of its envelope."""
    import hashlib

    query = select(schema.heads.c.envelope).order_by(schema.heads.c.number.desc()).limit(1)
    envelope = connection.execute(query).scalar()
    if envelope is None:
        return None
    data = bytes(envelope)
    return read_head(envelope_of(data)), hashlib.sha256(data).digest()


def _entry(body: bytes, position: int) -> Entry:
    try:
        return read_entry(body)
    except NotCanonicalError as problem:
        raise StoreError(f"entry {position} of the log is damaged: {problem}") from problem
