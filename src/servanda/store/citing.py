"""Whether approvals and decisions cite editions that are there, and who approves is somebody else
than the author: followed through a log from its beginning."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from servanda.store.canonical import NotCanonicalError
from servanda.store.edition import cited_in, read_decision, read_edition
from servanda.store.entry import Entry
from servanda.store.fault import StoreError
from servanda.store.keyring import Keyring
from servanda.store.roles import is_of_one
from servanda.store.tree import Hash


@dataclass(slots=True)
class Citing:
    """The editions so far, by the hashes of their entries, with the keys that submitted them."""

    editions: dict[str, str] = field(default_factory=dict)
    fresh: list[tuple[int, Entry, str]] = field(default_factory=list)  # not submitted yet

    def take(self, position: int, entry: Entry, leaf: Hash) -> None:
        if entry.kind in ("edition", "approval", "decision"):
            self.fresh.append((position, entry, leaf.hex()))

    def submitted(self, key: str, ring: Keyring) -> Iterator[tuple[int, str]]:
        """What does not hold of the entries that a key has now submitted, by their positions."""
        fresh, self.fresh = self.fresh, []
        for position, entry, leaf in fresh:
            yield from ((position, what) for what in _unreadable(entry))
            if entry.kind == "edition":
                self.editions[leaf] = key
                continue
            author = self.editions.get(cited_in(entry))
            if author is None:
                yield position, "cites an edition that is not before it in the log"
            elif entry.kind == "approval" and author == key and not is_of_one(ring):
                yield position, "approves an edition of the same key: four eyes are needed"


def _unreadable(entry: Entry) -> Iterator[str]:
    """Why an edition or a decision does not hold what its kind holds."""
    try:
        if entry.kind == "edition":
            read_edition(entry)
        elif entry.kind == "decision":
            read_decision(entry)
    except (NotCanonicalError, StoreError) as problem:
        yield f"cannot be read: {problem}"
