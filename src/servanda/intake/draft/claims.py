"""The text of a claim: who says it, through whom, what, when, and on what it bears."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from servanda.agreement.model import Agreement
from servanda.intake.article.model import Article
from servanda.intake.draft.bearing import Surroundings
from servanda.intake.draft.bounds import is_long
from servanda.intake.draft.chains import Told, told_by
from servanda.intake.draft.deeds import has_window
from servanda.intake.draft.ground import Ground
from servanda.intake.draft.harm import Harm, days_in, harm_in
from servanda.intake.draft.levels import level_moment
from servanda.intake.draft.parts import part_clause, without_part
from servanda.intake.draft.persons import Persons
from servanda.intake.draft.positions import holder_of, position_in, position_text
from servanda.intake.draft.speakers import named_beside
from servanda.intake.draft.spelling import words_after_objects
from servanda.intake.draft.totals import since_day
from servanda.intake.draft.undergone import undergone_in, unsure_of
from servanda.intake.draft.writing import (
    AHEAD,
    DAY,
    QUOTATION_MARKS,
    listed,
    nested,
    quoted,
    stance_word,
    when,
)
from servanda.intake.statements.bare import is_bare_denial
from servanda.intake.statements.model import Dated, Statement
from servanda.record.model import Stance

QUOTES = "“”\"'‘’"
OPENING = "“\"'‘"
CLOSING = "”\"'’"
PERFECT = re.compile(r"\b(?:has|have|had)\b", re.IGNORECASE)
RECENTLY = re.compile(
    r"\b(?:past|last|previous|preceding) (?:(\d+) hours|day\b)|\bovernight\b", re.IGNORECASE
)
SINCE = re.compile(r"\bsince\b[^.!?;,]*$", re.IGNORECASE)
SEVERAL = re.compile(r"\band that\b", re.IGNORECASE)
ACCUSING = re.compile(r"accus|blam|doubt|(?:warn|caution)\w*\b.*\bagainst", re.IGNORECASE)
# What somebody says of what another says, or is to say, is no word of theirs on the thing itself.
TELLING = re.compile(
    r"\b(?:say|saying|announc(?:e|ing)|confirm(?:ing)?|admit(?:ting)? that|declar(?:e|ing)"
    r"|deny(?:ing)?|claiming|verify(?:ing)?|acknowledg(?:e|ing)|reporting that)\b"
    r"|\b(?:says|said|tells|told|announce[sd]|confirm(?:s|ed)|admit(?:s|ted)|declare[sd]"
    r"|claim(?:s|ed)|report(?:s|ed)|den(?:ies|ied)|acknowledge[sd])\b"
    r"(?: \w+){0,3} (?:that|whether|if)\b",
    re.IGNORECASE,
)
DOUBTING = re.compile(r"doubt|question|wonder", re.IGNORECASE)
FURTHEST_SINCE = 80  # characters from a `since` to the day that it means
OF_THE_ARTICLE = "in words of the article"


class Published(Protocol):
    """The day and the outlet of an article."""

    @property
    def published(self) -> date: ...
    @property
    def publisher(self) -> str: ...


@dataclass(frozen=True, slots=True)
class ClaimText:
    """One text that a claim may have, and what there is to notice about this text alone."""

    text: str
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Claimed:
    """What is claimed, in the words of the agreement: a deed or a level, and when it was."""

    line: str
    moment: str
    about: tuple[str, ...]
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """A claim in the article's words: its header, these words in quotes, when, about what."""

    header: str
    quoted: str
    moment: str
    about: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClaimWords:
    """What a claim may be, the fullest text first, by whom it is told, and the position that it
    tells of, if any."""

    texts: tuple[ClaimText, ...]
    told: Told
    notices: tuple[str, ...]
    position: str | None = None


def claim_words(
    statement: Statement,
    article: Article,
    ground: Ground,
    persons: Persons,
    where: Published,
    around: Surroundings,
) -> ClaimWords:
    """The texts that a statement may become, by what is around it."""
    told = told_by(statement.speaker, statement.via, where.publisher, ground.names, persons)
    if statement.speaker is not None:
        told = replace(told, origin=named_beside(told.origin, statement.speaker, persons))
    spoken = told.origin
    header = f"claim {told.chain} {stance_word(statement.stance, spoken.is_plural)}"
    content = content_of(statement, article)
    dated = sharpened(statement.dated, content, where.published, article.text, ground.agreement)
    moment, about_date = when(dated, statement.stance, where.published)
    own = None if statement.takes_up else actor_of(spoken.origin, content, ground)
    is_plain = not (
        statement.is_unsaid
        or TELLING.search(content)
        or is_cut_short(statement, article)
        or is_doubted(statement, article)
    )
    claimed = (
        tuple(claimed_in(content, statement.stance, dated, where.published, ground, own))
        if is_plain
        else ()
    )
    around = replace(around, speaker=source_of(spoken.origin))
    about = ground.bearing.of_words(content, around)
    whole = with_cue(content, statement, article)
    harm = harm_in(content if is_plain else "", statement.stance, dated, where.published)
    if harm.moment:
        moment = harm.moment
    said = Words(header, quoted(persons.without_names(whole)), moment, about)
    unsure = () if claimed or not is_plain else unsure_of(content, statement.stance, ground.deeds)
    bears = about or next((one.about for one in claimed), ())
    taken = position_in(whole, statement.stance, spoken.origin, ground.names) if bears else None
    return ClaimWords(
        tuple(dict.fromkeys(texts_of(statement, said, claimed, harm, unsure, where.published))),
        told,
        (
            *spoken.notices,
            *about_unsaid(statement, content),
            *about_denied(statement, article),
            *about_date,
        ),
        position_text(taken, said.quoted, told.chain, bears, where.published) if taken else None,
    )


def source_of(origin: str) -> str:
    """`us` of `unnamed us "officials"`."""
    return origin.removeprefix("unnamed ").partition(" ")[0]


def texts_of(
    statement: Statement,
    said: Words,
    claimed: tuple[Claimed, ...],
    harm: Harm,
    unsure: tuple[str, ...],
    published: date,
) -> Iterator[ClaimText]:
    """The texts of a claim: in the agreement's words, then in the article's with all that is known,
    and at last with no more than who said them."""
    for one in claimed:
        clauses = (one.moment, harm.clause)
        text = laid_out(said.header, one.line, clauses, one.about or said.about, statement)
        yield ClaimText(text, (*one.notices, *harm.notices))
    for clauses in ((said.moment, harm.clause), (said.moment, "")):
        yield ClaimText(
            laid_out(said.header, said.quoted, clauses, said.about, statement, OF_THE_ARTICLE),
            (*unsure, *harm.notices),
        )
    barely = (f"on {published}",)
    yield ClaimText(laid_out(said.header, said.quoted, barely, (), statement, OF_THE_ARTICLE))


def with_cue(content: str, statement: Statement, article: Article) -> str:
    """`refused to release them`, `accused the others of an attack`: what somebody does not say but
    does, with the verb of it."""
    cue, first = statement.cue, statement.content[0] if statement.content else None
    if cue is None or first is None or statement.stance in AHEAD:
        return content
    verb = article.text[cue.start : cue.end]
    is_before = cue.end <= first.start and not article.text[cue.end : first.start].strip()
    is_done = content.startswith(("to ", "whether ")) or ACCUSING.match(verb)
    return f"{verb} {content}" if is_before and is_done else content


def actor_of(origin: str, content: str, ground: Ground) -> str | None:
    """The actor whom `it` or `we` at the beginning means, if the speaker is one or binds one."""
    match = re.match(r"(it|they|we)\b", content, re.I)
    holder = holder_of(origin, ground.names)
    if match is None or holder is None or origin.startswith("unnamed "):
        return None
    if "/" in holder and match[1].casefold() != "we":
        return None
    return holder.partition("/")[0]


def claimed_in(
    content: str,
    stance: Stance,
    dated: Dated,
    published: date,
    ground: Ground,
    own: str | None = None,
) -> Iterator[Claimed]:
    """What the words say in those of the agreement, the plainest first: a deed and who did it, a
    deed and what was done to, a level. `own` is whom a pronoun at the beginning means."""
    notices: tuple[str, ...] = ()
    if is_long(content) or SEVERAL.search(content):
        return  # one deed would leave out the other thing that is said
    if len(days_in(content, published, stance)) > 1:
        return  # nor is it known which of them is the deed's
    if own is not None:
        pronoun, _, rest = content.partition(" ")
        content = f"{ground.agreement.actors[own].title} {rest}"
        notices = (f"‘{pronoun}’ is read as `{own}`, who speaks",)
    moment, _ = when(dated, stance, published)
    if dated.certainty == "published" and stance not in AHEAD and PERFECT.search(content):
        moment = f"before {published + DAY}"  # it has been done, and nobody says on which day
    whole, part = without_part(content)
    if (deed := ground.deeds.deed_in(whole, stance, dated)) is not None:
        yield deed_claimed(deed, part, moment, ground, notices)
    elif (done := undergone_in(whole, stance, dated, published, ground.deeds)) is not None:
        yield deed_claimed(done.deed, part, moment, ground, done.notices)
    elif (level := ground.levels.level_in(content, stance, dated)) is not None:
        since = None if stance in AHEAD else level_moment(content, dated, published)
        about = ground.bearing.of_level(level.split(" ")[0])
        yield Claimed(level, since or when(dated, stance, published)[0], about)


def deed_claimed(
    deed: str, part: str, moment: str, ground: Ground, notices: tuple[str, ...]
) -> Claimed:
    """A deed with the part of a class that is told beside it, on what it bears, and when."""
    clause, told = part_clause(part, deed, ground.agreement) if part else ("", ())
    when_ = "" if has_window(deed) else moment
    return Claimed(f"{deed}{clause}", when_, bears_on(deed, ground), (*notices, *told))


def sharpened(
    dated: Dated, content: str, published: date, text: str, agreement: Agreement
) -> Dated:
    """The days of `in the past 24 hours` and `overnight`, where no other date is given; and those
    from a day that something has lasted since (`since the truce began on Friday`)."""
    extent, first = dated.extent, dated.first
    if extent and first and dated.last and first <= dated.last < published:
        before = text[max(0, extent.start - FURTHEST_SINCE) : extent.start]
        return replace(dated, last=published) if SINCE.search(before) else dated
    if dated.certainty == "published" and (since := since_day(content, agreement)) is not None:
        return Dated(since, published, "resolved") if since <= published else dated
    match = RECENTLY.search(content)
    if dated.certainty != "published" or match is None:
        return dated
    hours = int(match[1]) if match[1] else 24
    return Dated(published - DAY * math.ceil(hours / 24), published, "resolved")


def is_cut_short(statement: Statement, article: Article) -> bool:
    """Whether a word that makes another thing of the last one follows at once on what was found to
    be said: `3 hostage` of `3 hostage remains`."""
    last = statement.content[-1].end if statement.content else 0
    after = re.match(r"\s+([^\W\d_]+)", article.text[last:])
    return after is not None and after[1].casefold() in words_after_objects()


def is_doubted(statement: Statement, article: Article) -> bool:
    """Whether the cue asks or doubts, so that it does not say that it is so."""
    cue = statement.cue
    return cue is not None and DOUBTING.match(article.text[cue.start : cue.end]) is not None


def about_unsaid(statement: Statement, content: str) -> tuple[str, ...]:
    """Where nobody is said to have said it, and where a denial does not say of what."""
    if statement.is_unsaid:
        return ("whom it names has not said it, or only may: these are the outlet's own words",)
    if statement.speaker and not statement.takes_up and is_bare_denial(content):
        return ("it is not plain what is denied here: say it in the claim, or reject this",)
    return ()


def about_denied(statement: Statement, article: Article) -> tuple[str, ...]:
    """Where a denial says no more than `the report`: that its words are those of another."""
    if not statement.takes_up:
        return ()
    words = " ".join(article.text[one.start : one.end] for one in statement.takes_up)
    return (f"what is denied here ({quoted(words)}) is taken to be what was said just before",)


def content_of(statement: Statement, article: Article) -> str:
    """What is said, in the article's words, with a mark where it is interrupted."""
    parts = [bare(article.text[one.start : one.end]) for one in statement.content]
    joined = " … ".join(part for part in parts if part)
    return joined.removeprefix("that ") if statement.speech == "indirect" else joined


def bare(words: str) -> str:
    """Words without the marks of quotation around them; those of a quotation within stay whole."""
    words = words.strip(" \n,")
    while words and (words[0] in QUOTES or words[-1] in QUOTES):
        inner = words[1:-1]
        if words[0] in QUOTES and words[-1] in QUOTES and not set(QUOTES) & set(inner):
            return inner.strip(" \n,")
        if words[0] in QUOTES and not set(CLOSING) & set(words[1:]):
            words = words[1:]
        elif words[-1] in QUOTES and not set(OPENING) & set(words[:-1]):
            words = words[:-1]
        elif len(words) > 1 and words[0] in OPENING and words[-1] in CLOSING and balanced(inner):
            words = inner
        else:
            return words
        words = words.strip(" \n,")
    return words


def balanced(words: str) -> bool:
    """Whether as many quotations open as close."""
    return nested(words).count("‘") * 2 == sum(mark in QUOTATION_MARKS for mark in words)


def bears_on(deed: str, ground: Ground) -> tuple[str, ...]:
    """The stipulations about the very deed."""
    actions, names = ground.agreement.actions, deed.split(" ")
    done = next((one for one in names if ground.deeds.verbs.get((one,)) in actions), "")
    things = [one for one in names if one in ground.agreement.things]
    action = ground.deeds.verbs.get((done,), "")
    return ground.bearing.of_deed(action, things[0] if things else None)


def laid_out(
    header: str,
    claimed: str,
    clauses: tuple[str, ...],
    about: tuple[str, ...],
    statement: Statement,
    note: str = "",
) -> str:
    lines = [
        claimed,
        *clauses,
        f"about {listed(about)}" if about else "",
        f"in {statement.speech} speech" if statement.speaker else "",
        f'note "{note}"' if note else "",
    ]
    return "\n  ".join((header, *filter(None, lines)))
