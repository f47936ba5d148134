"""Denials without words of their own: `Hamas denied the report`, `the ministry rejected this`.

What is denied is then what was said just before by somebody else.
"""

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from servanda.intake.statements import bare
from servanda.intake.statements.antecedents import is_bare
from servanda.intake.statements.cues import cues
from servanda.intake.statements.model import Statement
from servanda.intake.statements.proposals import Weighed

TAKEN_UP = {"it", "this", "that", "them", "these", "those"}
FAR = 3  # sentences between a denial and what it may deny
SILENT = {
    "to", "comment", "respond", "for", "on", "it", "the", "a", "any", "this", "matter", "report",
    "further", "immediately", "request", "question",
}  # fmt: skip
SAID = ("says", "finds", "admits", "expects", "denies")  # stances that can be denied: no demands


def with_denials(doc: Doc, taken: list[Weighed], weighed: list[Weighed]) -> list[Weighed]:
    """What was chosen, with bare denials, however unlikely their few words make them."""
    used = {i for each in taken for i in (*each.proposal.content, *each.proposal.candidate.cue)}
    more: list[Weighed] = []
    for each in weighed:
        candidate = each.proposal.candidate
        own = {*each.proposal.content, *candidate.cue}
        is_one = candidate.construction == "object" and candidate.source is not None
        if is_one and is_bare_denial(doc[candidate.anchor]) and not own & used:
            more.append(each)
            used |= own
    return sorted((*taken, *more), key=lambda each: min(each.proposal.content))


def says_nothing(doc: Doc, weighed: Weighed) -> bool:
    """`Declined to comment`: that somebody says nothing is no statement."""
    words = {doc[i].lemma_.lower() for i in weighed.proposal.content if not doc[i].is_punct}
    return bool(words & {"comment", "respond"}) and words <= SILENT


def is_bare_denial(verb: Token) -> bool:
    """`Denied it`, `rejected the accusations`: without a word on what they were."""
    if cues().stances.get(verb.lemma_.lower()) != "denies" or verb.pos_ != "VERB":
        return False
    if any(child.dep_ in ("neg", "ccomp", "auxpass") for child in verb.children):
        return False
    thing = next((child for child in verb.children if child.dep_ == "dobj"), None)
    if thing is None:
        return False
    if thing.pos_ in ("PRON", "DET") and thing.lower_ in TAKEN_UP:
        return not any(child.dep_ not in ("punct", "det") for child in thing.children)
    return thing.lemma_.lower() in cues().denied and is_bare(thing)


def tied(doc: Doc, read: list[tuple[Weighed, Statement]]) -> Iterator[Statement]:
    """The statements in their order, each bare denial with the words of what it denies, if somebody
    else said that just before."""
    done: list[tuple[int, Statement]] = []
    for weighed, each in read:
        anchor = doc[weighed.proposal.candidate.anchor]
        is_bare_one = is_bare_denial(anchor)
        denied = _denied(doc, anchor, each, done) if is_bare_one else None
        if denied is None and each.speaker and not is_bare_one and is_bare_denial_in(doc, each):
            denied = _just_before(doc, each, done)
        if is_bare_one and denied is None and _says_nothing(doc, weighed):
            continue
        if denied is not None:
            dated = each.dated if denied.dated.certainty == "published" else denied.dated
            each = replace(
                each, content=denied.content, takes_up=each.content, stance="denies",
                speech="indirect", dated=dated,
            )  # fmt: skip
        done.append((anchor.i, each))
        yield each


def is_bare_denial_in(doc: Doc, statement: Statement) -> bool:
    words = " ".join(doc.text[one.start : one.end] for one in statement.content)
    return bare.is_bare_denial(words)


def _just_before(
    doc: Doc, denial: Statement, before: list[tuple[int, Statement]]
) -> Statement | None:
    """What somebody else was said to say in the sentence right before, if that is all of it."""
    first = doc.char_span(denial.content[0].start, denial.content[0].end, alignment_mode="expand")
    start = first.sent.start_char if first is not None else 0
    between = [each for _, each in before if not each.is_unsaid][-2:]
    last = between[-1] if between else None
    if last is None or last.speaker is None or last.stance not in SAID or last.takes_up:
        return None
    told = doc.char_span(last.content[0].start, last.content[-1].end, alignment_mode="expand")
    if told is None or _who(last) == _who(denial) or doc.text[told.sent.end_char : start].strip():
        return None
    alone = len(between) < 2 or between[0].content[-1].end <= told.sent.start_char
    return last if alone and told.sent.end_char <= start else None


def _says_nothing(doc: Doc, weighed: Weighed) -> bool:
    """Whether a pronoun is all that is denied: alone it tells nobody what."""
    return all(doc[i].lower_ in TAKEN_UP for i in weighed.proposal.content)


def _denied(
    doc: Doc, anchor: Token, denial: Statement, before: list[tuple[int, Statement]]
) -> Statement | None:
    """The last statement of somebody else, a few sentences back at most."""
    for at, each in reversed(before):
        sentences = sum(bool(doc[i].is_sent_start) for i in range(at + 1, anchor.i + 1))
        if sentences > FAR:
            return None
        if each.stance in SAID and _who(each) != _who(denial):
            return each
    return None


def _who(statement: Statement) -> str | None:
    return None if statement.speaker is None else statement.speaker.whole
