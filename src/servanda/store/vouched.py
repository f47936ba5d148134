"""Whether the last head of a log is signed by somebody whom its keeper lets witness.

The keeper's key stands in the first entry; every other key, and what revokes one, in a submission
that a keeper of then signed. These few submissions are followed from the beginning, as `verifying`
follows all; what else authors signed is not asked here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from servanda.store.canonical import NotCanonicalError, digits_of_hash
from servanda.store.connection import Connection
from servanda.store.entering import further_roles
from servanda.store.entry import Entry, read_entry
from servanda.store.envelope import Envelope
from servanda.store.fault import NotIntactError
from servanda.store.head import Head, written_time
from servanda.store.key import PublicKey, Role
from servanda.store.keyring import Keyring
from servanda.store.roles import roles_for
from servanda.store.submission import covering, read_submission
from servanda.store.tree import leaf_hash
from servanda.values.instant import Instant


@dataclass(frozen=True, slots=True)
class Batch:
    """Where a submission stands with what it covers, from its first position to its own; and the
    other keys, by their ids, that first entered what it enters again."""

    first: int
    last: int
    owners: frozenset[str] = frozenset()


def require_vouched(
    connection: Connection,
    last: tuple[Head, Envelope],
    keepers_own: Sequence[Batch],
    witnessed: Sequence[tuple[int, Instant]],
) -> PublicKey:
    """The keeper's key. `NotIntactError` where the last head, or what let in its witness, is not
    signed as it should be.

    `keepers_own` are the submissions of what only a keeper enters, the first of the log among them,
    or perhaps only one, as it is of a document that another key entered first;
    `witnessed` has the size and time of every head. That entries and heads are those that the last
    head covers is asked elsewhere.
    """
    ring = Keyring()
    head, envelope = last
    try:
        keeper = _keeper(connection)
        for batch in keepers_own:
            at = _time_of(batch, witnessed)
            ring = _after(connection, ring, batch, Submitting(head.log, keeper, at))
    except NotCanonicalError as problem:
        raise unvouched(str(problem)) from problem
    _require_signed("its last head", envelope, ring, "witness", head.time)
    return keeper


def unvouched(what: str) -> NotIntactError:
    return NotIntactError("is not signed by those whom its keeper lets sign", what)


@dataclass(frozen=True, slots=True)
class Submitting:
    """To which log something was submitted, by its name and its keeper, and when."""

    log: str
    keeper: PublicKey
    at: Instant


def _after(connection: Connection, known: Keyring, batch: Batch, to: Submitting) -> Keyring:
    """The keys after a submission, if who signed it might let in and revoke."""
    *covered, (submitted, _) = _entries(connection, batch)
    submission, envelope = read_submission(submitted)
    where = f"entry {batch.last}"
    if submission != covering(to.log, (leaf_hash(body) for _, body in covered)):
        raise unvouched(f"{where} was signed for other entries than those before it")
    ring = known
    for entry, _ in covered:
        if entry.kind in ("key", "revocation"):
            ring = ring.joined_by(entry)
    if not known.holders:
        holder = ring.holders.get(envelope.key)
        if holder is None or holder.key != to.keeper:
            raise unvouched(f"{where} is the first submission, and not signed by the keeper")
    elif envelope.key not in known.holders:
        raise unvouched(f"{where} is signed by {envelope.key}, a key that was not let in before")
    further = further_roles(ring, envelope.key, batch.owners)
    for role in (*roles_for(entry.kind for entry, _ in covered), *further):
        _require_signed(where, envelope, ring, role, to.at)
    return ring


def _require_signed(where: str, envelope: Envelope, ring: Keyring, role: Role, at: Instant) -> None:
    holder = ring.holders.get(envelope.key)
    if holder is None:
        raise unvouched(f"{where} is signed by {envelope.key}, a key that is not in the log")
    if not holder.may(role, at):
        raise unvouched(
            f"{where} is signed by {holder.name}, who might not sign as {role} at "
            f"{written_time(at)}"
        )
    if not envelope.is_signed_by(holder.key):
        raise unvouched(f"{where} does not bear the signature of {holder.name}")


def _time_of(batch: Batch, witnessed: Sequence[tuple[int, Instant]]) -> Instant:
    """Of the first head that covers a submission."""
    return next(time for size, time in witnessed if size > batch.last)


def _entries(connection: Connection, batch: Batch) -> Iterator[tuple[Entry, bytes]]:
    for (body,) in connection.rows(
        "SELECT body FROM entries WHERE position >= ? AND position <= ? ORDER BY position",
        batch.first,
        batch.last,
    ):
        yield read_entry(body), body


def _keeper(connection: Connection) -> PublicKey:
    (first, _), *_ = _entries(connection, Batch(0, 0))
    return PublicKey(digits_of_hash(first.holds.get("keeper")))
