"""Verdicts, reasons, blockers and disputes as plain lines: what the goldens are made of."""

from collections.abc import Iterable, Iterator, Sequence

from servanda.values.calendar import Calendar
from servanda.values.instant import NEVER, Instant, Interval
from servanda.values.quantity import Range
from servanda.verdict.assessment import (
    Assessment,
    Blocker,
    Dispute,
    FundVerdict,
    Outcome,
    PhaseVerdict,
    Reason,
    Verdict,
)

NOTHING = "-"
COLUMNS = (
    "name | bearer | limb | state | cause | force | timeliness | breach | outcome | performance"
    " | due | since | contested | readings | linkages | because"
)


def verdict_line(verdict: Verdict, calendar: Calendar) -> str:
    """Every field of a verdict that the text does not already fix, in the order of COLUMNS."""
    return _line(
        verdict.name,
        _list(verdict.bearer),
        verdict.limb,
        verdict.state,
        verdict.cause,
        verdict.force,
        verdict.timeliness,
        _breach(verdict),
        _outcome(verdict),
        str(verdict.performance) if verdict.performance else None,
        _due(verdict.due, calendar),
        _moment(verdict.since, calendar),
        "contested" if verdict.contested else None,
        _readings(verdict.readings),
        _list(verdict.linkages),
        verdict.because,
    )


def phase_line(phase: PhaseVerdict, calendar: Calendar) -> str:
    return _line(
        f"phase {phase.name}",
        phase.state,
        phase.cause,
        _moment(phase.since, calendar),
        f"blocked by {_list(phase.blocked_by)}",
        "contested" if phase.contested else None,
        _readings(phase.readings),
        phase.because,
    )


def fund_line(fund: FundVerdict) -> str:
    return _line(
        f"fund {fund.name}",
        fund.state,
        fund.cause,
        f"pledged {fund.pledged}",
        f"paid {fund.paid}",
        f"releasable {fund.releasable} {fund.unit}",
        f"withheld because {_list(fund.withheld_because)}",
        "contested" if fund.contested else None,
        fund.because,
    )


def assessment_lines(assessment: Assessment, calendar: Calendar) -> Iterator[str]:
    """A whole answer: stipulations, then phases, then funds."""
    yield from (verdict_line(verdict, calendar) for verdict in assessment.stipulations)
    yield from (phase_line(phase, calendar) for phase in assessment.phases)
    yield from (fund_line(fund) for fund in assessment.funds)


def reason_lines(reasons: Iterable[Reason], depth: int = 0) -> Iterator[str]:
    """A tree by indentation; a star marks a decisive leaf."""
    for reason in reasons:
        star = "* " if reason.decisive else ""
        yield f"{'  ' * depth}{star}{reason.kind}: {reason.text}"
        yield from reason_lines(reason.children, depth + 1)


def blocker_lines(found: Sequence[tuple[str, tuple[Blocker, ...]]]) -> Iterator[str]:
    for name, blockers in found:
        yield name
        for blocker in blockers:
            yield "  " + _line(
                blocker.what,
                blocker.state,
                f"move of {_list(blocker.whose_move)}",
                f"not in the text: {_list(blocker.asserted_by)}" if blocker.asserted_by else None,
                f"read as {_list(blocker.readings)}" if blocker.readings else None,
            )


def dispute_lines(found: Iterable[Dispute]) -> Iterator[str]:
    for dispute in found:
        yield _line(
            dispute.name,
            _list(dispute.bearer),
            dispute.limb,
            dispute.first,
            dispute.second,
            _list(dispute.causes),
        )
        for one in dispute.sets:
            ways = (f"{'+'.join(way.as_taken_by)}: {way.state}" for way in one.settlements)
            yield f"  {' + '.join(item.words for item in one.items)} ({', '.join(ways)})"


def as_text(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


# --- Fields ----------------------------------------------------------------------------------


def _line(*fields: str | None) -> str:
    return " | ".join(field or NOTHING for field in fields)


def _list(names: Sequence[str]) -> str:
    return ", ".join(names) or NOTHING


def _readings(readings: Iterable[tuple[str, str]]) -> str:
    return "; ".join(f"{name}: {state}" for name, state in readings)


def _breach(verdict: Verdict) -> str:
    if verdict.incidents is None:
        return verdict.breach
    return f"{verdict.breach} {verdict.incidents.confirmed}+{verdict.incidents.alleged}"


def _outcome(verdict: Verdict) -> str | None:
    parts = [] if verdict.outcome is None else [_amount(verdict.outcome)]
    if verdict.periods is not None:
        periods = verdict.periods
        parts.append(f"{periods.surely_met} to {periods.possibly_met} of {periods.passed} periods")
    return ", ".join(parts) or None


def _amount(outcome: Outcome) -> str:
    amount = str(Range(outcome.low, outcome.high))
    target = f" of {outcome.target}" if outcome.target else ""
    return f"{amount}{target} {outcome.unit or ''}".rstrip()


def _due(due: Interval | None, calendar: Calendar) -> str | None:
    if due is None:
        return None
    if due.start == due.end:
        return _moment(due.start, calendar)
    return f"{_moment(due.start, calendar)} to {_moment(due.end, calendar)}"


def _moment(instant: Instant | None, calendar: Calendar) -> str | None:
    if instant is None:
        return None
    return "never" if abs(instant) >= NEVER else f"{calendar.local(instant):%Y-%m-%d %H:%M}"
