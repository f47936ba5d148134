"""The marking of an entry and what it names, as they stand in it."""

from collections.abc import Mapping

from servanda.record.marking import LEVELS, Marking
from servanda.record.references import References
from servanda.store.canonical import Json
from servanda.store.entry import Entry
from servanda.store.fault import StoreError


def written_marking(marking: Marking) -> Mapping[str, Json]:
    return {
        "embargo": marking.embargo,
        "level": marking.level,
        "protected": marking.is_protected,
        "releasable_to": list(marking.releasable_to),
    }


def marking_in(entry: Entry) -> Marking:
    """The marking that an entry bears; `StoreError` for one that cannot be read: it is not taken
    for an open one."""
    match entry.holds.get("marking"):
        case None:
            return Marking()
        case {
            "embargo": (None | int()) as embargo, "level": str(level),
            "protected": bool(protected), "releasable_to": list(names),
        }:  # fmt: skip
            for each in LEVELS:
                if each == level:
                    return Marking(each, tuple(map(str, names)), embargo, protected)
    raise StoreError(f"the marking of {entry.kind} {entry.name} cannot be read")


def written_references(references: References, report: str | None) -> list[Json]:
    """As `source:NAME`, `entry:NAME` (a report too) and `file:NAME`."""
    found: list[Json] = [f"source:{name}" for name in references.sources]
    found += [f"entry:{name}" for name in (*([report] if report else ()), *references.entries)]
    return [*found, *(f"file:{name}" for name in references.files)]


def references_in(entry: Entry) -> tuple[str, ...]:
    names = entry.holds.get("names")
    return tuple(map(str, names)) if isinstance(names, list) else ()
