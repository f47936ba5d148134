"""The head of every answer: which agreement, and what exactly was asked."""

from collections.abc import Sequence

from servanda.agreement.model import Agreement
from servanda.cli.screen import Screen
from servanda.language.listing import listed
from servanda.publish.wording import Dates, iso_day, question_words, what_if_words
from servanda.verdict.assessment import Question

_SEPARATOR = " · "


def print_heading(
    screen: Screen,
    agreement: Agreement,
    question: Question,
    between: Sequence[str] = (),
    errors: int = 0,
    against: str | None = None,
) -> None:
    """The question in words; `between` where viewpoints are compared instead of one asked,
    `against` what was known before, where the answer is held against that.

    With errors in the input it says so, for a reader who does not see where they were printed.
    """
    screen.line(agreement.title, "bold")
    words = question_words(question, terminal_dates(agreement))
    parts = [
        f"at {words.at}",
        f"known {words.known}",
        f"proof {words.proof}",
        f"between {listed(between)}" if between else f"viewpoint {words.viewpoint}",
    ]
    if against is not None:
        parts.append(f"against {against}")
    if words.readings:
        parts.append(f"reading {words.readings}")
    if words.ladder:
        parts.append(f"own ladder ({words.ladder})")
    for line in _filled(parts, screen.width):
        screen.line(line, "dim")
    for line in what_if_words(question):
        screen.line(f"What if, {line}", "bold")
    if errors:
        left_out = "what follows leaves out what could not be read"
        screen.line(f"{errors} error{'s' * (errors > 1)} in the input: {left_out}", "bold red")
    screen.line()


def terminal_dates(agreement: Agreement) -> Dates:
    """Dates as `--at` takes them."""
    return Dates(agreement.calendar, iso_day)


def _filled(parts: list[str], width: int) -> list[str]:
    """Lines of whole parts: a part is never broken where a line has room for it."""
    lines = [parts[0]]
    for part in parts[1:]:
        longer = lines[-1] + _SEPARATOR + part
        if len(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(part)
    return lines
