"""Accuracy from use: counts of what was decided, by stance and by field."""

from servanda.intake.draft.accuracy import Kept, Outcome, accuracy
from servanda.intake.draft.deciding import decided
from servanda.intake.draft.model import Decision, Draft
from tests.intake.draft.small import draft_of, statement


def reviewed(words: str, what: str, text: str = "") -> Draft:
    draft = draft_of(*statement(f"[who:World Wire] said [said:{words}]."))
    after = decided(draft, draft.proposals[-1].id, Decision(what, text))  # type: ignore[arg-type]
    assert isinstance(after, Draft)
    return after


def test_counts_over_drafts() -> None:
    mended = (
        "claim gazette says\n  south admits 500 trucks\n  on 2026-01-22\n  about aid\n"
        "  in indirect speech"
    )
    found = accuracy(
        [
            reviewed("Southland admitted 600 trucks", "accepted"),
            reviewed("Southland admitted 600 trucks", "mended", mended),
            reviewed("it was calm", "rejected"),
            reviewed("it was calm", "mended", f"{mended}\n\n{mended}"),
            draft_of(*statement("[said:nobody has looked at this].")),
        ]
    )
    assert found.drafts == 4 and found.waiting == 4
    assert found.by_kind == (("claim", Outcome(1, 1, 1, 1)),)
    assert found.by_stance == (("says", Outcome(1, 1, 1, 1)),)
    assert dict(found.fields) == {
        "speaker": Kept(1, 2), "chain": Kept(2, 2), "stance": Kept(2, 2), "what": Kept(1, 2),
        "date": Kept(2, 2), "stipulations": Kept(2, 2), "speech": Kept(2, 2),
    }  # fmt: skip


def test_nothing_reviewed_gives_no_share() -> None:
    found = accuracy([])
    assert (found.drafts, found.by_kind, found.fields) == (0, (), ())
    assert Outcome().right is None
