"""What is pointed out about a decision that can stand all the same."""

from dataclasses import replace

from servanda.intake.draft.deciding import decided
from servanda.intake.draft.doubts import doubts
from servanda.intake.draft.model import Decision, Draft
from tests.intake.draft.small import draft_of, statement

ARTICLE, SAID = statement("[who:The Lake Herald] said [said:Southland admitted 600 trucks].")


def test_what_another_proposal_says_is_pointed_out() -> None:
    draft = draft_of(ARTICLE, SAID, replace(SAID, stance="denies"))
    claims = [each for each in draft.proposals if each.kind == "claim"]
    after = decided(draft, claims[1].id, Decision("mended", claims[0].text))
    assert isinstance(after, Draft)
    assert list(doubts(after, claims[1].id)) == [
        f"it says the very same as proposal {claims[0].id}"
    ]
