"""What changed between two days, in words."""

from dataclasses import dataclass

from servanda.agreement.model import Agreement
from servanda.evidence.origins import describe
from servanda.publish.entry_words import entry_words
from servanda.publish.wording import Dates, actor_words, amount_words, outcome_words
from servanda.record.entries import every_entry
from servanda.record.in_time import entered_at
from servanda.record.model import Record
from servanda.verdict.assessment import Incidents, Outcome
from servanda.verdict.changed import MOST_CANDIDATES, Change
from servanda.verdict.grounds import Key
from servanda.verdict.told import Told

MOST_OTHERS = 3  # further sets that are named, by their ids alone


@dataclass(frozen=True, slots=True)
class ChangeWords:
    """A change as it is shown: what, from what to what, through what, and the entries."""

    name: str
    before: str
    after: str
    through: str
    entries: tuple[str, ...]
    others: str


def change_words(change: Change, record: Record, agreement: Agreement, dates: Dates) -> ChangeWords:
    first, *others = change.sets or ((),)
    return ChangeWords(
        name_words((change.name, change.bearer, change.limb), agreement),
        told_words(change.before),
        told_words(change.after),
        through_words(change),
        tuple(entry_line(name, record, agreement, dates) for name in first),
        others_words(others),
    )


def name_words(key: Key, agreement: Agreement) -> str:
    name, bearer, limb = key
    whose = f", {actor_words(bearer, agreement)}" if bearer else ""
    return f"{name}{whose}{f': {limb}' if limb else ''}"


def told_words(told: Told) -> str:
    word = f"{told.state} ({told.cause})" if told.cause else told.state
    return "; ".join(part for part in (word, figure_words(told)) if part)


def figure_words(told: Told) -> str:
    match told.figure:
        case Outcome():
            return outcome_words(told.figure)
        case Incidents(confirmed=confirmed, alleged=alleged):
            return f"{confirmed} confirmed, {alleged} more claimed"
        case (pledged, paid, releasable):
            amounts = map(amount_words, (pledged, paid, releasable))
            return "pledged {}, paid {}, releasable {}".format(*amounts)
    return ""


def through_words(change: Change) -> str:
    if change.through == "time":
        return "because time has passed; nothing that came in between had a part in it"
    also = "because time has passed and of" if change.through == "both" else "because of"
    if not change.sets:
        return f"{also} what came in between; no set of entries alone accounts for it"
    if change.sets == ((),):
        return f"{also} what came in between, of which nothing is needed"
    if not change.is_exact:
        return (
            f"{also} these together; none of them can be left out, but among "
            f"{len(change.candidates)} entries (more than {MOST_CANDIDATES}) a smaller set was "
            "not ruled out"
        )
    return f"{also} {'this' if len(change.sets[0]) == 1 else 'these together'}"


def others_words(sets: list[tuple[str, ...]]) -> str:
    if not sets:
        return ""
    shown = "; ".join(" with ".join(one) for one in sets[:MOST_OTHERS])
    more = len(sets) - MOST_OTHERS
    return f"or as well: {shown}{f'; and {more} more' if more > 0 else ''}"


def entry_line(name: str, record: Record, agreement: Agreement, dates: Dates) -> str:
    """An entry of the record in one line: what, on whose word, and known since when."""
    every = (*every_entry(record), *record.retractions)
    entry = next(one for one in every if one.id == name)
    said = f"{entry.id}: {entry_words(entry, agreement, dates)}"
    known = dates.day(dates.calendar.local(entered_at(record, entry)).date())
    return f"{said} ({describe(entry.chain)}; known since {known})"
