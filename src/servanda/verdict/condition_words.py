"""Conditions as the agreement writes them, and their atoms."""

from servanda.agreement.model import (
    Agreement,
    All,
    Any,
    Complies,
    Condition,
    DateHasCome,
    Delayed,
    Happens,
    IsDone,
    LevelStands,
    Not,
    PhaseIsDeclaredOpen,
    PhaseIsOpen,
    Recent,
    StipulationIs,
    ToBeAgreed,
)
from servanda.language.deed_words import deed_words, short_deed
from servanda.verdict.dates import date_of


def words_of(condition: Condition, agreement: Agreement) -> str:
    """A condition as the agreement writes it."""
    match condition:
        case Happens(event):
            return agreement.events[event].meaning
        case IsDone(deed):
            is_plain = not deed.shares and not deed.excepting
            return short_deed(deed) if is_plain else deed_words(deed)
        case StipulationIs(name, state, stage, by):
            asked = f"{name}/{stage} {state}" if stage else f"{name} {state}"
            return f"{asked} by {by}" if by else asked
        case PhaseIsOpen(name):
            return f"phase {name} open"
        case PhaseIsDeclaredOpen(name, holder):
            return f"phase {name} declared open by {holder}"
        case Complies(actor, names):
            return f"{actor} complies with {', '.join(names)}"
        case LevelStands(level):
            return f"{level.level} {level.comparison} {level.value:g}"
        case DateHasCome(instant):
            return date_of(instant, agreement.calendar)
        case Delayed(duration, inner):
            return f"{duration} after {words_of(inner, agreement)}"
        case Recent(duration, deed):
            return f"within {duration} of {short_deed(deed)}"
        case ToBeAgreed():
            return "to be agreed"
        case All(parts):
            return " and ".join(words_of(part, agreement) for part in parts)
        case Any(parts):
            return " or ".join(words_of(part, agreement) for part in parts)
        case Not(part):
            return f"not {words_of(part, agreement)}"
