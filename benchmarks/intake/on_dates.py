"""Figures on dates: sentences of our own with the days that their words mean."""

import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Literal

from benchmarks.intake.lines import Line
from benchmarks.intake.matching import Tally
from servanda.intake.statements.dates import dated
from servanda.intake.statements.grammar import parse
from servanda.intake.statements.model import Dated, Extent
from servanda.intake.statements.tenses import tense_of

SENTENCES = Path(__file__).with_name("dates.toml")
Series = Literal["sentence", "unseen"]


def figures() -> Iterator[Line]:
    """The rows for the sentences that the rules were written with, and for those they were not."""
    yield Line("en", "own sentences", "dates", _tally("sentence"))
    yield Line("en", "own sentences, unseen", "dates", _tally("unseen"))


def results(series: Series) -> Iterator[tuple[str, list[date | None], Dated]]:
    """Each sentence with the days that it means and those that were found."""
    held = tomllib.loads(SENTENCES.read_text(encoding="utf-8"))
    for each in held[series]:
        text: str = each["text"]
        doc = parse(text)
        tense = tense_of(doc, range(len(doc)))
        found = dated(text, Extent(0, len(text)), held["published"], tense)
        yield text, [each.get("first"), each.get("last")], found


def _tally(series: Series) -> Tally:
    rows = list(results(series))
    right = sum([found.first, found.last] == days for _, days, found in rows)
    given = sum(found.certainty != "published" for *_, found in rows)
    return Tally(right, given, len(rows))
