"""Speakers: who is meant by a name, a short form, a pronoun or a description.

A short form is the longest name in the article that ends in it. What a pronoun or a description
takes up is found in `antecedents`.
"""

from collections.abc import Iterable

from spacy.tokens import Doc, Token

from servanda.intake.statements.antecedents import BODY, MANY, ONE, RELATIVE, Mentioned
from servanda.intake.statements.contents import speaker_tokens
from servanda.intake.statements.mentions import (
    extent_of,
    is_human,
    is_named,
    mention,
    mentions_in,
)
from servanda.intake.statements.model import Speaker
from servanda.intake.statements.quotations import Quotation


class Cast:
    """All who are mentioned in an article, outside its quotations."""

    def __init__(
        self, doc: Doc, text: str, quoted: list[Quotation],
        spoke: Iterable[int] = (), outlets: Iterable[int] = (),
    ) -> None:  # fmt: skip
        self.doc, self.text = doc, text
        inside = {i for each in quoted for i in each.tokens if len(each.tokens) > 5}
        self.mentions = [each for each in mentions_in(doc, text) if each.head not in inside]
        self.mentioned = Mentioned(
            doc, text, tuple(self.mentions), frozenset(spoke), frozenset(outlets)
        )

    def speaker(self, head: Token) -> Speaker:
        """Who speaks, by the head of the words for it."""
        tokens = speaker_tokens(head)
        extent = extent_of(self.doc, tokens)
        words = self.text[extent.start : extent.end]
        antecedent = self.mentioned.antecedent(head)
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
        return head.lower_ in ONE | MANY | BODY | RELATIVE or is_named(head) or is_human(head)

    def longest(self, name: str) -> str:
        """The longest name in the article that ends in the last word of a name, or has it."""
        last = _last_of(name)
        if not last:
            return name  # a mark of possession alone, as a parse may take one for a name
        longer = [
            each.words
            for each in self.mentions
            if each.named and _last_of(each.words) == last and _fits(name, each.words)
        ]
        return max([name, *longer], key=lambda words: len(words.split()))


def _last_of(name: str) -> str:
    """The last word of a name, without a mark of possession; empty where nothing else stands."""
    return " ".join(name.split()[-1:]).removesuffix("'s").removesuffix("’s")


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
