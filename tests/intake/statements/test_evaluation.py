"""The evaluation itself: when things match, what it says without its material, what it keeps."""

import tomllib
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import get_args

import pytest

from benchmarks.intake.__main__ import main
from benchmarks.intake.matching import Tally, agreement, pairs, words_in, words_of
from benchmarks.intake.on_article import ANNOTATION, figures, read_annotation
from benchmarks.intake.polnear import read_part
from servanda.intake.statements.model import Extent
from servanda.record.model import Stance


def test_words_and_their_agreement() -> None:
    words = words_of("We left, they said.")
    assert [start for start, _ in words] == [0, 3, 9, 14]
    one, other = (words_in(words, [Extent(0, end)]) for end in (7, 13))
    assert agreement(one, other) == 2 / 3


def test_pairs_are_one_to_one_and_the_best_first() -> None:
    found = [frozenset({1, 2}), frozenset({1, 2, 3})]
    gold = [frozenset({1, 2, 3}), frozenset({9})]
    assert pairs(found, gold, 0.5) == [(1, 0)]
    assert pairs([frozenset({1, 9})], gold, 0.5) == [(0, 1)]
    assert pairs([frozenset()], [frozenset()], 0) == []


def test_rates() -> None:
    tally = Tally(2, 4, 3)
    assert (tally.precision, tally.recall, tally.f1) == (0.5, 2 / 3, 4 / 7)
    assert Tally().f1 == 0


def test_without_its_material_it_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(tmp_path)
    shown = capsys.readouterr().out
    assert "left out: reports/2025-10-22-rubio-visit.txt" in shown
    assert "own sentences, unseen" in shown


def test_another_article_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.txt"
    path.write_text("Another article.", encoding="utf-8")
    with pytest.raises(ValueError, match=r"other\.txt is not the article that was annotated"):
        list(figures(path))


def test_the_annotation_holds_places_and_labels_but_no_text() -> None:
    held = tomllib.loads(ANNOTATION.read_text(encoding="utf-8"))
    labels = {*get_args(Stance), "direct", "indirect", "visit", "meeting", "call", "statement"}
    for each in [*held["statement"], *held["meeting"]]:
        for value in each.values():
            assert _is_label_or_place(value, labels), value
    assert len(read_annotation().statements) > 30


def _is_label_or_place(value: object, labels: set[str]) -> bool:
    if isinstance(value, list):
        return all(_is_label_or_place(each, labels) for each in value)
    return isinstance(value, int | date) or value in labels


def test_standoff_annotation_is_read(tmp_path: Path) -> None:
    for name in ("text", "attributions"):
        (tmp_path / "dev" / name).mkdir(parents=True)
    (tmp_path / "dev" / "text" / "a.txt").write_text("He said: go. Now!", encoding="utf-8")
    lines = (
        "T1\tSource 0 2\tHe\nT2\tCue 3 8\tsaid:\nT3\tContent 9 11;13 16\tgo Now\n"
        "T4\tAttribution 3 8\tsaid:\nE1\tAttribution:T4 Content:T3 Cue:T2 Source:T1\n"
    )
    (tmp_path / "dev" / "attributions" / "a_1f.ann").write_text(lines, encoding="utf-8")
    (article,) = read_part(tmp_path, "dev")
    (attribution,) = article.attributions
    assert attribution.content == (Extent(9, 11), Extent(13, 16))
    assert attribution.source == (Extent(0, 2),)


def test_weights_hold_no_names() -> None:
    text = files("servanda.intake.statements").joinpath("weights.tsv").read_text(encoding="utf-8")
    kept = [line.split("\t")[0] for line in text.splitlines() if not line.startswith("#")]
    words = {word for name in kept for word in name.split()[1:]}
    assert words.isdisjoint({"trump", "clinton", "obama", "sanders", "cruz", "rubio", "biden"})
