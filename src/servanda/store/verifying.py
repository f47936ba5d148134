"""Whether a log is what its authors submitted and its witnesses saw: every row of it, once over.

Nothing is believed that can be worked out: the columns from the bodies, the tiles and roots from
the entries, who may sign what from the keys in the log. What remains to be believed is the keeper's
key, which whoever verifies has from elsewhere, and that the end was not cut off, which only a head
kept elsewhere can show.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from servanda.store.canonical import NotCanonicalError, digits_of_hash
from servanda.store.citing import Citing
from servanda.store.connection import Connection
from servanda.store.edition import files_in
from servanda.store.entering import Entering, further_roles
from servanda.store.entry import Entry, read_entry
from servanda.store.envelope import Envelope, envelope_of
from servanda.store.growing import Growing
from servanda.store.head import NONE_BEFORE, Head, read_head, written_time
from servanda.store.holding import require_holds
from servanda.store.key import PublicKey, Role
from servanda.store.keyring import Holder, Keyring
from servanda.store.resting import Resting, misplaced_parts
from servanda.store.roles import roles_for
from servanda.store.rows import (
    EntryRow,
    HeadRow,
    bytes_in,
    entry_rows,
    head_rows,
    misnumbered,
    readable_heads,
    stored_files,
    stored_tiles,
)
from servanda.store.submission import covering, read_submission
from servanda.store.tables import table_faults
from servanda.store.tree import Hash, leaf_hash
from servanda.store.witnessed import leaves_witnessed

MOST_FAULTS = 100
UNREADABLE = Entry("unreadable", "", {})
FOREIGN = ", and it enters again what another organisation entered"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that does not hold: where (`entry 17`, `head 3`, `tile 0/4`), and what."""

    where: str
    what: str


@dataclass(frozen=True, slots=True)
class Verified:
    """What was found of a whole log: it holds where there are no faults."""

    log: str
    keeper: PublicKey | None
    entries: int
    heads: int
    last: Head | None
    faults: tuple[Fault, ...]


def verify(connection: Connection) -> Verified:
    """Everything that does not hold of the log, up to a hundred faults."""
    tiles = dict(stored_tiles(connection))
    witnessed = leaves_witnessed(connection, tiles, readable_heads(head_rows(connection)))
    check = Verification(head_rows(connection), tiles, dict(stored_files(connection)), witnessed)
    check.faults.extend(Fault("the tables", what) for what in table_faults(connection))
    check.faults.extend(_misnumbered(connection))
    check.faults.extend(_misplaced(connection))
    for row in entry_rows(connection):
        check.take(row)
        if len(check.faults) >= MOST_FAULTS:
            break
    else:
        check.end()
    faults = check.faults
    if len(faults) >= MOST_FAULTS:
        stopped = (
            f"stopped at entry {check.tree.size}, after {MOST_FAULTS} faults: there may be more"
        )
        faults = [*faults[:MOST_FAULTS], Fault("verification", stopped)]
    return Verified(
        check.log, check.keeper, check.tree.size, check.heads_seen, check.last, tuple(faults)
    )


@dataclass(frozen=True, slots=True)
class Signed:
    """A submission at a position, by whom, who must be in a role then, and for what if that is not
    plain from the kinds of its entries."""

    position: int
    holder: Holder
    role: Role
    reason: str = ""


@dataclass(slots=True)
class Verification:
    """One pass over the entries; heads are taken as the entries reach their size."""

    head_rows: Iterator[HeadRow]
    tiles: dict[tuple[object, object], tuple[bytes | None, bytes | None]]  # emptied as they are met
    files: dict[object, tuple[str, int]]  # by the hash that it is stored under: its own, and size
    witnessed: Sequence[Hash] = ()  # of the first entries, what a head's root is made of
    faults: list[Fault] = field(default_factory=list)
    log: str = ""
    keeper: PublicKey | None = None
    ring: Keyring = field(default_factory=Keyring)
    tree: Growing = field(default_factory=Growing)
    leaves: list[Hash] = field(default_factory=list)  # that no submission has covered yet
    keys: list[tuple[int, Entry]] = field(default_factory=list)  # among them those of keys
    kinds: set[str] = field(default_factory=set)  # of the leaves
    citing: Citing = field(default_factory=Citing)
    resting: Resting = field(default_factory=Resting)
    entering: Entering = field(default_factory=Entering)
    signed: list[Signed] = field(default_factory=list)  # no head yet
    named: dict[str, object] = field(default_factory=dict)  # files, with their sizes
    last: Head | None = None
    before: Hash = NONE_BEFORE
    heads_seen: int = 0
    next_head: HeadRow | None = None
    shift: int = 0  # how many positions are skipped that nobody knows what was at
    parted: list[str] = field(default_factory=list)  # heads and tiles that are of other entries

    def tell(self, where: str, what: str) -> None:
        self.faults.append(Fault(where, what))

    # --- Entries ---

    def take(self, row: EntryRow) -> None:
        if not self.reach(row):
            return
        position = self.tree.size + self.shift
        where = f"entry {position}"
        body = bytes_in(row.body)
        if body is None:
            self.tell(where, "has no bytes")
            body = b""
        entry, holds = self.entry(where, row, body)
        leaf = self.as_witnessed(where, leaf_hash(body))
        if position == 0:
            self.begin(entry, leaf)
        elif entry.kind == "log":
            self.tell(where, "is the beginning of another log")
        if entry.kind == "submission":
            self.submission(where, entry)
        else:
            self.leaves.append(leaf)
            self.kinds.add(entry.kind)
            self.citing.take(position, entry, leaf)
            for what in self.resting.take(position, entry):
                self.tell(where, what)
            if holds:
                for what in self.entering.take(entry, body):
                    self.tell(where, what)
            else:
                self.entering.is_partial = True
            if entry.kind in ("key", "revocation"):
                self.keys.append((position, entry))
            elif entry.kind == "file":
                self.name_file(where, str(entry.holds.get("sha256")), entry.holds.get("size"))
            elif entry.kind == "edition":
                for digest, size in files_in(entry):
                    self.name_file(where, digest, size)
        self.grow(leaf)
        self.witness()

    def reach(self, row: EntryRow) -> bool:
        """Goes on to the position of a row: past what is missing, with its hash where that is
        known; and whether the row is at a place for one."""
        expected = self.tree.size + self.shift
        if row.position == expected:
            return True
        if not isinstance(row.position, int) or row.position < expected:
            self.tell(f"entry {row.position}", f"is at no place for one; the next is {expected}")
            return False
        last = row.position - 1
        if last == expected:
            self.tell(f"entry {expected}", f"is not there; the next is {row.position}")
        else:
            missing = f"entries {expected} to {last}"
            self.tell(missing, f"are not there; the next is {row.position}")
        while not self.shift and self.tree.size < min(row.position, len(self.witnessed)):
            leaf = self.witnessed[self.tree.size]
            self.log = self.log or leaf.hex()
            self.leaves.append(leaf)
            self.grow(leaf)
            self.witness()
        self.shift = row.position - self.tree.size
        self.entering.is_partial = True
        return True

    def as_witnessed(self, where: str, leaf: Hash) -> Hash:
        """The hash of an entry as it was witnessed; what was changed is told, and the rest compared
        as if it were not."""
        position = self.tree.size
        if self.shift or position >= len(self.witnessed) or leaf == self.witnessed[position]:
            return leaf
        self.tell(where, "was changed: a head covers other bytes, by the hash in its tile")
        self.entering.is_partial = True
        return self.witnessed[position]

    def entry(self, where: str, row: EntryRow, body: bytes) -> tuple[Entry, bool]:
        """What stands in a row, and whether it is all that an entry of its kind holds."""
        try:
            entry = read_entry(body)
        except NotCanonicalError as problem:
            self.tell(where, str(problem))
            return UNREADABLE, False
        if (entry.kind, entry.name, entry.number) != (row.kind, row.name, row.number):
            self.tell(where, "is stored under a kind, name or number that is not its own")
        try:
            require_holds(entry)
        except NotCanonicalError as problem:
            self.tell(where, str(problem))
            return entry, False
        return entry, True

    def name_file(self, where: str, digest: str, size: object) -> None:
        if self.named.setdefault(digest, size) != size:
            self.tell(where, "gives another size of a file than an entry before it")

    def begin(self, first: Entry, leaf: Hash) -> None:
        self.log = leaf.hex()
        try:
            self.keeper = PublicKey(digits_of_hash(first.holds.get("keeper")))
        except NotCanonicalError:
            self.tell("entry 0", "does not name the key of a keeper")
        if first.kind != "log":
            self.tell("entry 0", "does not begin a log")

    def grow(self, leaf: Hash) -> None:
        for tile in self.tree.add((leaf,)):
            stored = self.tiles.pop((tile.level, tile.place), None)
            if stored != (tile.root, tile.hashes):
                where = f"tile {tile.level}/{tile.place}"
                if stored is None:
                    self.tell(where, "is missing")
                else:
                    self.part(where, "is not what the entries make it")

    def part(self, where: str, what: str) -> None:
        """The first that is of other entries is told; all that come after it must be, too."""
        if not self.parted:
            self.tell(where, what)
        self.parted.append(where)

    # --- Who signed ---

    def submission(self, where: str, entry: Entry) -> None:
        """The entries since the last one are those that its author signed."""
        leaves, keys, kinds = self.leaves, self.keys, self.kinds
        self.leaves, self.keys, self.kinds = [], [], set()
        wrong, owners = self.entering.submitted(entry.name)
        if wrong:
            self.tell(where, f"{wrong} from here on")
        try:
            submission, envelope = read_submission(entry)
        except NotCanonicalError as problem:
            self.tell(where, str(problem))
            return
        if submission != covering(self.log, leaves):
            first = self.tree.size + self.shift - len(leaves)
            last = self.tree.size + self.shift - 1
            self.tell(where, f"was signed for other entries than {first} to {last}, before it")
        known = self.ring
        self.learn(keys, envelope)
        holder = self.signer(where, envelope)
        if holder is not None:
            self.introduced(where, holder, known)
            for role in roles_for(kinds):
                self.signed.append(Signed(self.tree.size, holder, role))
            for role in further_roles(self.ring, envelope.key, owners):
                self.signed.append(Signed(self.tree.size, holder, role, FOREIGN))
        for position, what in self.citing.submitted(envelope.key, self.ring):
            self.tell(f"entry {position}", what)

    def introduced(self, where: str, holder: Holder, known: Keyring) -> None:
        """Nobody lets himself in: who signs was let in before, and the keeper by the first entry.
        Else anybody with the file in hand could add to it, with a key that he brings along."""
        if known.holders:
            if holder.key.id not in known.holders:
                self.tell(where, f"is signed by {holder.name} with a key that it brings itself")
        elif holder.key != self.keeper:
            self.tell(where, "is the first submission, and not signed by the keeper")

    def learn(self, keys: list[tuple[int, Entry]], envelope: Envelope) -> None:
        """Takes the keys that a submission brings; the first brings that of the keeper."""
        for position, entry in keys:
            try:
                self.ring = self.ring.joined_by(entry)
            except NotCanonicalError as problem:
                self.tell(f"entry {position}", str(problem))
        if self.last is None and self.keeper and self.keeper.id not in self.ring.holders:
            self.tell("entry 0", "names a keeper whose key is not the first in the log")

    def signer(self, where: str, envelope: Envelope) -> Holder | None:
        holder = self.ring.holders.get(envelope.key)
        if holder is None:
            self.tell(where, f"is signed by {envelope.key}, a key that is not in the log")
        elif not envelope.is_signed_by(holder.key):
            self.tell(where, f"does not bear the signature of {holder.name}")
        else:
            return holder
        return None

    # --- Heads ---

    def witness(self) -> None:
        """Takes the head that covers exactly what was read, if there is one."""
        row = self.next_head or next(self.head_rows, None)
        self.next_head = row
        if row is None or row.size != self.tree.size + self.shift:
            return
        self.next_head = None
        where = f"head {row.number}"
        data = bytes_in(row.envelope)
        try:
            envelope = envelope_of(data or b"")
            head = read_head(envelope)
        except NotCanonicalError as problem:
            self.tell(where, str(problem))
            return
        self.compare(where, row, head)
        holder = self.signer(where, envelope)
        if holder is not None:
            self.require(where, holder, "witness", head)
        for one in self.signed:
            self.require(f"entry {one.position}", one.holder, one.role, head, one.reason)
        self.signed = []
        self.resting.witness(head)
        self.last, self.before = head, hashlib.sha256(data or b"").digest()
        self.heads_seen += 1

    def compare(self, where: str, row: HeadRow, head: Head) -> None:
        """The head with its row, with the one before it, and with the tree."""
        if (row.number, row.size) != (head.number, head.size) or head.number != self.heads_seen:
            self.tell(where, "is not the next by its number, or of another size than it says")
        if head.log != self.log:
            self.tell(where, "is of another log")
        if head.before != self.before:
            self.tell(where, "does not follow the head before it")
        if self.last is not None and head.time < self.last.time:
            self.tell(where, f"is of {written_time(head.time)}, before the head before it")
        if head.root != self.tree.root:
            self.part(where, "is not the root of these entries")

    def require(self, where: str, holder: Holder, role: Role, head: Head, reason: str = "") -> None:
        if not holder.may(role, head.time):
            when = written_time(head.time)
            self.tell(where, f"{holder.name} might not sign as {role} at {when}{reason}")

    # --- The end ---

    def end(self) -> None:
        """What is left over, and what is missing."""
        size = self.tree.size + self.shift
        if len(self.parted) > 1:
            self.tell(self.parted[0], f"is followed by {len(self.parted) - 1} that do not fit, too")
        if size == 0:
            self.tell("entry 0", "is not there: the log is empty")
        if self.leaves:
            self.tell(f"entry {size - len(self.leaves)}", "and what follows was signed by nobody")
        if self.next_head is not None or next(self.head_rows, None) is not None:
            number = self.next_head.number if self.next_head else "after the last"
            self.tell(f"head {number}", "covers entries that are not there")
        if self.last is None or self.last.size != size:
            first = self.last.size if self.last else 0
            self.tell(f"entry {first}", "and what follows was witnessed by nobody")
        for level, place in self.tiles:
            self.tell(f"tile {level}/{place}", "belongs to no entries that are there")
        for name in sorted(self.named.keys() - set(map(str, self.files))):
            self.tell(f"file {name[:12]}", "is named by an entry, and is not there")
        for stored, (found, size) in self.files.items():
            if stored != found:
                self.tell(f"file {str(stored)[:12]}", "is not what it was")
            elif found not in self.named:
                self.tell(f"file {found[:12]}", "is named by no entry")
            elif self.named[found] != size:
                self.tell(f"file {found[:12]}", f"has {size} bytes, and not as many as is said")


def _misplaced(connection: Connection) -> Iterator[Fault]:
    for position, part in islice(misplaced_parts(connection), MOST_FAULTS):
        yield Fault(f"entry {position}", f"has the {part} in it, which is not before it in the log")


def _misnumbered(connection: Connection) -> Iterator[Fault]:
    for position, number, place in misnumbered(connection, MOST_FAULTS):
        yield Fault(
            f"entry {position}", f"is number {number} of its kind and name, and not {place}"
        )
