"""From an article to its statements and meetings: the parts put together."""

from collections.abc import Collection

from spacy.tokens import Doc, Token

from servanda.intake.article.model import Article
from servanda.intake.statements.chains import Outlets
from servanda.intake.statements.contents import extents, speaker_tokens
from servanda.intake.statements.cues import stance_of
from servanda.intake.statements.date_words import expressions
from servanda.intake.statements.dates import Tense, dated, undated
from servanda.intake.statements.grammar import parse
from servanda.intake.statements.meetings import SITTING, TALKING, find_meetings
from servanda.intake.statements.model import Dated, Extent, Found, Statement
from servanda.intake.statements.proposals import (
    Weighed,
    Weights,
    chosen,
    proposals,
    shipped_weights,
    weigh,
)
from servanda.intake.statements.quotations import Quotation, quotations
from servanda.intake.statements.speakers import Cast
from servanda.intake.statements.tenses import tense_of, tense_of_verb
from servanda.record.model import Speech, Stance

AHEAD = {"expects", "plans", "promises", "threatens", "demands"}
# How likely what an outlet reports must itself be a statement for its own speaker to be taken.
INNER = 0.3


def find_in_parsed(doc: Doc, article: Article, outlets: Collection[str], weights: Weights) -> Found:
    """All that rules find in an article whose grammar is known."""
    quoted = quotations(doc, article.text)
    weighed = weigh(proposals(doc, quoted), weights)
    reading = _Reading(doc, article, quoted, outlets, weighed)
    statements = tuple(reading.statement(each) for each in chosen(weighed))
    return Found(statements, find_meetings(doc, article, reading.cast, quoted))


def find_in_text(article: Article, outlets: Collection[str]) -> Found:
    """All that rules find in an article."""
    return find_in_parsed(parse(article.text), article, outlets, shipped_weights())


class _Reading:
    """One article while it is read: who and which outlets are named in it, what was weighed."""

    def __init__(
        self, doc: Doc, article: Article, quoted: list[Quotation], outlets: Collection[str],
        weighed: list[Weighed],
    ) -> None:  # fmt: skip
        self.doc, self.article, self.quoted, self.weighed = doc, article, quoted, weighed
        self.outlets = Outlets(doc, article.text, outlets, quoted)
        self.cast = Cast(doc, article.text, quoted)

    def statement(self, weighed: Weighed) -> Statement:
        """What was chosen as a statement; where an outlet reports what somebody said, it is that
        person's, by way of the outlet."""
        outer = weighed.proposal
        chain = self.outlets.chain(outer.candidate, outer.content)
        inner = self._reported(weighed) if chain.speaks_itself else None
        own = outer if inner is None else inner.proposal
        source = own.candidate.source
        via = chain.via
        if inner is not None:
            first = self.outlets.chain(own.candidate, own.content).via
            via = tuple(dict.fromkeys((*first, *via)))
        speaker = None
        if source is not None and (inner is not None or not chain.speaks_itself):
            speaker = self.cast.speaker(self.doc[source])
        speech = self._speech(own.content)
        stance = stance_of(self.doc, own.candidate, own.content, speech == "direct")
        named = outer.candidate.source
        return Statement(
            content=extents(self.doc, own.content),
            cue=self._cue(own.candidate.cue),
            speaker=speaker,
            via=via,
            stance=stance,
            speech=speech,
            dated=self._dated(own.content, own.candidate.anchor, stance),
            source=None if named is None else self._extent(speaker_tokens(self.doc[named])),
        )

    def _reported(self, weighed: Weighed) -> Weighed | None:
        """The likeliest statement of somebody else that makes up most of what an outlet says."""
        outer = weighed.proposal
        for each in self.weighed:
            own = each.proposal
            source = own.candidate.source
            if each.likelihood < INNER:
                return None
            if own.candidate.construction == "passive holder":
                continue  # who is expected to come does not speak
            if is_purpose(self.doc[own.candidate.anchor]):
                continue  # who met somebody to discuss a thing has not said it
            if own.candidate.anchor == outer.candidate.anchor or source is None:
                continue
            if not own.content <= outer.content or own.candidate.anchor not in outer.content:
                continue
            if 2 * len(own.content) >= len(outer.content) and self._is_speaker(self.doc[source]):
                return each
        return None

    def _is_speaker(self, token: Token) -> bool:
        return not self.outlets.is_outlet(token) and self.cast.is_person(token)

    def _speech(self, content: frozenset[int]) -> Speech:
        """Direct where at least half of what is said stands in quotation marks."""
        inside = {i for each in self.quoted for i in each.tokens}
        return "direct" if 2 * len(content & inside) >= len(content) else "indirect"

    def _dated(self, content: frozenset[int], anchor: int, stance: Stance) -> Dated:
        """The days of what is said: those it names, else those at its cue, else its tense's."""
        published = self.article.published
        verbs = any(self.doc[i].pos_ in ("VERB", "AUX") for i in content)
        tense: Tense = tense_of(self.doc, content) if verbs else tense_of_verb(self.doc[anchor])
        if stance in AHEAD and tense == "present":
            tense = "future"
        for place in extents(self.doc, content):
            found = dated(self.article.text, place, published, tense)
            if found.certainty != "published":
                return found
        if stance not in AHEAD:
            by_cue = self._dated_by_cue(content, anchor)
            if by_cue is not None:
                return by_cue
            tense = "present"
        return undated(published, "future" if stance in AHEAD else tense)

    def _dated_by_cue(self, content: frozenset[int], anchor: int) -> Dated | None:
        """`The minister said on Tuesday`: a date in its sentence outside of what is said."""
        sentence = self.doc[anchor].sent
        start, text = sentence.start_char, self.article.text
        said = extents(self.doc, content)
        for each in expressions(text[start : sentence.end_char]):
            place = Extent(start + each.extent.start, start + each.extent.end)
            if not any(part.start <= place.start < part.end for part in said):
                wide = Extent(place.start - min(16, place.start), place.end)
                found = dated(text, wide, self.article.published, "past")
                return None if found.certainty == "published" else found
        return None

    def _cue(self, cue: tuple[int, ...]) -> Extent | None:
        """The words of a cue that adjoin; the words between its parts belong to it."""
        return self._extent(frozenset(cue)) if cue else None

    def _extent(self, tokens: frozenset[int]) -> Extent:
        first, last = self.doc[min(tokens)], self.doc[max(tokens)]
        return Extent(first.idx, last.idx + len(last))


def is_purpose(verb: Token) -> bool:
    """Whether a verb says what something else was done for: `they met to discuss`."""
    infinitive = any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)
    return infinitive and (verb.dep_ == "advcl" or verb.head.lemma_ in {*TALKING, *SITTING})
