"""The head of a log: how long it was at an instant and what it then held, signed by a witness.

Heads are numbered and each names the one before it by its hash, so that none can be taken out of
their row. When an entry became known is when the first head that covers it was signed: a witness
says so, not whoever wrote the entry.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from servanda.store.canonical import (
    Json,
    NotCanonicalError,
    canonical,
    digits_of_hash,
    read_canonical,
)
from servanda.store.envelope import Envelope, signed
from servanda.store.key import SigningKey
from servanda.store.tree import Hash
from servanda.values.instant import Instant

HEAD = "application/vnd.servanda.head+json"
NONE_BEFORE = b"\0" * 32


@dataclass(frozen=True, slots=True)
class Head:
    """What a witness signs: the log, the number of this head, its size, root and time, and the
    SHA-256 of the signed head before it (zeros for the first)."""

    log: str
    number: int
    size: int
    root: Hash
    time: Instant
    before: Hash


def signed_head(head: Head, witness: SigningKey) -> Envelope:
    return signed(HEAD, canonical(_plain(head)), witness)


def read_head(envelope: Envelope) -> Head:
    """The head in an envelope, whoever signed it; else `NotCanonicalError`."""
    if envelope.type != HEAD:
        raise NotCanonicalError(f"an envelope of {envelope.type!r}, and no head")
    match read_canonical(envelope.payload):
        case {
            "before": str(before), "log": str(log), "number": int(number), "root": str(root),
            "size": int(size), "time": str(time), **nothing_else,
        } if not nothing_else:  # fmt: skip
            head = Head(
                log, number, size, digits_of_hash(root), _instant(time), digits_of_hash(before)
            )
            is_numbered = not isinstance(number, bool) and not isinstance(size, bool)
            if is_numbered and number >= 0 and size > 0 and _plain(head)["time"] == time:
                return head
    raise NotCanonicalError("not a head")


def written_time(instant: Instant) -> str:
    """`2026-11-29T11:20:05Z`"""
    return datetime.fromtimestamp(instant, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def read_time(text: str) -> Instant | None:
    """The instant of such a text; None of any other."""
    try:
        found = _instant(text)
    except NotCanonicalError:
        return None
    return found if written_time(found) == text else None


def _plain(head: Head) -> Mapping[str, Json]:
    return {
        "before": head.before.hex(),
        "log": head.log,
        "number": head.number,
        "root": head.root.hex(),
        "size": head.size,
        "time": written_time(head.time),
    }


def _instant(time: str) -> Instant:
    try:
        return int(datetime.fromisoformat(time).timestamp())
    except ValueError as problem:
        raise NotCanonicalError(f"not a time: {time!r}") from problem
