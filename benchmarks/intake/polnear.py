"""PolNeAR: news articles with their attributions, annotated by trained people.

Newell, Margolin and Ruths, "An Attribution Relations Corpus for Political News" (LREC 2018). Its
texts are their publishers': they are read where they lie and never copied.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from servanda.intake.statements.model import Extent

Part = Literal["train", "dev"]
Places = tuple[Extent, ...]


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attribution as an annotator marked it; a source may be left unsaid."""

    content: Places
    cue: Places
    source: Places


@dataclass(frozen=True, slots=True)
class Annotated:
    """One article as one annotator saw it. Several annotators saw some of the articles."""

    name: str
    annotator: str
    text: str
    attributions: tuple[Attribution, ...]


def read_part(folder: Path, part: Part) -> Iterator[Annotated]:
    """The articles of a part in the order of their names, once for each annotator."""
    for path in sorted((folder / part / "attributions").glob("*.ann")):
        name, _, annotator = path.stem.rpartition("_")
        text = (folder / part / "text" / f"{name}.txt").read_bytes().decode("utf-8")
        lines = path.read_text(encoding="utf-8").split("\n")
        yield Annotated(name, annotator, text, tuple(_attributions(lines)))


def _attributions(lines: list[str]) -> Iterator[Attribution]:
    marked: dict[str, Places] = {}
    for line in lines:
        fields = line.split("\t")
        if line.startswith("T") and len(fields) > 1:
            marked[fields[0]] = _places(fields[1].partition(" ")[2])
    for line in lines:
        if line.startswith("E"):
            parts = [part.partition(":") for part in line.split("\t")[1].split()]
            roles = [(role.rstrip("0123456789"), marked[name]) for role, _, name in parts]
            content, cue, source = (_all(roles, role) for role in ("Content", "Cue", "Source"))
            if content:
                yield Attribution(content, cue, source)


def _all(roles: list[tuple[str, Places]], role: str) -> Places:
    return tuple(place for name, places in roles if name == role for place in places)


def _places(text: str) -> Places:
    pairs = [pair.split() for pair in text.split(";")]
    return tuple(Extent(int(start), int(end)) for start, end in pairs)
