"""One instant as a row sees it."""

from collections.abc import Callable
from dataclasses import dataclass

from servanda.agreement.model import Condition
from servanda.values.bounds import Truth
from servanda.values.calendar import Calendar
from servanda.values.instant import Instant


@dataclass(frozen=True, slots=True)
class Now:
    """One instant as a row sees it: the date, the calendar, and whether a condition holds."""

    instant: Instant
    calendar: Calendar
    in_force: Instant  # when the agreement entered into force
    truth: Callable[[Condition], Truth]
