"""What no longer stands, in a tree of reasons: corrected or retracted, when, and on whose word."""

from collections.abc import Iterable, Iterator

from servanda.evidence.counter import Counter
from servanda.evidence.level import LevelTrack, level_claims
from servanda.evidence.matching import claims_about, coverage_of
from servanda.evidence.origins import describe
from servanda.evidence.presence import denied_of
from servanda.record.model import (
    ActContent,
    Claim,
    Coverage,
    DeniedAccess,
    Entry,
    EventLink,
    StateContent,
    Withdrawn,
)
from servanda.verdict.assessment import Reason
from servanda.verdict.cases import Cases
from servanda.verdict.dates import date_of


def corrected_nodes(claim: Claim, cases: Cases) -> Iterator[Reason]:
    """What was claimed before in the place of a claim."""
    yield from (_node(one, cases) for one in cases.docket.history().of(claim))


def fallen_in_counter(counter: Counter, cases: Cases) -> Iterator[Reason]:
    """What bore on a deed and fell, where nothing stands in its place here."""
    docket = cases.docket
    told = _told_with(counter.claims, cases)
    fallen = [one for one in docket.history().all if one.entry.id not in told]
    claims = [one.entry for one in fallen if isinstance(one.entry, Claim)]
    events, totals = claims_about(claims, counter.deed, docket.agreement)
    windows = [one.entry for one in fallen if isinstance(one.entry, Coverage)]
    covering = coverage_of(windows, counter.deed, docket.agreement)
    shut_out = [one.entry for one in fallen if isinstance(one.entry, DeniedAccess)]
    denied = denied_of(shut_out, counter.deed, docket.agreement)
    meant = {one.id for one in (*events, *totals)} | {one.id for one in covering}
    meant |= {one.id for one in denied}
    yield from (_node(one, cases) for one in fallen if one.entry.id in meant)


def fallen_in_level(track: LevelTrack, cases: Cases) -> Iterator[Reason]:
    told = _told_with((claim for issue in track.issues for claim in issue.claims), cases)
    fallen = [one for one in cases.docket.history().all if one.entry.id not in told]
    claims = [one.entry for one in fallen if isinstance(one.entry, Claim)]
    meant = {claim.id for claim, _ in level_claims(claims, track.level)}
    yield from (_node(one, cases) for one in fallen if one.entry.id in meant)


def fallen_links(claims: Iterable[Claim], cases: Cases) -> Iterator[Reason]:
    """Entries that joined one of the claims with another, or parted them, and fell."""
    ids = {claim.id for claim in claims}
    for one in cases.docket.history().all:
        if isinstance(one.entry, EventLink) and ids & {one.entry.first, one.entry.second}:
            yield _node(one, cases)


def fallen_on(name: str, cases: Cases) -> Iterator[Reason]:
    """Findings and acts on a stipulation or phase that were retracted."""
    for one in cases.docket.history().all:
        if isinstance(one.entry, Claim) and not isinstance(one.by, Claim):
            match one.entry.content:
                case StateContent(subject=target) | ActContent(target=target):
                    if target.partition("/")[0] == name:
                        yield _node(one, cases)
                case _:
                    pass


def _told_with(claims: Iterable[Claim], cases: Cases) -> frozenset[str]:
    """What is told beside the claims that stand in its place."""
    history = cases.docket.history()
    return frozenset(one.entry.id for claim in claims for one in history.of(claim))


def _node(one: Withdrawn, cases: Cases) -> Reason:
    entry, by = one.entry, one.by
    calendar = cases.docket.agreement.calendar
    done = "corrected" if isinstance(by, Claim) else "retracted"
    when = date_of(by.known, calendar)[:10]
    text = f"{entry.id}: {entry.chain.origin.source} {_said(entry)}; {done} on {when} by {by.id}"
    why = f": {by.note}" if by.note else ""
    return Reason("withdrawn", f"{text} ({describe(by.chain)}){why}", entry.id)


def _said(entry: Entry) -> str:
    match entry:
        case Claim():
            return entry.stance
        case EventLink():
            events = "one event" if entry.is_same else "two events"
            return f"says that {entry.first} and {entry.second} are {events}"
        case _:
            return "reported"
