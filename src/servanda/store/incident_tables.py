"""Tables of incidents as files of a log: how they are named, and who may see one that says nothing.

What `servanda incidents import` holds in a folder is logged as files, each with a marking of its
own, since no statement names them. The rows that were not accepted (`quarantine`) are not logged:
they are what could not be read, a name or a number may stand in any cell of them, and in a log
nothing can be deleted.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

from servanda.record.marking import Marking

LINKS = "incidents/links.jsonl"
MARKINGS = "incidents/markings.toml"
KNOWLEDGE = ("areas.geojson", "actors.toml")  # beside the agreement, read when a table is imported
NARROW = Marking("amber-strict")  # of a table of which nothing is said: for those who filed it
_OF_SOURCE = re.compile(
    r"incidents/(?P<source>[a-z0-9][a-z0-9-]{0,62})/(?P<file>state\.json|incidents-[0-9]+\.parquet)",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Table:
    """A file to be logged: its content, who may see it, and the files without which nobody does."""

    data: bytes
    marking: Marking = NARROW
    names: tuple[str, ...] = ()


def is_table(name: str) -> bool:
    """Whether a file of this name is one of a folder's tables of incidents, or lies with them."""
    return name in (LINKS, MARKINGS, *KNOWLEDGE) or _OF_SOURCE.fullmatch(name) is not None


def state_of(source: str) -> str:
    """The file that says what holds of a source."""
    return f"incidents/{source}/state.json"


def rows_of(source: str, file: str) -> str:
    """The file of its rows that a state names."""
    return f"incidents/{source}/{file}"


def sources_among(names: Collection[str]) -> tuple[str, ...]:
    """The sources of which there is a state, sorted."""
    found = (_OF_SOURCE.fullmatch(name) for name in names)
    return tuple(sorted(one["source"] for one in found if one and one["file"] == "state.json"))
