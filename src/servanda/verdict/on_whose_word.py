"""On whose word a sentence rests: who says as much as is established, and at which grade."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from servanda.evidence.counter import Counter
from servanda.evidence.issue import AFFIRMING, DENYING, Issue
from servanda.evidence.ladder import Grade, Side
from servanda.record.model import Claim
from servanda.values.bounds import Truth
from servanda.values.calendar import Calendar
from servanda.values.instant import Instant
from servanda.values.quantity import UNBOUNDED, plain
from servanda.verdict.dates import date_of
from servanda.verdict.state import RowState

MOST_NAMES = 4


def on_word(counter: Counter, instant: Instant) -> str:
    """On whose word: of what is established, and of what goes beyond it."""
    issues = [issue for issue in counter.issues if issue.weighs_from <= instant]
    sure = list(_told_by(_carrying(counter, instant), lambda truth: truth.sure))
    open_ones = list(_told_by(issues, lambda truth: not truth.is_known))
    if not sure and not open_ones:
        denying = [c for issue in issues for c in issue.claims if c.stance in DENYING]
        return f", denied by {names_of(denying)}" if denying else ""
    shown, beyond = _with_grades(sure), _with_grades(open_ones)
    if not sure or not open_ones or beyond == shown:
        return f", {shown or beyond}"
    weakest, best = min(one.grade for one in sure), max(one.grade for one in open_ones)
    return f", {shown}, more {'only' if best < weakest else 'also'} {beyond}"


def _carrying(counter: Counter, instant: Instant) -> list[Issue]:
    """The issues on which what is established rests: dated events, or a total and what came
    after it, whichever make as much."""
    events = [event for event in counter.events if event.weighs_from <= instant]
    ways = [events]
    for total in counter.totals:
        if total.when.end <= instant:
            ways.append([total, *(e for e in events if e.when.start >= total.when.end)])
    most = counter.surely.at(instant)
    carrying = [way for way in ways if _surely(way, instant) >= most]
    return list(dict.fromkeys(issue for way in carrying for issue in way))


def _surely(issues: Sequence[Issue], instant: Instant) -> float:
    return sum(issue.amount.low for issue in issues if issue.when.end <= instant)


def _told_by(issues: Sequence[Issue], is_meant: Callable[[Truth], bool]) -> Iterator[Side]:
    """Of each issue, the side that says as much as is meant, and not those who say less."""
    for issue in issues:
        meant = [t for t in issue.thresholds if t.supporting.claims and is_meant(t.truth)]
        if meant:
            yield max(meant, key=lambda threshold: threshold.amount).supporting


def _with_grades(sides: Sequence[Side]) -> str:
    """Each grade with those on whose word it rests, the highest first."""
    by_grade: dict[Grade, list[Side]] = {}
    for side in sorted(sides, key=lambda side: side.grade, reverse=True):
        by_grade.setdefault(side.grade, []).append(side)
    return ", ".join(f"{grade.word} ({_names(grade, alike)})" for grade, alike in by_grade.items())


def _names(grade: Grade, sides: Iterable[Side]) -> str:
    """By whose word it has the grade; beside who concedes it, those who say as much: `hamas; also
    icrc`. What is verified or ruled needs nobody else."""
    sides = list(sides)
    if grade < Grade.CONCEDED:
        return names_of(claim for side in sides for claim in side.claims)
    own = [claim for side in sides for claim in side.carrying]
    named = {_origin(claim) for claim in own}
    others = [c for side in sides for c in side.claims if _origin(c) not in named]
    also = f"; also {names_of(others)}" if others and grade == Grade.CONCEDED else ""
    return names_of(own) + also


def latest_totals(counter: Counter, instant: Instant) -> Sequence[Issue]:
    """The latest totals of incidents by then, one under each rule of counting."""
    ended = [t for t in counter.totals if t.when.end <= instant and t.amount.high > 0]
    return [t for t in counter.figures_at(instant) if t in ended] or ended[-1:]


def by_later_total(counter: Counter, instant: Instant, calendar: Calendar) -> str:
    """Of what a later total leaves undone, on whose word that is."""
    later = [t for t in counter.totals if t.when.end > instant and t.shown_high < UNBOUNDED]
    if not later:
        return ""
    first = min(later, key=lambda total: total.when.end)
    last_day = date_of(first.when.end - 1, calendar)[:10]
    names = names_of(claim for claim in first.claims if claim.stance in AFFIRMING)
    return f", by the total of {plain(first.shown_high)} up to {last_day} ({names})"


def supporting(issue: Issue) -> list[Claim]:
    return [claim for t in issue.thresholds for claim in t.supporting.claims]


def of_grade(counter: Counter, state: RowState) -> str:
    """How well what may be incidents is told: by who gains alone, by others, or some so."""
    issues = [issue for issue in counter.events if issue.id in state.alleged]
    grades = {max(t.supporting.grade for t in i.thresholds) for i in issues if i.thresholds}
    if grades == {Grade.ASSERTED}:
        return "asserted"
    return "alleged" if not grades or min(grades) >= Grade.ALLEGED else "claimed"


def affirming(issue: Issue) -> list[Claim]:
    return [claim for claim in issue.claims if claim.stance in AFFIRMING]


def names_of(claims: Iterable[Claim]) -> str:
    """On whose word: the origins of the claims, the unnamed as described."""
    seen: dict[str, None] = {}
    for claim in claims:
        seen[_origin(claim)] = None
    names = sorted(seen)
    shown = names[:MOST_NAMES]
    more = len(names) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")


def _origin(claim: Claim) -> str:
    origin = claim.chain.origin
    return origin.source if origin.is_named else f"unnamed {origin.source}"
