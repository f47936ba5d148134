"""Chains: through which outlets a statement came to the article.

An outlet is told something (`told Reuters`), quotes somebody (`analysts quoted in the report`), is
cited by another (`a Times report cited in the Post`) or is named after all (`he said, according to
the Post`). `The report` without a name is the one that was named last.
"""

from collections.abc import Collection
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from servanda.intake.statements.candidate import Candidate
from servanda.intake.statements.cues import cues
from servanda.intake.statements.mentions import is_human
from servanda.intake.statements.quotations import Quotation

TOLD = ("dobj", "dative", "prep", "pobj", "advmod", "npadvmod", "oprd")


@dataclass(frozen=True, slots=True)
class Outlet:
    """An outlet where it is named: its tokens, `end` excluded, and its name with `The`."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class Chain:
    """The outlets of a statement from the speaker outwards. `speaks_itself` where nobody but an
    outlet is said to say it."""

    via: tuple[str, ...]
    speaks_itself: bool


class Outlets:
    """The outlets that an article names, outside its quotations."""

    def __init__(
        self, doc: Doc, text: str, known: Collection[str], quoted: list[Quotation]
    ) -> None:
        self.doc, self.quoted = doc, quoted
        self.named = _named(doc, text, known)
        self.at = {i: each for each in self.named for i in range(each.start, each.end)}

    def chain(self, candidate: Candidate, content: frozenset[int]) -> Chain:
        """The chain of a statement."""
        via: list[str] = []
        source = None if candidate.source is None else self.doc[candidate.source]
        itself = source is not None and self.is_outlet(source)
        if source is not None:
            via += self._within(source, content)
            if itself and not via:
                via += self.named_before(source)
        anchor = self.doc[candidate.anchor]
        if not itself:
            via += self._told(anchor, content)
        via += self._said_after(candidate)
        return Chain(tuple(dict.fromkeys(via)), itself)

    def is_outlet(self, head: Token) -> bool:
        """Whether an outlet or what it puts out speaks: `Reuters`, `a Post article`, `the report`,
        `information in the Post`; but not `a report of the ministry`, nor analysts whom it quotes.
        """
        if head.i in self.at:
            return True
        if head.pos_ != "NOUN" or is_human(head):
            return False
        if any(each.i in self.at for each in head.subtree):
            return True
        if head.lemma_.lower() not in cues().works:
            return False
        definite = any(each.lower_ in ("the", "that", "this") for each in head.children)
        owned = any(each.dep_ in ("poss", "prep", "compound", "amod") for each in head.children)
        return definite and not owned and bool(self.named_before(head))

    def _within(self, head: Token, content: frozenset[int]) -> list[str]:
        """Outlets in the words for who speaks, in order, with what is added to them."""
        first, last = head.left_edge.i, head.right_edge.i
        return [
            each.name
            for each in self.named
            if first <= each.start <= last and each.start not in content
        ]

    def named_before(self, head: Token) -> list[str]:
        """The chain of the outlets that were named last: all of their sentence that are joined."""
        before = [each for each in self.named if each.end <= head.i]
        if not before:
            return []
        last = before[-1]
        together = [
            each
            for each in before
            if self.doc[each.start].sent.start == self.doc[last.start].sent.start
        ]
        joined = [each for each in together if last.start - each.end <= 6]
        return [each.name for each in joined] or [last.name]

    def _told(self, anchor: Token, content: frozenset[int]) -> list[str]:
        """Outlets that are told: the object of the cue (`told the paper` is the one named last), or
        in words beside it: `in an interview with`, `in comments carried by`, `speaking to`."""
        told: list[str] = []
        for child in anchor.children:
            if child.i > anchor.i and child.dep_ in TOLD or is_interview(child):
                words = [each for each in child.subtree if each.i not in content]
                told += [self.at[each.i].name for each in words if each.i in self.at]
                if (
                    anchor.lemma_ == "tell"
                    and child.dep_ in ("dobj", "dative")
                    and not told
                    and self.is_outlet(child)
                ):
                    told += self.named_before(child)
        return told

    def _said_after(self, candidate: Candidate) -> list[str]:
        """Outlets after `according to` or with `as ... reported` elsewhere in the sentence."""
        sentence = self.doc[candidate.anchor].sent
        heads = [each for each in sentence if each.lower_ == "according"]
        phrases = {i for each in heads for i in range(each.i, self._end_of_phrase(each))}
        return [
            each.name
            for each in self.named
            if sentence.start <= each.start < sentence.end
            and not self._is_quoted(each.start)
            and (each.start in phrases or self._as_reported(each))
        ]

    def _end_of_phrase(self, according: Token) -> int:
        """Where `according to a report cited in the Post` ends: at a mark or the sentence's end."""
        i = according.i + 1
        while i < according.sent.end and not self.doc[i].is_punct:
            i += 1
        return i

    def _as_reported(self, outlet: Outlet) -> bool:
        head = self.doc[outlet.end - 1]
        while head.dep_ in ("compound", "poss", "nmod") and head.head.i != head.i:
            head = head.head
        return head.dep_ == "nsubj" and any(
            child.lower_ == "as" and child.i < head.i for child in head.head.children
        )

    def told_at_end(self, content: frozenset[int]) -> tuple[Outlet, int] | None:
        """`..., Reuters reported on Monday` at the end of a sentence: the outlet, and the token at
        which its words begin, with the comma."""
        sentence = self.doc[max(content)].sent
        for each in self.named:
            verb = self.doc[each.end] if each.end < sentence.end else None
            if (
                sentence.start < each.start
                and min(content) < each.start
                and self.doc[each.start - 1].text == ","
                and verb is not None
                and verb.lemma_ in ("report", "say", "write")
                and not self._is_quoted(each.start)
                and not any(self.doc[i].pos_ in ("VERB", "AUX") or self.doc[i].lower_ == "that"
                            for i in range(each.end + 1, sentence.end))
            ):  # fmt: skip
                return each, each.start - 1
        return None

    def _is_quoted(self, i: int) -> bool:
        return any(i in each.tokens for each in self.quoted)


def is_interview(phrase: Token) -> bool:
    """`In an interview with`, `speaking to`: how a speaker came to be heard, wherever it stands."""
    if phrase.dep_ == "advcl":
        return phrase.lemma_ in ("speak", "talk") and phrase.tag_ == "VBG"
    return phrase.dep_ == "prep" and any(
        each.dep_ == "pobj" and each.lemma_.lower() in cues().interviews for each in phrase.children
    )


def _named(doc: Doc, text: str, known: Collection[str]) -> list[Outlet]:
    """The outlets that an article names: known ones, and names that end as outlets' do."""
    names = {_bare(name) for name in known} | cues().outlets
    found: list[Outlet] = []
    i = 0
    while i < len(doc):
        end = _known_at(doc, i, names) or _ending_at(doc, i)
        if end is None:
            i += 1
            continue
        start = i - 1 if i and doc[i - 1].lower_ == "the" else i
        name = text[doc[start].idx : doc[end - 1].idx + len(doc[end - 1])]
        found.append(Outlet(start, end, name[:1].upper() + name[1:]))
        i = end
    longest = {
        _bare(each.name): each.name for each in sorted(found, key=lambda each: len(each.name))
    }
    return [Outlet(each.start, each.end, longest[_bare(each.name)]) for each in found]


def _bare(name: str) -> str:
    return name.removeprefix("The ").removeprefix("the ")


def _known_at(doc: Doc, i: int, names: set[str]) -> int | None:
    for length in (5, 4, 3, 2, 1):
        if i + length <= len(doc) and doc[i : i + length].text in names:
            return i + length
    return None


def _ending_at(doc: Doc, i: int) -> int | None:
    """The end of a run of capitalised words from here whose last is one of an outlet's name."""
    if (
        not doc[i].text[:1].isupper()
        or doc[i].is_stop
        or (
            i
            and doc[i - 1].text[:1].isupper()
            and doc[i - 1].pos_ == "PROPN"
            and doc[i - 1].lower_ != "the"
        )
    ):
        return None
    end = i
    while end < len(doc) and doc[end].text[:1].isupper() and doc[end].is_alpha:
        end += 1
    for last in range(end, i + 1, -1):
        if doc[last - 1].text in cues().endings:
            return last
    return None
