"""more-than-the-whole: more is told, event by event, than there is in all.

What is told of single events cannot add up to more than a total that reaches over them, nor to
more than there are of the thing:

    claim gazette says
      north releases 27 prisoners to south
      on 2026-01-20
    claim gazette says
      north releases 20 prisoners to south in total up to 2026-01-24

Only what is established counts, with what nobody gains by saying: that two sides count otherwise is
their dispute and no slip. A total under a rule of its own (`counting entries`) may count other
things, and raises nothing. Which number is mistaken is not decided here: a verdict that rests on
the events says that it is contested.
"""

from collections.abc import Iterator, Sequence

from servanda.agreement.model import Agreement, DeedClause
from servanda.agreement.subjects import all_clauses
from servanda.analysis.slip import said_by, slip
from servanda.evidence.base import base_of, track_base
from servanda.evidence.counter import Counter, count, excess_over
from servanda.evidence.issue import AFFIRMING, Issue, Judge
from servanda.evidence.ladder import Grade, Stake
from servanda.evidence.level import LevelTrack
from servanda.evidence.matching import bears_on
from servanda.evidence.viewpoint import NEUTRAL
from servanda.language.diagnostic import Diagnostic
from servanda.record.model import Claim, EventContent, Record, TotalContent
from servanda.values.deed import Deed
from servanda.values.instant import NEVER
from servanda.values.quantity import UNBOUNDED, plain
from servanda.verdict.stakes import stake_in_base, stake_in_condition


def more_than_the_whole(agreement: Agreement, record: Record) -> tuple[Diagnostic, ...]:
    """Totals, and counts of a thing, that are less than what is told of single events."""
    judge = Judge(NEUTRAL, Grade.ALLEGED, record.sources, {})
    found: dict[str, Diagnostic] = {}
    for deed, stake in deeds_agreed(agreement):
        counter = count((deed,), agreement, record, stake, judge)
        over = (
            *over_totals(counter, agreement),
            *over_base(counter, agreement, record, stake, judge),
        )
        for each in over:
            found.setdefault(each.message, each)
    return tuple(found.values())


def deeds_agreed(agreement: Agreement) -> Iterator[tuple[Deed, Stake]]:
    """Every deed that is owed or forbidden, once, with who gains by its having been done."""
    seen: set[Deed] = set()
    for stipulation in agreement.stipulations:
        for clause in all_clauses(stipulation):
            if isinstance(clause, DeedClause) and clause.deed not in seen:
                seen.add(clause.deed)
                is_ban = stipulation.kind == "ban"
                staked = stake_in_condition if is_ban else stake_in_base
                yield clause.deed, staked(clause.deed, agreement)


def over_totals(counter: Counter, agreement: Agreement) -> Iterator[Diagnostic]:
    for total in counter.totals:
        candidates, _ = excess_over(total, counter.events)
        of_total = [one for one in candidates if is_among(one, total, agreement)]
        within, number = excess_over(total, of_total)
        if within:
            events, totals = affirmed(within), affirmed([total])
            yield slip(
                "more-than-the-whole",
                (*events, *totals),
                f"at least {plain(number)} are told event by event ({told(events)}), and in total"
                f" no more than {plain(total.shown_high)} ({said_by(totals)})",
                "correct the number that is wrong; if the total counts other things, say so with"
                " `counting RULE`, and if two of the events are one, with `same event`",
            )


def is_among(event: Issue, total: Issue, agreement: Agreement) -> bool:
    """Whether an event is one of those that a total counts: it may count those of a part of the
    area only, or towards one counterparty."""
    return all(
        bears_on(deed_of(one), deed_of(whole), agreement)
        for one in affirmed([event])
        for whole in affirmed([total])
    )


def deed_of(claim: Claim) -> Deed:
    assert isinstance(claim.content, EventContent | TotalContent), "only deeds are counted"
    return claim.content.deed


def over_base(
    counter: Counter, agreement: Agreement, record: Record, stake: Stake, judge: Judge
) -> Iterator[Diagnostic]:
    """More of a thing than the level that counts it ever said there are."""

    def level(name: str) -> LevelTrack:
        return track_base(name, record, stake.of_nobody(), judge)

    base = base_of(counter.deed, agreement, level)
    if base is None:
        return
    most = max((v.high for _, v in base.values.steps() if v is not None), default=UNBOUNDED)
    done = counter.surely.at(NEVER)
    if done > most:
        events = affirmed(counter.issues)
        yield slip(
            "more-than-the-whole",
            events,
            f"at least {plain(done)} {counter.deed.thing} are told ({told(events)}), and there are"
            f" no more than {plain(most)} of them in all",
            "correct the number that is wrong; if two of the events are one, say so with"
            " `same event`",
        )


def affirmed(issues: Sequence[Issue]) -> tuple[Claim, ...]:
    claims = (claim for issue in issues for claim in issue.claims if claim.stance in AFFIRMING)
    return tuple({claim.id: claim for claim in claims}.values())


def told(claims: Sequence[Claim]) -> str:
    """The first few, with their chains, and how many more."""
    more = f" and {len(claims) - 3} more" if len(claims) > 3 else ""
    return f"{said_by(claims[:3])}{more}"
