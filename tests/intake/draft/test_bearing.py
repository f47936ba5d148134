"""How well words are linked to stipulations, over all examples: the figures that the pages tell;
and what speaks for a link."""

from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.intake.on_links import all_tried, figures, total
from servanda.intake.draft.bearing import MOST_AROUND, Signs, surely, surroundings
from servanda.intake.draft.learned import learned_from
from servanda.intake.draft.own_words import rarity_in
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


def test_what_is_around_a_statement_speaks_for_a_link() -> None:
    bearing = replace(ground().bearing, learned=learned_from([]))
    words = "the other side is to blame for it"
    assert bearing.of_words(words) == ()
    title = bearing.alone("Release of prisoners of war")
    others = [surely(bearing.of_deed("release", "prisoners"))]
    around = surroundings(title, others, None, None)
    assert bearing.of_words(words, around)[0] == "release-prisoners"
    signs = bearing.signs(words, around)["release-prisoners"]
    assert signs.around == 0.95 and signs.headed > 0.5


def test_a_phase_may_be_named_by_its_place() -> None:
    bearing = ground().bearing
    around = surroundings({}, [], None, "two")
    assert "two" in tuple(bearing.phases_in("talks on the next phase", around))
    assert "two" not in tuple(bearing.phases_in("talks on the next phase"))
    assert "two" in tuple(bearing.phases_in("passing from the first phase to the second"))
    assert "two" not in tuple(bearing.phases_in("passing to the second"))


def test_the_next_phase_is_the_one_after_the_last_declared_open() -> None:
    bearing = replace(ground().bearing, phases={"one": "one", "two": "two", "three": "three"})
    assert bearing.next_phase(10) == "two"
    opened = replace(bearing, openings=((5, "two"),))
    assert opened.next_phase(5) == "two"
    assert opened.next_phase(6) == "three"


def test_what_is_around_a_claim_adds_only_so_much() -> None:
    alone = Signs(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    much = replace(alone, headed=1.0, around=1.0)
    assert much.odds - alone.odds == pytest.approx(MOST_AROUND)
