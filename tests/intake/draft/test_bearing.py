"""How well words are linked to stipulations, over all examples: the figures that the pages tell;
and what speaks for a link."""

from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.intake.on_links import all_tried, figures, total
from servanda.intake.draft.bearing import rarity_in
from servanda.intake.draft.learned import learned_from
from servanda.intake.draft.prose import prose_about, sections
from servanda.values.span import Span
from tests.intake.draft.small import ground

PAGE = """\
# Accord

Preface.

## Water

The wells are shared.

```servanda
# no heading
```

More of it.
"""


@pytest.mark.slow
def test_the_pages_tell_what_is_measured(root: Path) -> None:
    tally = total(all_tried())
    page = (root / "docs" / "intake.md").read_text(encoding="utf-8")
    wrong = tally.found - tally.matched
    assert (
        f"it finds {tally.matched} of {tally.gold} links and names {wrong} that are not there"
        in page
    )
    measured = (root / "docs" / "intake-measured.md").read_text(encoding="utf-8")
    for each in figures():
        one = each.tally
        rates = f"{one.precision:.3f} | {one.recall:.3f} | {one.f1:.3f}"
        row = f"| {rates} | {one.matched} | {one.found} | {one.gold} |"
        assert row in measured.replace("*", ""), each


def test_prose_is_that_of_the_nearest_heading_without_blocks() -> None:
    texts = {"a.md": PAGE}
    assert prose_about(Span("a.md", 10, 1, 10, 5), texts).split() == (
        ["Water", "The", "wells", "are", "shared.", "More", "of", "it."]
    )
    assert prose_about(Span("a.md", 2, 1, 2, 5), texts).split() == ["Accord", "Preface."]
    assert prose_about(Span("b.md", 2, 1, 2, 5), texts) == prose_about(None, texts) == ""
    assert [line for line, _ in sections(PAGE)] == [1, 1, 5]


def test_a_word_of_all_tells_less_than_a_word_of_one() -> None:
    rarity = rarity_in([frozenset({"all", "one"}), frozenset({"all"}), frozenset({"all"})])
    assert rarity["one"] == 1
    assert 0 < rarity["all"] < 0.5


def test_every_sign_speaks_for_a_link() -> None:
    bearing = replace(ground().bearing, learned=learned_from([]))
    signs = bearing.signs("Southland held the aid trucks back")
    assert signs["aid"].titled == 1
    assert signs["aid"].actor == 1
    assert signs["aid"].odds == max(each.odds for each in signs.values())
    assert signs["truce"].said == 0
