"""What could be a statement, in which forms, and how its likelihood comes of its weights."""

import pytest

from servanda.intake.statements.contents import extents
from servanda.intake.statements.grammar import parse
from servanda.intake.statements.proposals import Proposal, among, proposals, weigh
from servanda.intake.statements.quotations import quotations
from tests.intake.statements.reading import words


def proposed(text: str) -> list[Proposal]:
    doc = parse(text)
    return list(proposals(doc, quotations(doc, text)))


def forms_of(text: str, cue: str) -> set[str]:
    """All that a word of a text may be taken to attribute."""
    doc = parse(text)
    return {
        " ... ".join(words(text, place) for place in extents(doc, each.content))
        for each in proposed(text)
        if doc[each.candidate.anchor].text == cue
    }


def test_what_is_said_may_end_at_a_mark_or_with_its_sentence() -> None:
    text = "The envoy spoke of the hunger in the city, the lack of doctors. Nobody answered."
    found = forms_of(text, "spoke")
    assert {"the hunger in the city", "the hunger in the city, the lack of doctors"} <= found


@pytest.mark.parametrize("mark", ['"', "''"])
def test_a_quotation_goes_on_after_who_says_it(mark: str) -> None:
    text = f"{mark}It is closed,{mark} the mayor said. {mark}But it will be opened soon.{mark}"
    whole = f"{mark}It is closed,{mark} ... {mark}But it will be opened soon.{mark}"
    assert any(whole == each for each in forms_of(text, "said")), forms_of(text, "said")


def test_readings_of_a_word_share_one_likelihood_that_any_is_meant() -> None:
    assert among(0.0, [0.0]) == pytest.approx(1 / 2)
    assert among(0.0, [0.0, 0.0]) == pytest.approx(2 / 3)
    assert among(-100.0, [-100.0, 3.0]) == pytest.approx(0)


def test_a_proposal_is_as_likely_as_its_weights_say_alone_and_beside_others() -> None:
    text = "The mayor said that the bridge was closed."
    odds = {"any": (-2.0, -50.0), "lemma say clause": (4.0, 52.0)}
    likeliest = weigh(proposed(text), odds)[0]
    assert likeliest.proposal.candidate.construction == "clause after"
    readings = sum("lemma say clause" in each.features for each in proposed(text))
    alone, beside = 1 / (1 + 2.718281828459045**-2), 1 - 1 / (1 + readings * 2.718281828459045**2)
    assert likeliest.likelihood == pytest.approx((alone + beside) / 2)
