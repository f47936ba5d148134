"""Small logs for tests: one keeper who does everything, and notes that say nothing."""

from collections.abc import Sequence

from servanda.store.entry import Entry
from servanda.store.head import Head
from servanda.store.key import ROLES, SigningKey, new_key
from servanda.store.keyring import Holder
from servanda.store.log import Hand, Log, append, begin_log

BEGUN = 1_760_000_000  # an instant


def keeper(key: SigningKey) -> Holder:
    return Holder("amal", key.public, ROLES, "Mission", BEGUN)


def small_log(place: str, key: SigningKey | None = None) -> tuple[Log, SigningKey]:
    """A log that has begun, and the key of its keeper."""
    key = key or new_key()
    return begin_log(place, "small-truce", keeper(key), key, BEGUN), key


def note(number: int, text: str = "nothing") -> Entry:
    return Entry("document", f"record/{number}.md", {"parts": [f"# Note {number}\n\n{text}\n"]})


def notes(first: int, count: int) -> Sequence[Entry]:
    return [note(number) for number in range(first, first + count)]


def grown_log(place: str, sizes: Sequence[int]) -> tuple[Log, list[Head], SigningKey]:
    """A log to which so many notes were added at a time, a minute apart; and its heads."""
    log, key = small_log(place)
    heads: list[Head] = []
    for number, count in enumerate(sizes, start=1):
        first = sum(sizes[: number - 1]) + 1
        at = BEGUN + 60 * number
        heads.append(append(log, notes(first, count), Hand(key, key), at))
    return log, heads, key
