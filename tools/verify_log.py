#!/usr/bin/env python3
"""Verifies a log of Servanda, or a proof out of one, without Servanda.

Python 3.11 and its standard library, nothing else; written from docs/log-format.md alone. Numbers
in brackets below are those of "What holds of a log" there.

    python3 -I verify_log.py LOG [--key KEY] [--since HEAD.json]

LOG is a file of SQLite, what `servanda log dump` printed (of a PostgreSQL database), or a proof
that `servanda log prove` printed. It is only ever read, and nothing in it is run.

Prints a line for every fault, `WHERE: WHAT`. Exit code 0: all of it holds; 1: something does not;
2: there is nothing that could be verified (no such file, no log, a wrong option).
"""

from __future__ import annotations

import argparse
import base64
import binascii
import functools
import hashlib
import json
import re
import signal
import sqlite3
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

HOLDS, DOES_NOT_HOLD, CANNOT_BE_READ = 0, 1, 2
LARGEST_VALUE = 256 << 20  # bytes of one body, one file, one line of a dump, one proof
NOT_NOW = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_CANTOPEN)
LARGEST_NUMBER = 2**53 - 1  # of RFC 8785

HEAD_TYPE = "application/vnd.servanda.head+json"
SUBMISSION_TYPE = "application/vnd.servanda.submission+json"
ROLES = ("keeper", "witness", "author", "approver", "reader")
KEEPERS_OWN = frozenset(["key", "revocation", "policy"])
APPROVERS_OWN = frozenset(["approval", "decision"])
AGAIN = frozenset(["document", "file", "policy", "approval", "revocation", "submission"])
LONGEST_NAME, LONGEST_PART = 1000, 255  # bytes of the name of a document or file, and between /
LEVELS = ("clear", "green", "amber", "amber-strict", "red")
ANSWERS = ("status", "explain", "history", "blockers", "causes", "origins", "positions")
DEEDS = ("opens", "pays", "withholds", "waives")
STANDARDS = ("asserted", "alleged", "corroborated", "conceded", "verified", "ruled")
SMALLEST_BOX = 12 + 16  # bytes of a nonce and a tag around no text
STATEMENTS = frozenset([
    "source", "office", "occasion", "report", "claim", "finding", "ruling", "act", "correction",
    "retraction", "figures", "incidents", "coverage", "access-denied", "link", "engagement",
    "position",
])  # fmt: skip
MADE = """
CREATE TABLE alembic_version (
    version_num VARCHAR(32) NOT NULL,
    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
CREATE TABLE entries (
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    number INTEGER NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (position),
    CONSTRAINT one_entry UNIQUE (kind, name, number)
);
CREATE TABLE tiles (
    level SMALLINT NOT NULL,
    place INTEGER NOT NULL,
    root BLOB NOT NULL,
    hashes BLOB NOT NULL,
    PRIMARY KEY (level, place)
);
CREATE TABLE heads (
    number INTEGER NOT NULL,
    size INTEGER NOT NULL,
    envelope BLOB NOT NULL,
    PRIMARY KEY (number)
);
CREATE UNIQUE INDEX head_by_size ON heads (size);
CREATE TABLE files (
    sha256 TEXT NOT NULL,
    data BLOB NOT NULL,
    PRIMARY KEY (sha256)
);
"""
TRIGGER = "CREATE TRIGGER no_{0}_of_{1} BEFORE {2} ON {1} BEGIN SELECT RAISE(ABORT, '{3}'); END"


def statements() -> dict[tuple[str, str], str]:
    """What made each table, index and trigger, with single spaces."""
    found = [" ".join(each.split()) for each in MADE.split(";") if each.strip()]
    for table in ("entries", "tiles", "heads", "files"):
        for event in ("UPDATE", "DELETE"):
            found.append(TRIGGER.format(event.lower(), table, event, "a log is append-only"))
    pattern = re.compile(r"CREATE (?:UNIQUE )?(TABLE|INDEX|TRIGGER) (\w+)")
    named = [(pattern.match(each), each) for each in found]
    return {(match[1].lower(), match[2]): each for match, each in named if match}


def columns() -> dict[str, tuple[tuple[str, str], ...]]:
    """The columns of each table, with their types."""
    return {
        name: tuple(re.findall(r"(\w+) ([A-Z]+)(?:\(32\))? NOT NULL", sql))
        for (kind, name), sql in statements().items()
        if kind == "table"
    }


TABLES = columns()


class UnreadableError(Exception):
    """There is nothing that could be verified."""


class RefusedError(Exception):
    """Something is not what the format says; the message says what."""


# --- Canonical JSON and its parts ----------------------------------------------------------------


def canonical(value: object) -> bytes:
    """A value in the one form of RFC 8785; keys are ASCII, so that their order is plain."""
    try:
        return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
    except (UnicodeEncodeError, RecursionError):
        raise RefusedError("has half a character in a text, or too many brackets") from None


def from_canonical(raw: object, what: str) -> Any:
    """What bytes say that are in the canonical form, and refused if they are not."""
    if not isinstance(raw, bytes):
        raise RefusedError(f"{what} is {_kind_of(raw)}, not bytes")
    value = from_json(raw, what)
    if canonical(value) != raw:
        raise RefusedError(f"{what} is not in canonical JSON")
    return value


def from_json(raw: bytes, what: str) -> Any:
    try:
        return json.loads(
            raw.decode(),
            parse_float=_no_number,
            parse_constant=_no_number,
            parse_int=_whole,
            object_pairs_hook=_object,
        )
    except (ValueError, RecursionError):
        raise RefusedError(f"{what} is not JSON of whole numbers and texts") from None


def _no_number(text: str) -> object:
    raise ValueError(text)


def _whole(text: str) -> int:
    number = int(text) if len(text) < 18 else LARGEST_NUMBER + 1
    if abs(number) > LARGEST_NUMBER:
        raise ValueError(text)
    return number


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs) or not all(key.isascii() for key in found):
        raise ValueError("a key twice, or not in ASCII")
    return found


def _kind_of(value: object) -> str:
    names = {bytes: "bytes", str: "a text", int: "a number", type(None): "nothing"}
    return names.get(type(value), "something else")


def parts(value: object, what: str, *keys: str) -> list[Any]:
    """The values of an object that must have exactly these keys."""
    if not isinstance(value, dict) or value.keys() != set(keys):
        raise RefusedError(f"{what} is not an object of {', '.join(keys)}")
    return [value[key] for key in keys]


def text(value: object, what: str) -> str:
    if not isinstance(value, str):
        raise RefusedError(f"{what} is not a text")
    return value


def whole(value: object, what: str, least: int | None = 0) -> int:
    if type(value) is not int or (least is not None and value < least):
        raise RefusedError(f"{what} is not a whole number" + (f" from {least}" if least else ""))
    return value


def from_hex(value: object, what: str, length: int = 32) -> bytes:
    if not isinstance(value, str) or not re.fullmatch(f"[0-9a-f]{{{2 * length}}}", value):
        raise RefusedError(f"{what} is not {length} bytes in lower-case hex")
    return bytes.fromhex(value)


def from_base64(value: object, what: str) -> bytes:
    try:
        raw = base64.b64decode(text(value, what), validate=True)
    except (binascii.Error, ValueError):
        raise RefusedError(f"{what} is not base64") from None
    if base64.b64encode(raw).decode() != value:
        raise RefusedError(f"{what} is not base64 in its one form")
    return raw


def among(value: object, what: str, allowed: tuple[str, ...]) -> str:
    if text(value, what) not in allowed:
        raise RefusedError(f"{what} is none of {', '.join(allowed)}")
    return text(value, what)


def truth(value: object, what: str) -> bool:
    if not isinstance(value, bool):
        raise RefusedError(f"{what} is neither true nor false")
    return value


def texts(value: object, what: str) -> list[str]:
    if not isinstance(value, list):
        raise RefusedError(f"{what} is not a list")
    return [text(each, what) for each in value]


def seconds(value: object, what: str) -> int:
    """The seconds since 1970 of a time such as 2026-11-29T11:20:05Z."""
    if not isinstance(value, str) or not re.fullmatch(
        r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z", value
    ):
        raise RefusedError(f"{what} is not a time")
    try:
        when = datetime.strptime(value, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    except ValueError:
        raise RefusedError(f"{what} is not a time") from None
    return int(when.timestamp())


# --- Ed25519, RFC 8032 section 5.1 ---------------------------------------------------------------

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)
WIDTH = 6  # bits that a table of multiples covers at a time
WINDOWS = -(-256 // WIDTH)

Extended = tuple[int, int, int, int]  # X, Y, Z, T with x = X/Z, y = Y/Z, xy = T/Z
Ready = tuple[int, int, int, int]  # Y - X, Y + X, 2dT, 2Z of a point to be added
NEUTRAL: Extended = (0, 1, 1, 0)


def is_signed(public: bytes, signature: bytes, message: bytes) -> bool:
    """Whether [S]B = R + [k]A, without the cofactor; S below L, A and R in their one form."""
    scalar = int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or scalar >= L:
        return False
    table = multiples_of_key(public)
    if table is None:
        return False
    digest = hashlib.sha512(signature[:32] + public + message).digest()
    challenge = int.from_bytes(digest, "little") % L
    point = add_multiple(NEUTRAL, multiples_of_base(), scalar)
    return encoded(add_multiple(point, table, challenge)) == signature[:32]


def decoded(raw: bytes) -> Extended | None:
    number = int.from_bytes(raw, "little")
    sign, y = number >> 255, number & ((1 << 255) - 1)
    if len(raw) != 32 or y >= P:
        return None
    u, v = (y * y - 1) % P, (D * y * y + 1) % P
    x = u * pow(v, 3, P) * pow(u * pow(v, 7, P), (P - 5) // 8, P) % P
    if v * x * x % P != u:
        x = x * ROOT_OF_MINUS_ONE % P
    if v * x * x % P != u or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = P - x
    return x, y, 1, x * y % P


def encoded(point: Extended) -> bytes:
    inverse = pow(point[2], -1, P)
    x, y = point[0] * inverse % P, point[1] * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


def added(point: Extended, other: Ready) -> Extended:
    x, y, z, t = point
    minus, plus, twice_dt, twice_z = other
    a, b, c, d = (y - x) * minus, (y + x) * plus, t * twice_dt, z * twice_z
    e, f, g, h = (b - a) % P, (d - c) % P, (d + c) % P, (b + a) % P
    return e * f % P, g * h % P, f * g % P, e * h % P


def ready(point: Extended) -> Ready:
    x, y, z, t = point
    return (y - x) % P, (y + x) % P, 2 * D * t % P, 2 * z % P


def multiples(point: Extended) -> list[list[Ready]]:
    """For every window of a scalar, the multiples of the point that its digit may ask for."""
    table = []
    for _ in range(WINDOWS):
        row, step, multiple = [], ready(point), NEUTRAL
        for _ in range(1 << WIDTH):
            row.append(ready(multiple))
            multiple = added(multiple, step)
        table.append(row)
        point = multiple
    return table


def add_multiple(point: Extended, table: list[list[Ready]], scalar: int) -> Extended:
    for row in table:
        digit = scalar & ((1 << WIDTH) - 1)
        if digit:
            point = added(point, row[digit])
        scalar >>= WIDTH
    return point


@functools.cache
def multiples_of_base() -> list[list[Ready]]:
    base = decoded((4 * pow(5, -1, P) % P).to_bytes(32, "little"))
    assert base is not None
    return multiples(base)


@functools.lru_cache(maxsize=64)  # bounded: a file may name any number of keys
def multiples_of_key(public: bytes) -> list[list[Ready]] | None:
    point = decoded(public)
    if point is None:
        return None
    x, y, z, t = point
    return multiples((-x % P, y, z, -t % P))  # of -A: [S]B + [k](-A) must be R


# --- The tree, RFC 6962 section 2.1 --------------------------------------------------------------


def sha256(raw: bytes) -> bytes:
    return hashlib.sha256(raw).digest()


def leaf(body: bytes) -> bytes:
    return sha256(b"\0" + body)


def node(left: bytes, right: bytes) -> bytes:
    return sha256(b"\1" + left + right)


class Tree:
    """A tree that grows: its complete subtrees from the left, each with its height."""

    def __init__(self) -> None:
        self.size = 0
        self.complete: list[tuple[int, bytes]] = []

    def add(self, hashed: bytes) -> list[tuple[int, bytes]]:
        """Adds a leaf; every complete subtree that it closes, from the leaf itself up."""
        closed = [(0, hashed)]
        height = 0
        while self.complete and self.complete[-1][0] == height:
            hashed = node(self.complete.pop()[1], hashed)
            height += 1
            closed.append((height, hashed))
        self.complete.append((height, hashed))
        self.size += 1
        return closed

    def root(self) -> bytes:
        if not self.complete:
            return sha256(b"")
        found = self.complete[-1][1]
        for _, hashed in self.complete[-2::-1]:
            found = node(hashed, found)
        return found


def root_of_path(hashed: bytes, position: int, size: int, path: list[bytes]) -> bytes:
    """The root that an audit path leads to (RFC 6962 section 2.1.1, RFC 9162 2.1.3.2)."""
    here, last, found = position, size - 1, hashed
    for step in path:
        if last == 0:
            raise RefusedError("the path is too long")
        if here & 1 or here == last:
            found = node(step, found)
            while not here & 1 and here:
                here, last = here >> 1, last >> 1
        else:
            found = node(found, step)
        here, last = here >> 1, last >> 1
    if last:
        raise RefusedError("the path is too short")
    return found


def roots_of_growth(size: int, later: int, root: bytes, path: list[bytes]) -> tuple[bytes, bytes]:
    """The roots at both sizes to which a path leads (RFC 6962 section 2.1.2, RFC 9162 2.1.4.2)."""
    if size == later:
        if path:
            raise RefusedError("the path is too long")
        return root, root
    steps = list(path)
    if size & (size - 1) == 0:
        steps.insert(0, root)
    if not steps:
        raise RefusedError("the path is too short")
    here, last = size - 1, later - 1
    while here & 1:
        here, last = here >> 1, last >> 1
    first = second = steps[0]
    for step in steps[1:]:
        if last == 0:
            raise RefusedError("the path is too long")
        if here & 1 or here == last:
            first, second = node(step, first), node(step, second)
            while not here & 1 and here:
                here, last = here >> 1, last >> 1
        else:
            second = node(second, step)
        here, last = here >> 1, last >> 1
    if last:
        raise RefusedError("the path is too short")
    return first, second


# --- Envelopes -----------------------------------------------------------------------------------


class Envelope(NamedTuple):
    type: str
    payload: bytes
    keyid: str
    signature: bytes

    def is_signed_by(self, public: bytes) -> bool:
        kind = self.type.encode()
        signed = b"DSSEv1 %d %s %d %s" % (len(kind), kind, len(self.payload), self.payload)
        return is_signed(public, self.signature, signed)


def keyid_of(public: bytes) -> str:
    return sha256(public).hex()[:16]


def envelope_of(value: object, payload_type: str) -> Envelope:
    payload, kind, signatures = parts(value, "the envelope", "payload", "payloadType", "signatures")
    if kind != payload_type:
        raise RefusedError(f"the envelope is not of {payload_type}")
    if not isinstance(signatures, list) or len(signatures) != 1:
        raise RefusedError("the envelope has not exactly one signature")
    keyid, signature = parts(signatures[0], "the signature", "keyid", "sig")
    from_hex(keyid, "the keyid", 8)
    return Envelope(
        kind, from_base64(payload, "the payload"), keyid, from_base64(signature, "the signature")
    )


class Head(NamedTuple):
    log: str
    number: int
    size: int
    root: bytes
    time: str
    seconds: int
    before: bytes
    envelope: Envelope


def head_of(value: object) -> Head:
    envelope = envelope_of(value, HEAD_TYPE)
    log, number, size, root, time, before = parts(
        from_canonical(envelope.payload, "the payload"),
        "the payload",
        "log",
        "number",
        "size",
        "root",
        "time",
        "before",
    )
    from_hex(log, "log")
    return Head(
        log,
        whole(number, "number"),
        whole(size, "size", 1),
        from_hex(root, "root"),
        time,
        seconds(time, "time"),
        from_hex(before, "before"),
        envelope,
    )


# --- Keys ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Key:
    name: str
    organisation: str
    public: bytes
    roles: tuple[str, ...]
    start: int
    end: int | None

    def why_not(self, role: str, at: int) -> str | None:
        """What keeps the key from having a role at a time; from its start, up to before its end."""
        if role not in self.roles:
            return f"is no {role}"
        if at < self.start:
            return "was not valid yet"
        if self.end is not None and at >= self.end:
            return "was no longer valid"
        return None


def is_ambiguous(keys: Iterable[Key], name: str, organisation: str) -> bool:
    """Whether what is released to one of these might be taken to be for another in the log."""
    return "anybody" in (name, organisation) or any(
        name == key.organisation != organisation or key.name == organisation != key.organisation
        for key in keys
    )


# --- A log ---------------------------------------------------------------------------------------


class Told:
    """Prints faults and counts them."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, where: str, what: str) -> None:
        self.count += 1
        say(f"{where}: {what}")


@dataclass(frozen=True, slots=True)
class Submitted:
    """A submission that no head has covered yet; `is_of_others` if it enters again what another
    organisation entered first."""

    position: int
    key: Key
    roles: tuple[str, ...]
    is_of_others: bool


@dataclass(slots=True)
class Composed:
    """What the entries since the last submission do to the documents. What stands in one is a list
    of kinds and names."""

    fresh: list[tuple[str, str]] = field(default_factory=list)  # statements
    gone: list[tuple[str, str]] = field(default_factory=list)  # from the last versions
    there: list[tuple[str, str]] = field(default_factory=list)  # in the new ones
    entered: set[str] = field(default_factory=set)  # documents and files, as `belonging` has them
    is_readable: bool = True

    def fault(self) -> str | None:
        """What is not in one place of the documents now."""
        if not self.is_readable:
            return None
        stands = dict.fromkeys((*self.gone, *self.there, *self.fresh), 1)
        for key in self.fresh:
            stands[key] -= 1
        for key in self.gone:
            stands[key] -= 1
        for key in self.there:
            stands[key] += 1
        for (kind, name), places in stands.items():
            if places != 1:
                where = "no document" if places < 1 else "more than one place"
                return f"the {kind:.20} {name:.40} stands in {where} now [10]"
        return None


class Answer(NamedTuple):
    """An edition, or an approval or decision with the edition that it cites."""

    position: int
    kind: str
    leaf: str
    edition: str  # the name of the edition itself, or of the one cited
    cited: str = ""  # the hash of the one cited


@dataclass(slots=True)
class Verifier:
    """Reads a log once, from its first entry to its last, with what it must remember."""

    database: sqlite3.Connection
    tell: Told
    trusted: bytes | None = None
    since: Head | None = None
    name: str = ""
    keeper: bytes = b""
    tree: Tree = field(default_factory=Tree)
    batch: Tree = field(default_factory=Tree)
    kinds: set[str] = field(default_factory=set)  # in the batch
    answers: list[Answer] = field(default_factory=list)  # in the batch
    editions: dict[str, tuple[str, str]] = field(default_factory=dict)  # by leaf: keyid, name
    approved: set[str] = field(default_factory=set)  # the leaves of editions
    brought: list[tuple[int, str, dict[str, Any], str]] = field(default_factory=list)
    keys: dict[str, Key] = field(default_factory=dict)
    numbers: dict[tuple[str, str], int] = field(default_factory=dict)
    composed: Composed = field(default_factory=Composed)  # in the batch
    bodies: dict[str, bytes] = field(default_factory=dict)  # of the documents, as they are now
    owners: dict[str, str] = field(default_factory=dict)  # keyids, of what belongs to somebody
    paths: dict[str, str] = field(default_factory=dict)  # the kind of each document and file
    folders: set[str] = field(default_factory=set)
    agreed: list[tuple[int, str, Any]] = field(default_factory=list)  # documents but reports
    sealing: dict[str, int] = field(default_factory=dict)  # by keyid: where it sealed first
    people: dict[str, int] = field(default_factory=dict)  # by name: where the key was entered
    heads_at: dict[int, tuple[int, str]] = field(default_factory=dict)  # size and root, by number
    files: dict[str, int] = field(default_factory=dict)
    waiting: list[Submitted] = field(default_factory=list)
    levels: list[list[bytes]] = field(default_factory=list)
    tiles: dict[tuple[int, int], tuple[bytes, bytes]] = field(default_factory=dict)
    head: Head | None = None
    heads: int = 0
    before: bytes = bytes(32)

    def run(self) -> None:
        heads = self.read_heads()
        following = next(heads, None)
        for position, row in enumerate(self.rows("entries", "position")):
            self.entry(position, row)
            while following is not None and following.size <= self.tree.size:
                self.check_head(following)
                following = next(heads, None)
            if self.since is not None and self.since.size == self.tree.size:
                self.check_since(self.since)
        while following is not None:
            self.tell(f"head {following.number}", "covers more entries than there are")
            following = next(heads, None)
        self.end()

    def end(self) -> None:
        if not self.tree.size:
            self.tell("entries", "there is none")
        if self.batch.size:
            self.tell("entries", f"the last {self.batch.size} are covered by no submission [3]")
        if self.head is None or self.head.size != self.tree.size:
            self.tell("heads", "the last does not cover the last entry [5]")
        if self.since is not None and self.since.size > self.tree.size:
            self.tell("since", f"the log ends before entry {self.since.size}, where that head was")
        self.check_tiles()
        self.check_files()

    def rows(self, table: str, *order: str) -> Iterator[tuple[Any, ...]]:
        """The rows of a table itself: no index is asked, which might say something else."""
        columns = ", ".join(name for name, _ in TABLES[table])
        yield from self.database.execute(
            f"SELECT {columns} FROM {table} NOT INDEXED ORDER BY {', '.join(order)}"
        )

    # --- entries

    def entry(self, position: int, row: tuple[Any, ...]) -> None:
        where = f"entry {position}"
        if type(row[0]) is not int or row[0] != position:
            self.tell(where, f"has the position {row[0]!r:.40} [1]")
            self.composed.is_readable = False
        body = row[4] if isinstance(row[4], bytes) else str(row[4]).encode(errors="replace")
        hashed = leaf(body)
        if position == 0:
            self.name = hashed.hex()
        self.grow(hashed)
        try:
            kind, name, number, holds = parts(
                from_canonical(row[4], "the body"), "the body", "kind", "name", "number", "holds"
            )
        except RefusedError as problem:
            self.tell(where, str(problem))
            self.unreadable(row[1], row[2], hashed)
            return
        try:
            if (kind, name, number) != row[1:4] or type(row[3]) is not int:
                self.tell(where, "its columns do not say what its body says [1]")
            self.check_number(where, text(kind, "kind"), text(name, "name"), number)
            if (position == 0) != (kind == "log"):
                self.tell(where, "a log begins with the only entry of the kind `log` [2]")
            if kind == "submission":
                self.submission(position, name, number, holds)
            else:
                self.batch.add(hashed)
                self.kinds.add(kind)
                self.other(position, kind, name, holds)
                self.enter(position, kind, name, holds, row[4])
                if kind in ("edition", "approval", "decision"):
                    self.answers.append(answer_of(position, kind, hashed.hex(), name, holds))
        except RefusedError as problem:
            self.composed.is_readable = False
            if row[1] == "submission":
                self.begin_batch()
            self.tell(where, str(problem))

    def unreadable(self, kind: str, name: str, hashed: bytes) -> None:
        """Goes on as if it were what its columns say, so that nothing else is told for it."""
        self.numbers[kind, name] = self.numbers.get((kind, name), 0) + 1
        self.composed.is_readable = False
        if kind == "submission":
            self.begin_batch()
        else:
            self.batch.add(hashed)

    def begin_batch(self) -> None:
        self.batch, self.brought, self.kinds, self.answers = Tree(), [], set(), []
        self.composed = Composed()

    def check_number(self, where: str, kind: str, name: str, number: object) -> None:
        expected = self.numbers.get((kind, name), 0) + 1
        if whole(number, "number", 1) != expected:
            self.tell(where, f"is number {number} of its kind and name, not {expected} [1]")
        self.numbers[kind, name] = expected
        if number != 1 and kind not in AGAIN:
            self.tell(where, f"a {kind:.20} is entered once, and this is number {number} [1]")

    def other(self, position: int, kind: str, name: str, holds: dict[str, Any]) -> None:
        """An entry that is not a submission: whether it holds what its kind holds."""
        if isinstance(holds, dict) and "sealed" in holds:
            for keyid in check_sealed(holds["sealed"]):
                self.sealing.setdefault(keyid, position)
        match kind:
            case "log":
                self.begin(holds)
            case "key" | "revocation":
                check_key(kind, holds)
                if kind == "key":
                    self.people.setdefault(name, position)
                self.brought.append((position, kind, holds, name))
            case "document":
                check_document(holds)
                self.compose(position, holds["parts"])
                if not name.startswith("record/"):
                    self.agreed.append((position, name, holds))
            case "file":
                self.file(position, *check_file(holds))
            case "policy":
                check_policy(name, holds)
            case "edition":
                for named in check_edition(holds):
                    self.file(position, *named)
                self.rest(position, holds)
            case "approval":
                check_citing(holds, "an approval")
            case "decision":
                check_citing(holds, "a decision", "because", "does", "subject")
            case _ if kind in STATEMENTS:
                check_statement(kind, name, holds)
            case _:
                raise RefusedError(f"there is no kind `{kind:.40}` [1]")

    def compose(self, position: int, pieces: list[Any]) -> None:
        """The statements in a document stand before it."""
        for piece in pieces:
            if isinstance(piece, list) and not (
                piece[0] in STATEMENTS and self.numbers.get((piece[0], piece[1]))
            ):
                what = f"{piece[0]:.20} {piece[1]:.40}"
                self.tell(f"entry {position}", f"the {what} in it does not stand before it [10]")
                return

    def enter(
        self, position: int, kind: str, name: str, holds: dict[str, Any], body: bytes
    ) -> None:
        """What an entry does to the documents, and whether a document or file may have its name."""
        if kind in STATEMENTS:
            if self.numbers[kind, name] == 1:
                self.composed.fresh.append((kind, name))
            return
        if kind not in ("document", "file"):
            return
        if kind == "document":
            if name in self.bodies:
                last = from_canonical(self.bodies[name], "the body")
                self.composed.gone.extend(standing_in(last["holds"]["parts"]))
            self.composed.there.extend(standing_in(holds["parts"]))
            self.bodies[name] = body
        self.composed.entered.add(belonging(kind, name))
        self.check_path(f"entry {position}", kind, name)

    def check_path(self, where: str, kind: str, name: str) -> None:
        if self.paths.setdefault(name, kind) != kind:
            self.tell(where, "a document and a file have its name [13]")
        elif self.numbers[kind, name] == 1:
            steps = name.split("/")
            parents = ["/".join(steps[:end]) for end in range(1, len(steps))]
            if not is_path(name):
                self.tell(where, "has a name that no file in a folder can have [13]")
            if name in self.folders or any(each in self.paths for each in parents):
                self.tell(where, "is a folder of another, or lies in another [13]")
            self.folders.update(parents)

    def rest(self, position: int, holds: dict[str, Any]) -> None:
        """An edition names a head before it, and what was there at that head."""
        where, head = f"entry {position}", holds["head"]
        size = head["size"]
        if self.heads_at.get(head["number"]) != (size, head["root"]):
            self.tell(where, "rests on a head that does not stand before it [11]")
            return
        agreed = {name: each for at, name, each in self.agreed if at < size}
        if sha256(canonical(agreed)).hex() != holds["agreement"]:
            self.tell(where, "rests on another agreement than stood there at its head [11]")
        for keyid in holds["keys"]:
            if self.sealing.get(keyid, size) >= size:
                self.tell(where, f"the key {keyid} had sealed nothing at its head [11]")
        reader = holds["reader"]
        if reader not in (None, "anybody") and self.people.get(reader, size) >= size:
            self.tell(where, f"the reader {reader:.40} was not there at its head [11]")

    def file(self, position: int, sha: str, size: int) -> None:
        if self.files.setdefault(sha, size) != size:
            self.tell(f"entry {position}", "gives another size for the same file [8]")

    def begin(self, holds: object) -> None:
        version, keeper, since = parts(holds, "a log", "format", "keeper", "since")
        if version != 1 or type(version) is not int:
            raise RefusedError("is of another format than 1")
        seconds(since, "since")
        if self.keeper:
            return
        self.keeper = from_hex(keeper, "keeper")
        if self.trusted is not None and self.keeper != self.trusted:
            self.tell("entry 0", f"the keeper is {keeper}, not the one you trust [2]")

    # --- submissions and keys

    def submission(self, position: int, name: str, number: int, holds: object) -> None:
        where = f"entry {position}"
        covered, brought, kinds, answers = self.batch, self.brought, self.kinds, self.answers
        composed = self.composed
        self.begin_batch()
        wrong = composed.fault()
        if wrong is not None:
            self.tell(where, wrong)
        envelope = envelope_of(holds, SUBMISSION_TYPE)
        log, count, root = parts(
            from_canonical(envelope.payload, "the payload"), "the payload", "log", "count", "root"
        )
        if name != envelope.keyid:
            self.tell(where, "is not named after the key that signs it")
        if log != self.name:
            self.tell(where, "was signed for another log [3]")
        if whole(count, "count", 1) != covered.size or from_hex(root, "root") != covered.root():
            self.tell(where, "does not cover what stands before it [3]")
        first = position == covered.size
        was_there = envelope.keyid in self.keys
        self.bring(brought)
        self.cite(envelope.keyid, answers)
        is_of_others = self.owned_by_others(envelope.keyid, composed.entered)
        signer = self.keys.get(envelope.keyid)
        if first:
            if keyid_of(self.keeper) not in self.keys:
                self.tell(where, "the first submission does not bring the keeper's key [6]")
            if signer is None or signer.public != self.keeper:
                self.tell(where, "the first submission is not signed by the keeper [6]")
        if signer is None or not (was_there or first):
            self.tell(where, f"is signed by {envelope.keyid}, a key that was not there [7]")
            return
        if not envelope.is_signed_by(signer.public):
            self.tell(where, f"the signature is not that of {signer.name} [7]")
        self.waiting.append(Submitted(position, signer, roles_for(kinds), is_of_others))

    def owned_by_others(self, keyid: str, entered: set[str]) -> bool:
        """Whether something of it was first entered for another organisation; from now on, what
        nobody had entered is that of this one."""
        owners = {self.owners.setdefault(each, keyid) for each in entered}
        return any(self.house(each) != self.house(keyid) for each in owners)

    def house(self, keyid: str) -> str:
        """The organisation of a key, or the key itself if it has none."""
        key = self.keys.get(keyid)
        return keyid if key is None else key.organisation or keyid

    def cite(self, keyid: str, answers: list[Answer]) -> None:
        """Editions with who submitted them; and whether what cites one may, in their order."""
        is_of_one = sum(key.roles != ("reader",) for key in self.keys.values()) == 1
        for one in answers:
            where = f"entry {one.position}"
            if one.kind == "edition":
                self.editions[one.leaf] = keyid, one.edition
            elif one.cited not in self.editions:
                self.tell(where, "cites an edition that does not stand before it [9]")
            else:
                author, name = self.editions[one.cited]
                if name != one.edition:
                    self.tell(where, f"cites the edition {name:.40} under another name [9]")
                if one.kind == "decision":
                    if one.cited not in self.approved and not is_of_one:
                        self.tell(where, "rests on an edition that nobody had approved [9]")
                elif author == keyid and not is_of_one:
                    self.tell(where, "approves an edition that the same key submitted [9]")
                else:
                    self.approved.add(one.cited)

    def bring(self, brought: list[tuple[int, str, dict[str, Any], str]]) -> None:
        for position, kind, holds, name in brought:
            where = f"entry {position}"
            held = [(keyid, key) for keyid, key in self.keys.items() if key.name == name]
            if kind == "key":
                public = bytes.fromhex(holds["public"])
                if held or keyid_of(public) in self.keys:
                    self.tell(where, "the key, or one of this name, was entered before [6]")
                    continue
                if is_ambiguous(self.keys.values(), name, holds["organisation"]):
                    self.tell(where, "has a name or organisation that means another, too [6]")
                    continue
                self.keys[keyid_of(public)] = Key(
                    name,
                    holds["organisation"],
                    public,
                    tuple(holds["roles"]),
                    holds["from"],
                    holds["until"],
                )
                continue
            if not held:
                self.tell(where, f"revokes a key of {name:.40} that is not there [6]")
            for keyid, key in held:
                end = holds["from"] if key.end is None else min(key.end, holds["from"])
                self.keys[keyid] = replace(key, end=end)

    # --- heads

    def read_heads(self) -> Iterator[Head]:
        """The heads that can be read at all; the others are told of."""
        for number, row in enumerate(self.rows("heads", "number")):
            where = f"head {number}"
            self.heads += 1
            if type(row[0]) is not int or row[0] != number:
                self.tell(where, f"has the number {row[0]!r:.40} [5]")
            before = self.before
            if isinstance(row[2], bytes):
                self.before = sha256(row[2])
            try:
                head = head_of(from_canonical(row[2], "the envelope"))
            except RefusedError as problem:
                self.tell(where, str(problem))
                continue
            if head.number != number:
                self.tell(where, f"says that it is number {head.number} [5]")
            if row[1] != head.size or type(row[1]) is not int:
                self.tell(where, "its column of the size does not say what its envelope says [5]")
            if head.before != before:
                self.tell(where, "does not name the head before it [5]")
            yield head._replace(number=number)

    def check_head(self, head: Head) -> None:
        """Compares a head with the tree when the reading has come to where it was signed."""
        where, last = f"head {head.number}", self.head
        if last is not None and head.size <= last.size:
            self.tell(where, "does not cover more than the head before it [5]")
        if last is not None and head.seconds < last.seconds:
            self.tell(where, f"is of {head.time}, earlier than the head before it [5]")
        self.compare(where, head)
        self.head = head
        self.heads_at[head.number] = head.size, head.root.hex()
        for one in self.waiting:
            for role in one.roles:
                why = one.key.why_not(role, head.seconds)
                if why:
                    self.tell(f"entry {one.position}", f"its signer {one.key.name} {why} [7]")
            why = one.key.why_not("keeper", head.seconds) if one.is_of_others else None
            if why:
                what = "and enters again what another organisation did [12]"
                self.tell(f"entry {one.position}", f"its signer {one.key.name} {why}, {what}")
        self.waiting = []

    def compare(self, where: str, head: Head) -> None:
        if head.log != self.name:
            self.tell(where, "was signed for another log [5]")
        if head.size == self.tree.size and head.root != self.tree.root():
            self.tell(where, f"has another root at {head.size} entries [5]")
        signer = self.keys.get(head.envelope.keyid)
        if signer is None:
            self.tell(where, f"is signed by {head.envelope.keyid}, a key that was not there [7]")
            return
        if not head.envelope.is_signed_by(signer.public):
            self.tell(where, f"the signature is not that of {signer.name} [7]")
        why = signer.why_not("witness", head.seconds)
        if why:
            self.tell(where, f"its signer {signer.name} {why} [7]")

    def check_since(self, head: Head) -> None:
        self.compare("since", head)

    # --- tiles

    def grow(self, hashed: bytes) -> None:
        """Adds a leaf; of every tile that it fills, what must stand in the table is remembered."""
        for height, closed in self.tree.add(hashed):
            level, between = divmod(height, 8)
            if between:
                continue
            if level:
                hashes, self.levels[level - 1] = b"".join(self.levels[level - 1]), []
                place = (self.tree.size >> height) - 1
                self.tiles[level - 1, place] = sha256(hashes), closed
            if level == len(self.levels):
                self.levels.append([])
            self.levels[level].append(closed)

    def check_tiles(self) -> None:
        for level, place, root, hashes in self.rows("tiles", "level", "place"):
            where = f"tile {level!s:.20}/{place!s:.20}"
            expected = None
            if type(level) is int and type(place) is int:
                expected = self.tiles.pop((level, place), None)
            if expected is None:
                self.tell(where, "is one too many [4]")
                continue
            if not isinstance(hashes, bytes) or sha256(hashes) != expected[0]:
                self.tell(where, "has other hashes than the entries make [4]")
            if root != expected[1]:
                self.tell(where, "has another root than the entries make [4]")
        for level, place in self.tiles:
            self.tell(f"tile {level}/{place}", "is missing [4]")

    # --- files

    def check_files(self) -> None:
        for sha, data in self.rows("files", "sha256"):
            where = f"file {sha!s:.64}"
            if not isinstance(sha, str) or not isinstance(data, bytes):
                self.tell(where, "is not a text and bytes [8]")
                continue
            size = self.files.pop(sha, None)
            if size is None:
                self.tell(where, "no entry names it [8]")
            elif size != len(data):
                self.tell(where, f"has {len(data)} bytes, not {size} [8]")
            if sha256(data).hex() != sha:
                self.tell(where, "has another content [8]")
        for sha in self.files:
            self.tell(f"file {sha}", "is named by an entry and not there [8]")


# --- What an entry holds -------------------------------------------------------------------------


def check_key(kind: str, holds: object) -> None:
    if kind == "revocation":
        start, because = parts(holds, "a revocation", "from", "because")
        whole(start, "from", None)
        text(because, "because")
        return
    public, roles, organisation, start, end = parts(
        holds, "a key", "public", "roles", "organisation", "from", "until"
    )
    from_hex(public, "public")
    if not isinstance(roles, list) or not roles or roles != [r for r in ROLES if r in roles]:
        raise RefusedError("roles are not a list out of " + ", ".join(ROLES))
    text(organisation, "organisation")
    whole(start, "from", None)
    if end is not None:
        whole(end, "until", None)


def check_policy(name: str, holds: object) -> None:
    (tells,) = parts(holds, "a policy", "tells_withheld")
    truth(tells, "tells_withheld")
    if name != "readers":
        raise RefusedError("a policy is not named readers")


def check_statement(kind: str, name: str, holds: object) -> None:
    """Its text, open, or a box; and beside it what its kind may have."""
    if not isinstance(holds, dict):
        raise RefusedError("a statement is not an object")
    is_sealed = "sealed" in holds
    needed = "sealed" if is_sealed else "text"
    may = ("report", "count") if is_sealed else ("report", "count", "names", "marking")
    parts(holds, "a statement", needed, *(key for key in may if key in holds))
    if "report" in holds:
        text(holds["report"], "report")
    if "count" in holds:
        whole(holds["count"], "count", 2)
    if "names" in holds:
        check_names(holds["names"], ("source", "entry", "file"))
    if "marking" in holds:
        check_marking(holds["marking"])
    if not is_sealed:
        text(holds["text"], "text")
        return
    keys = check_sealed(holds["sealed"])
    if kind == "source" and (len(keys) != 1 or name != f"protected-{keys[0]}"):
        raise RefusedError("a sealed source is not named after its one key")


def check_names(value: object, kinds: tuple[str, ...]) -> None:
    names = texts(value, "names")
    if not names or not all(each.partition(":")[0] in kinds and ":" in each for each in names):
        raise RefusedError(f"names are not a list of {':, '.join(kinds)}: and a name")


def check_marking(value: object) -> list[Any]:
    level, releasable, embargo, protected = found = parts(
        value, "a marking", "level", "releasable_to", "embargo", "protected"
    )
    among(level, "level", LEVELS)
    texts(releasable, "releasable_to")
    if embargo is not None:
        whole(embargo, "embargo", None)
    truth(protected, "protected")
    return found


def check_sealed(value: object) -> list[str]:
    """The ids of its keys. Whether the box opens with them only their holders can tell."""
    box, keys = parts(value, "what is sealed", "box", "keys")
    if len(from_base64(box, "box")) < SMALLEST_BOX:
        raise RefusedError("the box is too short")
    return keyids(keys)


def keyids(value: object, least: int = 1) -> list[str]:
    keys = texts(value, "keys")
    for each in keys:
        from_hex(each, "the id of a key", 8)
    if len(keys) < least or keys != sorted(set(keys)):
        raise RefusedError("keys are not ids in their order, each once")
    return keys


def check_document(holds: object) -> None:
    if not isinstance(holds, dict):
        raise RefusedError("a document is not an object")
    is_sealed = "sealed" in holds
    further = "sealed" if is_sealed else "amended"
    pieces = parts(holds, "a document", "parts", *(each for each in (further,) if each in holds))[0]
    if is_sealed:
        check_sealed(holds["sealed"])
    if "amended" in holds:
        text(holds["amended"], "amended")
    if not isinstance(pieces, list):
        raise RefusedError("parts is not a list")
    for piece in pieces:
        if piece is None if is_sealed else isinstance(piece, str):
            continue
        if not isinstance(piece, list) or [type(each) for each in piece] != [str, str]:
            between = "null" if is_sealed else "a text"
            raise RefusedError(f"a part is neither {between} nor a kind and a name")


def standing_in(pieces: list[Any]) -> list[tuple[str, str]]:
    """The statements in a document, by kind and name."""
    return [(piece[0], piece[1]) for piece in pieces if isinstance(piece, list)]


def belonging(kind: str, name: str) -> str:
    """What a document or file belongs to: documents outside `record/` all to one thing."""
    is_agreed = kind == "document" and not name.startswith("record/")
    return "" if is_agreed else f"{kind}:{name}"


def is_path(name: str) -> bool:
    """Whether a file in a folder, or below it, can have this name."""
    steps = name.split("/")
    return (
        not re.search("[\x00-\x1f\x7f-\x9f]", name)
        and not {"", ".", ".."} & set(steps)
        and len(name.encode()) <= LONGEST_NAME
        and all(len(each.encode()) <= LONGEST_PART for each in steps)
    )


def check_file(holds: object) -> tuple[str, int]:
    """Its hash and size. Of a table of incidents, also who may see it, and with which others."""
    found = dict(holds) if isinstance(holds, dict) else holds
    if isinstance(found, dict):
        if "marking" in found:
            check_marking(found.pop("marking"))
        if "names" in found:
            check_names(found.pop("names"), ("file",))
    return file_in(found, "a file")


def file_in(value: object, what: str) -> tuple[str, int]:
    sha, size = parts(value, what, "sha256", "size")
    from_hex(sha, "sha256")
    return sha, whole(size, "size")


def check_edition(holds: object) -> list[tuple[str, int]]:
    """The files that it names: its result and, of a public one, its policy."""
    public = ("policy",) if isinstance(holds, dict) and "policy" in holds else ()
    keys = (*EDITION, *public)
    kept = dict(zip(keys, parts(holds, "an edition", *keys), strict=True))
    number, size, root = parts(kept["head"], "head", "number", "size", "root")
    whole(number, "number")
    whole(size, "size", 1)
    from_hex(root, "root")
    version, program = parts(kept["program"], "program", "version", "sha256")
    text(version, "version")
    from_hex(program, "sha256")
    check_question(kept["question"])
    from_hex(kept["agreement"], "agreement")
    among(kept["answer"], "answer", ANSWERS)
    keyids(kept["keys"], least=0)
    whole(kept["read_at"], "read_at", None)
    text(kept["title"], "title")
    for each in ("reader", "subject"):
        if kept[each] is not None:
            text(kept[each], each)
    if check_marking(kept["marking"])[2:] != [None, False]:
        raise RefusedError("an edition has an embargo, or is protected")
    return [file_in(kept[each], each) for each in ("result", *public)]


EDITION = (
    "title", "answer", "subject", "question", "reader", "read_at", "keys", "agreement", "head",
    "program", "result", "marking",
)  # fmt: skip


def check_question(value: object) -> None:
    at, known, proof, viewpoint, readings = parts(
        value, "question", "at", "known", "proof", "viewpoint", "readings"
    )
    whole(at, "at", None)
    whole(known, "known", None)
    among(proof, "proof", STANDARDS)
    text(viewpoint, "viewpoint")
    texts(readings, "readings")


def check_citing(holds: object, what: str, *further: str) -> None:
    """An approval, or a decision with its `further` keys."""
    edition, names, *said = parts(holds, what, "edition", "names", *further)
    from_hex(edition, "edition")
    check_names(names, ("edition",))
    if len(names) != 1:
        raise RefusedError(f"{what} names more than one edition")
    for key, value in zip(further, said, strict=True):
        text(value, key)
    if "does" in further:
        among(said[further.index("does")], "does", DEEDS)


def answer_of(position: int, kind: str, leaf: str, name: str, holds: dict[str, Any]) -> Answer:
    if kind == "edition":
        return Answer(position, kind, leaf, name)
    named = holds["names"][0].removeprefix("edition:")
    if kind == "approval" and named != name:
        raise RefusedError("an approval is not named after its edition")
    return Answer(position, kind, leaf, named, holds["edition"])


def roles_for(kinds: set[str]) -> tuple[str, ...]:
    """The roles that a submission of these kinds takes, all of them at once."""
    needed = {"approver" if kind in APPROVERS_OWN else "author" for kind in kinds}
    if kinds & KEEPERS_OWN:
        needed.add("keeper")
    return tuple(role for role in ROLES if role in needed)


# --- Proofs --------------------------------------------------------------------------------------


def verify_proof(proof: object, trusted: bytes, tell: Told) -> str:
    what = proof.get("proves") if isinstance(proof, dict) else None
    if what == "inclusion":
        return verify_inclusion(proof, trusted, tell)
    if what == "consistency":
        return verify_consistency(proof, trusted, tell)
    raise RefusedError("it proves neither inclusion nor consistency")


def verify_inclusion(proof: object, trusted: bytes, tell: Told) -> str:
    _, entry, position, path, written = parts(
        proof, "the proof", "proves", "entry", "position", "path", "head"
    )
    head, body = head_of(written), from_base64(entry, "the entry")
    parts(from_canonical(body, "the entry"), "the entry", "kind", "name", "number", "holds")
    if whole(position, "position") >= head.size:
        raise RefusedError("the position is not below the size of the head")
    if root_of_path(leaf(body), position, head.size, hashes_of(path)) != head.root:
        tell("path", "does not lead from the entry to the root of the head")
    check_proof_head("head", head, trusted, tell)
    return f"entry {position} is in the log {head.log} as of {head.time}"


def verify_consistency(proof: object, trusted: bytes, tell: Told) -> str:
    _, one, other, path = parts(proof, "the proof", "proves", "earlier", "later", "path")
    earlier, later = head_of(one), head_of(other)
    if earlier.log != later.log:
        tell("heads", "are of two logs")
    if earlier.size > later.size or earlier.seconds > later.seconds:
        raise RefusedError("the earlier head is not the earlier one")
    roots = roots_of_growth(earlier.size, later.size, later.root, hashes_of(path))
    if roots != (earlier.root, later.root) and earlier.size != later.size:
        tell("path", "does not lead to the roots of both heads")
    if earlier.size == later.size and earlier.root != later.root:
        tell("heads", "have two roots at one size")
    check_proof_head("earlier", earlier, trusted, tell)
    check_proof_head("later", later, trusted, tell)
    return f"{later.size} entries as of {later.time} go on from {earlier.size} as of {earlier.time}"


def hashes_of(path: object) -> list[bytes]:
    if not isinstance(path, list):
        raise RefusedError("the path is not a list")
    return [from_hex(each, "a hash of the path") for each in path]


def check_proof_head(where: str, head: Head, trusted: bytes, tell: Told) -> None:
    if head.envelope.keyid != keyid_of(trusted) or not head.envelope.is_signed_by(trusted):
        tell(where, "is not signed by the key you trust")


# --- Reading files -------------------------------------------------------------------------------


def is_allowed(action: int, first: str | None, *_: str | None) -> int:
    """Lets SQLite read tables and nothing else: no function, no view, no trigger, no writing."""
    known = (
        *TABLES,
        "sqlite_master",
        "sqlite_schema",
        "pragma_table_xinfo",
        "pragma_integrity_check",
    )
    if action == sqlite3.SQLITE_SELECT or (action == sqlite3.SQLITE_READ and first in known):
        return sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_PRAGMA and first in ("table_xinfo", "integrity_check"):
        return sqlite3.SQLITE_OK
    return sqlite3.SQLITE_DENY


def prepared(database: sqlite3.Connection) -> sqlite3.Connection:
    database.text_factory = lambda raw: raw.decode(errors="surrogateescape")
    database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LARGEST_VALUE)
    for setting in ("trusted_schema = OFF", "cell_size_check = ON", "mmap_size = 0"):
        database.execute(f"PRAGMA {setting}")
    return database


def opened(path: Path) -> sqlite3.Connection:
    """A file of SQLite, read-only; immutable too unless a writer has left something beside it."""
    beside = [path.with_name(path.name + end) for end in ("-wal", "-journal")]
    immutable = not any(each.exists() and each.stat().st_size for each in beside)
    address = path.resolve().as_uri() + "?mode=ro" + "&immutable=1" * immutable
    database = prepared(sqlite3.connect(address, uri=True, isolation_level=None))
    database.execute("PRAGMA query_only = ON")
    database.set_authorizer(is_allowed)
    return database


def check_schema(database: sqlite3.Connection, tell: Told) -> bool:
    """Whether the tables are those of the format; what else is there, or missing, is told. Spaces
    do not count."""
    expected, was = statements(), tell.count
    found = {
        (str(kind), str(name)): " ".join(str(sql).split())
        for kind, name, sql in database.execute("SELECT type, name, sql FROM sqlite_master")
        if not (kind == "index" and str(name).startswith("sqlite_autoindex_") and sql is None)
    }
    for (kind, name), sql in expected.items():
        if (kind, name) not in found:
            tell("tables", f"the {kind} {name} is missing")
        elif found[kind, name] != sql:
            tell("tables", f"the {kind} {name} is another one")
    for kind, name in found.keys() - expected.keys():
        tell("tables", f"the {kind:.20} {name:.60} is one too many")
    return tell.count == was


def check_version(database: sqlite3.Connection, tell: Told) -> None:
    found = database.execute("SELECT version_num FROM alembic_version").fetchall()
    if found != [("0001",)]:
        tell("tables", "are of another form than 0001")


def check_database(database: sqlite3.Connection, tell: Told) -> None:
    for (problem,) in database.execute("PRAGMA integrity_check(100)"):
        if problem != "ok":
            tell("database", " ".join(str(problem).split())[:200])


def loaded(path: Path) -> sqlite3.Connection:
    """What `servanda log dump` printed, put into a database that goes away with this program."""
    database = prepared(sqlite3.connect("", isolation_level=None))
    for table, columns in TABLES.items():
        names = ", ".join(name for name, _ in columns)
        database.execute(f"CREATE TABLE {table} ({names})")
    database.execute("BEGIN")
    with path.open("rb") as file:
        for number in range(1, 1 << 62):
            line = file.readline(LARGEST_VALUE)
            if not line:
                break
            table, row = row_of(line, number)
            places = ", ".join("?" * len(row))
            database.execute(f"INSERT INTO {table} VALUES ({places})", row)
    database.execute("COMMIT")
    return database


def row_of(line: bytes, number: int) -> tuple[str, list[object]]:
    try:
        value = from_json(line, "it")
        table = value.get("table") if isinstance(value, dict) else None
        if table not in TABLES:
            raise RefusedError("is not a row of a table of a log")
        names = [name for name, _ in TABLES[table]]
        cells = parts(value, "it", "table", *names)[1:]
        return table, [
            from_base64(cell, name) if kind == "BLOB" else scalar(cell)
            for (name, kind), cell in zip(TABLES[table], cells, strict=True)
        ]
    except RefusedError as problem:
        raise UnreadableError(f"line {number}: {problem}") from None


def scalar(cell: object) -> object:
    if cell is not None and type(cell) not in (int, str):
        raise RefusedError("has something that is neither a number nor a text")
    return cell


def public_key(given: str) -> bytes:
    """A public key: 64 digits of hex, or a file that has them."""
    written = given
    if not re.fullmatch("[0-9a-fA-F]{64}", given):
        try:
            raw = read(Path(given), 64 << 10).decode(errors="replace")
        except OSError as problem:
            raise UnreadableError(
                f"{given}: is neither 64 digits of hex nor a file: {problem.strerror}"
            ) from None
        found = re.search(r"(?<![0-9A-Za-z])[0-9a-fA-F]{64}(?![0-9A-Za-z])", raw)
        if found is None:
            raise UnreadableError(f"{given}: has no public key, 64 digits of hex")
        written = found[0]
    return bytes.fromhex(written)


def kept_head(given: str) -> Head:
    try:
        return head_of(from_json(read(Path(given), 64 << 10), "it"))
    except OSError as problem:
        raise UnreadableError(f"{given}: cannot be read: {problem.strerror}") from None
    except RefusedError as problem:
        raise UnreadableError(f"{given}: is not a head: {problem}") from None


def read(path: Path, largest: int) -> bytes:
    with path.open("rb") as file:
        raw = file.read(largest + 1)
    if len(raw) > largest:
        raise UnreadableError(f"{path}: is larger than {largest} bytes")
    return raw


# --- The command ---------------------------------------------------------------------------------


def say(line: str) -> None:
    shown = "".join(each if each.isprintable() else "?" for each in line)
    sys.stdout.write(shown.encode(errors="replace").decode() + "\n")


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(
        description="Verifies a log of Servanda, a dump of one, or a proof out of one."
    )
    parser.add_argument("log", metavar="LOG", help="a file of SQLite, a dump, or a proof")
    parser.add_argument(
        "--key", help="for a log the keeper's public key, for a proof the witness's"
    )
    parser.add_argument("--since", metavar="HEAD", help="a head that was kept from earlier")
    given = parser.parse_args(arguments)
    try:
        return verified(Path(given.log), given.key, given.since)
    except UnreadableError as problem:
        say(str(problem))
    except (OSError, sqlite3.Error, ValueError) as problem:
        say(f"{given.log}: cannot be read: {problem}")
    return CANNOT_BE_READ


def verified(path: Path, key: str | None, since: str | None) -> int:
    trusted = public_key(key) if key else None
    head = kept_head(since) if since else None
    tell = Told()
    with path.open("rb") as file:
        start = file.readline(LARGEST_VALUE)
    if start.startswith(b"SQLite format 3\0"):
        return verified_file(path, trusted, head, tell)
    if start.startswith(b"{") and b'"table":' in start:
        with closing(loaded(path)) as database:
            return verified_tables(database, trusted, head, tell)
    if start.lstrip().startswith(b"{"):
        return verified_proof(path, trusted, tell)
    if not start:
        raise UnreadableError(f"{path}: is empty: no log, or all of it is lost")
    raise UnreadableError(
        f"{path}: is neither a log nor a dump nor a proof, or its beginning is damaged"
    )


def verified_file(path: Path, trusted: bytes | None, since: Head | None, tell: Told) -> int:
    with closing(opened(path)) as database:
        try:
            if check_schema(database, tell):
                check_database(database, tell)
                return verified_tables(database, trusted, since, tell)
        except sqlite3.DatabaseError as problem:
            if getattr(problem, "sqlite_errorcode", 0) & 0xFF in NOT_NOW:
                raise
            tell("database", f"is damaged: {problem}")
    say("does not hold")
    return DOES_NOT_HOLD


def verified_tables(
    database: sqlite3.Connection, trusted: bytes | None, since: Head | None, tell: Told
) -> int:
    verifier = Verifier(database, tell, trusted, since)
    try:
        check_version(database, tell)
        verifier.run()
    except sqlite3.Error as problem:
        tell("database", f"cannot be read further: {problem}")
    say(f"log {verifier.name}")
    say(f"keeper {verifier.keeper.hex()}" + ("" if trusted else " (compared with no key)"))
    say(f"{verifier.tree.size} entries, {verifier.heads} heads, root {verifier.tree.root().hex()}")
    if verifier.head is not None:
        say(f"last head {verifier.head.number} of {verifier.head.time}")
    say("does not hold" if tell.count else "holds")
    return DOES_NOT_HOLD if tell.count else HOLDS


def verified_proof(path: Path, trusted: bytes | None, tell: Told) -> int:
    if trusted is None:
        raise UnreadableError("for a proof, name the witness's public key: --key")
    try:
        proven = verify_proof(from_json(read(path, LARGEST_VALUE), "the proof"), trusted, tell)
    except RefusedError as problem:
        tell("proof", str(problem))
    if tell.count:
        return DOES_NOT_HOLD
    say(proven)
    say("holds")
    return HOLDS


if __name__ == "__main__":
    if hasattr(signal, "SIGPIPE"):  # whoever reads only the beginning has read enough
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    sys.exit(main(sys.argv[1:]))
