"""Verdicts on funds: what was pledged, what was paid, what may be released, and why not more."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from servanda.agreement.model import Agreement, Condition, Fund
from servanda.evidence.counter import Counter
from servanda.evidence.ladder import Stake
from servanda.evidence.matching import bears_on
from servanda.language.listing import listed
from servanda.record.model import Claim, EventContent, TotalContent
from servanda.values.deed import Deed
from servanda.values.instant import Instant
from servanda.values.quantity import NOTHING, Range
from servanda.verdict.act_words import notes_of_acts
from servanda.verdict.assessment import Cause, FundVerdict, FundWord, Tranche
from servanda.verdict.cases import Case, Cases, article_of
from servanda.verdict.condition_words import words_of
from servanda.verdict.conditions import truth_of
from servanda.verdict.on_whose_word import names_of
from servanda.verdict.scene import SolvedScene
from servanda.verdict.state import PhaseState
from servanda.verdict.terms import Terms, terms_of
from servanda.verdict.tranches import MOVED, releasable, tranches_of

MONEY = "money"  # what nobody has named yet
PLEDGE, PAY = "pledge", "pay"  # the two actions that a fund counts; agreements declare them


def judge_fund(fund: Fund, cases: Cases, options: Sequence[Case], instant: Instant) -> FundVerdict:
    """The fund over the cases that count."""
    verdicts = [_judge(fund, cases, case, instant) for case in options]
    if all(verdict == verdicts[0] for verdict in verdicts):
        return verdicts[0]
    first = verdicts[0]
    return FundVerdict(
        name=fund.name,
        title=fund.title,
        article=article_of(fund),
        state=first.state if len({v.state for v in verdicts}) == 1 else "undetermined",
        cause=None if len({v.state for v in verdicts}) == 1 else "reading",
        pledged=_hull([v.pledged for v in verdicts]),
        paid=_hull([v.paid for v in verdicts]),
        releasable=_hull([v.releasable for v in verdicts]),
        unit=first.unit,
        withheld_because=tuple(dict.fromkeys(w for v in verdicts for w in v.withheld_because)),
        contested=any(v.contested for v in verdicts),
        because=" Or: ".join(dict.fromkeys(v.because for v in verdicts)),
        tranches=first.tranches if len({v.tranches for v in verdicts}) == 1 else (),
        moved=tuple(
            (word, _hull([dict(v.moved)[word] for v in verdicts])) for word, _ in first.moved
        ),
    )


def fund_counters(fund: str, cases: Cases, terms: Terms) -> tuple[Counter, Counter]:
    """Pledged and paid to this fund, in its money, by those whom the clauses name."""
    unit = money_of(fund, cases, terms)
    pledged = _count(fund, PLEDGE, terms.pledged_by, unit, cases)
    return pledged, _count(fund, PAY, terms.paid_by, unit, cases)


def counters_of_fund(fund: str, cases: Cases, terms: Terms) -> Iterator[Counter]:
    """Everything that is counted of a fund: pledged, paid, and what has been moved since."""
    yield from fund_counters(fund, cases, terms)
    unit = money_of(fund, cases, terms)
    for action in MOVED:
        if action in cases.docket.agreement.actions:
            yield _count(fund, action, (), unit, cases)


def money_of(fund: str, cases: Cases, terms: Terms) -> str | None:
    """The unit in which the fund was first spoken of; what comes in another is not added."""
    agreement = cases.docket.agreement
    for action, actors in ((PLEDGE, terms.pledged_by), (PAY, terms.paid_by)):
        asked = Deed(actors or tuple(agreement.actors), action)
        for claim in cases.docket.record.claims:
            content = claim.content
            if not isinstance(content, EventContent | TotalContent):
                continue
            if _is_about(fund, claim, agreement) and bears_on(content.deed, asked, agreement):
                return content.deed.thing
    return None


def _count(
    fund: str, action: str, actors: tuple[str, ...], unit: str | None, cases: Cases
) -> Counter:
    docket = cases.docket
    deed = Deed(actors or tuple(docket.agreement.actors), action, unit)
    claims = tuple(c for c in docket.record.claims if _is_about(fund, c, docket.agreement))
    if len(claims) == len(docket.record.claims):
        return docket.counter((deed,), Stake(), None)
    apart = docket.apart(replace(docket.record, claims=claims), docket.judge)
    return apart.counter((deed,), Stake(), None)


def _is_about(fund: str, claim: Claim, agreement: Agreement) -> bool:
    """A claim that names funds is about those; one that names none is about any."""
    named = {other.name for other in agreement.funds} & set(claim.about)
    return not named or fund in named


def _judge(fund: Fund, cases: Cases, case: Case, instant: Instant) -> FundVerdict:
    terms = cases.solved(fund.name, case).subject.terms
    pledged_counter, paid_counter = fund_counters(fund.name, cases, terms)
    pledged, paid = _at(pledged_counter, instant), _at(paid_counter, instant)
    scene = SolvedScene(cases, case)
    agreement = cases.docket.agreement
    unmet = [
        condition
        for condition in terms.withheld_until
        if not truth_of(condition, instant, cases.docket, scene).sure
    ]
    withheld = tuple(
        f"{words_of(condition, agreement)} ({_asserters(fund, condition, cases)})"
        for condition in unmet
    )
    solved = cases.solved(fund.name, case)
    by_acts = solved.phase.at(instant) if solved.phase is not None else PhaseState()
    acts = solved.subject.acts
    notes = tuple(notes_of_acts(fund.name, acts, by_acts.acts, instant, cases.docket))
    tranches = tranches_of(
        terms.tranches, pledged, lambda one: truth_of(one, instant, cases.docket, scene)
    )
    moved = tuple(_moved(fund.name, terms, cases, instant))
    disbursed = dict(moved).get(MOVED["disburse"], NOTHING)
    all_held = bool(tranches) and all(one.state == "withheld" for one in tranches)
    state, cause = _word(pledged, paid, bool(unmet) or by_acts.suspended.sure or all_held)
    is_free = not unmet and not by_acts.suspended.possible and not by_acts.terminated.possible
    if by_acts.act_doubt and state not in ("none pledged", "withheld"):
        state, cause = "undetermined", by_acts.act_doubt
    return FundVerdict(
        name=fund.name,
        title=fund.title,
        article=article_of(fund),
        state=state,
        cause=cause,
        pledged=pledged,
        paid=paid,
        releasable=releasable(paid, disbursed, tranches) if is_free else NOTHING,
        unit=money_of(fund.name, cases, terms) or MONEY,
        withheld_because=(*withheld, *(notes if by_acts.suspended.sure else ())),
        contested=any(c.is_contested_by(instant) for c in (pledged_counter, paid_counter)),
        because=" ".join(
            (
                _because(
                    fund, terms, pledged, paid, withheld, pledged_counter, paid_counter, instant
                ),
                *notes,
                *_tranches_in_words(tranches),
            )
        ),
        tranches=tranches,
        moved=moved,
    )


def _moved(fund: str, terms: Terms, cases: Cases, instant: Instant) -> Iterator[tuple[str, Range]]:
    """What has been committed, paid out and taken back, where the agreement has words for it."""
    unit = money_of(fund, cases, terms)
    for action, word in MOVED.items():
        if action in cases.docket.agreement.actions:
            yield word, _at(_count(fund, action, (), unit, cases), instant)


def _tranches_in_words(tranches: Sequence[Tranche]) -> Iterator[str]:
    if tranches:
        said = "; ".join(f"{one.name}, {one.amount}, {one.state}" for one in tranches)
        yield f"Tranches: {said}."


def _hull(ranges: Sequence[Range]) -> Range:
    return Range(min(one.low for one in ranges), max(one.high for one in ranges))


def _at(counter: Counter, instant: Instant) -> Range:
    return Range(counter.surely.at(instant), counter.claimed.at(instant))


def _word(pledged: Range, paid: Range, withheld: bool) -> tuple[FundWord, Cause | None]:
    if pledged.high == 0 and paid.high == 0:
        return "none pledged", None
    if withheld:
        return "withheld", None
    if paid.high == 0:
        return ("pledged", None) if pledged.low > 0 else ("undetermined", "short of the standard")
    if paid.low == 0:
        return "undetermined", "contested"
    return ("paid" if paid.low >= pledged.high else "partly paid"), None


def _on_word_of(counter: Counter, instant: Instant) -> str:
    issues = [issue for issue in counter.issues if issue.weighs_from <= instant]
    return names_of(claim for issue in issues for claim in issue.claims) or "no claim"


def _asserters(fund: Fund, condition: Condition, cases: Cases) -> str:
    """Who, of those whose linkages this viewpoint holds, asserts the condition."""
    held = cases.docket.linkages_on(fund)
    holders = [
        linkage.holder
        for linkage in fund.linkages
        if linkage.holder in held and condition in terms_of(linkage.clauses).withheld_until
    ]
    return f"not in the text: asserted by {listed(holders)}" if holders else "in the text"


def _because(
    fund: Fund,
    terms: Terms,
    pledged: Range,
    paid: Range,
    withheld: Sequence[str],
    pledged_counter: Counter,
    paid_counter: Counter,
    instant: Instant,
) -> str:
    unit = pledged_counter.deed.thing or MONEY
    givers = ", ".join(terms.pledged_by) or "anybody"
    payers = ", ".join(terms.paid_by) or "anybody"
    parts = [
        f"Pledged {pledged} {unit} by {givers} ({_on_word_of(pledged_counter, instant)})",
        f"paid {paid} by {payers}" + (f" to {terms.held_by}" if terms.held_by else "")
        + f" ({_on_word_of(paid_counter, instant)})",
    ]  # fmt: skip
    if withheld:
        parts.append("withheld until " + "; ".join(withheld))
    others = [linkage.holder for linkage in fund.linkages]
    if others and not withheld:
        parts.append(f"conditions asserted by {listed(others)} are not in the text")
    return "; ".join(parts) + "."
