"""By which forms a title is known to name a private person, as docs/publication.md says, and by
which it is not."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from servanda.agreement.model import Area
from servanda.workspace.private_names import private_names
from tests.publication.editions import built, policy
from tests.publication.mission import World

AGREEMENT, RECORD = built(World(deaths=(), attacks=(), burnt=(), watched=None))
EXAMPLES = Path(__file__).parents[2] / "examples"
DECLARED = re.compile(
    r"^(?:instrument|party|guarantor|mediator|body|verifier|actor|area|action|thing|class|level|"
    r"event|duty|ban|quota|right|power|aim|phase|fund|source|office|official) "
    r"[^\"\n]*\"([^\"\n]+)\"",
    re.M,
)


def names_somebody(title: str) -> bool:
    areas = {**AGREEMENT.areas, "valley": Area("valley", title)}
    return "the area `valley`" in private_names(
        replace(AGREEMENT, areas=areas), RECORD, policy(sources='["gazette", "observers-desk"]')
    )


@pytest.mark.parametrize(
    "title",
    [
        "Colonel Ivo Petrov", "Sgt. Petrov", "Mrs Holt", "mr. petrov", "MR PETROV",
        "COLONEL PETROV", "Abu Khalid", "Um Khalid", "Umm Khalid", "Herr Petrov",
        "Mira Holt, 9", "Mira Holt, aged 43", "Mira Holt aged 9", "Mira Holt (43)",
        "Mira Holt (aged 9)", "43-year-old Mira Holt", "the 43 year old farmer Mira Holt",
        "house of Petrov", "House of Petrov", "the farm of Mira Holt", "home of the Petrov family",
        "Petrov's house", "near Mira Holt's farm",
    ],
)  # fmt: skip
def test_a_name_is_known_by_its_form(title: str) -> None:
    assert names_somebody(title)


@pytest.mark.parametrize(
    "title",
    [
        "House of Representatives", "State House of Sierra Leone", "the Governor's House",
        "DR Congo", "prisoners aged 18 or less", "Resolution 2803 (2025)", "Area A (12)",
        "the house of the mission", "a 16-year-old agreement",
    ],
)  # fmt: skip
def test_what_only_looks_like_it_is_none(title: str) -> None:
    assert not names_somebody(title)


@pytest.mark.parametrize(
    "title", ["Ivo the farmer", "Mira Holt", "the Petrov house", "полковник Петров", "Petrov, 43"]
)
def test_what_is_not_known_as_the_page_says(title: str) -> None:
    """Two names in a row are asked for of a source alone."""
    assert not names_somebody(title)


def declared() -> Iterator[str]:
    for file in sorted(EXAMPLES.rglob("*.md")):
        yield from DECLARED.findall(file.read_text(encoding="utf-8"))


def test_no_title_of_a_real_agreement_is_taken_for_a_person() -> None:
    titles = set(declared())
    assert len(titles) > 800
    assert [one for one in sorted(titles) if names_somebody(one)] == []
