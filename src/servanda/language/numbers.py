"""Reading numbers, durations, days and hours as they are written, or saying what is wrong."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import cast

from servanda.values.instant import Duration, DurationUnit

BEYOND_SENSE = 1e15
LONGEST_YEARS = 1000
FIRST_YEAR, LAST_YEAR = 1900, 2199
UNITS_IN_A_YEAR = {
    "minute": 525_600, "hour": 8_760, "day": 365, "week": 52, "month": 12, "year": 1,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Problem:
    """Why something cannot be read: the name, message and hint of a diagnostic to be."""

    name: str
    message: str
    hint: str | None = None


def read_number(text: str) -> float | Problem:
    """`1,968` or `6.5`."""
    number = float(text.replace(",", ""))
    if number < 0:
        message = f"nobody can owe or do {text}, which is below nothing"
        return Problem("negative-quantity", message, "write it without a minus")
    if number > BEYOND_SENSE:
        shown = text if len(text) <= 24 else text[:20] + "…"
        message = f"{shown} is more than anything that can be counted"
        return Problem("absurd-quantity", message, "is a key struck twice?")
    return number


def read_length(number: float, unit: str) -> Duration | Problem:
    """`72 hours`; of the unit, singular and plural are the same."""
    singular = unit.removesuffix("s")
    if number != int(number):
        return Problem(
            "absurd-quantity",
            f"a duration counts whole {singular}s",
            "write it in a smaller unit: `135 days` for four and a half months, `90 minutes` for "
            "an hour and a half",
        )
    if number == 0 or number / UNITS_IN_A_YEAR[singular] > LONGEST_YEARS:
        message = f"{number:,.0f} {unit} is no duration an agreement could mean"
        hint = f"write a duration between a minute and {LONGEST_YEARS:,} years"
        return Problem("absurd-quantity", message, hint)
    return Duration(int(number), cast(DurationUnit, singular))


def read_day_number(number: float) -> int | Problem:
    """The 7 of `on day 7 of acceptance`."""
    if number != int(number) or not 1 <= number <= LONGEST_YEARS * UNITS_IN_A_YEAR["day"]:
        hint = "day 1 is the day itself, and the seventh is day 7"
        return Problem("absurd-quantity", f"there is no day {number:g}", hint)
    return int(number)


def read_day(text: str) -> date | Problem:
    """`2025-10-13`"""
    year, month, day = (int(part) for part in text.split("-"))
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return outside_years(year)
    try:
        found = date(year, month, day)
    except ValueError:
        return no_such_day(text, year, month)
    if text != found.isoformat():
        return Problem("no-such-date", f"{text} is not how dates are written", f"write {found}")
    return found


def outside_years(year: int) -> Problem:
    message = f"the year {year} lies outside {FIRST_YEAR} to {LAST_YEAR}"
    return Problem("no-such-date", message, "years are written with four digits, as in `2026`")


def no_such_day(text: str, year: int, month: int) -> Problem:
    message = f"there is no {text} in the calendar"
    if not 1 <= month <= 12:
        return Problem("no-such-date", message, "dates are written year, month, day")
    last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return Problem("no-such-date", message, f"that month ends on {last}")


def read_month(text: str) -> tuple[int, int | None] | Problem:
    """`2026-01` or `2026`"""
    year, _, month = text.partition("-")
    if not FIRST_YEAR <= int(year) <= LAST_YEAR:
        return outside_years(int(year))
    if month and not 1 <= int(month) <= 12:
        hint = "months are written as in `2026-01`"
        return Problem("no-such-date", f"there is no {text} in the calendar", hint)
    return int(year), int(month) if month else None


def read_clock(text: str) -> time | Problem:
    """`08:00`"""
    hour, minute = (int(part) for part in text.split(":"))
    if hour > 23 or minute > 59:
        is_midnight = (hour, minute) == (24, 0)
        hint = "write the next day's 00:00" if is_midnight else "hours run from 00:00 to 23:59"
        return Problem("no-such-time", f"no clock shows {text}", hint)
    return time(hour, minute)


def read_offset(text: str) -> timedelta | Problem:
    """`+03:00`, or `Z` for none"""
    if text == "Z":
        return timedelta(0)
    hours, minutes = int(text[1:3]), int(text[4:6])
    if hours > 14 or minutes > 59:
        hint = "offsets are written as in `+03:00`, and go up to 14 hours"
        return Problem("no-such-time", f"no time zone is {text} from Greenwich", hint)
    return timedelta(hours=hours, minutes=minutes) * (-1 if text[0] == "-" else 1)
