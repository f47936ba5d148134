"""Lines of figures, and a table of them."""

from collections.abc import Iterable
from dataclasses import dataclass

from benchmarks.intake.matching import Tally


@dataclass(frozen=True, slots=True)
class Line:
    """One row: what was measured in which language on what, and how it came out."""

    language: str
    data: str
    what: str
    tally: Tally


def table(lines: Iterable[Line]) -> str:
    """The rows under a head, in columns; the last three are counts."""
    form = "{:<2} {:<26} {:<32} {:>5} {:>5} {:>5} {:>6} {:>6} {:>6}"
    head = form.format("", "data", "what", "P", "R", "F1", "right", "found", "gold")
    return "\n".join(
        [head]
        + [
            form.format(
                each.language,
                each.data,
                each.what,
                *_rates(each.tally),
                each.tally.matched,
                each.tally.found,
                each.tally.gold,
            )  # fmt: skip
            for each in lines
        ]
    )


def _rates(tally: Tally) -> tuple[str, str, str]:
    return f"{tally.precision:.3f}", f"{tally.recall:.3f}", f"{tally.f1:.3f}"
