"""What an author puts his name to: the entries just before it in the log, in their order.

A submission is itself an entry, right behind those it covers. Its envelope, in DSSE, holds the
log, how many entries there are and the root of the Merkle tree over them alone; so one signature
is enough for a claim as for a million, and says nothing of where in the log they came to stand.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from servanda.store.canonical import (
    Json,
    NotCanonicalError,
    canonical,
    digits_of_hash,
    read_canonical,
)
from servanda.store.entry import Entry
from servanda.store.envelope import Envelope, read_envelope, signed, written_envelope
from servanda.store.growing import Growing
from servanda.store.key import SigningKey
from servanda.store.tree import Hash

SUBMISSION = "application/vnd.servanda.submission+json"


@dataclass(frozen=True, slots=True)
class Submission:
    """`count` entries with this `root`, for this log."""

    log: str
    count: int
    root: Hash


def covering(log: str, leaves: Iterable[Hash]) -> Submission:
    tree = Growing()
    for _ in tree.add(leaves):
        pass  # its tiles are not kept
    return Submission(log, tree.size, tree.root)


def submission_entry(submission: Submission, author: SigningKey, number: int) -> Entry:
    """The entry: named by the key, counted by its number among those of that key."""
    plain: dict[str, Json] = {
        "count": submission.count,
        "log": submission.log,
        "root": submission.root.hex(),
    }
    envelope = signed(SUBMISSION, canonical(plain), author)
    return Entry("submission", author.public.id, written_envelope(envelope), number)


def read_submission(entry: Entry) -> tuple[Submission, Envelope]:
    """What was signed, and the envelope around it, whoever signed it; else `NotCanonicalError`."""
    envelope = read_envelope(entry.holds)
    if envelope.type != SUBMISSION or envelope.key != entry.name:
        raise NotCanonicalError("not the submission of the key that it is named by")
    match read_canonical(envelope.payload):
        case {"count": int(count), "log": str(log), "root": str(root), **nothing_else}:
            if not nothing_else and count > 0 and count is not True:
                return Submission(log, count, digits_of_hash(root)), envelope
    raise NotCanonicalError("not a submission")
