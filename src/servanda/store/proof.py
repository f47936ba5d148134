"""A proof that can be handed on: that an entry is in a log, or that a log goes on from a head.

It holds everything that is needed to check it but the witness's public key, which whoever checks
it must have from elsewhere.
"""

import base64
import binascii
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from servanda.store.canonical import Json, NotCanonicalError, read_canonical
from servanda.store.connection import Connection
from servanda.store.entry import KINDS
from servanda.store.envelope import Envelope, envelope_of, read_envelope, written_envelope
from servanda.store.fault import StoreError
from servanda.store.head import Head, read_head
from servanda.store.key import PublicKey
from servanda.store.nodes import StoredNodes
from servanda.store.tree import Hash, consistency, inclusion, is_consistent, is_included, leaf_hash


@dataclass(frozen=True, slots=True)
class Inclusion:
    """That these bytes are the entry at a position of the log with this head."""

    entry: bytes
    position: int
    path: tuple[Hash, ...]
    head: Envelope


@dataclass(frozen=True, slots=True)
class Consistency:
    """That the log with the later head goes on from the one with the earlier, unchanged."""

    earlier: Envelope
    later: Envelope
    path: tuple[Hash, ...]


Proof = Inclusion | Consistency
Wrong = Literal["the signature", "the path", "the log"]


def prove_entry(connection: Connection, kind: str | None, name: str) -> Inclusion:
    """Of the last entry of a name; `StoreError` where there is none, or several kinds of it."""
    asked = sorted(KINDS) if kind is None else [kind]  # each of them: that is what the index is of
    found = connection.rows(
        "SELECT position, kind, body FROM entries "
        f"WHERE kind IN ({', '.join('?' * len(asked))}) AND name = ? ORDER BY position",
        *asked,
        name,
    )
    kinds = sorted({row[1] for row in found})
    if not found:
        raise StoreError(f"the log has no entry named {name}")
    if len(kinds) > 1:
        raise StoreError(f"{name} names a {' and a '.join(kinds)}: say which with --kind")
    envelope, head = last_head(connection)
    position, _, body = found[-1]
    path = inclusion(position, head.size, StoredNodes(connection))
    if not is_included(leaf_hash(body), position, head.size, path, head.root):
        raise StoreError("its tiles are not those of its entries; `servanda log verify` says where")
    return Inclusion(body, position, path, envelope)


def prove_growth(connection: Connection, earlier: Envelope) -> Consistency:
    """From an earlier head; `StoreError` where the log is shorter, or another, or does not go on
    from it."""
    proof = growth(connection, earlier)
    old, new = read_head(earlier), read_head(proof.later)
    if not is_consistent(old.size, old.root, new.size, new.root, proof.path):
        raise StoreError(
            "the log does not go on from that head: other entries came before it, and nothing is "
            "proved; `servanda log verify --since` says more"
        )
    return proof


def growth(connection: Connection, earlier: Envelope) -> Consistency:
    """What would prove it, if it were so."""
    old = read_head(earlier)
    envelope, head = last_head(connection)
    if old.log != head.log:
        raise StoreError("that head is of another log")
    if old.size > head.size:
        raise StoreError(f"that head covers {old.size} entries, and this log has {head.size}")
    path = consistency(old.size, head.size, StoredNodes(connection))
    return Consistency(earlier, envelope, path)


def last_head(connection: Connection) -> tuple[Envelope, Head]:
    data = connection.value("SELECT envelope FROM heads ORDER BY number DESC LIMIT 1")
    if data is None:
        raise StoreError("the log has no head")
    envelope = envelope_of(data)
    return envelope, read_head(envelope)


def signed_by(proof: Proof) -> tuple[str, ...]:
    """The keys, by their ids, that its heads name as theirs, each once."""
    match proof:
        case Inclusion(head=head):
            return (head.key,)
        case Consistency(earlier=earlier, later=later):
            return tuple(dict.fromkeys((earlier.key, later.key)))


def wrong_in(proof: Proof, witness: PublicKey) -> tuple[Wrong, ...]:
    """What does not hold of a proof, given the key of the witness."""
    match proof:
        case Inclusion():
            head = read_head(proof.head)
            holds = is_included(
                leaf_hash(proof.entry), proof.position, head.size, proof.path, head.root
            )
            signed: Sequence[Envelope] = (proof.head,)
            is_one_log = True
        case Consistency():
            old, new = read_head(proof.earlier), read_head(proof.later)
            holds = is_consistent(old.size, old.root, new.size, new.root, proof.path)
            signed = (proof.earlier, proof.later)
            is_one_log = old.log == new.log
    wrong: list[Wrong] = []
    if not all(one.is_signed_by(witness) for one in signed):
        wrong.append("the signature")
    if not holds:
        wrong.append("the path")
    if not is_one_log:
        wrong.append("the log")
    return tuple(wrong)


def written_proof(proof: Proof) -> Mapping[str, Json]:
    """As JSON."""
    path = [step.hex() for step in proof.path]
    match proof:
        case Inclusion():
            return {
                "entry": base64.b64encode(proof.entry).decode(),
                "head": written_envelope(proof.head),
                "path": path,
                "position": proof.position,
                "proves": "inclusion",
            }
        case Consistency():
            return {
                "earlier": written_envelope(proof.earlier),
                "later": written_envelope(proof.later),
                "path": path,
                "proves": "consistency",
            }


def read_proof(value: Json) -> Proof:
    """The proof in a piece of JSON; else `NotCanonicalError`."""
    match value:
        case {
            "proves": "inclusion", "entry": str(entry), "position": int(position),
            "path": list(path), "head": dict(head),
        }:  # fmt: skip
            return Inclusion(_entry(entry), position, _path(path), read_envelope(head))
        case {
            "proves": "consistency", "earlier": dict(earlier), "later": dict(later),
            "path": list(path),
        }:  # fmt: skip
            return Consistency(read_envelope(earlier), read_envelope(later), _path(path))
    raise NotCanonicalError("not a proof")


def _entry(text: str) -> bytes:
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as problem:
        raise NotCanonicalError(f"not base64: {problem}") from problem
    read_canonical(data)
    return data


def _path(steps: Sequence[Json]) -> tuple[Hash, ...]:
    try:
        return tuple(bytes.fromhex(step) for step in steps if isinstance(step, str))
    except ValueError as problem:
        raise NotCanonicalError(f"not a path: {problem}") from problem
