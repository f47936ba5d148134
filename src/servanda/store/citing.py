"""Whether approvals and decisions cite editions that are there, and who approves is somebody else
than the author: followed through a log from its beginning."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from servanda.store.edition import cited_in
from servanda.store.entry import OF_ANSWERS, Entry
from servanda.store.keyring import Keyring
from servanda.store.roles import is_of_one
from servanda.store.tree import Hash


@dataclass(slots=True)
class Citing:
    """The editions so far, by the hashes of their entries: the key that submitted each, and its
    name; and which of them somebody has approved who may."""

    editions: dict[str, tuple[str, str]] = field(default_factory=dict)
    approved: set[str] = field(default_factory=set)
    fresh: list[tuple[int, Entry, str]] = field(default_factory=list)  # not submitted yet

    def take(self, position: int, entry: Entry, leaf: Hash) -> None:
        if entry.kind in OF_ANSWERS:
            self.fresh.append((position, entry, leaf.hex()))

    def submitted(self, key: str, ring: Keyring) -> Iterator[tuple[int, str]]:
        """What does not hold of the entries that a key has now submitted, by their positions."""
        fresh, self.fresh = self.fresh, []
        for position, entry, leaf in fresh:
            if entry.kind == "edition":
                self.editions[leaf] = key, entry.name
                continue
            cited, named = cited_in(entry)
            if cited not in self.editions:
                yield position, "cites an edition that is not before it in the log"
                continue
            author, name = self.editions[cited]
            if named != f"edition:{name}":
                yield position, f"cites the edition {name} under another name"
            if entry.kind == "decision":
                if cited not in self.approved and not is_of_one(ring):
                    yield position, "rests on an edition that nobody had approved"
            elif author == key and not is_of_one(ring):
                yield position, "approves an edition of the same key: four eyes are needed"
            else:
                self.approved.add(cited)
