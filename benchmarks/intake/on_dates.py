"""Figures on dates: sentences of our own with the days that their words mean."""

import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from benchmarks.intake.lines import Line
from benchmarks.intake.matching import Tally
from servanda.intake.statements.dates import dated
from servanda.intake.statements.grammar import parse
from servanda.intake.statements.model import Dated, Extent
from servanda.intake.statements.tenses import tense_of

SENTENCES = Path(__file__).with_name("dates.toml")


def figures() -> Iterator[Line]:
    rows = list(results())
    right = sum([found.first, found.last] == days for _, days, found in rows)
    given = sum(found.certainty != "published" for *_, found in rows)
    yield Line("en", "sentences of our own", "dates", Tally(right, given, len(rows)))


def results() -> Iterator[tuple[str, list[date | None], Dated]]:
    """Each sentence with the days that it means and those that were found."""
    held = tomllib.loads(SENTENCES.read_text(encoding="utf-8"))
    for each in held["sentence"]:
        text: str = each["text"]
        tense = tense_of(doc := parse(text), range(len(doc)))
        found = dated(text, Extent(0, len(text)), held["published"], tense)
        yield text, [each.get("first"), each.get("last")], found
