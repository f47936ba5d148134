"""How soon, and how late, things can come about: instants over the network of needs."""

from collections.abc import Callable, Mapping

from servanda.analysis.draft.needs import After, Date, Either, Every, Moment, Need, Never, Step
from servanda.analysis.draft.network import Network, cone, soonest
from servanda.analysis.draft.study import Study
from servanda.values.calendar import Calendar
from servanda.values.instant import BEGINNING, NEVER, Instant

Times = Mapping[int, Instant]


def earliest(study: Study) -> Times:
    """The earliest instant of every moment, if everybody acts as soon as it can."""
    return soonest(study.whole.network, study.agreement.calendar, at_once)


def at_once(leaf: Step | Date) -> Instant:
    """A free step may be taken at any time, perhaps before the agreement came into force."""
    return leaf.instant if isinstance(leaf, Date) else BEGINNING


def counted_from(clock: Need, network: Network, zero: Instant) -> Mapping[int, Instant]:
    """A clock as the origin of time; nothing where it stands nowhere in the network."""
    number = network.numbers.get(clock)
    return {} if number is None else {number: zero}


def since(
    need: Need,
    clock: Need,
    network: Network,
    calendar: Calendar,
    zero: Instant,
    time_of: Callable[[Step | Date], Instant],
) -> Instant:
    """When a need comes if the clock starts at `zero`; dates count as long past."""
    given = counted_from(clock, network, zero)

    def of(leaf: Step | Date) -> Instant:
        return BEGINNING if isinstance(leaf, Date) else time_of(leaf)

    numbers = frozenset().union(*(cone(network, n, given) for n in leaf_numbers(need, network)))
    times = soonest(network, calendar, of, given, numbers)
    return time_of_need(need, times, network, calendar, of)


def leaf_numbers(need: Need, network: Network) -> frozenset[int]:
    match need:
        case Every(parts) | Either(parts):
            return frozenset[int]().union(*(leaf_numbers(part, network) for part in parts))
        case After(need=inner):
            return leaf_numbers(inner, network)
        case _:
            number = network.numbers.get(need)
            return frozenset() if number is None else frozenset({number})


def time_of_need(
    need: Need,
    times: Times,
    network: Network,
    calendar: Calendar,
    time_of: Callable[[Step | Date], Instant],
) -> Instant:
    """When a need comes, given when its leaves do."""
    number = network.numbers.get(need)
    if number is not None and number in times:
        return times[number]
    match need:
        case Every(parts):
            return max(
                (time_of_need(part, times, network, calendar, time_of) for part in parts),
                default=BEGINNING,
            )
        case Either(parts):
            return min(time_of_need(part, times, network, calendar, time_of) for part in parts)
        case After(duration, inner):
            return calendar.after(time_of_need(inner, times, network, calendar, time_of), duration)
        case Step() | Date():
            return time_of(need)
        case Moment() | Never():
            return NEVER
