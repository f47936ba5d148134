"""Whether an entry holds what its kind holds: both verifiers ask the same."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from servanda.record.marking import Marking
from servanda.store.canonical import Json
from servanda.store.edition import (
    approval_entry,
)
from servanda.store.entering import AGAIN
from servanda.store.entry import Entry
from servanda.store.key import new_key
from servanda.store.keyring import Holder, key_entry
from servanda.store.marked import written_marking
from servanda.store.policy import Policy, policy_entry
from tests.store.finding import found_by_both
from tests.store.logs import BEGUN
from tests.store.people import (
    DIGEST,
    RESULT,
    People,
    decision,
    edition,
    elsewhere,
    public_edition,
    sealed,
    statements,
)

NOT_THAT: tuple[Json, ...] = (None, True, False, -1, 0, 1, 2, 2**53, "", "x", [], ["x"], {})


def others(value: Json) -> Iterator[Json]:
    """The value with one thing in it changed, taken away or added."""
    yield from NOT_THAT
    match value:
        case dict():
            for key, part in value.items():
                yield {name: each for name, each in value.items() if name != key}
                yield from ({**value, key: each} for each in others(part))
            yield {**value, "further": 1}
        case list():
            for at, part in enumerate(value):
                yield from ([*value[:at], each, *value[at + 1 :]] for each in others(part))
            yield from (value[1:], [*value, *value[:1]], value[::-1])
        case str():
            yield from (value + "0", value[:-1], value.upper(), value.replace(":", ""))


def kept() -> dict[str, Entry]:
    """One entry of each kind that holds something particular."""
    plain, boxed = statements(), sealed()
    of_log = Entry(
        "key", "nora", key_entry(Holder("nora", new_key().public, ("author",), "", 1)).holds
    )
    return {
        "source": plain[0], "report": plain[2], "claim": plain[3], "document": plain[4],
        "sealed source": boxed[0], "sealed claim": boxed[3], "sealed document": boxed[4],
        "amended document": Entry("document", "a.md", {"parts": ["A"], "amended": "peace"}),
        "file": Entry("file", "a.json", {"sha256": DIGEST, "size": len(RESULT)}),
        "table": Entry("file", "actors.toml", {
            "sha256": DIGEST, "size": len(RESULT), "names": ["file:a.json"],
            "marking": written_marking(Marking("red", ("dana",), BEGUN)),
        }),
        "policy": policy_entry(Policy(), 1), "edition": edition("feb"), "key": of_log,
        "public edition": public_edition("feb"),
        "approval": approval_entry(edition(), 1), "decision": decision(edition()),
        "revocation": Entry("revocation", "cyra", {"because": "lost", "from": BEGUN + 200}),
    }  # fmt: skip


STANDING = {"document": statements()[:4], "sealed document": sealed()[:4]}  # what is in it
AT_ONCE = 30  # ours stops at a hundred faults
ENTERED_ONCE = ("sealed source", "sealed claim")  # and named by what is sealed in them


@pytest.mark.parametrize("what", kept())
def test_both_ask_the_same_of_what_an_entry_holds(
    people: People, tmp_path: Path, what: str
) -> None:
    """Signed as it should be, so that nothing else is wrong with it."""
    first = people.seal(people.ines)
    if what == "decision":
        people.add(people.cyra, approval_entry(first, 1))
    if what in STANDING:
        people.add(people.ines, *STANDING[what])
    entries = list(variants(kept()[what]))
    refused = 0
    at_once = 1 if what in ENTERED_ONCE else AT_ONCE
    for start in range(0, len(entries), at_once):
        some = entries[start : start + at_once]
        other = elsewhere(people, tmp_path / f"{start}.log")
        other.add(people.amal, *(replace(one, number=at) for at, one in numbered(some)))
        ours, theirs = (entries_in(found) for found in found_by_both(other.path))
        assert ours == theirs, [
            some[at - FIRST].holds for at in ours ^ theirs if 0 <= at - FIRST < len(some)
        ]
        refused += len(ours & set(range(FIRST, FIRST + len(some))))
    assert 10 < refused < len(entries)


FIRST = 9  # the position after those of `begun` and of an edition


def variants(entry: Entry) -> Iterator[Entry]:
    for number, holds in enumerate(others(entry.holds)):
        if not isinstance(holds, dict):
            continue
        if entry.kind in AGAIN or "sealed" in entry.holds:
            yield replace(entry, holds=holds)
        elif entry.kind != "key":
            yield replace(entry, name=f"{entry.name}-{number}", holds=holds)
        else:  # one that is there already would be refused for that
            is_same = holds.get("public") == entry.holds["public"]
            fresh = hashlib.sha256(b"%d" % number).hexdigest()
            own = {**holds, "public": fresh} if is_same else holds
            yield replace(entry, name=f"nora{number}", holds=own)


def numbered(entries: Sequence[Entry]) -> Iterator[tuple[int, Entry]]:
    """Each with its number among those of its kind and name."""
    seen: dict[tuple[str, str], int] = {}
    for one in entries:
        seen[one.key] = seen.get(one.key, 0) + 1
        yield seen[one.key], one


def entries_in(found: str) -> set[int]:
    """The positions of the entries of which something is said."""
    return {int(at) for at in re.findall(r"^entry (\d+)", found, re.MULTILINE)}
