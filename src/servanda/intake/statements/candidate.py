"""A candidate for a statement, and the parts of a sentence of which one is made.

The labels of the grammar are ClearNLP's, which the model was trained on.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Token

SUBJECTS = {"nsubj", "nsubjpass", "csubj"}
# From where a verb without a subject of its own has that of another.
SHARING = ("conj", "xcomp", "advcl", "pcomp", "prep", "ccomp", "aux")
# What a parse may take a subject for.
MISTAKEN = {"npadvmod", "nmod", "dep", "appos", "intj", "advmod", "dobj", "attr"}
# What somebody puts out who says something in it, and the words that place it there.
PAPERS = {
    "statement", "resolution", "letter", "tweet", "speech", "post", "message", "memo", "email",
    "release", "order", "ad", "note", "decree", "communiqué", "comment", "remark", "video",
    "advertisement", "petition", "response", "article", "announcement", "complaint", "spot",
    # and what is spent on saying something: `spent months denying`
    "time", "month", "week", "day", "year", "hour", "trouble",
}  # fmt: skip
IN_PAPERS = {"in", "with", "by", "during", "through", "via", "to", "on"}


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may be a statement: tokens by their numbers. `source` is the head of who speaks."""

    construction: str
    anchor: int
    cue: tuple[int, ...]
    content: frozenset[int]
    source: int | None

    @property
    def family(self) -> str:
        """The first word of the construction."""
        return self.construction.split()[0]


def proposed(
    construction: str,
    anchor: Token,
    cue: Iterable[Token],
    content: Iterable[int],
    source: Token | None,
) -> Candidate:
    words = tuple(sorted({token.i for token in cue}))
    return Candidate(
        construction, anchor.i, words, frozenset(content) - frozenset(words),
        None if source is None else maker(source).i,
    )  # fmt: skip


def subtree(token: Token) -> frozenset[int]:
    return frozenset(each.i for each in token.subtree)


def verb_group(verb: Token) -> list[Token]:
    return [
        verb,
        *(child for child in verb.children if child.dep_ in ("aux", "auxpass", "neg", "prt")),
    ]


def first_word(token: Token) -> str:
    first: str = token.doc[token.left_edge.i].lower_
    return first


def top(token: Token) -> Token:
    while token.head.i != token.i:
        token = token.head
    return token


def subject(verb: Token) -> Token | None:
    """The head of who does what a verb says, looked for upwards where the verb has none itself."""
    start = verb
    if (citing := quoted_verb(verb)) is not None:
        people = [child for child in citing.children if child.dep_ in ("dobj", "nsubjpass")]
        return people[0] if people else None
    for _ in range(6):
        if (issuer := _issuer(verb)) is not None:
            return issuer
        own = next((child for child in verb.children if child.dep_ in SUBJECTS), None)
        if own is not None:
            return own
        if verb.dep_ == "relcl" or (verb.dep_ == "acl" and not _of_purpose(verb)):
            return verb.head
        if verb.dep_ not in (*SHARING, "acl", "dobj", "pobj") or verb.head.i == verb.i:
            break
        controller = next((each for each in verb.head.children if each.dep_ == "dobj"), None)
        if (
            verb.dep_ == "xcomp"
            and controller is not None
            and controller.i < verb.i
            and may_act(controller)
        ):
            return controller
        verb = verb.head
    return _of_sentence(start)


def quoted_verb(verb: Token) -> Token | None:
    """The verb that quotes those who say something: `quoted` of `quoted an aide as saying`."""
    preposition = verb.head
    if verb.dep_ != "pcomp" or preposition.lower_ != "as":
        return None
    return preposition.head if preposition.head.lemma_ in ("quote", "cite") else None


def _issuer(verb: Token) -> Token | None:
    """Who issues the paper in which something is said: `the campaign issued a statement saying`, `a
    video that says`."""
    paper = verb.head
    of_paper = (verb.dep_ == "acl" and verb.tag_ == "VBG") or verb.dep_ == "relcl"
    if not of_paper or paper.lemma_.lower() not in PAPERS:
        return None
    own = next((child for child in verb.children if child.dep_ in SUBJECTS), None)
    if own is not None and own.lower_ not in ("that", "which"):
        return None
    if paper.dep_ == "dobj":
        return subject(paper.head)
    if paper.dep_ == "pobj" and paper.head.head.pos_ == "VERB" and paper.head.lower_ in IN_PAPERS:
        return subject(paper.head.head)
    return None


def _of_purpose(verb: Token) -> bool:
    """`took pains to say`: who does it is not what is taken."""
    infinitive = any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)
    return infinitive and not may_act(verb.head)


def may_act(token: Token) -> bool:
    """Whether a word can stand for somebody who does something: a name, a pronoun, people."""
    return token.pos_ in ("PROPN", "PRON") or token.ent_type_ != "" or token.tag_ == "NNS"


def _of_sentence(verb: Token) -> Token | None:
    """Where a parse lost it: the subject of the main verb, if the verb depends on that."""
    main = verb.sent.root
    if main.i == verb.i:
        return _beside(verb)
    return next((child for child in main.children if child.dep_ in ("nsubj", "nsubjpass")), None)


def _beside(verb: Token) -> Token | None:
    """The nearest name, pronoun or people that a parse hangs on a verb without a subject as
    something else: before it, or after it where what is said comes first (`..., read the letter`).
    """
    before = [child for child in verb.lefts if child.dep_ in MISTAKEN and may_act(child)]
    if before:
        return before[-1]
    says_before = any(child.dep_ in ("ccomp", "parataxis") for child in verb.lefts)
    after = next((child for child in verb.rights if child.dep_ in ("dobj", "npadvmod")), None)
    return after if says_before and after is not None and after.left_edge.i == verb.i + 1 else None


def maker(source: Token) -> Token:
    """Who made what speaks: `an analysis by the institute` is the institute's."""
    for child in source.children:
        if child.dep_ in ("prep", "agent") and child.lower_ == "by":
            return next((each for each in child.children if each.dep_ == "pobj"), source)
    if source.lemma_ in ("analysis", "report", "study", "survey", "poll", "statement"):
        return next((child for child in source.children if child.dep_ == "poss"), source)
    return source


def agent(verb: Token) -> Token | None:
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            return next((each for each in child.children if each.dep_ == "pobj"), None)
    return None
