"""Reading JSON from outside piece by piece: whatever it holds, a value of the type or one line on
what is wrong with it, and where."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeVar

Value = TypeVar("Value")
Word = TypeVar("Word", bound=str)
LONGEST_TEXT = 20_000
DEEPEST = 12
MOST = 5_000


class DraftError(Exception):
    """What is wrong with a file of intake, in one line."""


def parsed(data: bytes, largest: int) -> Mapping[str, object]:
    """The object that the bytes are."""
    if len(data) > largest:
        raise DraftError(f"it has more than {largest:,} bytes")
    try:
        found = json.loads(data.decode("utf-8"), parse_constant=refuse_constant)
    except UnicodeDecodeError:
        raise DraftError("it is not UTF-8 text") from None
    except RecursionError:
        raise DraftError("it is nested too deeply") from None
    except ValueError as problem:
        raise DraftError(f"it is no JSON: {problem}") from None
    return as_object(found, "it")


def refuse_constant(word: str) -> object:
    raise ValueError(f"{word} is no number")


def as_object(value: object, where: str) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise DraftError(f"{where} is no object")
    return value


def as_list(value: object, where: str) -> list[object]:
    if not isinstance(value, list):
        raise DraftError(f"{where} is no list")
    if len(value) > MOST:
        raise DraftError(f"{where} has more than {MOST:,} entries")
    return value


def as_text(value: object, where: str, longest: int = LONGEST_TEXT) -> str:
    if not isinstance(value, str):
        raise DraftError(f"{where} is no text")
    if len(value) > longest:
        raise DraftError(f"{where} has more than {longest:,} characters")
    if any(mark != "\n" and not mark.isprintable() for mark in value):
        raise DraftError(f"{where} holds characters that cannot be shown")
    return value


def as_number(value: object, where: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 10**9:
        raise DraftError(f"{where} is no whole number from 0 on")
    return value


def as_day(value: object, where: str) -> date:
    try:
        return date.fromisoformat(as_text(value, where, 10))
    except ValueError:
        raise DraftError(f"{where} is no date like 2025-10-22") from None


def one_of(value: object, words: tuple[Word, ...], where: str) -> Word:
    found = next((word for word in words if word == value), None)
    if found is None:
        raise DraftError(f"{where} is none of {', '.join(words)}")
    return found


def optional(
    found: Mapping[str, object], key: str, read: Callable[[object, str], Value], where: str
) -> Value | None:
    value = found.get(key)
    return None if value is None else read(value, f"{key} of {where}")
