"""Findings in words: names with their titles, actors, dates."""

from collections.abc import Iterable, Sequence

from servanda.agreement import model
from servanda.agreement.model import Agreement
from servanda.analysis.draft.study import Study
from servanda.language.listing import listed
from servanda.values.calendar import Calendar
from servanda.values.instant import Instant, Interval
from servanda.verdict.dates import date_of, due_of

MANY = 6


def name_of(study: Study, name: str) -> str:
    """A stipulation, stage, phase or fund with its title, as a sentence names it."""
    subject = study.subject(name)
    if subject is None:
        return f"`{name}`"
    kind = "phase " if isinstance(subject, model.Phase) else ""
    has_title = bool(subject.title) and subject.title != subject.name
    title = f' ("{subject.title}")' if has_title and name == subject.name else ""
    return f"{kind}`{name}`{title}"


def names(words: Iterable[str], most: int = MANY) -> str:
    """Names in a row; of many the first, and how many more."""
    quoted = [f"`{word}`" for word in words]
    if len(quoted) <= most:
        return listed(quoted)
    return f"{', '.join(quoted[: most - 1])} and {len(quoted) - most + 1} more"


def actor_names(actors: Sequence[str], agreement: Agreement, joined_by: str = "and") -> str:
    """Actors by their titles."""
    titles = [agreement.actors[one].title if one in agreement.actors else one for one in actors]
    return listed(titles, joined_by) or "nobody named"


def holds(number: int, singular: str, plural: str) -> str:
    return singular if number == 1 else plural


def day_of(instant: Instant, calendar: Calendar) -> str:
    return date_of(instant, calendar)


def deadline_of(instant: Instant, calendar: Calendar) -> str:
    """What is due before a day begins is due by the end of the day before."""
    return due_of(Interval(instant, instant), calendar).removeprefix("by the ")
