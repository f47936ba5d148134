"""Whether an entry holds what its kind holds, and nothing else: docs/log-format.md, read strictly.

Reading an entry asks for no more than it needs; whoever verifies a log asks for this.
"""

import base64
import binascii
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from servanda.record.marking import LEVELS
from servanda.store.canonical import NotCanonicalError, digits_of_hash
from servanda.store.edition import DEEDS
from servanda.store.entry import STATEMENTS, Entry
from servanda.store.key import ROLES
from servanda.store.log import FORMAT
from servanda.store.policy import NAME as READERS
from servanda.store.sealing import LEAST_BOX
from servanda.verdict.standards import STANDARDS

ANSWERS = ("status", "explain", "history", "blockers", "causes", "origins", "positions")
TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
KEY_ID = re.compile("[0-9a-f]{16}")

Check = Callable[[Any], bool]


def require_holds(entry: Entry) -> None:
    """`NotCanonicalError` where an entry does not hold what its kind holds. What a submission
    holds is read where it is compared with what it covers."""
    if entry.kind == "submission":
        return
    if not (_is_statement(entry) if entry.kind in STATEMENTS else _is_of_log(entry)):
        raise NotCanonicalError(f"does not hold what an entry of the kind {entry.kind} holds")


# --- By kind ---------------------------------------------------------------------------------


def _is_statement(entry: Entry) -> bool:
    beside: dict[str, Check] = {"count": _is_several, "report": _is_text}
    if "sealed" not in entry.holds:
        beside |= {"marking": _is_marking, "names": _is_naming}
        return _is_object(entry.holds, {"text": _is_text}, beside)
    if not _is_object(entry.holds, {"sealed": _is_box}, beside):
        return False
    return entry.kind != "source" or _is_named_by_key(entry)


def _is_named_by_key(source: Entry) -> bool:
    sealed = source.holds["sealed"]
    assert isinstance(sealed, Mapping), "as it was checked"
    return sealed["keys"] == [source.name.removeprefix("protected-")] and source.name.startswith(
        "protected-"
    )


def _is_of_log(entry: Entry) -> bool:
    match entry.kind:
        case "document":
            if "sealed" in entry.holds:
                return _is_object(entry.holds, {"parts": _is_shown, "sealed": _is_box})
            return _is_object(entry.holds, {"parts": _is_laid}, {"amended": _is_text})
        case "file":
            return _is_object(entry.holds, _FILE, {"marking": _is_marking, "names": _is_files})
        case "policy":
            return entry.name == READERS and _is_object(entry.holds, _HOLDS["policy"])
        case "approval":
            is_so = _is_object(entry.holds, _HOLDS["approval"])
            return is_so and entry.holds["names"] == [f"edition:{entry.name}"]
        case "edition":
            return _is_object(entry.holds, _HOLDS["edition"], {"policy": _is_file})
        case _:
            return _is_object(entry.holds, _HOLDS[entry.kind])


# --- Values ----------------------------------------------------------------------------------


def _is_object(
    value: Any, wanted: Mapping[str, Check], further: Mapping[str, Check] | None = None
) -> bool:
    """Whether it has all that is wanted, perhaps some of what is further, and nothing else."""
    checks = {**wanted, **(further or {})}
    return (
        isinstance(value, Mapping)
        and wanted.keys() <= value.keys() <= checks.keys()
        and all(checks[key](each) for key, each in value.items())
    )


def _object(**wanted: Check) -> Check:
    return lambda value: _is_object(value, wanted)


def _one_of(allowed: Collection[str]) -> Check:
    return lambda value: isinstance(value, str) and value in allowed


def _or_nothing(check: Check) -> Check:
    return lambda value: value is None or check(value)


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_count(value: Any) -> bool:
    return _is_number(value) and value >= 0


def _is_size(value: Any) -> bool:
    return _is_number(value) and value > 0


def _is_several(value: Any) -> bool:
    return _is_number(value) and value > 1


def _is_truth(value: Any) -> bool:
    return isinstance(value, bool)


def _is_hash(value: Any) -> bool:
    try:
        return bool(digits_of_hash(value))
    except NotCanonicalError:
        return False


def _is_time(value: Any) -> bool:
    if not isinstance(value, str) or not TIME.fullmatch(value):
        return False
    try:
        return bool(datetime.fromisoformat(value))
    except ValueError:
        return False


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def _is_key_ids(value: Any) -> bool:
    return (
        _is_texts(value)
        and all(KEY_ID.fullmatch(each) for each in value)
        and value == sorted(set(value))
    )


def _is_roles(value: Any) -> bool:
    return (
        isinstance(value, list)
        and bool(value)
        and value == [each for each in ROLES if each in value]
    )


def _names_of(kinds: Iterable[str]) -> Check:
    allowed = frozenset(kinds)

    def is_so(value: Any) -> bool:
        if not _is_texts(value) or not value:
            return False
        return all(":" in each and each.partition(":")[0] in allowed for each in value)

    return is_so


def _is_laid(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(each, str) or _is_pair(each) for each in value
    )


def _is_shown(value: Any) -> bool:
    return isinstance(value, list) and all(each is None or _is_pair(each) for each in value)


def _is_pair(value: Any) -> bool:
    return _is_texts(value) and len(value) == 2


def _is_sealed_bytes(value: Any) -> bool:
    try:
        raw = base64.b64decode(value, validate=True) if isinstance(value, str) else b""
    except (binascii.Error, ValueError):
        return False
    return len(raw) >= LEAST_BOX and base64.b64encode(raw).decode() == value


def _is_box(value: Any) -> bool:
    is_so = _is_object(value, {"box": _is_sealed_bytes, "keys": _is_key_ids})
    return is_so and bool(value["keys"])


def _marking(embargo: Check, protected: Check) -> Check:
    return _object(
        embargo=embargo, level=_one_of(LEVELS), protected=protected, releasable_to=_is_texts
    )


_is_marking = _marking(_or_nothing(_is_number), _is_truth)
_is_naming = _names_of(("source", "entry", "file"))
_is_files = _names_of(("file",))
_is_edition_name = _names_of(("edition",))


def _is_citation(value: Any) -> bool:
    return _is_edition_name(value) and len(value) == 1


_FILE: Mapping[str, Check] = {"sha256": _is_hash, "size": _is_count}


def _is_file(value: Any) -> bool:
    return _is_object(value, _FILE)


_HOLDS: Mapping[str, Mapping[str, Check]] = {
    "log": {
        "format": lambda value: _is_number(value) and value == FORMAT,
        "keeper": _is_hash,
        "since": _is_time,
    },
    "key": {
        "from": _is_number,
        "organisation": _is_text,
        "public": _is_hash,
        "roles": _is_roles,
        "until": _or_nothing(_is_number),
    },
    "revocation": {"because": _is_text, "from": _is_number},
    "policy": {"tells_withheld": _is_truth},
    "edition": {
        "agreement": _is_hash,
        "answer": _one_of(ANSWERS),
        "head": _object(number=_is_count, root=_is_hash, size=_is_size),
        "keys": _is_key_ids,
        "marking": _marking(lambda value: value is None, lambda value: value is False),
        "program": _object(sha256=_is_hash, version=_is_text),
        "question": _object(
            at=_is_number,
            known=_is_number,
            proof=_one_of(STANDARDS),
            readings=_is_texts,
            viewpoint=_is_text,
        ),
        "read_at": _is_number,
        "reader": _or_nothing(_is_text),
        "result": _is_file,
        "subject": _or_nothing(_is_text),
        "title": _is_text,
    },
    "approval": {"edition": _is_hash, "names": _is_citation},
    "decision": {
        "because": _is_text,
        "does": _one_of(DEEDS),
        "edition": _is_hash,
        "names": _is_citation,
        "subject": _is_text,
    },
}
