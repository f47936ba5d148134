"""What a statement of the record says where it stands, in one hash: a document that is laid out of
a log is read again, and must say of each statement what was logged, to the letter."""

import hashlib

from servanda.store.canonical import canonical
from servanda.store.entry import Entry
from servanda.store.marked import marking_in


def said_digest(entry: Entry) -> str:
    """SHA-256, in hex, of its name, report, text, marking and what it names. Whether a claim is of
    an act, and when an embargo ends, are read with more than its text, and are no part of it.
    `StoreError` of a marking that cannot be read."""
    holds, marking = entry.holds, marking_in(entry)
    said = {
        "count": holds.get("count", 1),
        "embargo": marking.embargo is not None,
        "kind": "claim" if entry.kind == "act" else entry.kind,
        "level": marking.level,
        "name": entry.name,
        "names": holds.get("names", []),
        "protected": marking.is_protected,
        "releasable_to": list(marking.releasable_to),
        "report": holds.get("report"),
        "text": holds.get("text"),
    }
    return hashlib.sha256(canonical(said)).hexdigest()
