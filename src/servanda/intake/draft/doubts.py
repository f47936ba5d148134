"""What is odd about a decision that can stand all the same: that nothing is left of what was
proposed, or that another proposal says the very same."""

import re
from collections.abc import Iterator

from servanda.intake.draft.accuracy import Field, parts_in
from servanda.intake.draft.deciding import in_layout
from servanda.intake.draft.model import Draft, Proposal

MATTERS: tuple[Field, ...] = ("speaker", "what", "date")


def doubts(draft: Draft, id: str) -> Iterator[str]:
    """What to tell about the decision on a proposal, if it was mended or split."""
    proposal = next(each for each in draft.proposals if each.id == id)
    decision = proposal.decision
    if proposal.kind == "source" or decision is None or decision.what not in ("mended", "split"):
        return
    texts = each_entry(decision.text)
    for at, text in enumerate(texts, start=1):
        of_it = f"part {at} of it" if len(texts) > 1 else "it"
        if proposal.kind == "claim" and is_another(proposal.text, text):
            yield f"in {of_it}, who speaks, what is said and the day are all others than proposed"
        for other in same_as(text, proposal, draft):
            yield f"{of_it} says the very same as proposal {other}"


def is_another(before: str, after: str) -> bool:
    """Whether speaker, deed and day of a claim are all others than they were."""
    one, other = parts_in(before), parts_in(after)
    return bool(one and other) and all(one.get(each) != other.get(each) for each in MATTERS)


def same_as(text: str, proposal: Proposal, draft: Draft) -> Iterator[str]:
    """The ids of other proposals that say this, as proposed or as decided."""
    for each in draft.proposals:
        if each.id == proposal.id or each.kind != proposal.kind:
            continue
        said = each.text if each.decision is None else each.decision.text
        if text in each_entry(said):
            yield each.id


def each_entry(text: str) -> tuple[str, ...]:
    """The entries of a text in canonical layout."""
    whole = in_layout(text) if text.strip() else ""
    return tuple(one for one in re.split(r"\n\s*\n", whole) if one.strip())
