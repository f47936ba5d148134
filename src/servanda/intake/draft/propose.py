"""From an article and what was found in it to a draft: one proposal for each statement."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from servanda.intake.article.copies import sketch_of
from servanda.intake.article.model import Article
from servanda.intake.draft.around import all_around
from servanda.intake.draft.bearing import Surroundings
from servanda.intake.draft.chains import told_by
from servanda.intake.draft.claims import ClaimWords, claim_words
from servanda.intake.draft.engagements import engagement_text
from servanda.intake.draft.ground import Ground
from servanda.intake.draft.model import ArticleHead, Draft, Place, Proposal
from servanda.intake.draft.origins import Declared, Spoken
from servanda.intake.draft.passed_over import passed_over, still_passed_over
from servanda.intake.draft.persons import Persons, Reading, name_after, withheld_in
from servanda.intake.draft.speakers import PEOPLE_OF_NO_ROLE as PEOPLE
from servanda.intake.draft.speakers import outlet
from servanda.intake.draft.spelling import words_of
from servanda.intake.draft.writing import quoted
from servanda.intake.statements.model import Extent, Found, Meeting, Statement

RULES = "rules"
CAMP = "say whom it tends to speak for (add a line `camp NAME`), if anybody"


@dataclass(frozen=True, slots=True)
class Setting:
    """What a draft needs beside the article's words: its day and its outlet, which the user may
    have said, the report of which it is a copy, and names that are taken by other drafts."""

    published: date
    publisher: str
    copy_of: str | None = None
    taken: frozenset[str] = frozenset()
    notices: tuple[str, ...] = ()


def propose(article: Article, found: Found, ground: Ground, setting: Setting) -> Draft:
    """The draft that rules make of an article."""
    return Proposing(article, ground, setting, persons_in(article, found, ground)).draft(found)


def persons_in(article: Article, found: Found, ground: Ground) -> Persons:
    """Who is named in an article, as far as somebody speaks or is met in it."""
    called = [one.speaker.whole for one in found.statements if one.speaker and one.speaker.named]
    if article.byline:
        called.append(article.byline)
    for meeting in found.meetings:
        called += [*meeting.who, *meeting.with_whom]
    beside = names_beside(article, found, ground)
    called += beside.values()
    return Reading(article.text, tuple(dict.fromkeys(called)), ground.names, beside).persons


def names_beside(article: Article, found: Found, ground: Ground) -> dict[str, str]:
    """The names that follow at once on the description of somebody who speaks, by that: who has a
    name there is not unnamed in the article."""
    beside: dict[str, str] = {}
    for one in found.statements:
        if one.speaker is None or one.speaker.named:
            continue
        name = name_after(article.text, one.speaker.extent.end)
        if name is not None and words_of(name) not in ground.names.actors:
            beside[one.speaker.words] = name
    return beside


def added(draft: Draft, article: Article, found: Found, by: str, ground: Ground) -> Draft:
    """The draft with what another proposer found beside it: what the draft has already, in the
    same words, is not proposed again."""
    setting = Setting(required_day(draft), draft.article.publisher or "")
    more = Proposing(article, ground, setting, persons_in(article, found, ground), by)
    more.sources.update(proposed_sources(draft))
    known = [each for each in draft.proposals if each.kind == "claim"]
    new = [one for one in found.statements if not any(is_same(one, each) for each in known)]
    claims = more.said(new)
    meetings = [more.engagement(one) for one in found.meetings]
    sources = [one for one in more.source_proposals() if one.text not in texts_of(draft)]
    proposals = numbered((*draft.proposals, *sources, *claims, *meetings))
    return replace(
        draft,
        proposals=in_order(proposals),
        proposed_by=(*draft.proposed_by, by),
        passed_over=still_passed_over(draft.passed_over, proposals),
    )


def is_same(statement: Statement, proposal: Proposal) -> bool:
    """Whether half of what is said lies in words that the proposal rests on already."""
    held = {at for place in proposal.places if place.role == "content"
            for at in range(place.extent.start, place.extent.end)}  # fmt: skip
    said = {at for one in statement.content for at in range(one.start, one.end)}
    return bool(said) and len(said & held) * 2 >= len(said)


def required_day(draft: Draft) -> date:
    assert draft.article.published is not None, "no draft is made without its day"
    return draft.article.published


def proposed_sources(draft: Draft) -> Iterator[tuple[str, Declared]]:
    for each in draft.proposals:
        if each.kind == "source":
            first, _, camp = each.text.partition("\n  camp ")
            _, name, title = first.split(" ", 2)
            yield name, Declared(name, title.strip('"'), camp or None)


def texts_of(draft: Draft) -> frozenset[str]:
    return frozenset(each.text for each in draft.proposals)


@dataclass(slots=True)
class Proposing:
    """One pass over what was found in one article."""

    article: Article
    ground: Ground
    setting: Setting
    persons: Persons
    by: str = RULES
    sources: dict[str, Declared] = field(default_factory=dict)  # to be declared, by name
    mentions: dict[str, Extent] = field(default_factory=dict)  # where each is first named

    def draft(self, found: Found) -> Draft:
        publisher = self.declared(outlet(self.setting.publisher, self.ground.names))
        name = self.free_name(f"{publisher.replace('/', '-')}-{self.setting.published}")
        report = self.report(name, publisher)
        said = self.said(found.statements)
        meetings = [self.engagement(each) for each in found.meetings]
        proposals = in_order((*self.source_proposals(), report, *said, *meetings))
        return Draft(
            name,
            self.ground.agreement.name,
            head_of(self.article, self.setting, self.persons),
            proposals,
            withheld_in(self.article.text, self.persons),
            proposed_by=(self.by,),
            passed_over=passed_over(self.article.text, proposals, self.persons),
        )

    def free_name(self, wanted: str) -> str:
        taken = {*self.ground.record.reports, *self.setting.taken}
        name, number = wanted, 2
        while name in taken:
            name, number = f"{wanted}-{number}", number + 1
        return name

    def declared(self, spoken: Spoken) -> str:
        """The origin; what it needs is proposed as a source."""
        self.declare(spoken.declares, None)
        return spoken.origin

    def declare(self, sources: Iterable[Declared], otherwise: Extent | None) -> None:
        """Sources to be declared, with where the article names each; where it does not, with the
        words that stand for it (`otherwise`)."""
        for each in sources:
            if each.name in self.sources:
                continue
            title = self.persons.without_names(each.title)
            self.sources[each.name] = replace(each, title=title)
            place = mention(each.title, self.article.text) or otherwise
            if place is not None:
                self.mentions[each.name] = place

    def source_proposals(self) -> tuple[Proposal, ...]:
        return tuple(self.source(each) for _, each in sorted(self.sources.items()))

    def source(self, declared: Declared) -> Proposal:
        place = self.mentions.get(declared.name)
        places = (Place("named", place),) if place else ()
        unnamed = () if place else ("the article's own words do not name it",)
        asked = () if declared.camp else (CAMP,)
        return Proposal("", "source", declared.text, places, self.by, (*unnamed, *asked))

    def report(self, name: str, publisher: str) -> Proposal:
        article, day = self.article, self.setting.published
        title = self.persons.without_names(article.title or f"An article of {day}")
        lines = [f"report {name} {quoted(title)}", f"  by {publisher}", f"  on {day}"]
        if article.address and is_quotable(article.address):
            lines.append(f'  at "{article.address}"')
        if article.language:
            lines.append(f"  language {article.language}")
        lines.append(f'  hash "sha256:{article.sha256}"')
        if self.setting.copy_of:
            lines.append(f"  copy of {self.setting.copy_of}")
        return Proposal("", "report", "\n".join(lines), by=self.by, notices=self.setting.notices)

    def said(self, statements: Sequence[Statement]) -> list[Proposal]:
        """What is proposed for the statements, each with what is around it."""
        around = all_around(statements, self.article, self.setting.published, self.ground)
        pairs = zip(statements, around, strict=True)
        return [proposal for one, its in pairs for proposal in self.claims(one, its)]

    def claims(self, statement: Statement, around: Surroundings) -> Iterator[Proposal]:
        """The claim of a statement, and the position that it tells of beside it."""
        words = claim_words(
            statement, self.article, self.ground, self.persons, self.setting, around
        )
        places = places_of(statement)
        speaker = statement.speaker.extent if statement.speaker else None
        for each in words.told.declares:
            self.declare((each,), speaker if each in words.told.origin.declares else None)
        text, notices = self.that_stands(words)
        yield Proposal("", "claim", text, places, self.by, (*words.notices, *notices))
        if words.position and not self.ground.stage.errors_in((*self.scaffold(), words.position)):
            yield Proposal("", "position", words.position, places, self.by)

    def that_stands(self, words: ClaimWords) -> tuple[str, tuple[str, ...]]:
        """The fullest of the texts with which the record has no fault, and why not a fuller one."""
        notices: tuple[str, ...] = ()
        for each in words.texts:
            errors = self.ground.stage.errors_in((*self.scaffold(), each.text))
            if not errors:
                return each.text, (*notices, *each.notices)
            notices = (*notices, f"a fuller text was no claim: {errors[0].message}")
        return "", (*notices, "no claim could be written: write one, or reject this")

    def scaffold(self) -> Iterator[str]:
        """What a single entry needs around it to be read."""
        yield from (each.text for each in self.sources.values())
        if PEOPLE not in self.sources and PEOPLE not in self.ground.names.declared:
            yield f'source {PEOPLE} "People"'  # whoever reviews says who they are
        names = (*self.ground.names.source_names, *self.sources)
        yield f'report rehearsal "A rehearsal"\n  by {min(names)}\n  on {self.setting.published}'

    def engagement(self, meeting: Meeting) -> Proposal:
        names = self.ground.names
        told = told_by(meeting.speaker, meeting.via, self.setting.publisher, names, self.persons)
        self.declare(told.declares, None)
        text, notices = engagement_text(
            meeting, told.whole_chain, names, self.persons, self.setting.published
        )
        notices = (*told.origin.notices, *notices)
        if text and (errors := self.ground.stage.errors_in((*self.scaffold(), text))):
            text, notices = "", (*notices, f"it could not be written: {errors[0].message}")
        places = (Place("meeting", meeting.extent), *date_place(meeting))
        return Proposal("", "engagement", text, places, self.by, notices)


def mention(title: str, text: str) -> Extent | None:
    """Where a text first has these words, as whole words."""
    found = re.search(rf"(?<!\w){re.escape(title)}(?!\w)", text) if title else None
    return Extent(found.start(), found.end()) if found else None


def head_of(article: Article, setting: Setting, persons: Persons) -> ArticleHead:
    return ArticleHead(
        article.sha256,
        len(article.text),
        article.medium,
        persons.without_names(article.title) if article.title else None,
        setting.publisher,
        setting.published,
        article.address,
        article.language,
        sketch=sketch_of(article.text).written,
    )


def places_of(statement: Statement) -> tuple[Place, ...]:
    found = [Place("content", one) for one in statement.content]
    if statement.cue:
        found.append(Place("cue", statement.cue))
    if statement.speaker:
        found.append(Place("speaker", statement.speaker.extent))
    return (*found, *date_place(statement))


def date_place(dated: Statement | Meeting) -> tuple[Place, ...]:
    extent = dated.dated.extent
    return (Place("date", extent),) if extent else ()


def numbered(proposals: Iterable[Proposal]) -> tuple[Proposal, ...]:
    return tuple(replace(each, id=str(at)) for at, each in enumerate(proposals, start=1))


ORDER = ("source", "report", "claim", "position", "engagement")


def in_order(proposals: Iterable[Proposal]) -> tuple[Proposal, ...]:
    """What is declared before what rests on it; numbered anew, so only before anybody decides."""
    return numbered(sorted(proposals, key=lambda each: ORDER.index(each.kind)))


def is_quotable(address: str) -> bool:
    return address.isprintable() and '"' not in address and len(address) <= 500
