"""Readings, linkages and what refers to what."""

import pytest

from servanda.agreement import model
from servanda.agreement.build import build_agreement
from servanda.agreement.dependencies import needs, refers_to
from servanda.agreement.readings import ReadingGroup, clauses_in, reading_groups
from servanda.language.parse import parse_document
from servanda.values.deed import Deed
from servanda.values.instant import Duration

NOBODY: frozenset[str] = frozenset()
DEED = model.DeedClause(Deed(("a",), "give"))
OTHER = model.DeedClause(Deed(("b",), "give"))
WORDS = model.TextClause(("a",), "helps")
TRIGGER = model.FromClause(model.Happens("start"))
OTHER_TRIGGER = model.FromClause(model.Happens("end"))
SOON = model.AsSoonAsPossibleClause()


def duty(*readings: model.Reading, linkages: tuple[model.Linkage, ...] = ()) -> model.Stipulation:
    return model.Stipulation("d", "duty", "D", "", (DEED, WORDS, TRIGGER), readings, linkages)


def test_without_a_reading_the_text_stands() -> None:
    assert clauses_in(duty(), None, NOBODY) == (DEED, WORDS, TRIGGER)
    assert clauses_in(duty(), "unheard-of", NOBODY) == (DEED, WORDS, TRIGGER)


def test_a_reading_replaces_the_same_sort_and_completes_the_rest() -> None:
    subject = duty(model.Reading("x", (OTHER_TRIGGER, SOON)))
    assert clauses_in(subject, "x", NOBODY) == (DEED, WORDS, OTHER_TRIGGER, SOON)


def test_the_limbs_of_a_reading_replace_all_limbs() -> None:
    assert clauses_in(duty(model.Reading("x", (OTHER,))), "x", NOBODY) == (TRIGGER, OTHER)


def test_the_words_as_they_stand() -> None:
    subject = duty(model.Reading("x", (model.AsItStandsClause(),)))
    assert clauses_in(subject, "x", NOBODY) == (DEED, WORDS, TRIGGER)


def test_linkages_only_add_and_only_for_those_who_hold_them() -> None:
    subject = duty(linkages=(model.Linkage("a", (OTHER_TRIGGER,)), model.Linkage("b", (SOON,))))
    assert clauses_in(subject, None, frozenset({"a"})) == (DEED, WORDS, TRIGGER, OTHER_TRIGGER)
    assert clauses_in(subject, None, frozenset({"c"})) == (DEED, WORDS, TRIGGER)


def test_the_same_names_are_read_alike() -> None:
    text = """```servanda
agreement t "T"
  time zone UTC
  in force 2025-01-01
party a "A"
action give "gives"
duty one
  a gives
  reading x: as it stands
  reading y: as soon as possible
duty two
  a gives
  reading z: as soon as possible
phase three
  begins when 2025-02-01
  reading y: begins when 2025-03-01
  reading x: as it stands
```"""
    agreement, _, told = build_agreement([parse_document(text, "a.md").document])
    assert told == ()
    assert agreement is not None
    assert reading_groups(agreement) == (
        ReadingGroup(("x", "y"), ("one", "three")),
        ReadingGroup(("z",), ("two",)),
    )


DONE = model.StipulationIs("d", "done")
OPEN = model.PhaseIsOpen("two")
DECLARED = model.PhaseIsDeclaredOpen("two", "us")


@pytest.mark.parametrize(
    ("condition", "referred", "needed"),
    [
        (DONE, {"d"}, {"d"}),
        (DECLARED, {"two"}, set()),
        (model.All((DONE, OPEN)), {"d", "two"}, {"d", "two"}),
        (model.Any((DONE, OPEN)), {"d", "two"}, set()),
        (model.Any((DONE, model.All((DONE, OPEN)))), {"d", "two"}, {"d"}),
        (model.Not(DONE), {"d"}, set()),
        (model.Complies("a", ("d", "e")), {"d", "e"}, set()),
        (model.ToBeAgreed(), set(), set()),
    ],
)
def test_dependencies(condition: model.Condition, referred: set[str], needed: set[str]) -> None:
    assert refers_to(condition) == referred
    assert refers_to(model.WithinClause(Duration(1, "day"), condition)) == referred
    assert refers_to(model.SuspendedWhileClause(condition, "runs")) == referred
    assert needs(condition) == needed


def test_clauses_without_a_condition_refer_to_nothing() -> None:
    assert refers_to(DEED) == frozenset()
