"""Values of the models as plain data that JSON can hold, and back, exactly.

Every value becomes itself (text, number, nothing) or a list that begins with what it is. Only the
classes named here can come back, so what is read is data whatever it says.
"""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from types import MappingProxyType, ModuleType
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

from servanda.agreement import model as agreement_model
from servanda.evidence import ladder, viewpoint
from servanda.language import diagnostic
from servanda.record import model as record_model
from servanda.values import calendar, deed, instant, quantity, span
from servanda.verdict import expected
from servanda.workspace import built

Plain: TypeAlias = "str | int | float | bool | None | list[Plain]"

MODULES: tuple[ModuleType, ...] = (
    agreement_model, record_model, viewpoint, ladder, diagnostic,
    calendar, deed, instant, quantity, span, expected, built,
)  # fmt: skip


class UnreadableError(Exception):
    """The plain data is not what `to_plain` writes."""


def to_plain(value: object) -> Plain:
    """The value as plain data."""
    match value:
        case None | bool() | int() | float() | str():
            return value
        case tuple():
            return ["tuple", *(to_plain(part) for part in value)]
        case frozenset():
            return ["set", *(to_plain(part) for part in sorted(value))]
        case Mapping():
            pairs = [[to_plain(name), to_plain(held)] for name, held in value.items()]
            return ["map", *pairs]
        case ZoneInfo():
            return ["zone", value.key]
    assert is_dataclass(value), "the models hold nothing else"
    stated = [f.name for f in fields(value) if f.init]
    return [type(value).__name__, *(to_plain(getattr(value, name)) for name in stated)]


def from_plain(plain: Plain) -> object:
    """The value that was made plain."""
    if not isinstance(plain, list):
        return plain
    if not plain or not isinstance(plain[0], str):
        raise UnreadableError
    make = makers().get(plain[0])
    if make is None:
        raise UnreadableError
    try:
        return make(plain)
    except (TypeError, ValueError, KeyError, AssertionError) as problem:
        raise UnreadableError from problem


@cache
def makers() -> Mapping[str, Callable[[list[Plain]], object]]:
    """How each kind of value is made again, by the word it begins with."""
    found: dict[str, Callable[[list[Plain]], object]] = {
        "tuple": lambda plain: tuple(map(from_plain, plain[1:])),
        "set": lambda plain: frozenset(map(from_plain, plain[1:])),
        "map": made_map,
        "zone": lambda plain: ZoneInfo(str(plain[1])),
    }
    for module in MODULES:
        for name, kind in vars(module).items():
            if isinstance(kind, type) and is_dataclass(kind):
                found[name] = maker_of(kind)
    return found


def made_map(plain: list[Plain]) -> object:
    pairs = [pair for pair in plain[1:] if isinstance(pair, list)]
    return MappingProxyType({from_plain(pair[0]): from_plain(pair[1]) for pair in pairs})


def maker_of(kind: Any) -> Callable[[list[Plain]], object]:
    return lambda plain: kind(*map(from_plain, plain[1:]))
