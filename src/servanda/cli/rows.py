"""A verdict as one row of an answer: what is said of it, whatever the layout."""

from dataclasses import dataclass

from servanda.publish.signs import Tone, tone
from servanda.publish.wording import (
    Dates,
    amount_words,
    due_words,
    measure_words,
    remark_words,
    since_words,
    state_words,
)
from servanda.verdict.assessment import FundVerdict, PhaseVerdict, Verdict


@dataclass(frozen=True, slots=True)
class Row:
    """One verdict in words."""

    tone: Tone
    state: str
    remarks: tuple[str, ...]
    name: str
    title: str
    measures: tuple[str, ...]
    due: str
    since: str
    because: str
    article: str


def stipulation_row(verdict: Verdict, dates: Dates) -> Row:
    title = verdict.title if verdict.limb is None else f"{verdict.title}: {verdict.limb}"
    return Row(
        tone=tone(verdict),
        state=state_words(verdict),
        remarks=remark_words(verdict),
        name=verdict.name,
        title=title,
        measures=measure_words(verdict),
        due=due_words(verdict.due, dates),
        since=since_words(verdict.since, dates),
        because=verdict.because,
        article=verdict.article,
    )


def phase_row(phase: PhaseVerdict, dates: Dates) -> Row:
    return Row(
        tone=tone(phase),
        state=state_words(phase),
        remarks=remark_words(phase),
        name=phase.name,
        title=phase.title,
        measures=tuple(f"waits for: {what}" for what in phase.blocked_by),
        due="",
        since=since_words(phase.since, dates),
        because=phase.because,
        article=phase.article,
    )


def fund_row(fund: FundVerdict) -> Row:
    amounts = (
        ("pledged", fund.pledged),
        ("paid", fund.paid),
        *fund.moved,
        ("releasable", fund.releasable),
    )
    return Row(
        tone=tone(fund),
        state=state_words(fund),
        remarks=remark_words(fund),
        name=fund.name,
        title=fund.title,
        measures=(
            *(f"{word} {amount_words(amount)} {fund.unit}".strip() for word, amount in amounts),
            *(f"withheld: {why}" for why in fund.withheld_because),
        ),
        due="",
        since="",
        because=fund.because,
        article=fund.article,
    )
