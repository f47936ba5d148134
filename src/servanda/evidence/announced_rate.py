"""So many in every period of a window, or in all over it, held against the tallies.

Tallies under different rules are never added, subtracted or averaged. Each is asked what it shows
at least and at most for the window that was announced; what they leave together is the range from
the lowest to the highest of those that speak for all of it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from servanda.evidence.came_about import Bench, CameAbout
from servanda.evidence.issue import AFFIRMING, decide
from servanda.evidence.matching import amount_in, claims_about
from servanda.evidence.origins import voice_of
from servanda.evidence.tally import count_periods
from servanda.record.model import Claim, TotalContent
from servanda.values.instant import Interval
from servanda.values.quantity import UNBOUNDED, Range


@dataclass(frozen=True, slots=True)
class Figures:
    """What the figures under one counting rule show for the window: at least, and at most."""

    counting: str
    amount: Range
    claims: tuple[Claim, ...]
    is_accepted: bool  # by a camp whose word the viewpoint takes


def rate_came_about(content: TotalContent, bench: Bench) -> CameAbout:
    """Whether the tallies show that the announced rate or number was reached over its window."""
    announced = content.deed.amount
    assert announced is not None, "a rate has a number"
    window, calendar = content.window, bench.agreement.calendar
    periods = count_periods(window, content.each, calendar) if content.each else 1.0
    heard = tuple(_figures(content, bench))
    told = [one for one in heard if _speaks(one, announced.times(periods))]
    told = [one for one in told if one.is_accepted] or told
    claims = tuple(claim for one in told or heard for claim in one.claims)
    if not told or periods <= 0:
        return CameAbout(told=claims)
    low = min(one.amount.low for one in told)
    measured = Range(low, max(low, *(one.amount.high for one in told)))
    reached, missed = _compared(measured, announced.times(periods))
    per_period = measured.times(1 / periods)
    came = Interval(window.start, window.end) if reached and window.end <= bench.at else None
    return CameAbout(came, "tally" if missed else None, claims, (), per_period)


def _compared(measured: Range, announced: Range) -> tuple[bool, bool]:
    """Whether the number was surely reached, and surely missed; a ceiling is kept from below."""
    if announced.low == 0 and announced.high < UNBOUNDED:
        return measured.high <= announced.high, measured.low > announced.high
    return measured.low >= announced.low, measured.high < announced.low


def _speaks(figures: Figures, announced: Range) -> bool:
    """It bounds the whole window from above, or shows by itself that the number was reached."""
    is_ceiling = announced.low == 0 and announced.high < UNBOUNDED
    enough = announced.high if is_ceiling else announced.low
    return figures.amount.high < UNBOUNDED or figures.amount.low >= max(enough, 1)


def _figures(content: TotalContent, bench: Bench) -> Iterable[Figures]:
    _, totals = claims_about(bench.record.claims, content.deed, bench.agreement)
    groups: dict[str, list[Claim]] = {}
    for claim in totals:
        stated = _stated(claim)
        rule = stated.counting or claim.chain.origin.source
        is_asked = content.counting in (None, rule) and not stated.deed.percent
        is_past = claim.stance in AFFIRMING and stated.window.end <= bench.at
        tells = stated.window.overlaps(content.window) and _tells(stated, content.window)
        if is_asked and is_past and tells and _is_heard(claim, bench):
            groups.setdefault(rule, []).append(claim)
    for rule, claims in sorted(groups.items()):
        yield Figures(
            counting=rule,
            amount=_narrowest([_bounds(claim, content.window, bench) for claim in claims]),
            claims=tuple(claims),
            is_accepted=all(_is_accepted(claim, bench) for claim in claims),
        )


def _tells(stated: TotalContent, window: Interval) -> bool:
    """It counts within the window or all around it, or says the same of every period."""
    counted = stated.window
    around = counted.start <= window.start and window.end <= counted.end
    within = window.start <= counted.start and counted.end <= window.end
    return around or within or stated.each is not None


def _narrowest(bounds: Sequence[Range]) -> Range:
    low = max(one.low for one in bounds)
    return Range(low, max(low, min(one.high for one in bounds)))


def _bounds(claim: Claim, window: Interval, bench: Bench) -> Range:
    """What one figure shows for the window: a total within it at least so much, a total around it
    at most so much; what was so in every period was so in those that they share."""
    stated = _stated(claim)
    amount = amount_in(claim, None)
    start, end = max(stated.window.start, window.start), min(stated.window.end, window.end)
    around = stated.window.start <= window.start and window.end <= stated.window.end
    within = window.start <= stated.window.start and stated.window.end <= window.end
    if stated.each is not None and start < end:
        shared = count_periods(Interval(start, end), stated.each, bench.agreement.calendar)
        low, high = amount.low * shared, amount.high * shared
    else:
        low, high = amount.low if within else 0.0, amount.high
    may_establish = decide([claim], [], bench.stake, bench.judge)[2].sure
    may_refute = not decide([], [claim], bench.stake, bench.judge)[2].possible
    low = low if may_establish else 0.0
    return Range(low, max(low, high) if around and may_refute else UNBOUNDED)


def _stated(claim: Claim) -> TotalContent:
    assert isinstance(claim.content, TotalContent), "a total claim"
    return claim.content


def _is_heard(claim: Claim, bench: Bench) -> bool:
    camp = voice_of(claim.chain, bench.judge.sources).camp
    return claim.stance == "admits" or camp not in bench.judge.viewpoint.refuses


def _is_accepted(claim: Claim, bench: Bench) -> bool:
    return voice_of(claim.chain, bench.judge.sources).camp in bench.judge.viewpoint.accepts
