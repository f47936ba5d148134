"""What the commands on a log say as JSON (docs/json.md, `servanda/log/1`)."""

from collections.abc import Sequence

from servanda.publish.answer_json import JsonObject
from servanda.store.entry import Entry
from servanda.store.head import Head, written_time
from servanda.store.log import Logged
from servanda.store.verifying import Verified
from servanda.workspace.checking import Checked, Compared
from servanda.workspace.shown_entries import Listed, Withdrawal

SCHEMA = "servanda/log/1"


def verified_json(found: Checked) -> JsonObject:
    answer: JsonObject = {
        "schema": SCHEMA,
        "answer": "verify",
        "holds": not found.faults,
        "key_given": found.is_key_given,
        "faults": [{"where": one.where, "what": one.what} for one in found.faults],
        "warnings": list(found.warnings),
    }
    if isinstance(found.what, Verified):
        keeper = found.what.keeper
        answer |= {
            "log": found.what.log,
            "keeper": keeper.raw.hex() if keeper else None,
            "entries": found.what.entries,
            "heads": found.what.heads,
            "last": head_json(found.what.last) if found.what.last else None,
        }
    return answer


def compared_json(found: Compared) -> JsonObject:
    return {
        "schema": SCHEMA,
        "answer": "compare",
        "first": head_json(found.first.head) if found.first.head else None,
        "second": head_json(found.second.head) if found.second.head else None,
        "first_changed": found.first.changed,
        "second_changed": found.second.changed,
        "parts_at": found.parts_at,
        "of_first": _logged(found.of_first),
        "of_second": _logged(found.of_second),
    }


def listed_json(found: Listed) -> JsonObject:
    as_json = entry_json if found.has_positions else unplaced_json
    return {
        "schema": SCHEMA,
        "answer": "list",
        "entries": [
            as_json(one) | {"withdrawn": withdrawn_json(fell)}
            for one, fell in zip(found.entries, found.withdrawn, strict=True)
        ],
    }


def withdrawn_json(found: Sequence[Withdrawal]) -> list[JsonObject]:
    """What of an entry no longer stands, and by what it fell."""
    return [
        {
            "name": one.name,
            "kind": one.by.kind,
            "by": one.by.name,
            "witnessed": written_time(one.known),
        }
        for one in found
    ]


def entry_json(one: Logged) -> JsonObject:
    return {"position": one.position, **unplaced_json(one)}


def unplaced_json(one: Logged) -> JsonObject:
    """For a reader, who learns no positions."""
    entry: Entry = one.entry
    return {
        "kind": entry.kind,
        "name": entry.name,
        "number": entry.number,
        "holds": dict(entry.holds),
    }


def head_json(head: Head) -> JsonObject:
    return {
        "log": head.log,
        "number": head.number,
        "size": head.size,
        "root": head.root.hex(),
        "time": written_time(head.time),
    }


def _logged(one: Logged | None) -> JsonObject | None:
    return None if one is None else entry_json(one)
