"""The one sentence under a verdict: what it rests on, in the agreement's own words."""

from collections.abc import Sequence

from servanda.agreement.model import (
    Agreement,
    ByAgreementClause,
    DeedClause,
    LevelClause,
    MayClause,
    TextClause,
)
from servanda.evidence.counter import Counter
from servanda.evidence.rules_of_counting import rule_in
from servanda.language.listing import listed
from servanda.record.model import Claim, LevelContent
from servanda.values.instant import BEGINNING, NEVER, Instant, Interval
from servanda.values.quantity import Range, plain
from servanda.verdict.assessment import Outcome, State
from servanda.verdict.basis import Basis
from servanda.verdict.class_words import class_words
from servanda.verdict.condition_words import words_of
from servanda.verdict.dates import date_of, due_of, moment_of
from servanda.verdict.judge import Axes
from servanda.verdict.on_whose_word import (
    affirming,
    by_later_total,
    latest_totals,
    names_of,
    of_grade,
    on_word,
    supporting,
)
from servanda.verdict.owed import WHOLE, Owed
from servanda.verdict.quota import ToldByEvents, began_at, figures_on, told_by_events
from servanda.verdict.state import RowState
from servanda.verdict.terms import Row


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
    later = by_later_total(counter, instant, calendar) if axes.state == "overdue" else ""
    word = on_word(counter, instant) or later or ", no report of it"
    of_class = class_words(row, counter, instant)
    sentence = of_class or f"{axes.outcome.told}{target}{unit}{word}"
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
        f"{figure.amount} by {names_of(affirming(figure))} ({rule_in(figure.claims) or 'no rule'})"
        for figure in counter.figures_at(instant)
    ]
    return f"; {', '.join(figures)}" if figures else ""


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
    tallies = ", ".join(
        f"{plain(total.amount.high)} by the count of {names_of(affirming(total))}"
        for total in latest_totals(basis.performance, instant)
    )
    count = axes.incidents
    nobodys = _nobodys(basis, state, instant, agreement)
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
    more = of_grade(basis.performance, state)
    words = f"{count.confirmed} {reach} the standard of proof, {count.alleged} more {more}"
    if state.excused_incidents:
        words += f", {len(state.excused_incidents)} excused by a linkage held"
    begun = [i for i in basis.performance.events if i.weighs_from <= instant]
    names = names_of(c for i in begun for c in supporting(i))
    words += f" ({names})" if names else ""
    return words + nobodys + (f"; {tallies}" if tallies else "")


def _nobodys(basis: Basis, state: RowState, instant: Instant, agreement: Agreement) -> str:
    """Incidents whose author nobody names: told, and held against nobody."""
    found = state.unattributed
    told = [one for one in basis.unattributed if one.id in (*found.confirmed, *found.alleged)]
    if not told:
        return ""
    number = len(found.confirmed)
    words = f"; {number} {'incident' if number == 1 else 'incidents'}, author not named"
    if found.alleged:
        words += f", {len(found.alleged)} more alleged"
    names = names_of(c for issue in told for c in supporting(issue))
    return f"{words} ({names}){_ends(basis, instant, agreement)}"


def _ends(basis: Basis, instant: Instant, agreement: Agreement) -> str:
    """Where what is told of them stops before the date that is asked about, and nobody covered it
    since: it is no sign that there were no more."""
    last = max(one.when.end for one in basis.unattributed)
    covered = basis.performance.coverage if basis.performance else ()
    if last >= instant or any(one.window.end > last for one in covered):
        return ""
    day = date_of(last - 1, agreement.calendar)[:10]
    return f"; the last is of {day}, and of what came after nothing is told"


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
        told = told_by_events(measured, state, basis, instant, agreement.calendar)
        if told is not None:
            unit = row.class_name or measured.deed.thing or "times"
            of_class = class_words(row, basis.outcome, instant) if basis.outcome else None
            return _told_of_quota(told, of_class, unit) + _periods(axes)
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
    return sentence + _periods(axes)


def _told_of_quota(told: ToldByEvents, of_class: str | None, unit: str) -> str:
    """What is told of some periods says nothing of the others. What is dated to a day, where the
    periods begin at noon, is told of one or of two."""
    least, most = told.least_periods, told.in_periods
    number = str(most) if least == most else f"{least} or {most}"
    if most - least > 1:
        number = f"{least} to {most}"
    words = f"{of_class or f'{told.amount} {unit} reported'}, in {number} of {told.passed} periods"
    silent = told.passed - most
    others, them = ("the other", "it") if silent == 1 else (f"the other {silent}", "them all")
    if least < most:
        others, them = "the others", "them all"
    return f"{words}; of {others} nothing is known, for no coverage of {them} shows what came"


def _periods(axes: Axes) -> str:
    if not axes.periods or not axes.periods.passed:
        return ""
    surely, possibly = axes.periods.surely_met, axes.periods.possibly_met
    return f"; met in {surely} to {possibly} of {axes.periods.passed} periods"


def _level(name: str, basis: Basis, instant: Instant, agreement: Agreement) -> str:
    assert basis.level is not None, "a level clause has a level"
    stand = basis.level.values.at(instant)
    title = agreement.levels[name].title
    if stand is None:
        return f"{title}: nobody has said"
    value = stand.told
    words = agreement.levels[name].words
    said = (
        " to ".join(
            words[int(bound)] for bound in sorted({value.low, value.high}) if bound < len(words)
        )
        if words
        else f"{value} {agreement.levels[name].unit}"
    )
    told = basis.level.supporters(instant)
    return f"{title}: {said} ({names_of(told)}{_carried_from(told, agreement)})"


def _carried_from(told: Sequence[Claim], agreement: Agreement) -> str:
    """From when what is told without an end is carried on: the latest of its days."""
    times = [c.content.when for c in told if isinstance(c.content, LevelContent)]
    if not times or any(time.end < NEVER for time in times):
        return ""
    latest = max(time.start for time in times)
    return f", last told of {date_of(latest, agreement.calendar)}" if latest > BEGINNING else ""


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
