"""A process of its own that appends to a log or reads it, for tests of what becomes of a log then.

    python -m tests.store.appending append PLACE KEY NAME FIRST SECONDS held|apart
    python -m tests.store.appending read PLACE SECONDS

The first prints a line for every head that it was given, once it was given it; the second one for
every time that it found the log to go on from what it had seen before.
"""

import json
import sys
import time
from itertools import count

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from servanda.store.database import reading
from servanda.store.entry import Entry
from servanda.store.key import SigningKey
from servanda.store.log import Hand, Log, append, entry_at, held_open, open_log
from servanda.store.proof import last_head, prove_entry, prove_growth
from servanda.store.tree import is_consistent, is_included, leaf_hash


def named(name: str, number: int) -> Entry:
    return Entry("document", f"record/{name}.{number}.md", {"parts": [f"Note {number}\n"]})


def append_on(log: Log, key: SigningKey, name: str, first: int, seconds: float) -> None:
    """One to three notes at a time, as long as there is time."""
    end = time.monotonic() + seconds
    numbers = count(first)
    while time.monotonic() < end:
        number = next(numbers)
        several = [named(f"{name}.{number}", each) for each in range(number % 3 + 1)]
        head = append(log, several, Hand(key, key), int(time.time()))
        tell(number=number, size=head.size, root=head.root.hex())


def read_on(log: Log, seconds: float) -> None:
    """Sees a log, and sees it go on from what was seen."""
    end = time.monotonic() + seconds
    with reading(log.database) as connection:
        envelope, head = last_head(connection)
    while time.monotonic() < end:
        with reading(log.database) as connection:
            proof = prove_growth(connection, envelope)
            envelope, new = last_head(connection)
            assert is_consistent(head.size, head.root, new.size, new.root, proof.path)
            assert connection.value("SELECT count(*) FROM entries") == new.size
            last = entry_at(connection, new.size - 2)  # behind it stands its submission
            assert last is not None
            found = prove_entry(connection, last.entry.kind, last.entry.name)
            leaf = leaf_hash(found.entry)
            assert is_included(leaf, found.position, new.size, found.path, new.root)
        head = new
        tell(size=head.size, root=head.root.hex())


def tell(**what: object) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


def main(what: str, place: str, *rest: str) -> None:
    log = open_log(place)
    if what == "read":
        read_on(log, float(rest[0]))
        return
    digits, name, first, seconds, how = rest
    key = SigningKey(Ed25519PrivateKey.from_private_bytes(bytes.fromhex(digits)))
    if how == "held":
        with held_open(log) as held:
            append_on(held, key, name, int(first), float(seconds))
    else:
        append_on(log, key, name, int(first), float(seconds))


if __name__ == "__main__":
    main(*sys.argv[1:])
