"""Every name that is used anywhere in a value of the models, wherever it stands in it."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache


def mentioned(value: object) -> frozenset[str]:
    """All words and names in a value and in everything that it holds."""
    return frozenset(words_in(value))


def words_in(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
        yield value.split("/", 1)[0]
    elif isinstance(value, tuple | list | frozenset | set):
        for each in value:
            yield from words_in(each)
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from words_in(each)
    elif is_dataclass(value) and not isinstance(value, type):
        for name in names_of_fields(type(value)):
            yield from words_in(getattr(value, name))


@cache
def names_of_fields(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind) if field.name != "span")
