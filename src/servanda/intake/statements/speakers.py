"""Speakers: who is meant by a name, a short form, a pronoun or a description.

A short form is the longest name in the article that ends in it. A pronoun is who was spoken of last
and fits: the subjects of the sentence and of those before it come first.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from servanda.intake.statements.contents import speaker_tokens
from servanda.intake.statements.cues import cues
from servanda.intake.statements.model import Extent, Speaker
from servanda.intake.statements.quotations import Quotation

ONE, MANY = {"he", "she", "him", "her", "his"}, {"they", "them", "their"}
RELATIVE = {"who", "which", "that", "whom", "whose"}
BACK = 6  # sentences in which a pronoun's name is looked for
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


class Cast:
    """All who are mentioned in an article, outside its quotations."""

    def __init__(self, doc: Doc, text: str, quoted: list[Quotation]) -> None:
        self.doc, self.text = doc, text
        inside = {i for each in quoted for i in each.tokens if len(each.tokens) > 5}
        self.mentions = [each for each in _mentions(doc, text) if each.head not in inside]

    def speaker(self, head: Token) -> Speaker:
        """Who speaks, by the head of the words for it."""
        tokens = speaker_tokens(head)
        extent = _extent(self.doc, tokens)
        words = self.text[extent.start : extent.end]
        antecedent = self._antecedent(head)
        if antecedent is not None:
            return Speaker(
                extent,
                words,
                antecedent.named,
                self.longest(antecedent.words) if antecedent.named else antecedent.words,
            )
        named = is_named(head)
        return Speaker(extent, words, named, self._together(head) if named else words)

    def _together(self, head: Token) -> str:
        """The whole names of those who speak, joined by `and`."""
        heads = [head]
        while joined := next((each for each in heads[-1].children if each.dep_ == "conj"), None):
            heads.append(joined)
        names = [self.alone(each) for each in heads]
        return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)

    def alone(self, head: Token) -> str:
        """The whole name of one of several who are joined by `and`."""
        words = mention(head, self.text).words
        return self.longest(words) if is_named(head) else words

    def is_person(self, head: Token) -> bool:
        """Whether words stand for somebody who can speak: a name, a person, a pronoun for one."""
        return head.lower_ in ONE | MANY | RELATIVE or is_named(head) or is_human(head)

    def longest(self, name: str) -> str:
        """The longest name in the article that ends in the last word of a name, or has it."""
        last = name.removesuffix("'s").removesuffix("’s").split()[-1]
        longer = [
            each.words
            for each in self.mentions
            if each.named
            and each.words.split()[-1].removesuffix("'s").removesuffix("’s") == last
            and _fits(name, each.words)
        ]
        return max([name, *longer], key=lambda words: len(words.split()))

    def _antecedent(self, head: Token) -> Mention | None:
        if head.lower_ in RELATIVE and head.tag_ in ("WP", "WDT", "WP$", "IN"):
            return self._of_relative(head)
        if head.pos_ != "PRON" or head.lower_ not in ONE | MANY:
            return None
        many = head.lower_ in MANY
        earliest = _sentences_back(head, BACK)
        fitting = [
            each for each in self.mentions
            if earliest <= each.head < head.i and each.many == many and self._is_person(each)
        ]  # fmt: skip
        return max(fitting, key=lambda each: self._rank(each, head), default=None)

    def _of_relative(self, head: Token) -> Mention | None:
        verb = head.head
        while verb.dep_ not in ("relcl", "ROOT") and verb.head.i != verb.i:
            verb = verb.head
        if verb.dep_ != "relcl":
            return None
        return next((each for each in self.mentions if each.head == verb.head.i), None) or mention(
            verb.head, self.text
        )

    def _is_person(self, each: Mention) -> bool:
        token = self.doc[each.head]
        return (
            token.ent_type_ in ("PERSON", "", "NORP", "ORG")
            and token.pos_ in ("PROPN", "NOUN")
            and (each.named or is_human(token))
        )

    def _rank(self, each: Mention, head: Token) -> tuple[int, int, int]:
        """The nearest sentence, but a subject or a person there before others."""
        token = self.doc[each.head]
        back = sum(bool(self.doc[i].is_sent_start) for i in range(each.head + 1, head.i + 1))
        return (
            2 * each.subject + (token.ent_type_ == "PERSON") - back,
            -back,
            -each.head if back == 0 else each.head,
        )


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
    extent = _extent(head.doc, tokens)
    many = head.tag_ in ("NNS", "NNPS") or any(child.dep_ == "conj" for child in head.children)
    up = head
    while up.dep_ in ("conj", "appos") and up.head.i != up.i:
        up = up.head
    return Mention(head.i, text[extent.start : extent.end], named, many, up.dep_ in SUBJECTS)


def _mentions(doc: Doc, text: str) -> Iterator[Mention]:
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


def _fits(short: str, long: str) -> bool:
    """Whether a name may be short for another: each of its words that is no title stands there."""
    titles = {
        "mr.",
        "mrs.",
        "ms.",
        "dr.",
        "sen.",
        "gov.",
        "rep.",
        "the",
        "president",
        "minister",
        "secretary",
        "senator",
        "prime",
        "vice",
        "mr",
        "mrs",
        "ms",
    }
    return all(
        word in long.split() or word.lower() in titles
        for word in short.removesuffix("'s").removesuffix("’s").split()
    )


def _sentences_back(token: Token, count: int) -> int:
    i = token.i
    while i > 0 and count:
        i -= 1
        count -= bool(token.doc[i].is_sent_start)
    return i


def _extent(doc: Doc, tokens: frozenset[int]) -> Extent:
    first, last = doc[min(tokens)], doc[max(tokens)]
    return Extent(first.idx, last.idx + len(last))
