"""What is plainly said, whatever the weights make of few words: `The crossing remains closed, the
ministry said on Friday.`"""

from dataclasses import replace

from spacy.tokens import Doc, Token

from servanda.intake.statements.mentions import is_human, is_named
from servanda.intake.statements.proposals import LEAST, Weighed

SAYING = {"say", "announce", "state", "report", "tell", "declare"}


def plainly_said(doc: Doc, weighed: list[Weighed]) -> list[Weighed]:
    """What was weighed, where the likeliest form of each plain one is likely enough to be taken."""
    lifted: set[int] = set()
    kept: list[Weighed] = []
    for each in weighed:
        anchor = each.proposal.candidate.anchor
        if anchor not in lifted and is_plain(doc, each):
            lifted.add(anchor)
            each = replace(each, likelihood=max(each.likelihood, LEAST))
        kept.append(each)
    return sorted(without_inner(doc, kept), key=lambda each: -each.likelihood)


def without_inner(doc: Doc, weighed: list[Weighed]) -> list[Weighed]:
    """Without what nobody is said to say, where it is a part of what somebody plainly says: `it is
    expected to open, a diplomat said` is the diplomat's."""
    said: set[int] = set()
    for each in weighed:
        if each.likelihood >= LEAST and is_plain(doc, each):
            said |= each.proposal.content
    return [
        each for each in weighed
        if each.proposal.candidate.anchor not in said or not is_nobodys(each)
    ]  # fmt: skip


def is_nobodys(weighed: Weighed) -> bool:
    """Whether nobody is said to say it: who is expected to come does not speak."""
    candidate = weighed.proposal.candidate
    return candidate.source is None or candidate.construction == "passive holder"


def is_plain(doc: Doc, weighed: Weighed) -> bool:
    """Whether somebody is the subject of a verb of saying, beside a whole clause."""
    candidate, content = weighed.proposal.candidate, weighed.proposal.content
    cue = doc[candidate.anchor]
    if candidate.source is None or cue.lemma_ not in SAYING or cue.tag_ not in ("VBD", "VBZ"):
        return False
    source = doc[candidate.source]
    return (
        candidate.construction in ("clause before", "clause after")
        and source.head.i == cue.i
        and source.dep_ == "nsubj"
        and (is_named(source) or is_human(source))
        and any(is_finite(doc[i], content) for i in content)
    )


def is_finite(verb: Token, content: frozenset[int]) -> bool:
    """Whether a verb has a subject of its own in what is said."""
    return verb.pos_ in ("VERB", "AUX") and any(
        child.dep_ in ("nsubj", "nsubjpass", "expl") and child.i in content
        for child in verb.children
    )
