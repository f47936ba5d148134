"""One instant as a row sees it."""

from collections.abc import Callable
from dataclasses import dataclass

from servanda.agreement.model import Condition
from servanda.values.bounds import Truth
from servanda.values.calendar import Calendar
from servanda.values.instant import Instant


@dataclass(frozen=True, slots=True)
class Now:
    """One instant as a row sees it: the date, the calendar, whether a condition holds, and whether
    one that came to hold was sure only once the time of it was over."""

    instant: Instant
    calendar: Calendar
    in_force: Instant  # when the agreement entered into force
    truth: Callable[[Condition], Truth]
    sure_once_over: Callable[[Condition | None], bool]
