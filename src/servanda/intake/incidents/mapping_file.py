"""From the text of a mapping file (TOML) to a mapping, or to what is wrong with it.

Whatever is wrong is told with its place, and then there is no mapping: half of one would take a
table for something that it does not say.
"""

import tomllib
from collections.abc import Generator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from servanda.evidence.toml_places import Places, place_in_message, places_in
from servanda.intake.incidents import mapping as parts
from servanda.intake.incidents import mapping_keys as keys
from servanda.language.diagnostic import Diagnostic
from servanda.language.listing import listed
from servanda.language.near_miss import did_you_mean
from servanda.values.span import Span

UNUSED = "until it is mended, nothing is imported"
Values: TypeAlias = Mapping[str, Any]  # what TOML makes of a table
Building: TypeAlias = Generator[Diagnostic, None, Any]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the file as it was written."""

    name: str
    values: Values
    places: Places

    @property
    def words(self) -> str:
        return f"`[{self.name}]`" if self.name else "a mapping"


def read_mapping(text: str, path: str) -> tuple[parts.Mapping | None, tuple[Diagnostic, ...]]:
    """The mapping that a text describes; None, and why, where there is anything wrong with it."""
    try:
        values = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as problem:
        return None, (_not_toml(str(problem), text, path),)
    building = _build(Table("", values, places_in(text, path)))
    found: list[Diagnostic] = []
    while True:
        try:
            found.append(next(building))
        except StopIteration as end:
            return (None if found else end.value), tuple(found)


def _build(whole: Table) -> Generator[Diagnostic, None, parts.Mapping]:
    top = yield from _checked(whole, keys.AT_THE_TOP)
    source = yield from _below(whole, "source", top["source"], keys.OF_SOURCE)
    known = yield from _below(whole, "known", top["known"], keys.OF_KNOWN)
    built = parts.Mapping(
        name=top["name"],
        about=top["about"],
        form=top["form"],
        id=tuple(top["id"]),
        alike=top["alike"],
        encoding=top["encoding"],
        delimiter=top["delimiter"],
        needed=tuple(top["needed"]),
        optional=tuple(top["optional"]),
        time=(yield from _times(whole, top["time"] or {})),
        kind=(yield from _kinds(whole, top["kind"], top["action"])),
        sides=(yield from _sides(whole, top["sides"])),
        place=(yield from _places(whole, top["place"])),
        killed=(yield from _number(whole, "killed", top["killed"])),
        injured=(yield from _number(whole, "injured", top["injured"])),
        counts=(yield from _counts(whole, top["counts"])),
        reported_by=source["reported-by"],
        address=source["address"],
        note=source["note"],
        note_cites=source["note-cites"],
        known=known["column"] or None,
        set_aside=(yield from _set_aside(whole, top["set-aside"])),
        personal=(yield from _personal(whole, top["personal"])),
        assumes=tuple(top["assumes"]),
    )
    yield from _whole(built, whole.places)
    return built


# --- Its tables ----------------------------------------------------------------------------------


def _times(whole: Table, values: Values) -> Building:
    read = yield from _below(whole, "time", values, keys.OF_TIME)
    precision = yield from _below(
        whole, "time.precision", read["precision"], keys.OF_TIME_PRECISION
    )
    return parts.Times(
        starts=read["starts"],
        ends=read["ends"],
        formats=tuple(read["formats"]),
        zone=read["zone"],
        zone_column=read["zone-column"],
        zones=read["zones"],
        precision=_coded(precision),
    )


def _kinds(whole: Table, values: Values, action: Values) -> Building:
    read = yield from _below(whole, "kind", values, keys.OF_KIND)
    actions = yield from _below(whole, "action", action, keys.OF_ACTION)
    return parts.Kinds(
        read["column"],
        read["value"],
        read["values"],
        read["only-listed"],
        actions["values"],
        actions["vocabulary"],
    )


def _sides(whole: Table, values: Values) -> Building:
    read = yield from _below(whole, "sides", values, keys.OF_SIDES)
    directed = None if read["directed"] is None else frozenset(read["directed"])
    return parts.Sides(read["by"], read["against"], directed)


def _places(whole: Table, values: Values) -> Building:
    read = yield from _below(whole, "place", values, keys.OF_PLACE)
    precision = yield from _below(
        whole, "place.precision", read["precision"], keys.OF_PLACE_PRECISION
    )
    return parts.Places(
        tuple(read["names"]), read["latitude"], read["longitude"], _coded(precision)
    )


def _coded(read: Values) -> parts.Coded[Any]:
    return parts.Coded(read["column"], read["values"], read["default"])


def _number(whole: Table, name: str, values: Values) -> Building:
    read = yield from _below(whole, name, values, keys.NUMBER)
    if not any(read[word] for word in ("number", "low", "best", "high")):
        return None
    return parts.Number(
        read["low"], read["number"] or read["best"], read["high"], read["out-of-order"]
    )


def _counts(whole: Table, values: Values) -> Building:
    found = []
    for column, inner in values.items():
        read = yield from _below(whole, f"counts.{column}", inner, keys.OF_COUNT)
        found.append(parts.Count(column, read["counted"], read["outcome"], read["running"]))
    return tuple(found)


def _set_aside(whole: Table, several: list[Values]) -> Building:
    found = []
    for values in several:
        read = yield from _below(whole, "set-aside", values, keys.OF_SET_ASIDE)
        found.append(parts.SetAside(read["column"], frozenset(read["equals"]), read["reason"]))
    return tuple(found)


def _personal(whole: Table, several: list[Values]) -> Building:
    found = []
    for values in several:
        read = yield from _below(whole, "personal", values, keys.OF_PERSONAL)
        found.append(
            parts.Personal(read["column"], read["what"], read["then"], frozenset(read["equals"]))
        )
    return tuple(found)


# --- The whole -----------------------------------------------------------------------------------


def _whole(built: parts.Mapping, places: Places) -> Generator[Diagnostic, None, None]:
    """What a mapping cannot do without, and what does not go together."""
    if built.form == "table" and not built.time.starts:
        message = f"this mapping does not say in which column the time stands; {UNUSED}"
        yield _wrong("mapping-incomplete", places.of("time"), message,
                     'write `starts = "COLUMN"` below `[time]`')  # fmt: skip
    if built.form == "table" and not (built.kind.column or built.kind.value or built.counts):
        message = f"this mapping does not say what happened; {UNUSED}"
        yield _wrong("mapping-incomplete", places.of("kind"), message,
                     'below `[kind]` write `column = "COLUMN"`, or `value = "WORD"` for all rows, '
                     'or `[counts.COLUMN]` for a table of counts')  # fmt: skip
    if bool(built.place.latitude) != bool(built.place.longitude):
        message = f"this mapping names one coordinate and not the other; {UNUSED}"
        yield _wrong("mapping-incomplete", places.of("place"), message,
                     "name both `latitude` and `longitude`, or neither")  # fmt: skip
    columns = [("set-aside", one.column) for one in built.set_aside]
    columns += [("personal", one.column) for one in built.personal]
    for name, column in columns:
        if not column:
            message = f"a table `[[{name}]]` does not name its column; {UNUSED}"
            yield _wrong("mapping-incomplete", places.of(name), message,
                         'write `column = "COLUMN"`')  # fmt: skip
    for person in built.personal:
        if not person.what:
            message = f"it is not said what personal data `{person.column}` holds; {UNUSED}"
            yield _wrong("mapping-incomplete", places.of("personal"), message,
                         'write `what = "name"`, "telephone" or "household"')  # fmt: skip


# --- Keys and values -----------------------------------------------------------------------------


def _below(whole: Table, name: str, values: Values, known: Mapping[str, keys.Key]) -> Building:
    return (yield from _checked(Table(name, values, whole.places), known))


def _checked(table: Table, known: Mapping[str, keys.Key]) -> Building:
    """What stands behind each key, or holds where it is missing; no other key, no other value."""
    for word in table.values:
        if word not in known:
            message = f"`{word}` is nothing that {table.words} says; {UNUSED}"
            hint = did_you_mean(word, known) or f"it says {listed(list(known))}"
            yield _wrong("unknown-mapping-word", table.places.of(table.name, word), message, hint)
    read: dict[str, Any] = {}
    for word, key in known.items():
        read[word] = table.values.get(word, key.default)
        if word in table.values and not key.may_be(read[word]):
            message = f"`{word}` is not {key.words}; {UNUSED}"
            hint = f"write {key.words}, or take the line away"
            yield _wrong("wrong-mapping-value", table.places.of(table.name, word), message, hint)
            read[word] = key.default
    return read


def _wrong(name: str, place: Span, message: str, hint: str) -> Diagnostic:
    return Diagnostic(name, "error", place, "", message, hint)


def _not_toml(problem: str, text: str, path: str) -> Diagnostic:
    message = f"this is not TOML, the form in which a mapping is written; {UNUSED}"
    hint = "a line is `word = value`, words as values stand in quotes; docs/incidents.md shows one"
    return _wrong("mapping-not-toml", place_in_message(problem, text, path), message, hint)
