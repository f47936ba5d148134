"""A typed cell as the text that a person would have written in its place."""

from datetime import date, datetime
from math import isfinite

MIDNIGHT = "T00:00:00"


def cell_text(value: object) -> str:
    """Whole numbers without a point, dates as 2025-10-19, times of day with them as in ISO 8601."""
    match value:
        case None:
            return ""
        case str():
            return value
        case bool():
            return "True" if value else "False"
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case float() if not isfinite(value):
            return ""
        case datetime():
            return value.isoformat().removesuffix(MIDNIGHT)
        case date():
            return value.isoformat()
        case _:
            return str(value)
