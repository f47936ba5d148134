"""The one sentence under a verdict: what it rests on, in the agreement's own words."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from servanda.agreement.model import (
    Agreement,
    ByAgreementClause,
    DeedClause,
    LevelClause,
    MayClause,
    TextClause,
)
from servanda.evidence.counter import Counter
from servanda.evidence.issue import AFFIRMING, DENYING, Issue
from servanda.evidence.ladder import Grade, Side, Stake
from servanda.evidence.rules_of_counting import rule_in
from servanda.language.listing import listed
from servanda.record.model import Claim
from servanda.values.bounds import Truth
from servanda.values.calendar import Calendar
from servanda.values.instant import Instant, Interval
from servanda.values.quantity import UNBOUNDED, Range, plain
from servanda.verdict.assessment import Outcome, State
from servanda.verdict.condition_words import words_of
from servanda.verdict.dates import date_of, due_of, moment_of
from servanda.verdict.docket import Basis
from servanda.verdict.judge import Axes
from servanda.verdict.owed import WHOLE, Owed
from servanda.verdict.quota import began_at, figures_on
from servanda.verdict.state import RowState
from servanda.verdict.terms import Row

MOST_NAMES = 4


def because(
    row: Row,
    state: RowState,
    basis: Basis,
    axes: Axes,
    by_reading: Sequence[tuple[str, State]],
    waits_for: Sequence[str],
    instant: Instant,
    agreement: Agreement,
) -> str:
    """What the verdict rests on, in one or two sentences."""
    waiting = axes.state == "pending" and bool(waits_for)
    basis = basis.due_at(state.due)
    parts = [
        _readings(axes, by_reading),
        "It waits for " + "; ".join(waits_for)
        if waiting
        else _measure(row, state, basis, axes, instant, agreement),
        _already(row, state, basis, axes, instant, agreement),
        _terms(row, axes, agreement),
    ]
    return ". ".join(part for part in parts if part) + "."


def names_of(claims: Iterable[Claim]) -> str:
    """On whose word: the origins of the claims, the unnamed as described."""
    seen: dict[str, None] = {}
    for claim in claims:
        origin = claim.chain.origin
        seen[origin.source if origin.is_named else f"unnamed {origin.source}"] = None
    names = sorted(seen)
    shown = names[:MOST_NAMES]
    more = len(names) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")


def power_in_words(power: MayClause) -> str:
    """Who may do what: "North and South may extend lay-down by at most 30 days"."""
    limit = f" by at most {power.limit}" if power.limit else ""
    return f"{listed(power.actors)} may {power.act} {listed(power.targets)}{limit}"


def _readings(axes: Axes, by_reading: Sequence[tuple[str, State]]) -> str:
    if axes.cause != "reading":
        return ""
    return "It depends on the reading: " + "; ".join(f"{name}, {word}" for name, word in by_reading)


def _measure(
    row: Row, state: RowState, basis: Basis, axes: Axes, instant: Instant, agreement: Agreement
) -> str:
    match row.measured:
        case TextClause() if not row.terms.is_public:
            return f"The term is not public, and is judged by findings alone{_finders(basis)}"
        case TextClause():
            in_words = "states an aim" if row.kind == "aim" else "says it in words only"
            return f"Tracked, never judged: the text {in_words}"
        case MayClause():
            return power_in_words(row.measured)
        case LevelClause(level=level):
            return _level(level.level, basis, instant, agreement)
        case DeedClause() if row.kind == "ban":
            return _incidents(axes, basis, state, instant, agreement)
        case DeedClause(each_period=period) if period is not None:
            return _quota(row, row.measured, state, axes, basis, instant, agreement)
        case DeedClause() if axes.state == "pending":
            return _pending(row, basis, instant, agreement)
        case DeedClause():
            return _amount(row, state, axes, basis, instant, agreement)


def _finders(basis: Basis) -> str:
    return f" ({names_of(basis.findings)})" if basis.findings else ""


def _pending(row: Row, basis: Basis, instant: Instant, agreement: Agreement) -> str:
    if instant < agreement.in_force and row.terms.trigger is None:
        return "The agreement is not in force yet"
    return "Nothing is due yet" if basis.base else "Its trigger has not come"


def _already(
    row: Row, state: RowState, basis: Basis, axes: Axes, instant: Instant, agreement: Agreement
) -> str:
    """What was done of something before it is owed."""
    is_deed = isinstance(row.measured, DeedClause) and row.kind == "duty" and basis.base is None
    if axes.state != "pending" or not is_deed or axes.outcome is None or axes.outcome.high == 0:
        return ""
    told = _amount(row, state, axes, basis, instant, agreement)
    return f"Already {'done' if state.done.sure else 'reported'}: {told}"


def _amount(
    row: Row, state: RowState, axes: Axes, basis: Basis, instant: Instant, agreement: Agreement
) -> str:
    calendar = agreement.calendar
    assert basis.outcome is not None, "a duty on a deed has a counter"
    if axes.outcome is None:
        return f"Found done ({names_of(basis.findings[-1:])}){_when_done(state, axes, agreement)}"
    unit = f" {axes.outcome.unit}" if axes.outcome.unit else ""
    value = Range(axes.outcome.low, axes.outcome.high)
    target = f" of {_owed(row, basis, axes.outcome, instant)}" if axes.outcome.target else ""
    counter = _counter_told(basis, axes.outcome)
    later = _by_later_total(counter, instant, calendar) if axes.state == "overdue" else ""
    word = _on_word(counter, instant, row.stake) or later or ", no report of it"
    sentence = f"{axes.outcome.told}{target}{unit}{word}"
    if axes.outcome.found is not None:
        finders = names_of(claim for claim in basis.findings[-1:])
        sentence += f"; found to be {axes.outcome.found} ({finders})"
    if axes.performance and axes.performance != value and counter is basis.outcome:
        sentence += f"; by the bearer {axes.performance}"
    sentence += _by_rule(counter, instant) + _counted_since(basis, instant)
    if state.done.sure and basis.base is None:
        sentence += _when_done(state, axes, agreement)
    elif basis.pieces is not None and basis.pieces.surely.at(instant) > 0:
        sentence += "; begun in a part of the area"
    if basis.owed is not None and not basis.owed.is_known(instant) and not state.done.sure:
        sentence += f"; {_not_told(basis.owed)}"
    elif axes.cause in ("unreported", "unclaimed"):
        sentence += "; nothing (a total, coverage) shows that this was all"
    if row.terms.best_effort or (row.terms.best_effort_afterwards and state.expired.possible):
        sentence += "; effort is owed, and no finding judges it"
    return sentence


def _by_rule(counter: Counter, instant: Instant) -> str:
    """Totals under different rules of counting, side by side."""
    figures = [
        f"{figure.amount} by {names_of(_affirming(figure))} ({rule_in(figure.claims) or 'no rule'})"
        for figure in counter.figures_at(instant)
    ]
    return f"; {', '.join(figures)}" if figures else ""


def _affirming(issue: Issue) -> list[Claim]:
    return [claim for claim in issue.claims if claim.stance in AFFIRMING]


def _when_done(state: RowState, axes: Axes, agreement: Agreement) -> str:
    done = f"; done {_done_when(state.done_at, agreement)}"
    is_unknown = axes.state == "done" and axes.timeliness == "undetermined"
    return done + ("; whether in time or late is not known" if is_unknown else "")


def _done_when(moment: Interval, agreement: Agreement) -> str:
    """The moment; of what may have come at any time before a day by which it is told, that day."""
    calendar = agreement.calendar
    is_midnight = moment.end == calendar.midnight(calendar.local(moment.end).date())
    if moment.start < moment.end and moment.start <= agreement.in_force:
        by = Interval(moment.end, moment.end)
        return due_of(by, calendar) if is_midnight else f"by {date_of(moment.end, calendar)}"
    if moment.start == moment.end and is_midnight:
        return due_of(moment, calendar)
    return moment_of(moment, calendar)


def _owed(row: Row, basis: Basis, outcome: Outcome, instant: Instant) -> str:
    """How many: the number, or the share of the base as the base stands."""
    whole = basis.owed.whole(instant) if basis.owed is not None else None
    if whole is None or basis.owed is None or basis.owed.percent is None:
        return str(outcome.target)
    percent = basis.owed.percent.low
    return f"all {whole}" if percent == WHOLE else f"{percent:g} percent of {whole}"


def _counted_since(basis: Basis, instant: Instant) -> str:
    """A base that was counted anew after the deadline: told, and nothing is done by it."""
    if basis.owed is None:
        return ""
    latest, whole = basis.owed.whole_now(instant), basis.owed.whole(instant)
    return f"; there are {latest} by a count after the deadline" if latest != whole else ""


def _counter_told(basis: Basis, outcome: Outcome) -> Counter:
    """The counter whose figures the sentence gives: that in percent, where it gives percent."""
    assert basis.outcome is not None, "a duty on a deed has a counter"
    shares = basis.owed.shares if basis.owed is not None else None
    in_percent = (outcome.unit or "").startswith("percent of")
    return shares if shares is not None and in_percent else basis.outcome


def _not_told(owed: Owed) -> str:
    if owed.is_some:
        return "how many are owed is not said"
    if owed.is_to_be_agreed:
        return "how many is left to be agreed"
    return "how many is not told" if owed.percent is None else "how many there are is not told"


def _on_word(counter: Counter, instant: Instant, stake: Stake) -> str:
    """On whose word: of what is established, and of what goes beyond it."""
    issues = [issue for issue in counter.issues if issue.weighs_from <= instant]
    sure = list(_told_by(_carrying(counter, instant), lambda truth: truth.sure))
    open_ones = list(_told_by(issues, lambda truth: not truth.is_known))
    if not sure and not open_ones:
        denying = [c for issue in issues for c in issue.claims if c.stance in DENYING]
        return f", denied by {names_of(denying)}" if denying else ""
    words = [_with_grades(sure, stake)] if sure else []
    if open_ones:
        more = "more only " if sure else ""
        words.append(f"{more}{_with_grades(open_ones, stake)}")
    return "".join(f", {each}" for each in words)


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


def _with_grades(sides: Sequence[Side], stake: Stake) -> str:
    """Each grade with those on whose word it rests, the highest first."""
    by_grade: dict[Grade, list[Claim]] = {}
    for side in sorted(sides, key=lambda side: side.grade, reverse=True):
        by_grade.setdefault(side.grade, []).extend(_bearing(side, stake))
    return ", ".join(f"{grade.word} ({names_of(claims)})" for grade, claims in by_grade.items())


def _bearing(side: Side, stake: Stake) -> Sequence[Claim]:
    """Of what is verified or ruled, the claims of those who may find it."""
    if side.grade < Grade.VERIFIED:
        return side.claims
    return [claim for claim in side.claims if stake.may_find(claim)] or side.claims


def _by_later_total(counter: Counter, instant: Instant, calendar: Calendar) -> str:
    """Of what a later total leaves undone, on whose word that is."""
    later = [t for t in counter.totals if t.when.end > instant and t.shown_high < UNBOUNDED]
    if not later:
        return ""
    first = min(later, key=lambda total: total.when.end)
    last_day = date_of(first.when.end - 1, calendar)[:10]
    names = names_of(claim for claim in first.claims if claim.stance in AFFIRMING)
    return f", by the total of {plain(first.shown_high)} up to {last_day} ({names})"


def _supporting(issue: Issue) -> list[Claim]:
    return [claim for t in issue.thresholds for claim in t.supporting.claims]


def _of_grade(counter: Counter, state: RowState) -> str:
    """How well what may be incidents is told: by who gains alone, by others, or some so."""
    issues = [issue for issue in counter.events if issue.id in state.alleged]
    grades = {max(t.supporting.grade for t in i.thresholds) for i in issues if i.thresholds}
    if grades == {Grade.ASSERTED}:
        return "asserted"
    return "alleged" if not grades or min(grades) >= Grade.ALLEGED else "claimed"


def _gap(counter: Counter, state: RowState, instant: Instant, agreement: Agreement) -> str:
    """Where there is coverage, and not of all the time: the first day that none reaches."""
    reached = agreement.in_force
    for window in sorted(counter.coverage, key=lambda one: one.window.start):
        if window.window.start > reached:
            break
        reached = max(reached, window.window.end)
    if not any(window.window.start < instant for window in counter.coverage) or reached >= instant:
        return ""
    return f"reaches {date_of(reached, agreement.calendar)}"


def _incidents(
    axes: Axes, basis: Basis, state: RowState, instant: Instant, agreement: Agreement
) -> str:
    assert basis.performance is not None and axes.incidents is not None, "a ban has a counter"
    ended = [t for t in basis.performance.totals if t.when.end <= instant and t.amount.high > 0]
    by_rule = [t for t in basis.performance.figures_at(instant) if t in ended] or ended[-1:]
    tallies = ", ".join(
        f"{plain(total.amount.high)} by the count of {names_of(_supporting(total))}"
        for total in by_rule
    )
    count = axes.incidents
    nobodys = _nobodys(basis, state)
    if not count.confirmed and not count.alleged and not state.excused_incidents:
        nothing = "No incident is reported"
        if nobodys:
            return f"No incident is reported of the bearer{nobodys}"
        if axes.state == "kept":
            is_covered = basis.performance.shown.at(instant) == 0
            return nothing + (
                " and there is coverage"
                if is_covered
                else ", and a total shows that there was none"
            )
        gap = _gap(basis.performance, state, instant, agreement)
        return f"{nothing}, and no coverage {gap or 'shows that there was none'}"
    reach = "incident reaches" if count.confirmed == 1 else "incidents reach"
    more = _of_grade(basis.performance, state)
    words = f"{count.confirmed} {reach} the standard of proof, {count.alleged} more {more}"
    if state.excused_incidents:
        words += f", {len(state.excused_incidents)} excused by a linkage held"
    begun = [i for i in basis.performance.events if i.weighs_from <= instant]
    names = names_of(c for i in begun for c in _supporting(i))
    words += f" ({names})" if names else ""
    return words + nobodys + (f"; {tallies}" if tallies else "")


def _nobodys(basis: Basis, state: RowState) -> str:
    """Incidents whose author nobody names: told, and held against nobody."""
    found = state.unattributed
    told = [one for one in basis.unattributed if one.id in (*found.confirmed, *found.alleged)]
    if not told:
        return ""
    number = len(found.confirmed)
    words = f"; {number} {'incident' if number == 1 else 'incidents'}, author not named"
    if found.alleged:
        words += f", {len(found.alleged)} more alleged"
    return f"{words} ({names_of(c for issue in told for c in _supporting(issue))})"


def _quota(
    row: Row,
    measured: DeedClause,
    state: RowState,
    axes: Axes,
    basis: Basis,
    instant: Instant,
    agreement: Agreement,
) -> str:
    if axes.outcome is None:
        began = began_at(state)
        ended = [w.window.end for t in basis.tallies if (w := t.latest(instant)) is not None]
        if not any(began < end for end in ended):
            return "No figure is reported"
        last = date_of(max(ended) - 1, agreement.calendar)[:10]
        return f"No figure speaks for this date; the last ends on {last}"
    value = Range(axes.outcome.low, axes.outcome.high)
    asked = f" of {_owed(row, basis, axes.outcome, instant)}" if axes.outcome.target else ""
    sentence = f"{value}{asked} {axes.outcome.unit}"
    figures = [
        f"{plain(window.rate.high)} by {names_of([window.claim])} ({window.counting})"
        for window in figures_on(measured, state, basis, instant, agreement.calendar)
    ]
    if figures:
        sentence += ": " + ", ".join(figures)
    if axes.periods and axes.periods.passed:
        sentence += (
            f"; met in {axes.periods.surely_met} to {axes.periods.possibly_met}"
            f" of {axes.periods.passed} periods"
        )
    return sentence


def _level(name: str, basis: Basis, instant: Instant, agreement: Agreement) -> str:
    assert basis.level is not None, "a level clause has a level"
    value = basis.level.values.at(instant)
    title = agreement.levels[name].title
    if value is None:
        return f"{title}: nobody has said"
    words = agreement.levels[name].words
    said = (
        " to ".join(
            words[int(bound)] for bound in sorted({value.low, value.high}) if bound < len(words)
        )
        if words
        else f"{value} {agreement.levels[name].unit}"
    )
    return f"{title}: {said} ({names_of(basis.level.supporters(instant))})"


def _verifiers(row: Row) -> list[str]:
    """Those whom the clause names, then those that say that they are competent."""
    competent = sorted((*row.stake.verifiers, *(one.name for one in row.stake.limited)))
    return list(dict.fromkeys((*row.terms.verifiers, *competent)))


def _terms(row: Row, axes: Axes, agreement: Agreement) -> str:
    """What the clauses add that the measure does not show."""
    deed = row.measured.deed if isinstance(row.measured, DeedClause) else None
    parts = []
    if isinstance(row.terms.deadline, ByAgreementClause):
        parts.append("the date is left to be agreed")
    if row.terms.as_soon_as_possible:
        undated = "" if row.terms.deadline is not None else ", without a date"
        parts.append(f"owed as soon as possible{undated}")
    if axes.due is not None:
        parts.append(f"due {due_of(axes.due, agreement.calendar)}")
    ends = [end for end in (row.terms.end, row.terms.lapses) if end is not None]
    if ends:
        parts.append(f"until {' or '.join(words_of(end, agreement) for end in ends)}")
    if row.terms.grace is not None:
        lag = row.terms.grace.duration
        parts.append(f"grace {lag}" if lag else "the grace is left to be agreed")
    if deed is not None and deed.to:
        parts.append(f"to {deed.to}")
    if deed is not None and deed.via:
        parts.append(f"via {deed.via}")
    verifiers = _verifiers(row)
    if verifiers:
        parts.append(f"verified by {', '.join(verifiers)}")
    sentence = "; ".join(parts)
    return sentence[:1].upper() + sentence[1:]
