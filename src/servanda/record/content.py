"""What is claimed: an event, a total, a level, a state, a posture or an occasion, with its time."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Literal

from servanda.language.diagnostic import Diagnostic
from servanda.language.phrase import Node
from servanda.language.record_clause import (
    Claimed,
    ClaimedEvent,
    ClaimedLevel,
    ClaimedOccasion,
    ClaimedOpening,
    ClaimedPosture,
    ClaimedResolution,
    ClaimedState,
    ClaimedTotal,
    CountingClause,
    LabelClause,
    WhenClause,
)
from servanda.language.tree import Statement
from servanda.record.act import build_act, is_act
from servanda.record.complaint import Building, error
from servanda.record.model import (
    Content,
    EventContent,
    LevelContent,
    OccasionContent,
    PostureContent,
    ResolutionContent,
    Stance,
    StateContent,
    TotalContent,
)
from servanda.record.moment import (
    coming_interval,
    event_interval,
    lasting_interval,
    window_interval,
)
from servanda.record.setting import ReportInHand, Setting, moment_of, only
from servanda.record.words import (
    build_deed,
    build_level,
    known_occasion,
    known_phase,
    known_subject,
)
from servanda.values.deed import with_share
from servanda.values.instant import NEVER, Instant, Interval
from servanda.values.quantity import UNBOUNDED, Range

AHEAD: frozenset[Stance] = frozenset({"promises", "plans", "expects", "threatens", "demands"})
FORESEEING: frozenset[Stance] = AHEAD - {"demands"}  # that it will come, not that it should
FINDING: frozenset[Stance] = frozenset({"finds", "rules"})
OF_AN_ACT: frozenset[Stance] = FINDING | {"says", "admits", "denies"}
VERBS: Mapping[
    Literal["done", "not-done", "partly-done", "substantially-done", "breached"],
    Literal[
        "find-done", "find-not-done", "find-partly-done", "find-substantially-done", "find-breached"
    ],
] = {
    "done": "find-done",
    "not-done": "find-not-done",
    "partly-done": "find-partly-done",
    "substantially-done": "find-substantially-done",
    "breached": "find-breached",
}


def build_content(
    statement: Statement, stance: Stance, hand: ReportInHand, setting: Setting
) -> Building[Content | None]:
    """What the claim says; None where it says nothing that can be used."""
    claimed = yield from claimed_in(statement)
    moment = yield from moment_of(statement)
    counting = yield from only(statement, CountingClause)
    label = yield from only(statement, LabelClause)
    if claimed is None:
        return None
    if counting is not None and not isinstance(claimed, ClaimedTotal):
        yield misplaced(counting, "a counting rule", "a total or a rate")
    if label is not None and not isinstance(claimed, ClaimedEvent):
        yield misplaced(label, "a label", "an event")
    if isinstance(claimed, ClaimedTotal):
        if moment is not None:
            yield misplaced(moment, "a moment of its own", "an event: a total has its window")
        return (yield from total(claimed, counting, setting))
    if moment is None:
        if not statement.unread:
            hint = "add `on DATE`, or another clause that says when"
            yield error("claim-without-moment", claimed, "this claim does not say when", hint)
        return None
    latest = NEVER if stance in AHEAD else hand.until
    return (yield from at_a_moment(claimed, moment, stance, latest, label, setting))


def claimed_in(statement: Statement) -> Building[Claimed | None]:
    """The one clause that says what is claimed."""
    found = [each for each in statement.clauses if isinstance(each, Claimed)]
    for other in found[1:]:
        yield error("said-twice", other, "one claim claims one thing", "make it two claims")
    if not found and not statement.unread:
        message = "this claim does not say what is claimed"
        hint = 'add it on an indented line: a deed, a total, a level, or words in "quotes"'
        yield error("claim-without-content", statement.header, message, hint)
    return found[0] if found else None


def misplaced(node: Node, what: str, where: str) -> Diagnostic:
    message = f"{what} belongs to {where}, so it has no effect here"
    return error("clause-misplaced", node, message, "move it where it belongs, or take it away")


def at_a_moment(
    claimed: Claimed,
    moment: WhenClause,
    stance: Stance,
    latest: Instant,
    label: LabelClause | None,
    setting: Setting,
) -> Building[Content | None]:
    """Everything that has a moment: all but totals."""
    if isinstance(claimed, ClaimedLevel):
        return (yield from level(claimed, moment, stance, setting))
    when = yield from event_interval(moment, setting.calendar, latest)
    if when is None:
        return None
    match claimed:
        case ClaimedEvent():
            return (yield from event(claimed, when, label, setting))
        case ClaimedState():
            return (yield from state(claimed, when, stance, setting))
        case ClaimedOpening():
            return (yield from opening(claimed, when, stance, setting))
        case ClaimedPosture():
            return PostureContent(claimed.words.text, when)
        case ClaimedOccasion():
            occasion = yield from known_occasion(claimed.occasion, setting)
            return OccasionContent(occasion, when) if occasion else None
        case ClaimedResolution():
            return ResolutionContent(claimed.entry.text, claimed.result, when)
    raise AssertionError("totals and levels are built elsewhere")


# --- One builder for each sort ---------------------------------------------------------------


def event(
    claimed: ClaimedEvent, when: Interval, label: LabelClause | None, setting: Setting
) -> Building[Content | None]:
    if is_act(claimed, setting):
        if not claimed.deed.actors:
            hint = "name who makes it"
            yield error("act-without-author", claimed, "an act is always somebody's", hint)
            return None
        return (yield from build_act(claimed, when, label, setting))
    term = claimed.to_date or claimed.by_length
    if term is not None:
        hint = "only the act `extend` takes a new date or a duration"
        yield error("term-misplaced", term, "this deed takes no new date", hint)
        return None
    deed = yield from build_deed(claimed.deed, setting)
    if deed is None:
        return None
    return EventContent(with_share(deed), when, label.label.text if label else None)


def total(
    claimed: ClaimedTotal, counting: CountingClause | None, setting: Setting
) -> Building[Content | None]:
    deed = yield from build_deed(claimed.deed, setting)
    window = yield from window_interval(claimed.first, claimed.last, setting.calendar)
    if deed is None or window is None:
        return None
    if deed.amount is None:
        hint = "say how many, as a number or a range such as `7 to 9`"
        message = "a total or a rate counts something, and this one names no number"
        yield error("quantity-missing", claimed, message, hint)
        return None
    if deed.class_name is not None:  # of the others of the thing it says nothing
        deed = replace(with_share(deed), amount=Range(deed.amount.low, UNBOUNDED))
    each = claimed.deed.every.duration if claimed.deed.every else None
    return TotalContent(deed, window, each, counting.rule.text if counting else None)


def level(
    claimed: ClaimedLevel, moment: WhenClause, stance: Stance, setting: Setting
) -> Building[Content | None]:
    """How a level stands over its time; of one that is yet to come, within what it is to come."""
    interval = coming_interval if stance in AHEAD else lasting_interval
    when = yield from interval(moment, setting.calendar)
    stands = yield from build_level(claimed.level, claimed.stand, setting)
    upper = claimed.stand.upper.value if claimed.stand.upper else None
    return LevelContent(stands, when, upper) if when and stands else None


def state(
    claimed: ClaimedState, when: Interval, stance: Stance, setting: Setting
) -> Building[Content | None]:
    """A stipulation's state: only a body that finds or rules can say it."""
    if stance not in FINDING:
        yield error(
            "state-without-finding",
            claimed,
            "whether a stipulation is done or breached is not for a report to say",
            "report the deed; or quote the finding of a body with `finds` or `rules`",
        )
        return None
    subject = yield from known_subject(claimed.subject, setting)
    return StateContent(subject, VERBS[claimed.state], when) if subject else None


def opening(
    claimed: ClaimedOpening, when: Interval, stance: Stance, setting: Setting
) -> Building[Content | None]:
    """The act of declaring a phase open, by the origin of the claim."""
    if stance not in OF_AN_ACT:
        yield error(
            "state-without-finding",
            claimed,
            f"what somebody {stance} is no act",
            "an act is quoted with `says`; quote a plan as words",
        )
        return None
    phase = yield from known_phase(claimed.phase, setting)
    return StateContent(phase, "declare-open", when) if phase else None
