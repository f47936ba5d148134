"""Whether the entries of a log are those that its last head covers: asked before any answer.

That is worked out from the bytes of all entries, in one pass. Who signed what is not asked here:
whoever can also sign heads, or leaves their signatures broken, is found by `verifying`.
"""

import hashlib
import json
from collections.abc import Iterator
from contextlib import closing

from servanda.store.canonical import NotCanonicalError
from servanda.store.connection import Connection
from servanda.store.envelope import envelope_of
from servanda.store.fault import StoreError
from servanda.store.growing import Growing
from servanda.store.head import NONE_BEFORE, Head, read_head
from servanda.store.tree import Hash, leaf_hash

_written = json.encoder.encode_basestring  # as canonical JSON has a text


def require_intact(connection: Connection) -> None:
    """`StoreError` where an entry or a head was changed, added or taken out since it was
    witnessed, as far as no signature is needed to see it."""
    last = _last_in_row(connection)
    tree = Growing()
    for _ in tree.add(_leaves(connection)):
        pass
    if tree.size != last.size:
        raise _changed(f"{tree.size:,} entries are there, and its last head covers {last.size:,}")
    if tree.root != last.root:
        raise _changed("its entries are not those that its last head covers")


def _last_in_row(connection: Connection) -> Head:
    """The last head, if each follows the one before it."""
    last: Head | None = None
    before: Hash = NONE_BEFORE
    for number, size, data in connection.rows(
        "SELECT number, size, envelope FROM heads ORDER BY number"
    ):
        try:
            head = read_head(envelope_of(data))
        except (NotCanonicalError, TypeError, AttributeError) as problem:
            raise _changed(f"head {number} cannot be read") from problem
        if (number, size, before) != (head.number, head.size, head.before) or (
            head.number != (0 if last is None else last.number + 1)
        ):
            raise _changed(f"head {number} does not follow the one before it")
        last, before = head, hashlib.sha256(data).digest()
    if last is None:
        raise _changed("it has no head")
    return last


def _leaves(connection: Connection) -> Iterator[Hash]:
    asked = "SELECT position, kind, name, number, body FROM entries ORDER BY position"
    with closing(connection.stream(asked)) as rows:
        for position, (stored, *named, body) in enumerate(rows):
            if stored != position:
                raise _changed(f"entry {position} is not there")
            if not isinstance(body, bytes) or not body.endswith(_end(*named)):
                raise _changed(f"entry {position} is stored under a name that is not its own")
            yield leaf_hash(body)


def _end(kind: object, name: object, number: object) -> bytes:
    """Of the bytes of an entry: in canonical JSON these keys come last."""
    return (
        f',"kind":{_written(str(kind))},"name":{_written(str(name))},"number":{number}}}'.encode()
    )


def _changed(what: str) -> StoreError:
    return StoreError(
        f"the log was changed after it was witnessed, and answers nothing: {what}; "
        "`servanda log verify` says where"
    )
