"""Which positions are proposed beside a claim, in the smallest articles."""

import pytest

from servanda.record.model import Stance
from tests.intake.draft.small import draft_of, statement


def position(marked: str, stance: Stance = "says", *, named: bool = True) -> str | None:
    draft = draft_of(*statement(marked, stance, named=named))
    found = [each.text for each in draft.proposals if each.kind == "position"]
    return found[0] if found else None


def test_a_position_stands_beside_its_claim() -> None:
    found = position("[who:Southland] said [said:it will not release prisoners of war].", "expects")
    assert found == (
        'position south refuses "it will not release prisoners of war"\n'
        "  about release-prisoners\n"
        "  on 2026-01-22\n"
        "  said by south\n"
        '  note "in words of the article"'
    )


@pytest.mark.parametrize(
    ("words", "stance", "header"),
    [
        ("it will not release prisoners of war until the truce holds", "expects",
         "south conditions"),
        ("it will admit aid trucks only if prisoners of war are released", "promises",
         "south conditions"),
        ("Southland is considering the release of prisoners of war", "says", "south considers"),
        ("it has postponed the release of prisoners of war", "says", "south postpones"),
        ("it remains committed to the truce along the river", "says", "south commits"),
        ("it will release prisoners of war", "promises", "south commits"),
        ("Northland release its prisoners of war", "demands", "south demands"),
        ("it would break the truce along the river", "threatens", "south threatens"),
        ("Northland refuses to release prisoners of war", "says", "north refuses"),
    ],
)  # fmt: skip
def test_an_attitude_is_that_of_a_set_phrase(words: str, stance: Stance, header: str) -> None:
    found = position(f"[who:Southland] said [said:{words}].", stance)
    assert found is not None
    assert found.splitlines()[0].startswith(f'position {header} "')


@pytest.mark.parametrize(
    ("who", "words", "stance"),
    [
        ("Southland", "it released prisoners of war", "says"),
        ("Southland", "it will release prisoners of war", "expects"),
        ("Southland", "it will not rain", "expects"),
        ("Southland", "Southlanders refuse to release prisoners of war", "says"),
        ("Southland", "it will not release prisoners of war", "denies"),
        ("Southland", "Northland will release prisoners of war", "promises"),
        ("World Wire", "it will not release prisoners of war", "expects"),
        ("World Wire", "prisoners of war are released", "demands"),
    ],
)
def test_what_takes_no_plain_position_is_a_claim_only(who: str, words: str, stance: Stance) -> None:
    assert position(f"[who:{who}] said [said:{words}].", stance) is None


def test_those_of_an_actor_without_a_name_speak_for_it_through_their_chain() -> None:
    found = position(
        "[who:Southland officials] said [said:it will not release prisoners of war for now].",
        "expects", named=False,
    )  # fmt: skip
    assert found is not None
    assert found.splitlines()[0].startswith("position south refuses")
    assert '  said by unnamed south "Southland officials"' in found.splitlines()
    assert "  for now" in found.splitlines()
