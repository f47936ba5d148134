"""From the text of a `ladder.toml` to a ladder, or to what is wrong with it.

Whatever is wrong is told with its place, and with an error there is no ladder: weighing by half of
the rules that somebody meant would be neither theirs nor the standard ones.
"""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Any, TypeAlias

from servanda.evidence.ladder import Ladder, Rung
from servanda.evidence.ladder_keys import (
    AT_THE_TOP,
    OF_A_RUNG,
    OF_CONTESTED,
    RUNGS,
    Key,
    is_of_tables,
)
from servanda.evidence.toml_places import Places, place_in_message, places_in
from servanda.language.diagnostic import Diagnostic
from servanda.language.listing import listed
from servanda.language.near_miss import did_you_mean
from servanda.record.complaint import Building, finish
from servanda.values.span import Span

UNUSED = "until it is mended, the standard ladder weighs"

Values: TypeAlias = Mapping[str, Any]  # what TOML makes of a table


def read_ladder(text: str, path: str) -> tuple[Ladder | None, tuple[Diagnostic, ...]]:
    """The ladder that a text describes; None, and why, where it has errors."""
    try:
        values = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as problem:
        return None, (not_toml(str(problem), text, path),)
    places = places_in(text, path)
    ladder, found = finish(build_ladder(values, places))
    if not found:  # of half a ladder it cannot be said
        _, found = finish(check_heights(ladder.rungs, places))
    is_faulty = any(each.severity == "error" for each in found)
    return (None if is_faulty else ladder), found


def build_ladder(values: Values, places: Places) -> Building[Ladder]:
    top = yield from checked(Table("", "a ladder", values, places), AT_THE_TOP)
    contested = yield from checked(
        Table("contested", "`[contested]`", top["contested"], places), OF_CONTESTED
    )
    has_rungs = is_of_tables(values.get("rung", {}))
    rungs = (yield from build_rungs(top["rung"], places)) if has_rungs else ()
    return Ladder(
        default_standard=top["default-standard"],
        rungs=rungs,
        contested_by=frozenset(contested["by"]),
        standing=frozenset(contested["standing"]),
    )


# --- Rungs -----------------------------------------------------------------------------------


def build_rungs(named: Values, places: Places) -> Building[tuple[Rung, ...]]:
    """Those that are there, in the order of the ladder."""
    yield from check_names(named, places)
    rungs = []
    for name in RUNGS:
        if name in named:
            rungs.append((yield from build_rung(name, named[name], places)))
    return tuple(rungs)


def build_rung(name: str, values: Values, places: Places) -> Building[Rung]:
    table = Table(f"rung.{name}", f"`[rung.{name}]`", values, places)
    read = yield from checked(table, OF_A_RUNG)
    yield from check_origins(table, read)
    return Rung(
        name=name,
        stances=frozenset(read["stances"]),
        origins=read["origins"],
        camps=read["camps"],
        not_gaining=read["not-gaining"],
        competent_body=read["competent-body"],
        binding_voice=read["binding-voice"],
        plea_offsets=read["plea-offsets"],
        weakest_source=read["weakest-source"],
        weakest_information=read["weakest-information"],
    )


def check_names(named: Iterable[str], places: Places) -> Building[None]:
    """The six rungs are there, no other, and in their order."""
    written = list(named)
    others = [name for name in written if name not in RUNGS]
    missing = [name for name in RUNGS if name not in written]
    for name in others:
        message = f"`{name}` is no rung of the ladder; {UNUSED}"
        hint = did_you_mean(name, missing) or f"the rungs are {listed(RUNGS)}"
        yield wrong("unknown-ladder-word", places.of(f"rung.{name}"), message, hint)
    if missing and not others:  # one that is misspelt is told once
        message = f"this ladder has no rung {listed([f'`{name}`' for name in missing])}; {UNUSED}"
        hint = f"add `[rung.{missing[0]}]`, with what it asks or with nothing below it"
        yield wrong("rung-missing", places.of("rung"), message, hint)
    for above, name in pairwise(name for name in written if name in RUNGS):
        if RUNGS.index(name) < RUNGS.index(above):
            message = f"`{name}` is lower than `{above}`, and follows it; {UNUSED}"
            hint = f"put them in their order: {listed(RUNGS)}"
            yield wrong("rung-out-of-order", places.of(f"rung.{name}"), message, hint)
            return


def check_heights(rungs: Sequence[Rung], places: Places) -> Building[None]:
    """On every rung somebody can stand: what reaches it does not always reach a higher one."""
    for lower, higher in combinations(rungs, 2):
        if asks_no_more(higher, lower):
            message = (
                f"whatever reaches `{lower.name}` reaches `{higher.name}`, too, which is above "
                f"it, so nothing would ever be only {lower.name}; {UNUSED}"
            )
            hint = f"let `{higher.name}` ask for something that `{lower.name}` does not"
            yield wrong("rung-asks-too-little", places.of(f"rung.{higher.name}"), message, hint)
            return


def asks_no_more(higher: Rung, lower: Rung) -> bool:
    """Whether all that counts on the lower rung, and suffices there, does on the higher."""
    return (
        higher.stances >= lower.stances
        and max(higher.origins, higher.camps) <= max(lower.origins, lower.camps)
        and higher.not_gaining <= lower.not_gaining
        and higher.competent_body <= lower.competent_body
        and higher.binding_voice <= lower.binding_voice
        and higher.plea_offsets <= lower.plea_offsets
        and higher.weakest_source >= lower.weakest_source
        and higher.weakest_information >= lower.weakest_information
    )


# --- Keys and values -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the file as it was written."""

    name: str
    words: str
    values: Values
    places: Places


def checked(table: Table, keys: Mapping[str, Key]) -> Building[dict[str, Any]]:
    """What stands behind each key, or holds where it is missing; no other key, no other value."""
    for word in table.values:
        if word not in keys:
            message = f"`{word}` is nothing that {table.words} says; {UNUSED}"
            hint = did_you_mean(word, keys) or f"it says {listed(list(keys))}"
            yield wrong("unknown-ladder-word", table.places.of(table.name, word), message, hint)
    read: dict[str, Any] = {}
    for word, key in keys.items():
        read[word] = table.values.get(word, key.default)
        if not key.may_be(read[word]):
            message = f"`{word}` is not {key.words}; {UNUSED}"
            hint = f"write {key.words}, or take the line away"
            yield wrong("wrong-ladder-value", table.places.of(table.name, word), message, hint)
            read[word] = key.default
    return read


def check_origins(table: Table, read: Values) -> Building[None]:
    """Where a number of origins is written, it is not less than what else is asked of them."""
    if table.values.get("origins") != read["origins"]:
        return  # none is written, or one that cannot be read
    for word, of_them in (("camps", "as many camps"), ("not-gaining", "so many that do not gain")):
        if read[word] > read["origins"]:
            message = (
                f"`{word} = {read[word]}` asks for more than `origins = {read['origins']}`: "
                f"{read[word]} origins are needed to have {of_them}"
            )
            hint = f"lower `{word}`, or write `origins = {read[word]}`"
            place = table.places.of(table.name, word)
            yield Diagnostic("more-than-origins", "warning", place, "", message, hint)


def wrong(name: str, place: Span, message: str, hint: str) -> Diagnostic:
    return Diagnostic(name, "error", place, "", message, hint)


def not_toml(problem: str, text: str, path: str) -> Diagnostic:
    message = f"this is not TOML, the form in which a ladder is written; {UNUSED}"
    hint = "a line is `word = value`, words as values stand in quotes; or copy the standard file"
    return wrong("ladder-not-toml", place_in_message(problem, text, path), message, hint)
