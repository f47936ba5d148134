"""Two parties in each other's place: the same data with their names exchanged everywhere."""

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import TypeVar, cast

Value = TypeVar("Value")


def swapped(value: Value, names: Mapping[str, str]) -> Value:
    """The value with every name exchanged, wherever it stands: in a deed, a camp, a chain, a
    power, a viewpoint, a sentence. Titles stay with what they are titles of."""
    either = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    whole = re.compile(rf"(?<![\w-])(?:{either})(?![\w-])")
    return cast(Value, _swapped(value, whole, names))


def _swapped(value: object, whole: re.Pattern[str], names: Mapping[str, str]) -> object:
    if isinstance(value, str):
        return whole.sub(lambda found: names[found[0]], value)
    if is_dataclass(value) and not isinstance(value, type):
        every = {f.name: getattr(value, f.name) for f in fields(value) if f.init}
        return type(value)(**{name: _swapped(one, whole, names) for name, one in every.items()})
    if isinstance(value, Mapping):
        return {
            _swapped(key, whole, names): _swapped(one, whole, names) for key, one in value.items()
        }
    if isinstance(value, tuple | list):
        return type(value)(_swapped(one, whole, names) for one in value)
    if isinstance(value, frozenset):
        return frozenset(_swapped(one, whole, names) for one in value)
    return value


def both_ways(*pairs: tuple[str, str]) -> Mapping[str, str]:
    return {**dict(pairs), **{other: one for one, other in pairs}}
