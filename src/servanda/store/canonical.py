"""Canonical JSON: one sequence of bytes for one value, so that a hash of it means something.

RFC 8785 for the values that the log uses: objects with ASCII keys, arrays, texts, whole numbers,
true, false and null. Numbers with a fraction are not among them, as their writing is where
implementations differ.
"""

import json
from collections.abc import Mapping, Sequence
from typing import TypeAlias

Json: TypeAlias = "str | int | bool | None | Sequence[Json] | Mapping[str, Json]"

LARGEST = 2**53 - 1  # of RFC 8785: what a binary64 holds exactly
_encode = json.JSONEncoder(
    ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
).encode


class NotCanonicalError(ValueError):
    """Bytes that are no canonical JSON, with why."""


def canonical(value: Json) -> bytes:
    """The bytes of a value; a text with half a surrogate pair is a mistake of the program."""
    return _encode(value).encode("utf-8")


def read_canonical(data: bytes) -> Mapping[str, Json]:
    """The object that the bytes are the canonical form of, or `NotCanonicalError`."""
    try:
        value = _decode(data.decode("utf-8"))
        is_canonical = canonical(value) == data
    except (ValueError, RecursionError) as problem:
        raise NotCanonicalError(f"not readable as JSON: {problem}") from problem
    if not isinstance(value, dict):
        raise NotCanonicalError("not an object")
    if not is_canonical:
        raise NotCanonicalError("not in its canonical form")
    return value


def digits_of_hash(value: Json) -> bytes:
    """The 32 bytes that 64 lower-case hexadecimal digits stand for; else `NotCanonicalError`."""
    try:
        found = bytes.fromhex(value) if isinstance(value, str) else b""
    except ValueError:
        found = b""
    if len(found) != 32 or found.hex() != value:
        raise NotCanonicalError("not the 64 hexadecimal digits of 32 bytes")
    return found


def _refuse(number: str) -> None:
    raise NotCanonicalError(f"'{number}' is no whole number")


def _whole(digits: str) -> int:
    if len(digits) > 17 or abs(int(digits)) > LARGEST:
        raise NotCanonicalError(f"{digits:.20} is larger than all can read")
    return int(digits)


_decode = json.JSONDecoder(parse_float=_refuse, parse_constant=_refuse, parse_int=_whole).decode
