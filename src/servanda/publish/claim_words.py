"""What a claim claims, in the words of the language: the deed, how much, and when."""

from collections.abc import Mapping

from servanda.agreement.model import Agreement
from servanda.language.deed_words import deed_words
from servanda.language.listing import listed
from servanda.language.verbs import third_person
from servanda.publish.wording import Dates, actor_words, is_one_moment
from servanda.record.model import (
    ActContent,
    Casualties,
    Claim,
    Content,
    EventContent,
    LevelContent,
    OccasionContent,
    PostureContent,
    Record,
    ResolutionContent,
    Source,
    StateContent,
    Toll,
    TotalContent,
)
from servanda.values.deed import LevelIs
from servanda.values.instant import BEGINNING, NEVER, Interval
from servanda.values.quantity import exactly, plain

_FOUND = {
    "declare-open": "is declared open",
    "find-done": "is done",
    "find-not-done": "is not done",
    "find-partly-done": "is partly done",
    "find-substantially-done": "is substantially done",
    "find-breached": "is breached",
}
_COMPARED = {"at-least": "at least ", "at-most": "at most ", "exactly": ""}


def words_of_claims(record: Record, agreement: Agreement, dates: Dates) -> Mapping[str, str]:
    """What each claim of a record claims, by its id."""
    return {claim.id: claim_words(claim, agreement, dates) for claim in record.claims}


def statements_by_id(record: Record, agreement: Agreement, dates: Dates) -> Mapping[str, str]:
    """What each claim of a record says, with its stance, by its id."""
    return {claim.id: statement_words(claim, agreement, dates) for claim in record.claims}


def statement_words(claim: Claim, agreement: Agreement, dates: Dates) -> str:
    """`denies "an attack on the crossing"`: who denies or expects a thing does not say it."""
    plea = f', pleading "{claim.plea}"' if claim.plea else ""
    return f"{claim.stance} {claim_words(claim, agreement, dates)}{plea}"


def claim_words(claim: Claim, agreement: Agreement, dates: Dates) -> str:
    """What is claimed, when, with whom harmed, whether in its own words, and our own note on it."""
    content = content_words(claim.content, agreement, dates)
    parts = (
        content,
        moment_words(_when(claim.content), dates),
        f'at "{claim.place}"' if claim.place else "",
        casualty_words(claim.casualties),
        f"in {claim.speech} speech" if claim.speech else "",
        claim.note or "",
    )
    return ", ".join(part for part in parts if part)


def content_words(content: Content, agreement: Agreement, dates: Dates) -> str:
    match content:
        case EventContent(deed=deed):
            return deed_words(deed)
        case TotalContent(deed=deed, each=each, counting=counting):
            pace = f"each {each.unit}" if each and each.amount == 1 else "in total"
            rule = f" counting {counting}" if counting else ""
            return f"{deed_words(deed)} {pace}{rule}"
        case LevelContent(level=level):
            return level_words(level, agreement)
        case StateContent(subject=subject, verb=verb):
            return f"{subject} {_FOUND[verb]}"
        case ActContent():
            return act_words(content, dates)
        case PostureContent(words=words):
            return f'"{words}"'
        case OccasionContent(occasion=occasion):
            return f"{occasion} happens"
        case ResolutionContent(entry=entry, result=result):
            return f"{entry} is said to have resolved: {result}"


def act_words(act: ActContent, dates: Dates) -> str:
    """`us and lebanon extend withdrawal to 18 February 2025`"""
    verb = third_person(act.act) if len(act.actors) == 1 else act.act
    said = f"{listed(act.actors)} {verb} {act.target}"
    if act.to is not None:
        return f"{said} to the {dates.deadline(act.to)}"
    return f"{said} by {act.by}" if act.by is not None else said


def level_words(level: LevelIs, agreement: Agreement) -> str:
    declared = agreement.levels.get(level.level)
    if declared is not None and declared.words and 0 <= level.value < len(declared.words):
        return f"{level.level} is {_COMPARED[level.comparison]}{declared.words[int(level.value)]}"
    return f"{level.level} is {_COMPARED[level.comparison]}{plain(level.value)}"


def moment_words(when: Interval, dates: Dates) -> str:
    """When, as exactly as it is known; empty where nothing is known of it."""
    if when.start <= BEGINNING and when.end >= NEVER:
        return ""
    if when.start <= BEGINNING:
        return f"up to {dates.deadline(when.end).removeprefix('end of ')}"
    if when.end >= NEVER:
        return f"from {dates.moment(when.start)}"
    first = dates.calendar.local(when.start)
    last = dates.calendar.local(max(when.end - 1, when.start))
    if is_one_moment(when):
        return dates.moment(when.end)
    if first.date() == last.date():
        return dates.day(first.date())
    return f"{dates.day(first.date())} to {dates.day(last.date())}"


def camp_words(source: Source | None, agreement: Agreement, dates: Dates) -> str:
    """For whom a source tends to speak: always, and at which times."""
    if source is None:
        return "none stated"
    always = [actor_words((source.camp,), agreement)] if source.camp else []
    at_times = [
        f"{actor_words((one.actor,), agreement)} ({moment_words(one.when, dates)})"
        for one in source.camps
    ]
    return "; ".join((*always, *at_times)) or "none stated"


def casualty_words(casualties: Casualties | None) -> str:
    """Killed, injured and recovered, never added to one another."""
    if casualties is None:
        return ""
    counts = (
        (casualties.killed, "killed"),
        (casualties.injured, "injured"),
        (casualties.recovered, "recovered"),
    )
    said = [f"{toll_words(toll)} {word}" for toll, word in counts if toll is not None]
    return f"with {' and '.join(said)}" if said else ""


def toll_words(toll: Toll) -> str:
    """`44`, or `40 to 50, best 44`: low, high and best side by side, never one for the other."""
    if toll.best is None or toll.number == exactly(toll.best):
        return str(toll.number)
    return f"{toll.number}, best {plain(toll.best)}"


def _when(content: Content) -> Interval:
    return content.window if isinstance(content, TotalContent) else content.when
