"""Writing to a log past all that `append` asks for: whoever has the file in hand may do so."""

import hashlib
from collections.abc import Sequence

from servanda.store.database import writing
from servanda.store.entry import Entry, written
from servanda.store.envelope import envelope_bytes
from servanda.store.files import hold
from servanda.store.head import Head, signed_head
from servanda.store.log import Hand, Log, grown, heads
from servanda.store.schema import TABLES
from servanda.store.submission import covering, submission_entry
from servanda.store.tree import leaf_hash


def forge(
    log: Log, entries: Sequence[Entry], hand: Hand, at: int, files: Sequence[bytes] = ()
) -> None:
    """Adds entries under one submission and one head, whoever signs them and whatever they hold."""
    with writing(log.database) as connection:
        *_, last = heads(connection)
        before = connection.value("SELECT envelope FROM heads ORDER BY number DESC LIMIT 1")
        number = connection.value(
            "SELECT count(*) + 1 FROM entries WHERE kind = 'submission' AND name = ?",
            hand.author.public.id,
        )
        growing = grown(connection, last.size)
        for data in files:
            hold(connection, data)
        leaves = [leaf_hash(written(one)) for one in entries]
        submission = submission_entry(covering(log.name, leaves), hand.author, number)
        added = [*entries, submission]
        connection.insert(
            "entries",
            TABLES["entries"],
            [
                (last.size + place, one.kind, one.name, one.number, written(one))
                for place, one in enumerate(added)
            ],
        )
        tiles = growing.add([*leaves, leaf_hash(written(submission))])
        connection.insert(
            "tiles", TABLES["tiles"], [(t.level, t.place, t.root, t.hashes) for t in tiles]
        )
        digest = hashlib.sha256(before).digest()
        head = Head(log.name, last.number + 1, growing.size, growing.root, at, digest)
        envelope = envelope_bytes(signed_head(head, hand.witness))
        connection.insert("heads", TABLES["heads"], [(head.number, head.size, envelope)])
