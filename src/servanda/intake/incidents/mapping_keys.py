"""The words of a mapping file: what may stand behind each, and what holds where it is missing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, get_args
from zoneinfo import ZoneInfo

from servanda.intake.incidents.mapping import Alike, Form, Outcome, OutOfOrder, Person, Then
from servanda.intake.incidents.model import Counted, PlacePrecision, TimePrecision
from servanda.intake.incidents.vocabulary import SYSTEMS
from servanda.language.listing import listed

LONGEST = 200  # characters of a column's name or of a value


@dataclass(frozen=True, slots=True)
class Key:
    """What may stand behind a word: as a test, in words, and where it is missing."""

    may_be: Callable[[Any], bool]
    words: str
    default: Any


def is_word(value: Any) -> bool:
    return isinstance(value, str) and 0 < len(value) <= LONGEST and value.isprintable()


def is_words(value: Any) -> bool:
    return isinstance(value, list) and all(map(is_word, value))


def is_zone(value: Any) -> bool:
    try:
        return is_word(value) and bool(ZoneInfo(value).key)
    except (ValueError, OSError, KeyError):
        return False


def is_table(value: Any) -> bool:
    return isinstance(value, dict)


def is_tables(value: Any) -> bool:
    return isinstance(value, list) and all(map(is_table, value))


def is_table_of_tables(value: Any) -> bool:
    return is_table(value) and all(map(is_table, value.values()))


def column() -> Key:
    return Key(is_word, "the name of a column, in quotes", None)


def needed_column() -> Key:
    return Key(is_word, "the name of a column, in quotes", "")


def word(default: str | None = None) -> Key:
    return Key(is_word, "a text in quotes", default)


def words() -> Key:
    return Key(is_words, "a list of texts in quotes", [])


def zone(default: str | None) -> Key:
    return Key(is_zone, 'the name of a time zone, like "Europe/Kyiv"', default)


def yes_or_no() -> Key:
    return Key(lambda value: isinstance(value, bool), "`true` or `false`", default=False)


def one_of(values: tuple[str, ...], default: str | None) -> Key:
    return Key(lambda value: value in values, f"one of {quoted(values)}", default)


def table(name: str) -> Key:
    return Key(is_table, f"a table, `[{name}]`", {})


def codes(may_be: Callable[[Any], bool], told: str) -> Key:
    return Key(
        lambda value: is_table(value) and all(may_be(one) for one in value.values()),
        f"a table whose values are {told}",
        {},
    )


def quoted(values: tuple[str, ...]) -> str:
    return listed([f'"{each}"' for each in values])


TIME_PRECISIONS, PLACE_PRECISIONS = get_args(TimePrecision), get_args(PlacePrecision)


def coded(values: tuple[str, ...], default: str | None) -> Mapping[str, Key]:
    return {
        "column": column(),
        "default": one_of(values, default),
        "values": codes(lambda value: value in values, f"among {quoted(values)}"),
    }


NUMBER: Mapping[str, Key] = {
    "number": column(),
    "low": column(),
    "best": column(),
    "high": column(),
    "out-of-order": one_of(get_args(OutOfOrder), "quarantine"),
}
AT_THE_TOP: Mapping[str, Key] = {
    "name": word("mapping"),
    "about": word(""),
    "form": one_of(get_args(Form), "table"),
    "id": words(),
    "alike": one_of(get_args(Alike), "events"),
    "encoding": word(),
    "delimiter": Key(lambda value: is_word(value) and len(value) == 1 or value == "\t",
                     "one character, in quotes", None),
    "needed": words(),
    "optional": words(),
    "assumes": words(),
    "time": Key(is_table, "a table, `[time]`, that names at least the column `starts`", None),
    "kind": table("kind"),
    "action": table("action"),
    "sides": table("sides"),
    "place": table("place"),
    "killed": table("killed"),
    "injured": table("injured"),
    "counts": Key(is_table_of_tables, "tables, `[counts.COLUMN]`", {}),
    "source": table("source"),
    "known": table("known"),
    "set-aside": Key(is_tables, "tables, `[[set-aside]]`", []),
    "personal": Key(is_tables, "tables, `[[personal]]`", []),
}  # fmt: skip
OF_TIME: Mapping[str, Key] = {
    "starts": needed_column(),
    "ends": column(),
    "formats": words(),
    "zone": zone("UTC"),
    "zone-column": column(),
    "zones": codes(is_zone, 'time zones, like "Europe/Kyiv"'),
    "precision": table("time.precision"),
}
OF_TIME_PRECISION = coded(TIME_PRECISIONS, None)
OF_PLACE_PRECISION = coded(PLACE_PRECISIONS, "unknown")
OF_KIND: Mapping[str, Key] = {
    "column": column(),
    "value": word(),
    "values": codes(is_word, "texts in quotes"),
    "only-listed": yes_or_no(),
}
OF_ACTION: Mapping[str, Key] = {
    "values": codes(is_word, "names of actions, in quotes"),
    "vocabulary": one_of(SYSTEMS, None),
}
OF_SIDES: Mapping[str, Key] = {
    "by": column(),
    "against": column(),
    "directed": Key(is_words, "a list of kinds in quotes", None),
}
OF_PLACE: Mapping[str, Key] = {
    "names": words(),
    "latitude": column(),
    "longitude": column(),
    "precision": table("place.precision"),
}
OF_COUNT: Mapping[str, Key] = {
    "counted": one_of(get_args(Counted), "people"),
    "outcome": one_of(get_args(Outcome), "other"),
    "running": yes_or_no(),
}
OF_SOURCE: Mapping[str, Key] = {
    "reported-by": column(),
    "address": column(),
    "note": column(),
    "note-cites": yes_or_no(),
}
OF_KNOWN: Mapping[str, Key] = {"column": needed_column()}
OF_SET_ASIDE: Mapping[str, Key] = {
    "column": needed_column(),
    "equals": words(),
    "reason": one_of(("set-aside", "repeated-header", "hxl-tags"), "set-aside"),
}
OF_PERSONAL: Mapping[str, Key] = {
    "column": needed_column(),
    "what": one_of(get_args(Person), ""),
    "then": one_of(get_args(Then), "quarantine"),
    "equals": words(),
}
