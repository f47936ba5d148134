"""The record that a publication policy leaves to the public, from which everything is answered.

It is made before anything is asked of it: whatever is shown, counted or compared afterwards can
hold nothing that it does not. An entry is made anew from what may be told of it, so that a field
that nobody thought of is left out.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from servanda.agreement.model import Agreement
from servanda.publish.policy import Policy, horizon, is_incident
from servanda.publish.public_forms import UNTOLD_SOURCE, Forms, forms, with_parts
from servanda.publish.public_incidents import EVIDENCE, told_incidents
from servanda.publish.public_numbers import NOT_TOLD, numbered
from servanda.record.entries import every_entry
from servanda.record.in_time import as_known, entered_at
from servanda.record.model import (
    Claim,
    Content,
    Coverage,
    DeniedAccess,
    Engagement,
    EventContent,
    LevelContent,
    OccasionContent,
    PostureContent,
    Record,
    ResolutionContent,
    Source,
    StateContent,
    TotalContent,
)
from servanda.values.deed import Deed
from servanda.values.instant import NEVER, Instant


@dataclass(frozen=True, slots=True)
class Public:
    """What may be told, and of which instant, by knowledge of up to which, it is told."""

    agreement: Agreement
    record: Record
    at: Instant
    known: Instant


def public_record(
    record: Record,
    agreement: Agreement,
    policy: Policy,
    at: Instant,
    known: Instant = NEVER,
    refused: frozenset[str] = frozenset(),
) -> Public:
    """What a policy leaves of a record for a publication at an instant. `known` may be earlier than
    the policy asks for, and is then what was public of that day; `refused` are the camps whose word
    the viewpoint does not take, so that theirs is not taken for that of nobody's camp."""
    end = horizon(at, policy, agreement.calendar)
    known = min(known, end - 1)
    how = forms(agreement, record.sources, policy, refused)
    told = Teller(how, as_known(record, known), end, known).record()
    return Public(with_parts(agreement, told), told, end, known)


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells the entries of a record as it was known, before `end`."""

    forms: Forms
    whole: Record
    end: Instant
    latest: Instant

    def record(self) -> Record:
        shows_coverage = self.forms.policy.shows_coverage
        told = Record(
            sources={},
            reports={},
            claims=tuple(self._claims()),
            coverage=tuple(self._coverage()) if shows_coverage else (),
            engagements=tuple(self._engagements()),
            occasions={},
            offices=self.whole.offices,
            denied=tuple(self._denied()) if shows_coverage else (),
        )
        return replace(numbered(told), sources=self._sources(told))

    def _sources(self, told: Record) -> Mapping[str, Source]:
        """Those that are named, and those that stand for others; no other is so much as declared,
        since which of them the record has may tell who speaks in it."""
        names = {
            name
            for entry in every_entry(told)
            for name in (entry.chain.origin.source, *entry.chain.via)
        }
        declared = self.whole.sources
        return {
            name: self.forms.untold_source(name)
            if name.startswith(UNTOLD_SOURCE)
            else declared[name]
            for name in sorted(names)
            if name.startswith(UNTOLD_SOURCE) or name in declared
        }

    # --- Claims ----------------------------------------------------------------------------------

    def _claims(self) -> Iterator[Claim]:
        events: list[Claim] = []
        for claim in self.whole.claims:
            if isinstance(claim.content, EventContent) and claim.stance in EVIDENCE:
                events.append(self._authorless(claim))
            elif (told := self._claim(claim)) is not None:
                yield told
        yield from told_incidents(events, self.whole.links, self._claim, self._together)

    def _together(self, action: str) -> int:
        """How many deeds are told together."""
        counts = is_incident(action, self.forms.agreement)
        return self.forms.policy.smallest_count if counts else 1

    def _claim(self, claim: Claim) -> Claim | None:
        """As it may be told; None where it may not be."""
        entered = entered_at(self.whole, claim)
        known = self.forms.known(entered)
        is_untold = (
            self._is_ahead(claim) or self._gives_author_away(claim) or self._would_say_more(claim)
        )
        content = None if is_untold else self._content(claim)
        if content is None or known > self.latest:
            return None
        return Claim(
            id=claim.id,
            report=claim.report,
            stance=claim.stance,
            chain=self.forms.chain(claim.chain, entered),
            content=content,
            known=known,
            about=() if self._is_untold(claim) else claim.about,
            plea=None if claim.plea is None else NOT_TOLD,
            information=claim.information,
        )

    def _content(self, claim: Claim) -> Content | None:
        match claim.content:
            case EventContent(deed=deed, when=when, label=label):
                return EventContent(self.forms.deed(deed), self.forms.when(when), label)
            case TotalContent(deed=deed, window=window) as total:
                # One of a window that is cut otherwise would be another total.
                if not self.forms.is_by_days(window):
                    return None
                return replace(total, deed=self.forms.deed(deed))
            case LevelContent(level=level, when=when, upper=upper):
                told, most = self.forms.level(level, upper)
                stood = self.forms.whole_days(when)
                return LevelContent(told, stood, most) if stood.start < stood.end else None
            case StateContent(subject=subject, verb=verb) as state:
                name = subject.partition("/")[0]
                is_untold = verb == "find-breached" and self.forms.policy.withholds_author(name)
                return None if is_untold else state
            case PostureContent():
                return None  # nothing but words
            case OccasionContent() | ResolutionContent():
                return None  # they bear on what somebody foresaw, which is not told, and on no more
            case _ as other:
                return other

    def _is_ahead(self, claim: Claim) -> bool:
        """Whether it lies after what may be told of, or is something that somebody foresees: of any
        action, since not every movement is one that somebody thought of listing."""
        content = claim.content
        if claim.stance not in EVIDENCE:
            return True
        when = content.window if isinstance(content, TotalContent) else content.when
        return when.start >= self.end

    def _gives_author_away(self, claim: Claim) -> bool:
        """Whether who did it could be told from who speaks and how, of a deed whose author is not
        told: so of nobody a word who may have done it, whomever it is laid to; else that it is told
        would say that it is laid to somebody else."""
        if not self._is_untold(claim):
            return False
        return claim.stance not in ("says", "finds") or self.forms.is_of_a_suspect(claim.chain)

    def _would_say_more(self, claim: Claim) -> bool:
        """Whether it would be another claim without who did it and to whom: a total of one author's
        is none of everybody's, and what an agreement asks towards somebody was done to others."""
        content = claim.content
        if not isinstance(content, EventContent | TotalContent) or not self._is_untold(claim):
            return False
        return isinstance(content, TotalContent) or content.deed.action in self.forms.held_back

    def _is_untold(self, claim: Claim) -> bool:
        """Whether it is of a deed whose author is not told; then it is not told, either, on which
        stipulation it is said to bear, which may bind one side alone."""
        content = claim.content
        return isinstance(content, EventContent | TotalContent) and self.forms.is_untold(
            content.deed
        )

    def _authorless(self, claim: Claim) -> Claim:
        """As it is grouped with others: where no author is told, none decides what is one event."""
        content = claim.content
        if not isinstance(content, EventContent):
            return claim
        return replace(claim, content=replace(content, deed=self.forms.authorless(content.deed)))

    # --- What else was reported ------------------------------------------------------------------

    def _coverage(self) -> Iterator[Coverage]:
        for one in self.whole.coverage:
            known = self.forms.known(entered_at(self.whole, one))
            deeds = self._watched(one.deeds)
            if known <= self.latest and deeds:
                yield Coverage(
                    id=one.id,
                    report=one.report,
                    chain=self.forms.chain(one.chain, one.known),
                    body=one.body,
                    deeds=deeds,
                    area=self.forms.place(one.area),
                    window=one.window,
                    known=known,
                )

    def _watched(self, deeds: Iterable[Deed]) -> tuple[Deed, ...]:
        """Without those of which no author is told: some of them are not told at all, and a ban
        would seem kept where somebody watched and these are missing."""
        untold = self.forms.untold_authors
        return tuple(self.forms.deed(one) for one in deeds if one.action not in untold)

    def _denied(self) -> Iterator[DeniedAccess]:
        for one in self.whole.denied:
            known = self.forms.known(entered_at(self.whole, one))
            if known <= self.latest:
                yield DeniedAccess(
                    id=one.id,
                    report=one.report,
                    chain=self.forms.chain(one.chain, one.known),
                    body=one.body,
                    deeds=tuple(map(self.forms.deed, one.deeds)),
                    area=self.forms.place(one.area),
                    window=one.window,
                    known=known,
                )

    def _engagements(self) -> Iterator[Engagement]:
        """Those that were held; of those ahead none."""
        is_shown = self.forms.policy.movements is None
        for one in self.whole.engagements:
            known = self.forms.known(entered_at(self.whole, one))
            is_held = one.status == "held" and one.when.start < self.end
            if known <= self.latest and is_held:
                yield Engagement(
                    id=one.id,
                    report=one.report,
                    kind=one.kind,
                    status=one.status,
                    actors=one.actors,
                    to=self.forms.place(one.to) if is_shown else None,
                    counterparts=one.counterparts,
                    when=self.forms.when(one.when),
                    purpose=None,
                    chain=self.forms.chain(one.chain, one.known),
                    known=known,
                    about=one.about,
                )
