"""From an article to its statements and meetings: the parts put together."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from servanda.intake.article.dateline import dateline_end
from servanda.intake.article.model import Article
from servanda.intake.statements.briefings import with_chain
from servanda.intake.statements.candidate import Candidate, subtree
from servanda.intake.statements.chains import Chain, Outlet, Outlets
from servanda.intake.statements.citations import (
    CITING,
    as_said,
    carriers,
    cited_in,
    citing,
    citing_verb,
    going_on,
    is_nested,
    may_carry,
)
from servanda.intake.statements.contents import extents, speaker_tokens, trimmed
from servanda.intake.statements.cues import stance_of
from servanda.intake.statements.date_words import expressions
from servanda.intake.statements.dates import Tense, dated, undated
from servanda.intake.statements.denials import says_nothing, tied, with_denials
from servanda.intake.statements.grammar import parse
from servanda.intake.statements.meetings import SITTING, TALKING, find_meetings
from servanda.intake.statements.mentions import is_human
from servanda.intake.statements.model import Dated, Extent, Found, Meeting, Statement
from servanda.intake.statements.proposals import (
    LEAST,
    Proposal,
    Weighed,
    Weights,
    chosen,
    proposals,
    shipped_weights,
    weigh,
)
from servanda.intake.statements.quotations import Quotation, quotations
from servanda.intake.statements.speakers import Cast
from servanda.intake.statements.sure import plainly_said
from servanda.intake.statements.tenses import tense_of, tense_of_verb
from servanda.intake.statements.unsaid import told_instead, without_unsaid
from servanda.record.model import Speech, Stance

AHEAD = {"expects", "plans", "promises", "threatens", "demands"}
# What those do who pass on what others say, even if they are not known for an outlet.
REPORTING = CITING | {"report"}
# How likely what an outlet reports must itself be a statement for its own speaker to be taken.
INNER = 0.3


def find_in_parsed(doc: Doc, article: Article, outlets: Collection[str], weights: Weights) -> Found:
    """All that rules find in an article whose grammar is known."""
    quoted = quotations(doc, article.text)
    named = Outlets(doc, article.text, outlets, quoted)
    everything = as_said(doc, weigh(proposals(doc, quoted), weights), named.at)
    weighed, unsaid = without_unsaid(doc, plainly_said(doc, everything))
    taken = with_denials(doc, chosen(doc, weighed), weighed)
    reading = _Reading(doc, article, quoted, named, weighed, taken)
    read = [(each, reading.statement(each)) for each in taken if not says_nothing(doc, each)]
    told = [
        (one, reading.told_instead(one, told)) for one, told in told_instead(doc, unsaid, taken)
    ]
    read = sorted((*read, *told), key=lambda each: each[1].content[0].start)
    statements = tuple(with_chain(tied(doc, list(going_on(doc, read)))))
    meetings = find_meetings(doc, article, reading.cast, quoted)
    return Found(statements, tuple(said_by(each, statements) for each in meetings))


def attributions_in_parsed(
    doc: Doc, article: Article, outlets: Collection[str], weights: Weights
) -> tuple[Statement, ...]:
    """Whatever the article connects with somebody, also what it says that they have not said or
    only may say. These are attributions and no statements: they are found to be measured."""
    quoted = quotations(doc, article.text)
    named = Outlets(doc, article.text, outlets, quoted)
    weighed = plainly_said(doc, as_said(doc, weigh(proposals(doc, quoted), weights), named.at))
    taken = with_denials(doc, chosen(doc, weighed), weighed)
    reading = _Reading(doc, article, quoted, named, weighed, taken)
    return tuple(reading.statement(each) for each in taken if not says_nothing(doc, each))


def said_by(meeting: Meeting, statements: tuple[Statement, ...]) -> Meeting:
    """A meeting as said by whoever makes the statement that tells of it."""
    for each in statements:
        inside = any(
            one.start <= meeting.extent.start and meeting.extent.end <= one.end
            for one in each.content
        )
        if inside and not each.takes_up:
            return replace(meeting, speaker=each.speaker, via=each.via)
    return meeting


def find_in_text(article: Article, outlets: Collection[str]) -> Found:
    """All that rules find in an article."""
    return find_in_parsed(parse(article.text), article, outlets, shipped_weights())


@dataclass(frozen=True, slots=True)
class _Told:
    """What is said, the head of the words for who says it, and the outlets that pass it on."""

    candidate: Candidate
    content: frozenset[int]
    speaker: Token | None
    via: tuple[str, ...]


class _Reading:
    """One article while it is read: who and which outlets are named in it, what was weighed."""

    def __init__(
        self, doc: Doc, article: Article, quoted: list[Quotation], outlets: Outlets,
        weighed: list[Weighed], taken: list[Weighed],
    ) -> None:  # fmt: skip
        self.doc, self.article, self.quoted, self.weighed = doc, article, quoted, weighed
        self.begins = dateline_end(article.text)
        self.outlets = outlets
        spoke = (each.proposal.candidate.source for each in taken)
        heads = frozenset(each for each in spoke if each is not None)
        self.cast = Cast(doc, article.text, quoted, heads, self.outlets.at)

    def statement(self, weighed: Weighed) -> Statement:
        """What was chosen as a statement; where an outlet reports what somebody said, or cites
        them, it is theirs, by way of the outlet."""
        outer = weighed.proposal
        told = self._without_dateline(self._told(weighed))
        speech = self._speech(told.content)
        stance = stance_of(self.doc, told.candidate, told.content, speech == "direct")
        named = outer.candidate.source
        return Statement(
            content=extents(self.doc, told.content),
            cue=self._cue(told.candidate.cue),
            speaker=None if told.speaker is None else self.cast.speaker(told.speaker),
            via=told.via,
            stance=stance,
            speech=speech,
            dated=self._dated(told.content, told.candidate.anchor, stance),
            source=None if named is None else self._extent(source_tokens(self.doc[named])),
        )

    def told_instead(self, weighed: Weighed, clause: frozenset[int]) -> Statement:
        """What the outlet tells of somebody who did not say what was weighed, or only may."""
        own = frozenset(i for i in clause if self.doc[i].idx >= self.begins) or clause
        anchor = weighed.proposal.candidate.anchor
        dated_ = self._dated(own, anchor, "says")
        places = extents(self.doc, own)
        return Statement(places, None, None, (), "says", "indirect", dated_, is_unsaid=True)

    def _without_dateline(self, told: _Told) -> _Told:
        own = frozenset(i for i in told.content if self.doc[i].idx >= self.begins)
        return replace(told, content=own or told.content)

    def _told(self, weighed: Weighed) -> _Told:
        """Who says what of a chosen proposal, and who passes it on, from the inside out."""
        outer = weighed.proposal
        chain = self.outlets.chain(outer.candidate, outer.content)
        source = None if outer.candidate.source is None else self.doc[outer.candidate.source]
        if source is not None and self._is_outlet_taken_up(source):
            chain = self._chain_of_outlet(source, chain)
        passes_on = chain.speaks_itself or (source is not None and may_carry(source))
        reports = chain.speaks_itself or self.doc[outer.candidate.anchor].lemma_ in REPORTING
        inner = self._reported(weighed) if passes_on and reports else None
        if inner is not None:
            return self._of_inner(inner, outer, chain)
        via = (*self._carriers(self.doc[outer.candidate.anchor], None), *chain.via)
        speaker = None if chain.speaks_itself else source
        told = _Told(outer.candidate, outer.content, speaker, tuple(dict.fromkeys(via)))
        return self._by_cited(told, source) if passes_on else self._without_end(told)

    def _is_outlet_taken_up(self, source: Token) -> bool:
        """Whether `it` is an outlet, where it can be nobody else."""
        return source.lower_ == "it" and self.cast.mentioned.antecedent(source) is None

    def _chain_of_outlet(self, source: Token, chain: Chain) -> Chain:
        named = self.outlets.named_before(source)
        return Chain((*named, *chain.via), speaks_itself=True) if named else chain

    def _without_end(self, told: _Told) -> _Told:
        """Without the words at the end in which an outlet tells that it reported it."""
        ending = None if told.speaker is None else self.outlets.told_at_end(told.content)
        if ending is None:
            return told
        outlet, start = ending
        content = trimmed(self.doc, (i for i in told.content if i < start))
        via = tuple(dict.fromkeys((*told.via, outlet.name)))
        return replace(told, content=content or told.content, via=via)

    def _of_inner(self, inner: Weighed, outer: Proposal, chain: Chain) -> _Told:
        """What somebody says according to whoever an outer statement is of."""
        own, anchor = inner.proposal, self.doc[inner.proposal.candidate.anchor]
        assert own.candidate.source is not None, "else it is nobody's"
        first = self.outlets.chain(own.candidate, own.content).via
        between = self._carriers(anchor, self.doc[outer.candidate.anchor])
        via = (*first, *between, *self._passed_by(outer, chain))
        speaker = self.doc[own.candidate.source]
        return _Told(own.candidate, own.content, speaker, tuple(dict.fromkeys(via)))

    def _passed_by(self, outer: Proposal, chain: Chain) -> tuple[str, ...]:
        if chain.speaks_itself or outer.candidate.source is None:
            return chain.via
        return (self.cast.speaker(self.doc[outer.candidate.source]).whole, *chain.via)

    def _by_cited(self, told: _Told, source: Token | None) -> _Told:
        """The same as said by whoever is cited for it, if anybody is."""
        anchor = self.doc[told.candidate.anchor]
        another = self._outlet_cited(anchor, source)
        if another is not None:
            return self._by_another(told, source, *another)
        cited = citing(told.candidate, anchor, told.content)
        if cited is None:
            return told
        apart = told.content - subtree(cited.verb)
        content = told.content if cited.verb.i == told.candidate.anchor else apart
        content = trimmed(self.doc, content) or told.content
        via = told.via
        if told.speaker is not None and source is not None:
            via = (self.cast.speaker(source).whole, *via)
        if (outlet := self.outlets.at.get(cited.people.i)) is not None:
            through = tuple(dict.fromkeys((outlet.name, *via)))
            return replace(told, content=content, speaker=None, via=through)
        return replace(told, content=content, speaker=cited.people, via=via)

    def _outlet_cited(self, anchor: Token, source: Token | None) -> tuple[Token, Outlet] | None:
        """The outlet whose name follows a `citing` beside who passes something on, whatever the
        grammar made of the name."""
        for verb in () if source is None else self.doc[source.i : anchor.i]:
            after = verb.i + 1
            if verb.tag_ == "VBG" and verb.lemma_ in CITING and after in self.outlets.at:
                return verb, self.outlets.at[after]
        return None

    def _by_another(self, told: _Told, source: Token | None, verb: Token, outlet: Outlet) -> _Told:
        """The same by way of an outlet that is cited, as said by those whom that cites."""
        via = told.via
        if told.speaker is not None and source is not None:
            via = (self.cast.speaker(source).whole, *via)
        inner = [
            cited
            for token in self.doc[outlet.start : outlet.end]
            for child in token.children
            if child.dep_ in ("relcl", "acl") and (cited := cited_in(child)) is not None
        ]
        last = max([outlet.end - 1, *(one.people.right_edge.i for one in inner)])
        apart = frozenset(range(verb.i, last + 1))
        content = trimmed(self.doc, told.content - apart) or told.content
        speaker = inner[0].people if inner else None
        through = tuple(dict.fromkeys((outlet.name, *via)))
        return replace(told, content=content, speaker=speaker, via=through)

    def _carriers(self, anchor: Token, outer: Token | None) -> Iterator[str]:
        """The outlets, and others who cite, in whose clauses something is said."""
        verb = citing_verb(anchor)
        if verb is not None and verb.i and verb.i - 1 in self.outlets.at:
            yield self.outlets.at[verb.i - 1].name  # also where a parse does not take it for a name
        for each in carriers(anchor, outer):
            if each.i in self.outlets.at:
                yield self.outlets.at[each.i].name
            elif self.outlets.is_outlet(each):
                yield from self.outlets.named_before(each)
            elif each.head.lemma_ in CITING and may_carry(each):
                yield self.cast.speaker(each).whole

    def _reported(self, weighed: Weighed) -> Weighed | None:
        """The likeliest statement of somebody else that is all or most of what an outlet says."""
        outer = weighed.proposal
        for each in self.weighed:
            own = each.proposal
            source = own.candidate.source
            if each.likelihood < LEAST:
                return None
            if own.candidate.construction == "passive holder":
                continue  # who is expected to come does not speak
            if is_purpose(self.doc[own.candidate.anchor]):
                continue  # who met somebody to discuss a thing has not said it
            if own.candidate.anchor == outer.candidate.anchor or source is None:
                continue
            if not own.content <= outer.content or own.candidate.anchor not in outer.content:
                continue
            if self._is_all(each, outer) and self._is_speaker(self.doc[source]):
                return each
        return None

    def _is_all(self, inner: Weighed, outer: Proposal) -> bool:
        """Whether a statement makes up most of what an outer one says, or the rest only tells who
        passes it on."""
        own = inner.proposal
        if inner.likelihood >= INNER and 2 * len(own.content) >= len(outer.content):
            return True
        anchor, above = self.doc[own.candidate.anchor], self.doc[outer.candidate.anchor]
        passed_on = (
            citing_verb(anchor) is not None
            or any(self._carriers(anchor, above))
            or (anchor.head.i == above.i and anchor.lemma_ in ("say", "tell"))
        )
        return passed_on and is_nested(anchor, above)

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


def source_tokens(head: Token) -> frozenset[int]:
    """The words that name who tells something, with what it is in: `a review by the Post`."""
    own = speaker_tokens(head)
    by = head.head
    if (
        head.dep_ == "pobj"
        and by.lower_ == "by"
        and by.head.pos_ == "NOUN"
        and not is_human(by.head)
    ):
        return own | {by.i} | speaker_tokens(by.head)
    return own


def is_purpose(verb: Token) -> bool:
    """Whether a verb says what something else was done for: `they met to discuss`."""
    infinitive = any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)
    return infinitive and (verb.dep_ == "advcl" or verb.head.lemma_ in {*TALKING, *SITTING})
