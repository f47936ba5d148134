"""Verdicts in words: the same words on the terminal and on the page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, time

from servanda.agreement.model import Agreement
from servanda.publish.signs import AnyVerdict
from servanda.values.calendar import Calendar
from servanda.values.instant import BEGINNING, NEVER, Instant, Interval
from servanda.values.quantity import UNBOUNDED, Range, plain
from servanda.verdict.assessment import FundVerdict, Incidents, Outcome, Periods, Question, Verdict


@dataclass(frozen=True, slots=True)
class Dates:
    """How instants are written: in the agreement's calendar, with one way to write a day."""

    calendar: Calendar
    day: Callable[[date], str]

    def moment(self, instant: Instant) -> str:
        """A day alone where the instant is its beginning; otherwise with the hour."""
        local = self.calendar.local(instant)
        if local.time() == time(0):
            return self.day(local.date())
        return f"{self.day(local.date())} {local:%H:%M}"

    def moment_with_zone(self, instant: Instant) -> str:
        local = self.calendar.local(instant)
        offset = local.strftime("%z")
        return f"{self.day(local.date())} {local:%H:%M} {offset[:3]}:{offset[3:]}"

    def deadline(self, instant: Instant) -> str:
        """Something due before a day begins is due by the end of the day before."""
        local = self.calendar.local(instant)
        if local.time() != time(0):
            return f"{self.day(local.date())} {local:%H:%M}"
        return f"end of {self.day(self.calendar.local(instant - 1).date())}"


def iso_day(day: date) -> str:
    return day.isoformat()


def long_day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def is_one_moment(interval: Interval) -> bool:
    """No wider than a minute, the finest that a text or a report can say."""
    return interval.end - interval.start <= 60


def due_words(due: Interval | None, dates: Dates) -> str:
    """When a stipulation is due; empty where nothing fixes it."""
    if due is None or due.start >= NEVER:
        return ""
    if is_one_moment(due):
        return dates.deadline(due.end)
    earliest = "" if due.start <= BEGINNING else f"from {dates.deadline(due.start)}"
    latest = "at an unknown date" if due.end >= NEVER else f"to {dates.deadline(due.end)}"
    return f"{earliest} {latest}".strip() if due.end < NEVER else f"{earliest} or later".strip()


def since_words(since: Instant | None, dates: Dates) -> str:
    if since is None or since <= BEGINNING or since >= NEVER:
        return ""
    return dates.moment(since)


def outcome_words(outcome: Outcome | None) -> str:
    """What came about against what is owed: `7 to 9 of 28 hostage-remains`."""
    if outcome is None:
        return ""
    is_unknown = outcome.low == 0 and outcome.high == UNBOUNDED
    reached = "unknown" if is_unknown else outcome.told
    return " ".join(part for part in (reached, target_words(outcome.target), outcome.unit) if part)


def amount_words(amount: Range) -> str:
    if amount.low == 0 and amount.high == UNBOUNDED:
        return "unknown"
    return str(amount)


def target_words(target: Range | None) -> str:
    if target is None:
        return ""
    if target.low == 0 and not target.is_exact:
        return f"of at most {plain(target.high)}"
    return f"of {target}"


def performance_words(verdict: Verdict) -> str:
    """The bearer's own part, where it is not simply the whole outcome."""
    performance, outcome = verdict.performance, verdict.outcome
    if performance is None or outcome is None:
        return ""
    if (performance.low, performance.high) == (outcome.low, outcome.high):
        return ""
    return f"by the bearer {amount_words(performance)}"


def periods_words(periods: Periods | None) -> str:
    if periods is None or periods.passed == 0:
        return ""
    surely, possibly = periods.surely_met, periods.possibly_met
    met = f"surely {surely}" if surely == possibly else f"surely {surely}, possibly {possibly}"
    return f"met in {met} of {periods.passed} periods"


def incidents_words(incidents: Incidents | None) -> str:
    if incidents is None:
        return ""
    label = "incidents, at the least" if incidents.at_least else "incidents"
    untold = "author not told" if incidents.at_least else "author not named"
    nobodys = f"{incidents.unattributed}, {untold}" if incidents.unattributed else ""
    if incidents.confirmed == 0 and incidents.alleged == 0:
        return f"{label}: {nobodys}" if nobodys else ""
    own = f"{incidents.confirmed} confirmed, {incidents.alleged} more claimed"
    return f"{label}: {own}; {nobodys}" if nobodys else f"{label}: {own}"


def measure_words(verdict: Verdict) -> tuple[str, ...]:
    """Everything counted about a verdict, a line each."""
    lines = (
        outcome_words(verdict.outcome),
        performance_words(verdict),
        periods_words(verdict.periods),
        incidents_words(verdict.incidents),
    )
    return tuple(line for line in lines if line)


def state_words(verdict: AnyVerdict) -> str:
    """The one plain word, with its cause where it is undetermined."""
    if verdict.cause is None:
        return verdict.state
    return f"{verdict.state}: {verdict.cause}"


def remark_words(verdict: AnyVerdict) -> tuple[str, ...]:
    """What is said beside the state: contested, read differently, weighed by a linkage."""
    remarks = ["contested"] if verdict.contested else []
    if not isinstance(verdict, FundVerdict) and len({state for _, state in verdict.readings}) > 1:
        states = ", ".join(f"{name}: {state}" for name, state in verdict.readings)
        remarks.append(f"by reading: {states}")
    if isinstance(verdict, Verdict):
        remarks.extend(f"linkage of {holder}, not in the text" for holder in verdict.linkages)
    return tuple(remarks)


def actor_words(names: Sequence[str], agreement: Agreement) -> str:
    """Actors by their titles, as a list in words."""
    titles = [agreement.actors[name].title if name in agreement.actors else name for name in names]
    if len(titles) < 2:
        return "".join(titles) or "nobody named"
    return f"{', '.join(titles[:-1])} and {titles[-1]}"


def what_if_words(question: Question) -> tuple[str, ...]:
    """What the question adds to the record and leaves out of it; nothing where it does neither."""
    assumed = (f"assuming: {' '.join(claim.split())}" for claim in question.assuming)
    return (*assumed, *(f"without: {name}" for name in question.without))


@dataclass(frozen=True, slots=True)
class QuestionWords:
    """A question in words, each part by itself."""

    at: str
    known: str
    proof: str
    viewpoint: str
    readings: str
    ladder: str  # in what it is not the standard one; empty: it is
    what_if: tuple[str, ...]


def question_words(question: Question, dates: Dates) -> QuestionWords:
    everything = question.known >= NEVER
    return QuestionWords(
        at=dates.moment_with_zone(question.at),
        known="everything recorded" if everything else dates.moment_with_zone(question.known),
        proof=question.proof,
        viewpoint=question.viewpoint,
        readings=", ".join(question.readings),
        ladder=", ".join(question.ladder),
        what_if=what_if_words(question),
    )


def public_words(question: Question) -> str:
    """That it is public, under which policy, and what that withholds; empty where it is not."""
    if not question.public:
        return ""
    policy, *withheld = question.public
    return (
        f"Public, under the publication policy {policy[:23]}, and so from a part of the record: "
        f"{'; '.join(withheld)}. Numbers of incidents are the least that there were."
    )


def asked_words(question: Question, dates: Dates) -> str:
    """The question in one line, for the title of a drawing."""
    words = question_words(question, dates)
    asked = f"at {words.at}, known {words.known}, proof {words.proof}, viewpoint {words.viewpoint}"
    told = f"; {public_words(question)}" if question.public else ""
    return asked + told + "".join(f"; what if, {line}" for line in words.what_if)
