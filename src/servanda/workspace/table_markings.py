"""Who may see the tables of incidents in a folder, once they are in a log: `markings.toml`.

    [visitors]                               # a source under incidents/
    level = "amber"
    releasable-to = ["Partner"]
    embargo = 2026-03-01T12:00:00Z

    ["areas.geojson"]                        # or links.jsonl, or actors.toml
    level = "clear"

What is not in it is for the organisation that files it (`store.incident_tables`), and so is the
file itself. Nothing in it is passed over: a name that was misspelt would leave a table to others
than was meant.
"""

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from servanda.evidence.toml_places import place_in_message, places_in
from servanda.language.listing import listed
from servanda.language.near_miss import did_you_mean
from servanda.record.marking import LEVELS, Marking
from servanda.store.incident_tables import MARKINGS, NARROW
from servanda.workspace.files import WorkspaceError, printable

WORDS = ("level", "releasable-to", "embargo")


def read_markings(data: bytes, known: Collection[str]) -> Mapping[str, Marking]:
    """The marking of each source and file that one is written for; `known` are those there are.
    `WorkspaceError` with the line of what is wrong."""
    try:
        text = data.decode("utf-8")
        tables = tomllib.loads(text)
    except UnicodeDecodeError:
        raise _wrong(1, "is not UTF-8") from None
    except (tomllib.TOMLDecodeError, RecursionError) as problem:
        line = place_in_message(str(problem), text, MARKINGS).line
        raise _wrong(line, f"is no TOML: {problem}") from None
    places = places_in(text, MARKINGS)
    found: dict[str, Marking] = {}
    for name, said in tables.items():
        table = name if (name, "") in places.found else f'"{name}"'
        line = places.of(table).line
        if name not in known:
            hint = did_you_mean(name, known) or f"there are: {listed(sorted(known)) or 'none'}"
            raise _wrong(line, f"`{printable(name)}` is no table that is held; {hint}")
        if not isinstance(said, dict):
            raise _wrong(
                line, f'`{name}` is a table of its own: [{name}], and under it level = "…"'
            )
        found[name] = _marking(said, name, lambda key, of=table: places.of(of, key).line)
    return found


def _marking(said: Mapping[str, Any], name: str, line: Any) -> Marking:
    marking = NARROW
    for word, value in said.items():
        match word, value:
            case "level", str() if value in LEVELS:
                marking = replace(marking, level=next(one for one in LEVELS if one == value))
            case "level", _:
                raise _wrong(line(word), f"`level` is one of {listed(LEVELS)}")
            case "releasable-to", [str(), *_] if all(_is_name(one) for one in value):
                marking = replace(marking, releasable_to=tuple(value))
            case "releasable-to", _:
                raise _wrong(
                    line(word), "`releasable-to` lists at least one reader or organisation"
                )
            case "embargo", datetime() if value.tzinfo is not None:
                marking = replace(marking, embargo=int(value.timestamp()))
            case "embargo", _:
                raise _wrong(line(word), "`embargo` is a time with its zone: 2026-03-01T12:00:00Z")
            case _:
                hint = did_you_mean(word, WORDS) or f"there are: {listed(WORDS)}"
                raise _wrong(line(word), f"`{printable(word)}` is no word of a marking; {hint}")
    return marking


def _is_name(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _wrong(line: int, what: str) -> WorkspaceError:
    return WorkspaceError(f"{MARKINGS}, line {line}: {what}; nothing was logged")
