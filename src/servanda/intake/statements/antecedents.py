"""Antecedents: who is meant by a pronoun, or by a description that takes up an earlier one.

`He`, `it` and `they`, `the official`, `the ministry`, `the group`, `the statement`: whoever was
spoken of last and fits, those who spoke and the subjects of sentences before others. `It` is a body
or a country, `he` and `she` a person, `they` are several, or a body where there are none.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from servanda.intake.statements.cues import cues
from servanda.intake.statements.mentions import Mention, is_human, mention

ONE, MANY = {"he", "she", "him", "her", "his"}, {"they", "them", "their"}
BODY = {"it", "its"}
RELATIVE = {"who", "which", "that", "whom", "whose"}
BACK = 6  # sentences in which a pronoun's name is looked for
FAR_BACK = 12  # and that of a description
DEFINITE = {"the", "this", "that", "these", "those"}


@dataclass(frozen=True, slots=True)
class Mentioned:
    """Who is mentioned in an article up to any place of it: `spoke` are the heads of those who are
    said to say something, `outlets` the tokens of names of outlets."""

    doc: Doc
    text: str
    mentions: tuple[Mention, ...]
    spoke: frozenset[int]
    outlets: frozenset[int]

    def antecedent(self, head: Token) -> Mention | None:
        """Who is meant by words that name nobody; None where they stand for themselves."""
        if head.lower_ in RELATIVE and head.tag_ in ("WP", "WDT", "WP$", "IN"):
            return self._followed(self._of_relative(head))
        if head.pos_ == "PRON":
            return self._followed(self._of_pronoun(head))
        return self._of_description(head) if is_bare(head) else None

    def _followed(self, found: Mention | None) -> Mention | None:
        """Whoever a mention stands for in its turn: `it` is `the ministry`, a country's."""
        if found is None or not is_bare(self.doc[found.head]):
            return found
        return self._of_description(self.doc[found.head]) or found

    def _of_relative(self, head: Token) -> Mention | None:
        verb = head.head
        while verb.dep_ not in ("relcl", "ROOT") and verb.head.i != verb.i:
            verb = verb.head
        if verb.dep_ != "relcl":
            return None
        return next((each for each in self.mentions if each.head == verb.head.i), None) or mention(
            verb.head, self.text
        )

    def _of_pronoun(self, head: Token) -> Mention | None:
        word = head.lower_
        if word in ONE:
            return self._last(head, (each for each in self._before(head) if self._is_one(each)))
        if word in BODY:
            return self._last(head, (each for each in self._before(head) if self._is_body(each)))
        if word in MANY:
            several = [each for each in self._before(head) if each.many and self._may_speak(each)]
            bodies = (each for each in self._before(head) if self._is_body(each))
            return self._last(head, several) or self._last(head, bodies)
        return None

    def _of_description(self, head: Token) -> Mention | None:
        """`The official` is the last official; `the group` the last body, `the statement` is of
        whoever spoke last."""
        word = head.lemma_.lower()
        if word in cues().papers:
            return self._last_speaker(head)
        before = self._before(head, FAR_BACK)
        same = [each for each in before if self._is_same(head, each)]
        if same:
            return max(same, key=lambda each: each.head)
        if word in cues().groups:
            return self._last(head, (each for each in before if self._is_group(each)))
        return None

    def _last_speaker(self, head: Token) -> Mention | None:
        last = max((i for i in self.spoke if i < head.i), default=None)
        if last is None:
            return None
        spoke = self.doc[last]
        return self.antecedent(spoke) or mention(spoke, self.text)

    def _is_same(self, head: Token, each: Mention) -> bool:
        """Whether a fuller mention has the word of a shorter one, and as many are meant."""
        other = self.doc[each.head]
        titles = {child.lower_ for child in other.children if child.dep_ == "compound"}
        titled = other.pos_ == "PROPN" and head.lower_ in titles
        fuller = not is_bare(other) and (other.lemma_.lower() == head.lemma_.lower() or titled)
        return fuller and each.many == (head.tag_ in ("NNS", "NNPS"))

    def _before(self, head: Token, back: int = BACK) -> list[Mention]:
        earliest = _sentences_back(head, back)
        return [each for each in self.mentions if earliest <= each.head < head.i]

    def _may_speak(self, each: Mention) -> bool:
        token = self.doc[each.head]
        return (
            token.ent_type_ in ("PERSON", "", "NORP", "ORG")
            and token.pos_ in ("PROPN", "NOUN")
            and (each.named or is_human(token))
        )

    def _is_one(self, each: Mention) -> bool:
        return not each.many and self._may_speak(each)

    def _is_body(self, each: Mention) -> bool:
        token = self.doc[each.head]
        titled = any(child.dep_ == "compound" and is_human(child) for child in token.children)
        return (
            each.named
            and not (each.many or titled or is_human(token))
            and token.ent_type_ in ("ORG", "GPE", "")
            and token.i not in self.outlets
        )

    def _is_group(self, each: Mention) -> bool:
        token = self.doc[each.head]
        return self._is_body(each) and token.ent_type_ != "GPE" and token.pos_ == "PROPN"

    def _last(self, head: Token, fitting: Iterable[Mention]) -> Mention | None:
        return max(fitting, key=lambda each: self._rank(each, head), default=None)

    def _rank(self, each: Mention, head: Token) -> tuple[int, int, int]:
        """The nearest sentence, but a speaker, a subject or a person there before others."""
        token = self.doc[each.head]
        back = sum(bool(self.doc[i].is_sent_start) for i in range(each.head + 1, head.i + 1))
        return (
            2 * (each.subject or each.head in self.spoke) + (token.ent_type_ == "PERSON") - back,
            -back,
            -each.head if back == 0 else each.head,
        )


def is_bare(head: Token) -> bool:
    """`The official`, `this ministry`: a noun with nothing that says which one is meant."""
    beside = [child for child in head.children if child.dep_ not in ("punct", "relcl", "appos")]
    return (
        head.pos_ == "NOUN"
        and any(child.lower_ in DEFINITE for child in beside)
        and all(child.dep_ == "det" for child in beside)
    )


def _sentences_back(token: Token, count: int) -> int:
    i = token.i
    while i > 0 and count:
        i -= 1
        count -= bool(token.doc[i].is_sent_start)
    return i
