"""No claim says more than was printed; and what is passed over is shown."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from servanda.cli.drafting import statements_in
from servanda.intake.draft.draft_json import read_draft, written
from servanda.intake.draft.ground import Ground
from servanda.intake.draft.model import Draft
from servanda.intake.draft.page import review_page
from servanda.intake.draft.propose import Setting, propose
from servanda.intake.draft.report import proposed_report
from servanda.workspace import open_workspace
from servanda.workspace.drafts import ground
from tests.intake.draft.small import article

DAY = date(2025, 10, 24)


@pytest.fixture(scope="module")
def base(root: Path) -> Ground:
    return ground(open_workspace(root / "examples" / "gaza-2025"))


def drafted(text: str, base: Ground) -> Draft:
    one = replace(article(text), published=DAY, publisher="The Gazette")
    return propose(one, statements_in(one, base)[0], base, Setting(DAY, "The Gazette"))


def texts(text: str, base: Ground, kind: str = "claim") -> list[str]:
    return [each.text for each in drafted(text, base).proposals if each.kind == kind]


@pytest.mark.parametrize(
    "text",
    [
        "Israel has not confirmed that Hamas released 20 living hostages.",
        "Israel refused to say that Hamas released 20 living hostages.",
        "Hamas might announce that it has released 20 living hostages, a diplomat said.",
        "Israel did not deny that Hamas returned 3 hostage remains on Tuesday.",
        "Israel doubts that Hamas released 20 living hostages.",
        "Hamas promised to announce that it released 20 living hostages.",
        "If Israel says that the Rafah crossing is open, Egypt will act, an analyst said.",
        "Hamas will announce that the Rafah crossing is open.",
        "Israel said that Hamas said that the Rafah crossing is closed.",
        "Qatar said it could not confirm that 104 people were killed.",
    ],
)
def test_what_is_not_said_plainly_stays_in_words(text: str, base: Ground) -> None:
    (claim,) = texts(text, base)
    assert claim.splitlines()[1].startswith('  "') and " killed\n" not in claim


@pytest.mark.parametrize(
    "text",
    [
        "Qatar said it could not confirm that Hamas released 20 living hostages.",
        "Israel refused to say whether it would open the Rafah crossing.",
        "Hamas could not find the remains of 5 hostages, a Hamas official said.",
    ],
)
def test_who_does_not_tell_refuses_nothing(text: str, base: Ground) -> None:
    assert not texts(text, base, "position")


def test_a_refusal_to_act_is_still_one(base: Ground) -> None:
    (position,) = texts("Hamas said it will not give up its weapons.", base, "position")
    assert position.startswith("position hamas refuses")


@pytest.mark.parametrize(
    "text",
    [
        "A Hamas spokesman, Jon Mayer, said the Rafah crossing is closed.",
        "Hamas spokesman Jon Mayer said the Rafah crossing is closed.",
        "Jon Mayer, a Hamas spokesman, said the Rafah crossing is closed.",
    ],
)
def test_who_is_named_beside_a_role_is_not_told_as_anonymous(text: str, base: Ground) -> None:
    draft = drafted(text, base)
    (claim,) = [each.text for each in draft.proposals if each.kind == "claim"]
    header = claim.splitlines()[0]
    assert header.startswith("claim unnamed hamas") and 'spokesman, named in the article"' in header
    assert "Mayer" not in proposed_report(draft)


def test_a_title_is_no_description_and_no_empty_source_is_proposed(base: Ground) -> None:
    draft = drafted("Dr. Jon Mayer said the Rafah crossing is closed.", base)
    assert not [one for one in draft.proposals if one.text.startswith("source people")]
    claim = draft.proposals[-1]
    assert claim.text.startswith('claim unnamed people "a person whom the article names" says')
    assert any(one.startswith("the article names a person without") for one in claim.notices)
    text = "Dr. Mayer, the director of the health ministry, said the Rafah crossing is closed."
    (claim_text,) = texts(text, base)
    assert '"the director of the health ministry, named in the article"' in claim_text


def test_sentences_for_which_nothing_is_proposed_are_shown(base: Ground) -> None:
    text = "The Rafah crossing is closed, Egypt said. Trucks waited. It rained on Dr. X. all day."
    draft = drafted(text, base)
    assert [one.words for one in draft.passed_over] == ["It rained on Dr. X. all day."]
    assert "which nothing is proposed: 1" in proposed_report(draft)
    assert "Sentences passed over: 1" in review_page(draft, text)
    assert read_draft(written(draft).encode()) == draft
