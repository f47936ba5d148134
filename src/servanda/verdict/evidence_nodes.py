"""The evidence in a tree of reasons: counters, issues, tallies, claims, coverage, and absence."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest

from servanda.evidence.counter import Counter
from servanda.evidence.event_links import Join, joins, links_of, parted
from servanda.evidence.issue import AFFIRMING, DENYING, Issue
from servanda.evidence.ladder import Grade, Heard, Side, is_sound
from servanda.evidence.level import LevelTrack
from servanda.evidence.origins import describe, describe_graded, tells_grade, voice_of
from servanda.evidence.presence import denied_of
from servanda.evidence.rules_of_counting import rule_in
from servanda.evidence.tally import Tally
from servanda.language.deed_words import short_deed
from servanda.record.model import Chain, Claim, Coverage, DeniedAccess
from servanda.values.deed import Deed
from servanda.values.instant import Instant
from servanda.values.quantity import Range
from servanda.verdict.assessment import Reason
from servanda.verdict.basis import Basis
from servanda.verdict.cases import Cases
from servanda.verdict.class_words import is_of_unknown_class
from servanda.verdict.dates import moment_of
from servanda.verdict.docket import Seat
from servanda.verdict.owed import Owed
from servanda.verdict.terms import Row
from servanda.verdict.withdrawn_nodes import (
    corrected_nodes,
    fallen_in_counter,
    fallen_in_level,
    fallen_links,
)


def basis_nodes(
    basis: Basis, cases: Cases, at: Instant, class_name: str | None = None
) -> Iterator[Reason]:
    """The evidence of a row; `class_name` where it asks about one class of a thing only."""
    in_numbers = not _is_told_in_percent(basis, at)
    if basis.performance is not None and in_numbers:
        yield counter_node("done by the bearer", basis.performance, cases, at, class_name)
    if basis.outcome is not None and basis.outcome != basis.performance and in_numbers:
        yield counter_node("come about, whoever did it", basis.outcome, cases, at, class_name)
    if basis.base is not None:
        yield counter_node("what it is owed for", basis.base, cases, at)
    if basis.pieces is not None and basis.pieces.claims:
        yield counter_node("in a part of the area", basis.pieces, cases, at)
    nobodys = tuple(issue_node(one, cases) for one in basis.unattributed if one.weighs_from <= at)
    if nobodys:
        yield Reason("counter", "incidents whose author nobody names", children=nobodys)
    if basis.owed is not None:
        yield from _owed_nodes(basis.owed, cases, at)
    if basis.level is not None:
        yield level_node(basis.level, cases, at)
    yield from (_tally_node(tally, cases, at) for tally in basis.tallies)
    if basis.findings:
        nodes = tuple(claim_node(claim, cases) for claim in basis.findings)
        yield Reason("issue", "findings of competent bodies on the whole", children=nodes)


def _is_told_in_percent(basis: Basis, at: Instant) -> bool:
    """Whether all that is said of it is said in percent, of what nobody counts."""
    shares = basis.owed.shares if basis.owed is not None else None
    if basis.owed is None or shares is None or basis.owed.is_known(at) or not shares.claims:
        return False
    counters = [one for one in (basis.performance, basis.outcome) if one is not None]
    claims = {claim for counter in counters for claim in counter.claims}
    return claims <= set(shares.claims) and not any(counter.coverage for counter in counters)


def verifier_nodes(row: Row, cases: Cases) -> Iterator[Reason]:
    """How the bodies that verify came to be, where a stipulation forms them."""
    names = row.stake.verifiers | {one.name for one in row.stake.limited}
    for seat in cases.docket.seats:
        if seat.kind == "formed" and seat.actor in names:
            yield _seat_node(seat, f"{seat.actor}, formed by {seat.of}", cases)


def _member_nodes(deed: Deed, cases: Cases) -> Iterator[Reason]:
    """Who is said to belong to those who do a deed."""
    for seat in cases.docket.seats:
        if seat.kind == "member" and seat.of in deed.actors:
            yield _seat_node(seat, f"{seat.actor}, as a member of {seat.of}", cases)


def _seat_node(seat: Seat, text: str, cases: Cases) -> Reason:
    nodes = tuple(claim_node(claim, cases) for claim in seat.claims)
    return Reason("issue", text, seat.actor, children=nodes or (absent(),))


def level_node(track: LevelTrack, cases: Cases, at: Instant) -> Reason:
    issues = tuple(issue for issue in track.issues if issue.weighs_from <= at)
    children = (
        *(issue_node(issue, cases) for issue in issues),
        *fallen_in_level(track, cases),
    )
    return Reason("counter", f"level {track.level}", children=children or (absent(),))


def deed_nodes(label: str, deed: Deed, cases: Cases, at: Instant) -> Iterator[Reason]:
    """The evidence of a deed that a condition names."""
    yield counter_node(label, cases.docket.deed_counter(deed), cases, at)
    owed = cases.docket.deed_owed(deed)
    if owed is not None:
        yield from _owed_nodes(owed, cases, at)


def _owed_nodes(owed: Owed, cases: Cases, at: Instant) -> Iterator[Reason]:
    shares = owed.shares
    if shares is not None and shares.claims and (_says_how_much(shares) or not owed.is_known(at)):
        yield counter_node("in percent", shares, cases, at)
    yield from (level_node(track, cases, at) for track in owed.tracks())


def _says_how_much(counter: Counter) -> bool:
    return any(issue.thresholds for issue in counter.issues)


def counter_node(
    label: str, counter: Counter, cases: Cases, at: Instant, class_name: str | None = None
) -> Reason:
    value = Range(counter.surely.at(at), counter.claimed.at(at))
    issues = [issue for issue in counter.issues if issue.weighs_from <= at]
    coverage = [_coverage_node(w, cases) for w in counter.coverage if w.window.start <= at]
    denied = [_denied_node(one, cases) for one in _denied(counter.deed, cases, at)]
    bases = (level_node(track, cases, at) for track in counter.bases)
    children = (*(issue_node(issue, cases) for issue in issues), *coverage, *bases)
    members = (*_member_nodes(counter.deed, cases), *fallen_in_counter(counter, cases))
    told = (*children, *members) or (absent(),)
    of_class = f" {class_name}" if class_name else ""
    unknown = any(is_of_unknown_class(one, class_name) for one in issues)
    untold = f"; of some nobody says how many were {class_name}" if unknown else ""
    text = f"{label}: {value}{of_class} ({short_deed(counter.deed)}){untold}"
    return Reason("counter", text, children=(*told, *denied))


def _denied(deed: Deed, cases: Cases, at: Instant) -> Iterator[DeniedAccess]:
    """Who had been kept from seeing such a deed by then."""
    docket = cases.docket
    for one in denied_of(docket.record.denied, deed, docket.agreement):
        if one.window.start <= at:
            yield one


def _denied_node(one: DeniedAccess, cases: Cases) -> Reason:
    when = moment_of(one.window, cases.docket.agreement.calendar)
    where = f" to {one.area}" if one.area else ""
    text = f"{one.body} was denied access{where} {when}: its silence shows nothing"
    return Reason("no access", text, one.id, children=(_chain_node(one.chain, cases),))


def absent() -> Reason:
    return Reason("absence", "nobody in the record says anything of this, and no coverage shows it")


def issue_node(issue: Issue, cases: Cases) -> Reason:
    calendar = cases.docket.agreement.calendar
    word = _settled(issue)
    flag = ", contested" if issue.contested else ""
    when = moment_of(issue.when, calendar) if issue.kind != "total" else _up_to(issue, cases)
    rule = rule_in(issue.claims) if issue.kind == "total" else None
    counted = f" counting {rule}" if rule else ""
    text = f"{issue.kind} {when}{counted}: {issue.amount}, {word}{flag}"
    fallen = fallen_links(issue.claims, cases)
    children = (*_sides(issue, cases), *_link_nodes(issue, cases), *fallen)
    return Reason("issue", text, issue.id, children=children)


def _link_nodes(issue: Issue, cases: Cases) -> Iterator[Reason]:
    """By which rule, or on whose word, claims are taken for claims about one event."""
    if issue.kind != "event":
        return
    entries = cases.docket.record.links
    links, chains = links_of(entries), {one.id: describe(one.chain) for one in entries}
    for join in joins(issue.claims, links):
        yield _link_node(join, f"{join.claim} and {join.other} are one event", chains)
    for join in parted(issue.claims, links):
        yield _link_node(join, f"{join.claim} and {join.other} are two events", chains)


def _link_node(join: Join, text: str, chains: Mapping[str, str]) -> Reason:
    said = f" ({join.entry}: {chains[join.entry]})" if join.entry else ""
    return Reason("link", f"{text}: {join.rule}{said}", join.entry)


def _up_to(issue: Issue, cases: Cases) -> str:
    return f"up to {cases.docket.agreement.calendar.local(issue.when.end - 1):%Y-%m-%d}"


def _settled(issue: Issue) -> str:
    if issue.kind == "level":
        return "as claimed"
    if not issue.thresholds and issue.shown_high > 0:  # only denied, or told in no number
        return "not told in numbers" if _is_affirmed(issue) else "denied, and affirmed by nobody"
    if issue.amount.is_exact:
        is_zero_told = not issue.thresholds
        return "established" if issue.amount.low > 0 or is_zero_told else "refuted"
    return "established in part" if issue.amount.low > 0 else "undetermined"


def _is_affirmed(issue: Issue) -> bool:
    return any(claim.stance in AFFIRMING for claim in issue.claims)


def _sides(issue: Issue, cases: Cases) -> Iterator[Reason]:
    """For and against at each amount that anybody claims, then whatever no side holds."""
    shown: set[str] = set()
    for label, side in (*_all_sides(issue), *_no_more(issue)):
        shown |= {claim.id for claim in side.claims}
        nodes = tuple(claim_node(claim, cases) for claim in side.claims)
        yield Reason("side", f"{label}: {side.word}", children=nodes)
    rest = [claim for claim in issue.claims if claim.id not in shown]
    if rest:
        nodes = tuple(claim_node(claim, cases) for claim in rest)
        yield Reason("side", _label_of_rest(issue, rest), children=nodes)


def _no_more(issue: Issue) -> Iterator[tuple[str, Side]]:
    """On whose word a level stood at its lowest, where that is all that is said of it."""
    if issue.kind == "level" and not issue.thresholds:
        for one in issue.excesses:
            if one.opposing.claims and one.amount == 0:
                yield "for at most 0", one.opposing


def _label_of_rest(issue: Issue, rest: Sequence[Claim]) -> str:
    if all(claim.stance in DENYING for claim in rest):
        return "denied"
    return "said" if issue.kind == "level" or not issue.thresholds else "also said"


def _all_sides(issue: Issue) -> Iterator[tuple[str, Side]]:
    """Each side once: where two amounts have the same claims, at the higher."""
    thresholds = issue.thresholds
    for threshold, higher in zip_longest(thresholds, thresholds[1:]):
        sides = (("for", threshold.supporting), ("against", threshold.opposing))
        others = (higher.supporting, higher.opposing) if higher else (None, None)
        for (word, side), other in zip(sides, others, strict=True):
            if side.claims and side != other:
                yield f"{word} at least {threshold.amount:g}", side


def _tally_node(tally: Tally, cases: Cases, at: Instant) -> Reason:
    ended = [window for window in tally.windows if window.window.end <= at]
    return Reason(
        "counter",
        f"tally {tally.counting}",
        children=tuple(claim_node(window.claim, cases) for window in ended) or (absent(),),
    )


def claim_node(claim: Claim, cases: Cases) -> Reason:
    report = cases.docket.record.reports.get(claim.report)
    chain = _chain_node(claim.chain, cases)
    title = report.title if report else claim.report
    address = f" <{report.address}>" if report and report.address else ""
    plea = f', pleading "{claim.plea}"' if claim.plea else ""
    speech = f", in {claim.speech} speech" if claim.speech else ""
    graded = f", information {claim.information}" if claim.information else ""
    text = (
        f"{claim.chain.origin.source} {claim.stance}{plea}{speech}{graded}{_weakness(claim, cases)}"
    )
    copied = f", a copy of {report.copy_of}" if report and report.copy_of else ""
    source = Reason("report", f"{claim.report}: {title}{copied}{address}", claim.report)
    children = (chain, source, *corrected_nodes(claim, cases))
    return Reason("claim", f"{claim.id}: {text}", claim.id, children=children)


def _weakness(claim: Claim, cases: Cases) -> str:
    """What a reader must know of a claim that corroborates nothing."""
    judge = cases.docket.judge
    heard = Heard(claim, voice_of(claim.chain, judge.sources))
    if is_sound(heard, judge.ladder.rung(Grade.CORROBORATED)):
        return ""
    weakest = heard.voice.weakest
    links = (claim.chain.origin.source, *claim.chain.via)
    is_told = weakest and all(tells_grade(one, judge.sources) for one in links)
    grade = f" (the weakest source on the way is graded {weakest})" if is_told else ""
    return f", too weak to corroborate{grade}"


def _coverage_node(window: Coverage, cases: Cases) -> Reason:
    calendar = cases.docket.agreement.calendar
    text = f"{window.body} covered {moment_of(window.window, calendar)}"
    return Reason("coverage", text, window.id, children=(_chain_node(window.chain, cases),))


def _chain_node(chain: Chain, cases: Cases) -> Reason:
    """By which way it came, with the grade of each on it."""
    return Reason("chain", describe_graded(chain, cases.docket.record.sources))
