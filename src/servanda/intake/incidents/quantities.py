"""Counts, coordinates and codes as tables write them."""

import re

from servanda.intake.incidents.model import Bounds
from servanda.intake.incidents.refused import RefusedError

WHOLE = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(?:\.0*)?", re.ASCII)
DEGREES = re.compile(r"[+-]?\d{1,3}(?:[.,]\d{1,15})?", re.ASCII)
CODE_AS_NUMBER = re.compile(r"(-?\d+)\.0+", re.ASCII)
MOST = 1_000_000_000


def code(text: str) -> str:
    """A code without the `.0` that it gets where a program took it for a number."""
    found = CODE_AS_NUMBER.fullmatch(text)
    return found[1] if found else text


def whole(text: str, column: str) -> int | None:
    """A whole number; None for an empty cell."""
    if not text:
        return None
    found = WHOLE.fullmatch(text)
    number = int(found[1].replace(",", "")) if found and len(text) < 30 else MOST + 1
    if number > MOST:
        raise RefusedError("unreadable-number", column)
    return number


def bounds(
    low: int | None, best: int | None, high: int | None, *, widen: bool, column: str
) -> tuple[Bounds | None, bool]:
    """What a source tells of a number, and whether it had to be widened to hold all it says."""
    told = [number for number in (low, best, high) if number is not None]
    if not told:
        return None, False
    lowest = low if low is not None else min(told)
    highest = high if high is not None else max(told)
    if lowest == min(told) and highest == max(told):
        return Bounds(lowest, highest, best), False
    if not widen:
        raise RefusedError("range-out-of-order", column)
    return Bounds(min(told), max(told), best), True


def degrees(text: str, most: float, column: str) -> float | None:
    """A coordinate; None for an empty cell."""
    if not text:
        return None
    if DEGREES.fullmatch(text) is None or not -most <= (found := _number(text)) <= most:
        raise RefusedError("unreadable-place", column)
    return found


def _number(text: str) -> float:
    return float(text.replace(",", "."))
