"""The codes of event data sets as plain actions, from `vocabulary.toml`.

An action is taken only where the agreement declares one of its name, or of the name of a wider one
that it lies within: what the agreement does not speak of is not read into it.
"""

import pkgutil
import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, get_args

System = Literal["plover", "cameo", "acled", "ucdp"]
SYSTEMS: tuple[System, ...] = get_args(System)
NONE = "none"  # the table of the codes that are meant to have no action
NAME = re.compile(r"[a-z]+(-[a-z]+)*")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Of every code its action (None: meant to have none), of an action the one it lies within."""

    codes: Mapping[tuple[System, str], str | None]
    within: Mapping[str, str]
    about: Mapping[str, str]

    def action(self, system: System, code: str, declared: Collection[str]) -> str | None:
        """The narrowest action that the code means and the agreement declares, if there is one."""
        for each in _as_listed(system, code):
            if (system, each) in self.codes:
                return self._declared(self.codes[system, each], declared)
        return None

    def _declared(self, action: str | None, declared: Collection[str]) -> str | None:
        while action is not None and action not in declared:
            action = self.within.get(action)
        return action


@cache
def standard_vocabulary() -> Vocabulary:
    """The one that comes with the program."""
    data = pkgutil.get_data(__package__, "vocabulary.toml")
    assert data is not None, "it is part of the package"
    text = data.decode("utf-8")
    problems = tuple(problems_of(text))
    assert not problems, problems
    return _read(tomllib.loads(text))


def problems_of(text: str) -> Iterator[str]:
    """What is wrong with the text of a vocabulary, one sentence each."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        yield f"this is no TOML: {problem}"
        return
    seen: dict[tuple[str, str], str] = {}
    for name, table in tables.items():
        yield from _problems_of_table(name, table, tables)
        for system in SYSTEMS:
            for code in table.get(system, ()) if isinstance(table, dict) else ():
                first = seen.setdefault((system, str(code).casefold()), name)
                if first != name:
                    yield f"`{code}` of {system} means `{first}` and `{name}`"


# --- Reading -----------------------------------------------------------------------------------


def _as_listed(system: System, code: str) -> Iterator[str]:
    """The code itself, and then the wider ones for which it stands."""
    plain = code.strip().casefold()
    yield plain
    if system == "cameo":
        yield from (plain[:length] for length in range(len(plain) - 1, 1, -1))
    if system == "plover" and "/" in plain:
        yield plain.partition("/")[0]


def _problems_of_table(name: str, table: Any, tables: Mapping[str, Any]) -> Iterator[str]:
    if not isinstance(table, dict):
        yield f"`{name}` is no table"
        return
    if NAME.fullmatch(name) is None:
        yield f"`{name}` is no name of an action"
    if name != NONE and not isinstance(table.get("about"), str):
        yield f"`{name}` does not say what it is about"
    unknown = sorted(set(table) - {"about", "within", *SYSTEMS})
    if unknown:
        yield f"`{unknown[0]}` is nothing that `{name}` says"
    for system in SYSTEMS:
        codes = table.get(system, [])
        if not isinstance(codes, list) or not all(isinstance(code, str) for code in codes):
            yield f"`{system}` of `{name}` is no list of codes in quotes"
    if "within" in table and not _leads_out(name, tables):
        yield f"`{name}` lies within no other action, or within itself"


def _leads_out(name: str, tables: Mapping[str, Any]) -> bool:
    """Whether the wider actions are there, and come to an end."""
    passed: set[str] = set()
    wider: Any = name
    while wider is not None:
        if wider in passed or wider == NONE or not isinstance(tables.get(wider), dict):
            return False
        passed.add(wider)
        wider = tables[wider].get("within")
    return True


def _read(tables: Mapping[str, Any]) -> Vocabulary:
    codes = {
        (system, code.casefold()): None if name == NONE else name
        for name, table in tables.items()
        for system in SYSTEMS
        for code in table.get(system, ())
    }
    actions = {name: table for name, table in tables.items() if name != NONE}
    within = {name: table["within"] for name, table in actions.items() if "within" in table}
    return Vocabulary(codes, within, {name: table["about"] for name, table in actions.items()})
