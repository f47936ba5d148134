"""What acts do to a row: extension, waiver, suspension, certificate and termination.

Acts come before fulfilment within an instant, so that one done on the day of a deadline comes in
time. An act works possibly from the first moment at which all who were needed may have made it,
surely once that moment is over. A window must hold through all of the moment; or it may have opened
at any time in it and has surely begun when it is over, as where both are known to the day: evidence
comes before acts. A suspension takes force at the end of the instant, until a `resume` that is no
earlier, or, under a power, until the window of the power no longer holds (and then for good).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from servanda.agreement.model import Condition
from servanda.language.acts import Act
from servanda.values.bounds import FALSE, TRUE, Truth, known
from servanda.values.calendar import Calendar
from servanda.values.instant import BEGINNING, NEVER, Instant
from servanda.verdict.assessment import Cause
from servanda.verdict.deadline import extended, lengthened
from servanda.verdict.powers import Planned, Route
from servanda.verdict.state import NOT_YET, Extension, PhaseState, RowState
from servanda.verdict.terms import Row

Holds = Callable[[Condition], Truth]
Window = tuple[str, int]  # an act and the number of its route
SUSPENDING: frozenset[Act] = frozenset({"suspend", "withhold"})


@dataclass(slots=True)
class Watch:
    """The windows of routes while a component is stepped: whether each held through the moment of
    its act, and whether it has held ever since."""

    at_the_time: dict[Window, Truth] = field(default_factory=dict)
    last: dict[Window, Truth] = field(default_factory=dict)
    never_opens: set[Window] = field(default_factory=set)  # in its moment, or not for good
    ever_since: dict[Window, Truth] = field(default_factory=dict)

    def look_back(self, acts: Sequence[Planned], instant: Instant, held: Holds) -> None:
        """At an instant, before anything in it changes: `held` is the truth since the last one."""
        for window, route in _windows(acts):
            assert route.window is not None, "a window"
            if route.when.start < instant <= route.when.end:
                truth, before = held(route.window), self.at_the_time.get(window)
                closes = self.last.get(window, FALSE).sure and not truth.sure
                if closes or (not truth.possible and instant > route.when.start + 1):
                    self.never_opens.add(window)
                self.last[window] = truth
                self.at_the_time[window] = (
                    truth
                    if before is None
                    else Truth(before.sure and truth.sure, before.possible or truth.possible)
                )

    def have_opened(self, acts: Sequence[Planned], instant: Instant, holds: Holds) -> bool:
        """At an instant, once everything has begun: whether there are acts whose moment is over by
        now and whose windows opened within it, all that is known of when being this moment."""
        found = False
        for window, route in _windows(acts):
            assert route.window is not None, "a window"
            if route.when.end != instant or window in self.never_opens:
                continue
            before = self.at_the_time.get(window, TRUE)
            if not before.sure and holds(route.window).sure:
                self.at_the_time[window] = TRUE
                found = True
        return found

    def look_around(self, acts: Sequence[Planned], instant: Instant, holds: Holds) -> None:
        """At an instant, when everything in it is settled."""
        for window, route in _windows(acts):
            assert route.window is not None, "a window"
            if route.lasts and instant >= route.effect.end:  # until then it may not be in use yet
                before = self.ever_since.get(window, TRUE)
                if before.possible:
                    self.ever_since[window] = before & holds(route.window)

    def truth(self, act: Planned, number: int, instant: Instant) -> Truth:
        """Whether the act works by this route at this instant."""
        route = act.routes[number]
        if instant <= route.effect.start:
            return FALSE
        truth = route.made & route.weight
        if route.window is not None:
            truth = truth & self.at_the_time.get((act.made.identity, number), FALSE)
        return truth if instant >= route.effect.end else Truth(False, truth.possible)

    def lasting(self, act: Planned, number: int) -> Truth:
        return self.ever_since.get((act.made.identity, number), TRUE)


def _windows(acts: Sequence[Planned]) -> Iterator[tuple[Window, Route]]:
    for act in acts:
        for number, route in enumerate(act.routes):
            if route.window is not None:
                yield (act.made.identity, number), route


def moments_of(acts: Sequence[Planned]) -> Iterator[Instant]:
    """The instants at which acts begin to work, possibly and surely."""
    for act in acts:
        for making in act.made.makings:
            yield from (making.when.start, making.when.start + 1, making.when.end)
        for route in act.routes:
            if route.after_notice is not None:
                start, end = route.after_notice.start, route.after_notice.end
                yield from (start, start + 1, end)


def bears_on(act: Planned, row: Row, targets: frozenset[str]) -> bool:
    """Whether an act on one of the targets of the row's stipulation is one on this row: all but
    the acts on other stages are."""
    target = act.made.target
    if target not in targets:
        return False
    whole, _, stage = target.rpartition("/")
    return whole != row.name or stage == row.stage


# --- On a row --------------------------------------------------------------------------------


def act_on(
    state: RowState, acts: Sequence[Planned], watch: Watch, now: Instant, calendar: Calendar
) -> RowState:
    """The state once acts have worked on it."""
    if not acts:
        return state
    truths = {
        act.made.identity: _works(act, watch, now, state, calendar)
        for act in acts
        if act.made.began < now
    }
    begun = [act for act in acts if act.made.identity in truths]
    return replace(
        state,
        acts=tuple(truths.items()),
        act_doubt=_doubt(begun, truths),
        extensions=_extensions(begun, truths, state),
        certificates=tuple(_certificates(begun, truths)),
        waived=_any_of("waive", begun, truths),
        terminated=state.broken_off | _any_of("terminate", begun, truths),
        replaced=_any_of("replace", begun, truths),
    )


def _works(act: Planned, watch: Watch, now: Instant, state: RowState, calendar: Calendar) -> Truth:
    result = FALSE
    for number, route in enumerate(act.routes):
        truth = watch.truth(act, number, now)
        result = result | (truth & known(_is_within(act, route, state, calendar)))
    return result


def _is_within(act: Planned, route: Route, state: RowState, calendar: Calendar) -> bool:
    """Whether an extension goes no further than the power lets it. Where nothing is due yet, one
    to a date cannot be measured and is let pass."""
    to, by = act.made.term
    if route.limit is None or (to is None and by is None):
        return True
    if by is not None:
        start = 0 if state.set_due == NOT_YET else state.set_due.start
        return lengthened(start, by, calendar) <= lengthened(start, route.limit, calendar)
    due = _before(act, state, calendar)
    return to is not None and (due >= NEVER or to <= lengthened(due, route.limit, calendar))


def _before(act: Planned, state: RowState, calendar: Calendar) -> Instant:
    """The latest deadline without this extension and those after it."""
    earlier = []
    for one in state.extensions:
        if one.act == act.made.identity:
            break
        earlier.append(one)
    return extended(state.set_due, earlier, state.stood, calendar).end


def _any(truths: Iterable[Truth]) -> Truth:
    result = FALSE
    for truth in truths:
        result = result | truth
    return result


def _any_of(kind: Act, acts: Sequence[Planned], truths: Mapping[str, Truth]) -> Truth:
    return _any(truths[act.made.identity] for act in acts if act.made.act == kind)


def _extensions(
    acts: Sequence[Planned], truths: Mapping[str, Truth], state: RowState
) -> tuple[Extension, ...]:
    known_before = {one.act: one.stood for one in state.extensions}
    return tuple(
        Extension(
            act.made.identity,
            *act.made.term,
            truths[act.made.identity],
            known_before.get(act.made.identity, state.stood),
        )
        for act in acts
        if act.made.act == "extend" and truths[act.made.identity].possible
    )


def _certificates(
    acts: Sequence[Planned], truths: Mapping[str, Truth]
) -> Iterator[tuple[frozenset[str], Truth]]:
    """Each certificate is in force until one is revoked that is no earlier."""
    for act in acts:
        if act.made.act == "certify":
            revoked = _after(act.made.began, "decertify", acts, truths)
            yield act.made.makers, truths[act.made.identity] & ~revoked


def _after(
    instant: Instant, kind: Act, acts: Sequence[Planned], truths: Mapping[str, Truth]
) -> Truth:
    later = [act for act in acts if act.made.began >= instant]
    return _any_of(kind, later, truths)


def _doubt(acts: Sequence[Planned], truths: Mapping[str, Truth]) -> Cause | None:
    """Why it is not known whether one of the acts works."""
    for act in acts:
        if truths[act.made.identity].is_known:
            continue
        if all(not route.weight.is_known for route in act.routes):
            return "unrecognised act"
        return "contested" if act.made.contested else "short of the standard"
    return None


# --- Suspension ------------------------------------------------------------------------------


def act_on_phase(
    state: PhaseState, acts: Sequence[Planned], watch: Watch, now: Instant
) -> PhaseState:
    """A phase or fund once acts have worked on it: one that is terminated has ended."""
    truths: dict[str, Truth] = {}
    for act in acts:
        if act.made.began < now:
            numbers = range(len(act.routes))
            truths[act.made.identity] = _any(watch.truth(act, n, now) for n in numbers)
    begun = [act for act in acts if act.made.identity in truths]
    terminated = _any_of("terminate", begun, truths)
    doubt = _doubt(begun, truths)
    return replace(state, acts=tuple(truths.items()), act_doubt=doubt, terminated=terminated)


def held_back(
    acts: Sequence[Planned],
    watch: Watch,
    works: Sequence[tuple[str, Truth]],
    instant: Instant,
    holds: Holds,
) -> tuple[Truth, Truth]:
    """Whether acts suspend something, and whether its clock stands still meanwhile; `works`: of
    each act that has begun, whether it works."""
    truths = dict(works)
    suspended, stopped = FALSE, FALSE
    for act in acts:
        if act.made.act not in SUSPENDING or act.made.identity not in truths:
            continue
        begun = [one for one in acts if one.made.identity in truths]
        for number, route in enumerate(act.routes):
            resumed = _after(max(route.effect.start, BEGINNING), "resume", begun, truths)
            truth = watch.truth(act, number, instant) & ~resumed
            if route.lasts and route.window is not None:
                truth = truth & watch.lasting(act, number) & holds(route.window)
            suspended = suspended | truth
            stopped = stopped | (truth if route.stops_clock else FALSE)
    return suspended, stopped
