"""Claims: from one `claim` and its clauses to one claim for each of its origins."""

from servanda.language.record_clause import (
    AboutClause,
    CasualtiesClause,
    InformationClause,
    NoteClause,
    People,
    PleadingClause,
    SpeechClause,
)
from servanda.language.tree import ClaimHeader, Statement
from servanda.record.chain import build_chains
from servanda.record.complaint import Building, error
from servanda.record.content import AHEAD, build_content, misplaced
from servanda.record.model import (
    Casualties,
    Chain,
    Claim,
    Content,
    EventContent,
    OccasionContent,
    PostureContent,
    Stance,
    Toll,
    TotalContent,
)
from servanda.record.setting import ReportInHand, Setting, only, words_of
from servanda.record.words import known_subjects
from servanda.values.instant import Instant
from servanda.values.quantity import Range

COUNTABLE = EventContent | TotalContent | PostureContent
BEYOND_SENSE = 10_000_000  # people in one event


def build_claims(
    statement: Statement, header: ClaimHeader, first: int, hand: ReportInHand, setting: Setting
) -> Building[tuple[Claim, ...]]:
    """A claim for each origin, numbered from `first`; what cannot be used is left out."""
    chains = yield from build_chains(header.chain, hand, setting)
    return (yield from claims_of(statement, header.stance, chains, first, hand, setting))


def claims_of(
    statement: Statement,
    stance: Stance,
    chains: tuple[Chain | None, ...],
    first: int,
    hand: ReportInHand,
    setting: Setting,
) -> Building[tuple[Claim, ...]]:
    """What a statement claims, for each chain; None stands for one that cannot be followed."""
    content = yield from build_content(statement, stance, hand, setting)
    casualties = yield from build_casualties(statement, content)
    plea = yield from plea_of(statement, stance)
    about = yield from known_subjects((yield from only(statement, AboutClause)), setting)
    note = yield from words_of(statement, NoteClause)
    information = yield from only(statement, InformationClause)
    speech = yield from only(statement, SpeechClause)
    if content is None or (yield from check_in_time(statement, stance, content, hand)):
        return ()
    return tuple(
        Claim(
            id=f"{hand.report.id}.{number}",
            report=hand.report.id,
            stance=stance,
            chain=chain,
            content=content,
            known=hand.known,
            about=about,
            casualties=casualties,
            plea=plea,
            note=note,
            information=information.credibility if information else None,
            speech=speech.speech if speech else None,
            span=statement.span,
        )
        for number, chain in enumerate(chains, start=first)
        if chain is not None
    )


def check_in_time(
    statement: Statement, stance: Stance, content: Content, hand: ReportInHand
) -> Building[bool]:
    """True if the claim tells of what had not happened when its report appeared."""
    if stance in AHEAD or not lies_ahead(content, hand.until):
        return False
    yield error(
        "event-after-report",
        statement.header,
        f"`{hand.report.id}` {stance} this, and appeared before it can have happened",
        "correct the date; or say who expects, plans, promises, threatens or demands it",
    )
    return True


def lies_ahead(content: Content, until: Instant) -> bool:
    """True if the content lies wholly after the instant; a total, if it counts beyond it."""
    match content:
        case TotalContent(window=window):
            return window.end > until
        case OccasionContent():
            return False  # that an election will be held can be said, and not only expected
        case _:
            return content.when.start >= until


def plea_of(statement: Statement, stance: Stance) -> Building[str | None]:
    clause = yield from only(statement, PleadingClause)
    if clause is not None and stance != "admits":
        yield misplaced(clause, "a justification", "a deed that somebody admits")
        return None
    return clause.words.text if clause else None


# --- Casualties ------------------------------------------------------------------------------


def build_casualties(statement: Statement, content: Content | None) -> Building[Casualties | None]:
    clause = yield from only(statement, CasualtiesClause)
    if clause is None:
        return None
    if content is not None and not isinstance(content, COUNTABLE):
        yield misplaced(clause, "a number of casualties", "an event, a total or words")
        return None
    return Casualties(
        killed=(yield from people(clause.killed)),
        injured=(yield from people(clause.injured)),
        recovered=(yield from people(clause.recovered)),
    )


def people(said: People | None) -> Building[Toll | None]:
    """A number of people: whole, not beyond sense, and the best of it within it."""
    if said is None:
        return None
    number, best = said.number, said.best
    if number.low > BEYOND_SENSE:
        message = f"no single event has more than {BEYOND_SENSE:,} casualties"
        yield error("absurd-casualties", number, message, "is a key struck twice?")
        return None
    if number.low != int(number.low):
        hint = "write the number that the source gives; a range is written `2 to 3`"
        yield error("absurd-casualties", number, "people are counted in whole numbers", hint)
        return None
    if best is not None and not number.low <= best.value <= number.high:
        message = "the best number lies outside of the lowest and the highest"
        hint = "write it as in `40 to 50, best 44 killed`, or correct the number that is wrong"
        yield error("best-outside-range", best, message, hint)
        return None
    return Toll(Range(number.low, number.high), best.value if best else None)
