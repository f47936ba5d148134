"""The words of a `ladder.toml`: what may stand behind each, and what holds where it is missing."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from servanda.evidence.ladder import Contesting, Grade, Standing
from servanda.language.listing import listed
from servanda.record.model import Credibility, SourceGrade

RUNGS = tuple(grade.word for grade in Grade if grade)
STANCES = ("says", "denies", "admits", "finds", "rules")  # that are evidence
MOST = 99


@dataclass(frozen=True, slots=True)
class Key:
    """What may stand behind a word: as a test, in words, and where it is missing."""

    may_be: Callable[[Any], bool]
    words: str
    default: Any


def whole_number(least: int) -> Key:
    """As many as that at least; as many as that where nothing is written."""
    return Key(
        lambda value: type(value) is int and least <= value <= MOST,
        f"a whole number from {least} to {MOST}",
        least,
    )


def yes_or_no() -> Key:
    return Key(lambda value: isinstance(value, bool), "`true` or `false`", default=False)


def one_of(words: Sequence[str], default: str) -> Key:
    return Key(lambda value: value in words, f"one of {quoted(words)}", default)


def some_of(words: Sequence[str]) -> Key:
    return Key(
        lambda value: isinstance(value, list) and all(one in words for one in value),
        f"a list of some of {quoted(words)}",
        list(words),
    )


def quoted(words: Sequence[str]) -> str:
    return listed([f'"{word}"' for word in words])


def is_table(value: Any) -> bool:
    return isinstance(value, dict)


def is_of_tables(value: Any) -> bool:
    return is_table(value) and all(map(is_table, value.values()))


def is_credibility(value: Any) -> bool:
    return type(value) is int and value in get_args(Credibility)


OF_A_RUNG: Mapping[str, Key] = {
    "stances": some_of(STANCES),
    "origins": whole_number(1),
    "camps": whole_number(1),
    "not-gaining": whole_number(0),
    "competent-body": yes_or_no(),
    "binding-voice": yes_or_no(),
    "plea-offsets": yes_or_no(),
    "weakest-source": one_of(get_args(SourceGrade), "F"),
    "weakest-information": Key(is_credibility, "a whole number from 1 to 6", 6),
}
OF_CONTESTED: Mapping[str, Key] = {
    "by": some_of(get_args(Contesting)),
    "standing": some_of(get_args(Standing)),
}
AT_THE_TOP: Mapping[str, Key] = {
    "default-standard": one_of(RUNGS, "alleged"),
    "rung": Key(is_of_tables, "the tables `[rung.asserted]` to `[rung.ruled]`", {}),
    "contested": Key(is_table, "a table, `[contested]`", {}),
}
