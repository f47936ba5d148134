"""Mentions: where an article names or describes somebody, and whether by a name."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from servanda.intake.statements.contents import speaker_tokens
from servanda.intake.statements.cues import cues
from servanda.intake.statements.model import Extent

CALLED = {"PERSON", "ORG", "GPE", "NORP"}
SUBJECTS = {"nsubj", "nsubjpass", "agent"}


@dataclass(frozen=True, slots=True)
class Mention:
    """Where the article names or describes somebody: the head and the words."""

    head: int
    words: str
    named: bool
    many: bool
    subject: bool


def is_named(head: Token) -> bool:
    """Whether words name somebody: a proper name, or `the health ministry`, which is one body."""
    if head.pos_ == "PROPN" or head.ent_type_ in CALLED:
        return head.tag_ != "NNS"
    return head.lemma_ in cues().bodies and any(
        each.lower_ == "the" or each.dep_ == "poss" for each in head.children
    )


def mention(head: Token, text: str) -> Mention:
    """What an article calls somebody, by the head of the words."""
    named = is_named(head)
    tokens = _name_tokens(head) if named else speaker_tokens(head)
    extent = extent_of(head.doc, tokens)
    many = head.tag_ in ("NNS", "NNPS") or any(child.dep_ == "conj" for child in head.children)
    up = head
    while up.dep_ in ("conj", "appos") and up.head.i != up.i:
        up = up.head
    return Mention(head.i, text[extent.start : extent.end], named, many, up.dep_ in SUBJECTS)


def mentions_in(doc: Doc, text: str) -> Iterator[Mention]:
    for token in doc:
        if (
            token.pos_ in ("PROPN", "NOUN")
            and token.dep_ not in ("compound", "amod", "nmod", "npadvmod")
            and (token.pos_ == "PROPN" or is_human(token) or is_named(token))
        ):
            yield mention(token, text)


def _name_tokens(head: Token) -> frozenset[int]:
    """The name with its title: what stands before it and is a name or an office."""
    tokens = {head.i}
    for child in head.children:
        if child.i < head.i and child.dep_ in ("compound", "nmod", "amod", "det", "poss"):
            if child.dep_ == "det" and head.pos_ == "PROPN" and child.lower_ != "the":
                continue
            tokens |= {each.i for each in child.subtree}
    start = min(tokens)
    breaks = [
        i for i in range(start, head.i) if head.doc[i].dep_ == "cc" or head.doc[i].text == ","
    ]
    return frozenset(range(max([start, *(i + 1 for i in breaks)]), head.i + 1))


def is_human(token: Token) -> bool:
    return token.lemma_.lower() in cues().people


def extent_of(doc: Doc, tokens: frozenset[int]) -> Extent:
    first, last = doc[min(tokens)], doc[max(tokens)]
    return Extent(first.idx, last.idx + len(last))
