"""Declared bodies and offices under the names that newspapers give them."""

from functools import cache

import pytest

from servanda.intake.draft.designations import bodies
from servanda.intake.draft.ground import Ground, ground_of
from servanda.intake.draft.origins import Spoken
from servanda.intake.draft.persons import Persons, personal_name
from servanda.intake.draft.speakers import spoken_by
from servanda.intake.statements.model import Extent, Speaker
from servanda.language.parse import parse_document
from servanda.workspace.building import build

AGREEMENT = """\
# The delta accord

```servanda
agreement delta "Delta Accord"
  time zone Africa/Cairo
  in force 2026-01-10 12:00

party israel "Israel"
party front "River Front"
guarantor egypt "Egypt"
guarantor us "United States"

action attack "uses armed force against"

ban truce "Truce"
  israel must not attack front
```
"""
SOURCES = """\
# Sources

```servanda
source idf "Israel Defense Forces"
  camp israel

office israel/foreign-minister "Minister of Foreign Affairs of Israel"
office israel/intelligence-head "head of the military intelligence of Israel"
office us/white-house "White House and its spokeswoman"

source delta-brigades "Delta Brigades"
  camp front

source israel "Israel, where the report names no office"
```
"""
OTHERS = """\
# Others

```servanda
source egypt-army "Egyptian Armed Forces"
  camp egypt
```
"""
NOBODY = Persons({}, {}, {}, {})


@cache
def ground(*more: str) -> Ground:
    texts = {"agreement.md": AGREEMENT, "record/sources.md": SOURCES}
    texts |= {f"record/more-{at}.md": text for at, text in enumerate(more)}
    built = build(texts)
    assert built.agreement is not None and not built.diagnostics, built.diagnostics
    pages = [parse_document(text, name).document for name, text in texts.items()]
    return ground_of(pages, built.agreement, built.record, texts)


def spoken(words: str, *more: str, named: bool = True) -> Spoken:
    return spoken_by(Speaker(Extent(0, 1), words, named, words), ground(*more).names, NOBODY)


@pytest.mark.parametrize("named", [True, False])
@pytest.mark.parametrize(
    ("words", "source"),
    [
        ("the Israeli military", "idf"),
        ("the Israeli army", "idf"),
        ("Israel's Defence Forces", "idf"),
        ("River Front's armed wing", "delta-brigades"),
        ("the White House", "us/white-house"),
        ("the Israeli foreign minister", "israel/foreign-minister"),
        ("the Israeli government", "israel"),
    ],
)
def test_a_body_is_the_declared_one(words: str, source: str, named: bool) -> None:
    found = spoken(words, named=named)
    assert (found.origin, found.notices) == (source, ())


@pytest.mark.parametrize(
    ("words", "declared"),
    [
        ("the foreign ministry in Cairo",
         'source egypt-foreign-ministry "Foreign ministry of Egypt"\n  camp egypt'),
        ("Egypt's foreign ministry",
         'source egypt-foreign-ministry "Foreign ministry of Egypt"\n  camp egypt'),
        ("Egypt's foreign minister",
         'source egypt-foreign-minister "Foreign minister of Egypt"\n  camp egypt'),
        ("the Pentagon", 'source us-department-of-defense '
         '"Department of Defense of the United States"\n  camp us'),
    ],
)  # fmt: skip
def test_a_body_that_is_not_declared_is_of_the_country_that_is_named(
    words: str, declared: str
) -> None:
    assert [each.text for each in spoken(words).declares] == [declared]


def test_a_body_without_a_country_is_the_only_one_and_that_is_told() -> None:
    found = spoken("the army")
    assert found.origin == "idf"
    assert found.notices == (
        '"the army" names no country: it is taken for `idf`, as no other is declared',
    )


def test_of_two_that_fit_none_is_taken_and_that_is_told() -> None:
    found = spoken("the army", OTHERS)
    assert found.origin == "army"
    assert found.notices == (
        "`egypt-army`, `idf` fit, and nothing tells which is meant: put one in its place, or "
        "declare it",
    )
    assert spoken("the Egyptian army", OTHERS).origin == "egypt-army"


@pytest.mark.parametrize(
    "words",
    ["the Lebanese army", "the army in Beirut", "the Israeli army radio", "the Front's government",
     "a former Israeli foreign minister", "Israeli army officers", "an Israeli foreign minister"],
)  # fmt: skip
def test_what_is_somebody_else_is_not_matched(words: str) -> None:
    found = spoken(words, named=False)
    assert found.origin.startswith("unnamed ")


@pytest.mark.parametrize(
    ("words", "whose"),
    [
        ("an army spokesman", "idf"),
        ("two army spokesmen", "idf"),
        ("a State Department official", "us"),
        ("a spokeswoman for the foreign ministry in Cairo", "egypt"),
    ],
)
def test_people_of_a_body_are_of_it(words: str, whose: str) -> None:
    assert spoken(words, named=False).origin == f'unnamed {whose} "{words}"'


def test_a_body_of_a_country_that_is_no_actor_is_a_source_and_no_person() -> None:
    found = spoken("The Kremlin")
    assert [each.text for each in found.declares] == ['source kremlin "The Kremlin"']
    assert personal_name("The Kremlin", ground().names) is None


def test_every_body_can_be_called_something() -> None:
    assert all(each.called and (each.titles or each.name == "government") for each in bodies())
