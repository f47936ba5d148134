"""Any entry of the record in a few words: what it says, without by whom."""

from servanda.agreement.model import Agreement
from servanda.publish.claim_words import moment_words, statement_words
from servanda.publish.expectation_words import engagement_words
from servanda.publish.wording import Dates
from servanda.record.model import (
    Claim,
    Coverage,
    DeniedAccess,
    Engagement,
    Entry,
    EventLink,
    Position,
    Retraction,
)


def entry_words(entry: Entry | Retraction, agreement: Agreement, dates: Dates) -> str:
    match entry:
        case Claim():
            instead = f", corrects {entry.corrects[0]}" if entry.corrects else ""
            return f"{statement_words(entry, agreement, dates)}{instead}"
        case Coverage():
            return f"coverage by {entry.body}, {moment_words(entry.window, dates)}"
        case DeniedAccess():
            return f"access denied to {entry.body}, {moment_words(entry.window, dates)}"
        case EventLink():
            events = "one event" if entry.is_same else "two events"
            return f'{entry.first} and {entry.second} are {events}, because "{entry.because}"'
        case Engagement():
            return f"{engagement_words(entry)}, {entry.status}, {moment_words(entry.when, dates)}"
        case Position():
            when = moment_words(entry.when, dates)
            return f'position {entry.actor} {entry.attitude} "{entry.words}", {when}'
        case Retraction():
            return f"{entry.entry} is retracted: {entry.note}"
